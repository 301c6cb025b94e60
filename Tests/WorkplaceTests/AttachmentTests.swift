// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Formats
import Foundation
import HTTPTypes
import Kernel
import Offers
import Organisations
import Records
import Storage
import TestKit
import Testing

@testable import Workplace

@Suite("Pictures and documents of records")
struct AttachmentTests {
  /// The smallest picture: one transparent point.
  private static let png =
    Data(
      base64Encoded:
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    ).map { [UInt8]($0) } ?? []

  private struct Town {
    let product: TestProduct
    let tenant: TenantID
    let organisation: RecordID<Organisation>
    let draft: RecordID<Offer>

    init() async throws {
      product = try await TestProduct()
      let tenant = try await product.center("dortmund").tenant
      self.tenant = tenant
      (organisation, draft) = try await product.database.write(by: .system("test")) { transaction in
        var organisation = Organisation(id: transaction.makeID())
        organisation.name = "Brücke e. V."
        try OrganisationActions.add(organisation, of: tenant, transaction)
        var offer = Offer(id: transaction.makeID())
        offer.title = "Entwurf"
        try OfferActions.create(offer, of: tenant, transaction)
        return (organisation.id, offer.id)
      }
    }

    var page: String { "/arbeitsplatz/dateien/organisation/\(organisation)" }

    func send(
      _ bytes: [UInt8], to page: String, by person: TestPerson, name: String = "bild.png", title: String = "Das Haus",
      token: String? = nil
    ) async throws -> TestAnswer {
      let sent: String
      if let token { sent = token } else { sent = try await person.formToken() }
      var body = Array(
        """
        --grenze\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\(sent)\r\n\
        --grenze\r\nContent-Disposition: form-data; name="title"\r\n\r\n\(title)\r\n\
        --grenze\r\nContent-Disposition: form-data; name="datei"; filename="\(name)"\r\n\
        Content-Type: image/png\r\n\r\n
        """.utf8)
      body += bytes
      body += Array("\r\n--grenze--\r\n".utf8)
      let headers = [
        "Content-Type": "multipart/form-data; boundary=grenze", "Sec-Fetch-Site": "same-origin",
      ].merging(person.headers) { one, _ in one }
      return try await person.client.send(.post, page, headers, body: body)
    }

    func ids() async throws -> [String] {
      try await product.database.read { connection in
        try connection.list(Attachment.self, in: .tenant(tenant)).map(\.id.text)
      }
    }
  }

  @Test("A picture with its text stands on the public page, and goes with its bytes when it is removed")
  func way() async throws {
    let town = try await Town()
    let staff = try await town.product.person(.centerStaff, in: town.tenant)
    #expect(try await town.send(Self.png, to: town.page, by: staff, title: "Ein <rotes> Haus").status == 303)
    let id = try #require(try await town.ids().first)
    try await town.product.settle()
    let page = try await town.product.client.get("/organisationen/\(town.organisation)").body
    #expect(page.contains("src=\"/dateien/\(id)\"") && page.contains("alt=\"Ein &lt;rotes&gt; Haus\""))
    #expect(page.contains("width=\"1\" height=\"1\""))
    let file = try await town.product.client.get("/dateien/\(id)")
    #expect(file.status == 200 && file.header("Content-Type") == "image/png")
    #expect(file.header("X-Content-Type-Options") == "nosniff")
    #expect(try await staff.post("\(town.page)/\(id)", [("title", "Neu"), ("credit", "Foto: Verein")]).status == 303)
    #expect(try await staff.post("\(town.page)/\(id)", [("title", "")]).status == 422)
    #expect(try await staff.get(town.page).body.contains("value=\"Foto: Verein\""))
    #expect(try await staff.post("\(town.page)/\(id)/entfernen", []).status == 303)
    try await town.product.settle()
    #expect(try await town.product.client.get("/dateien/\(id)").status == 404)
    #expect(
      try await town.product.database.read { try $0.number("select count(*) from attachment_file") } == 0)
    try town.product.remove()
  }

  @Test(
    "What is no picture and no PDF is refused, whatever it is called",
    arguments: [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "<html><script>alert(1)</script></html>",
      "GIF89a", "\u{89}PNG kaputt", "#!/bin/sh", "PK\u{3}\u{4}", "",
    ])
  func hostileTypes(_ text: String) async throws {
    let town = try await Town()
    let staff = try await town.product.person(.centerStaff, in: town.tenant)
    let answer = try await town.send(Array(text.utf8), to: town.page, by: staff)
    #expect(answer.status == 422 && answer.body.contains("<h1>"))
    #expect(try await town.ids().isEmpty)
    try town.product.remove()
  }

  @Test("A description is needed, script in names stays text, and there is an end to size and number")
  func limits() async throws {
    let town = try await Town()
    let staff = try await town.product.person(.centerStaff, in: town.tenant)
    #expect(try await town.send(Self.png, to: town.page, by: staff, title: " ").status == 422)
    let large = Self.png + [UInt8](repeating: 0, count: AttachmentActions.limit)
    #expect([413, 422].contains(try await town.send(large, to: town.page, by: staff).status))
    #expect(
      try await town.send(Self.png, to: town.page, by: staff, name: "<img src=x onerror=alert(1)>.png").status == 303)
    let page = try await staff.get(town.page).body
    #expect(!page.contains("<img src=x") && page.contains("&lt;img src=x"))
    for _ in 1..<20 { #expect(try await town.send(Self.png, to: town.page, by: staff).status == 303) }
    #expect(try await town.send(Self.png, to: town.page, by: staff).status == 422)
    #expect(try await town.ids().count == 20)
    try town.product.remove()
  }

  @Test("Other centres, readers, visitors and forged forms reach nothing; drafts are not public")
  func rights() async throws {
    let town = try await Town()
    let staff = try await town.product.person(.centerStaff, in: town.tenant)
    let other = try await town.product.person(.centerStaff, in: try await town.product.center("bielefeld").tenant)
    let reader = try await town.product.person(.centerReader, in: town.tenant)
    let provider = try await town.product.person(.provider, in: town.tenant, organisation: town.organisation)
    #expect(try await town.send(Self.png, to: town.page, by: other).status == 404)
    #expect(try await town.send(Self.png, to: town.page, by: reader).status == 403)
    #expect(try await town.send(Self.png, to: town.page, by: staff, token: "x").status == 403)
    let offer = "/arbeitsplatz/dateien/offer/\(town.draft)"
    #expect(try await town.send(Self.png, to: offer, by: provider).status == 403)
    #expect(try await town.ids().isEmpty)
    #expect(try await town.send(Self.png, to: town.page, by: provider).status == 303)
    let own = try await town.ids()
    #expect(try await town.send(Self.png, to: offer, by: staff).status == 303)
    let draft = try #require(try await town.ids().first { !own.contains($0) })
    let ids = own + [draft]
    #expect(try await town.product.client.get("/dateien/\(draft)").status == 404)
    #expect(try await staff.get("/arbeitsplatz/datei/\(draft)").status == 200)
    #expect(try await other.get("/arbeitsplatz/datei/\(draft)").status == 404)
    #expect(try await provider.get("/arbeitsplatz/datei/\(draft)").status == 403)
    // A file of another record at this record's address.
    #expect(try await staff.post("\(town.page)/\(draft)/entfernen", []).status == 404)
    #expect(try await other.post("\(town.page)/\(ids[0])/entfernen", []).status == 404)
    #expect(try await reader.post("\(town.page)/\(ids[0])/entfernen", []).status == 403)
    #expect(try await town.ids().count == 2)
    for kind in ["account", "contact_person", "x"] {
      #expect(try await staff.get("/arbeitsplatz/dateien/\(kind)/\(town.organisation)").status == 404)
    }
    try town.product.remove()
  }

  @Test("Pictures lose place and device; how they are turned stays")
  func cleaning() throws {
    let exif: [UInt8] =
      Array("Exif".utf8) + [0, 0] + [
        0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 2, 0, 0x0F, 0x01, 2, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0,
        6,
        0, 0, 0, 0, 0, 0, 0,
      ] + Array("GEHEIM".utf8)
    let frame: [UInt8] = [0xFF, 0xC0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]
    let comment: [UInt8] = [0xFF, 0xFE, 0, 8] + Array("GEHEIM".utf8)
    let jpeg = [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + comment + frame
    let file = try #require(SniffedFile(jpeg))
    #expect(file.kind == .jpeg && file.width == 30 && file.height == 20)
    let clean = PictureCleaning.cleaned(jpeg, .jpeg)
    #expect(
      !String(decoding: clean, as: UTF8.self).contains("GEHEIM") && clean.suffix(frame.count).elementsEqual(frame))
    #expect(clean.dropFirst(6).starts(with: Array("Exif".utf8)))
    #expect(SniffedFile(clean)?.width == 30)
    // Orientation 6 in the new segment.
    #expect(clean.prefix(40).contains(6))
    var png = Array(Self.png.prefix(33))
    png += [0, 0, 0, 6] + Array("tEXtGEHEIM".utf8) + [0, 0, 0, 0] + Self.png.dropFirst(33)
    #expect(PictureCleaning.cleaned(png, .png) == Self.png)
    #expect(SniffedFile(Self.png)?.width == 1)
    for count in 0..<jpeg.count { _ = SniffedFile(Array(jpeg.prefix(count))) }
    for count in 0..<jpeg.count { _ = PictureCleaning.cleaned(Array(jpeg.prefix(count)), .jpeg) }
    for count in 0..<png.count { _ = PictureCleaning.cleaned(Array(png.prefix(count)), .png) }
    for count in 0..<40 { _ = PictureCleaning.cleaned(Array(repeating: 0xFF, count: count), .webp) }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Formats
import Guides
import HTTPTypes
import Kernel
import Organisations
import Records
import Storage
import TestKit
import Testing

@testable import Workplace

@Suite("Texts that go to an agency and come back")
struct AgencyTests {
  private static let list = "/arbeitsplatz/organisationen"

  private func town() async throws -> (TestProduct, TenantID, RecordID<Organisation>) {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    let id = try await product.database.write(by: .system("test")) { transaction in
      var organisation = Organisation(id: transaction.makeID())
      (organisation.name, organisation.summary) = ("Brücke e. V.", "Hilfe für <alle> & jeden")
      try OrganisationActions.add(organisation, of: tenant, transaction)
      return organisation.id
    }
    return (product, tenant, id)
  }

  private func send(_ text: String, _ person: TestPerson, to list: String = AgencyTests.list) async throws -> TestAnswer
  {
    let token = try await person.formToken()
    let body = """
      --grenze\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\(token)\r\n\
      --grenze\r\nContent-Disposition: form-data; name="datei"; filename="t.xlf"\r\n\
      Content-Type: application/xml\r\n\r\n\(text)\r\n--grenze--\r\n
      """
    let headers = [
      "Content-Type": "multipart/form-data; boundary=grenze", "Sec-Fetch-Site": "same-origin",
    ].merging(person.headers) { one, _ in one }
    return try await person.client.send(.post, list + "/uebersetzung", headers, body: Array(body.utf8))
  }

  private func english(_ product: TestProduct, _ id: RecordID<Organisation>) async throws -> String? {
    try await product.database.read { try $0.translations(of: id)[.english]?["summary"] }
  }

  @Test(
    "A text goes out, comes back translated, and stands where it belongs", arguments: XLIFFDocument.Version.allCases)
  func round(_ version: XLIFFDocument.Version) async throws {
    let (product, tenant, id) = try await town()
    let staff = try await product.person(.centerStaff, in: tenant)
    let file = try await staff.get("\(Self.list)/uebersetzung/datei?sprache=en&fassung=\(version.rawValue)")
    #expect(file.status == 200 && file.header("Content-Disposition")?.contains("organisation-en-") == true)
    var document = try XLIFFDocument(parsing: Array(file.body.utf8))
    #expect(document.units.map(\.source) == ["Hilfe für <alle> & jeden"] && document.targetLanguage == "en")
    document.units[0].target = "Help for <everyone>"
    let back = try await send(document.text(version), staff)
    #expect(back.status == 200 && back.body.contains("1 Texte übernommen"))
    #expect(try await english(product, id) == "Help for <everyone>")
    #expect(try await send(document.text(version), staff).body.contains("0 Texte übernommen, 1 unverändert"))
    // Nothing is open any more.
    let next = try await staff.get("\(Self.list)/uebersetzung/datei?sprache=en")
    #expect(try XLIFFDocument(parsing: Array(next.body.utf8)).units.isEmpty)
    try product.remove()
  }

  @Test("What was translated here meanwhile stays; a German text that changed makes the translation outdated")
  func meanwhile() async throws {
    let (product, tenant, id) = try await town()
    let staff = try await product.person(.centerStaff, in: tenant)
    let file = try await staff.get("\(Self.list)/uebersetzung/datei?sprache=en")
    var document = try XLIFFDocument(parsing: Array(file.body.utf8))
    document.units[0].target = "From the agency"
    try await product.database.write(by: .system("test")) { transaction in
      try transaction.translate(id, of: tenant, "summary", into: .english, "From a colleague", version: 1)
    }
    #expect(try await send(document.text(.two), staff).body.contains("inzwischen anders übersetzt"))
    #expect(try await english(product, id) == "From a colleague")
    var second = try XLIFFDocument(
      parsing: Array(try await staff.get("\(Self.list)/uebersetzung/datei?sprache=en&umfang=alle").body.utf8))
    second.units[0].target = "Newer"
    try await product.database.write(by: .system("test")) { transaction in
      guard let stored = try transaction.find(Organisation.self, id, in: .tenant(tenant)) else { return }
      var organisation = stored.record
      organisation.summary = "Ganz anders"
      try transaction.save(organisation, over: stored)
    }
    #expect(try await send(second.text(.two), staff).body.contains("1 Texte übernommen"))
    let open = try await staff.get("\(Self.list)/uebersetzung/datei?sprache=en")
    #expect(try XLIFFDocument(parsing: Array(open.body.utf8)).units.map(\.target) == ["Newer"])
    try product.remove()
  }

  @Test("Nobody reaches other tenants' records, other fields or other kinds with a file")
  func hostile() async throws {
    let (product, tenant, id) = try await town()
    let other = try await product.person(.centerStaff, in: try await product.center("bielefeld").tenant)
    let staff = try await product.person(.centerStaff, in: tenant)
    let digest = AgencyUnitID.digest("")
    func file(_ unit: String) -> String {
      XLIFFDocument(
        original: "organisation", from: "de", into: "en",
        units: [.init(id: unit, source: "x", target: "<script>alert(1)</script>")]
      ).text(.two)
    }
    let right = "organisation:\(id):summary:1:\(digest)"
    #expect(try await send(file(right), other).body.contains("1 nicht übernommen"))
    for unit in [
      "organisation:\(id):name:1:\(digest)", "organisation:\(id):summary:9:\(digest)",
      "offer:\(id):summary:1:\(digest)",
      "organisation:\(id):needs:1:\(digest)", "x", "",
    ] {
      #expect(try await send(file(unit), staff).body.contains("1 nicht übernommen"), "\(unit)")
    }
    #expect(try await english(product, id) == nil)
    let page = try await send(file(right), staff)
    #expect(page.body.contains("1 Texte übernommen") && !page.body.contains("<script>alert"))
    for text in ["", "kein XML", "<xliff version=\"2.0\" srcLang=\"en\" trgLang=\"de\"><file id=\"a\"/></xliff>"] {
      #expect(try await send(text, staff).status == 422, "\(text)")
    }
    let reader = try await product.person(.centerReader, in: tenant)
    #expect(try await reader.get("\(Self.list)/uebersetzung").status == 403)
    try product.remove()
  }

  @Test("A guide page goes out with title and HTML, and comes back clean")
  func guide() async throws {
    let (product, tenant, _) = try await town()
    let page = try await product.database.write(by: .system("test")) { transaction in
      try GuideActions.create(
        GuideDraft(title: "Ankommen", content: try CleanHTML(cleaning: "<p>Willkommen</p>")),
        at: GuidePlace(slug: "ankommen"), of: tenant, transaction)
    }
    let staff = try await product.person(.centerStaff, in: tenant)
    let path = "/arbeitsplatz/wegweiser"
    var document = try XLIFFDocument(
      parsing: Array(try await staff.get("\(path)/uebersetzung/datei?sprache=tr").body.utf8))
    #expect(document.units.map(\.source) == ["Ankommen", "<p>Willkommen</p>"])
    document.units[0].target = "Varış"
    #expect(try await send(document.text(.one), staff, to: path).body.contains("1 nicht übernommen"))
    document.units[1].target = "<p onclick=\"x\">Hoş geldiniz<script>x</script></p>"
    #expect(try await send(document.text(.one), staff, to: path).body.contains("2 Texte übernommen"))
    let text = try await product.database.read { connection in
      try connection.guideText(of: page, in: try #require(Language("tr")))?.record
    }
    #expect(text?.title == "Varış" && text?.content == "<p>Hoş geldiniz</p>" && text?.basedOn == 1)
    try product.remove()
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import HTTPTypes
import Kernel
import Organisations
import Storage
import TestKit
import Testing
import Web

/// A real PNG of one pixel.
private let pixel: [UInt8] = [
  0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6,
  0, 0, 0,
  0x1F, 0x15, 0xC4, 0x89,
]

@Suite("A centre keeps its own profile")
struct CenterDeskTests {
  private struct Office {
    let product: TestProduct
    let center: Center
    let head: TestPerson
    let path: String

    init() async throws {
      product = try await TestProduct()
      center = try await product.center("dortmund")
      head = try await product.person(.centerHead, in: center.tenant)
      path = "/arbeitsplatz/zentrum/\(center.id)"
    }

    func stored() async throws -> Stored<Center> {
      let (id, database) = (center.id, product.database)
      return try #require(try await database.read { try $0.find(Center.self, id, in: .everyTenant) })
    }

    /// A provider of an organisation of its own.
    func provider() async throws -> TestPerson {
      let tenant = center.tenant
      let organisation = try await product.database.write(by: .system("test")) { transaction in
        var organisation = Organisation(id: transaction.makeID())
        organisation.name = "Verein"
        try transaction.insert(organisation, of: tenant)
        return organisation.id
      }
      return try await product.person(.provider, in: tenant, organisation: organisation)
    }

    /// The form with everything that it shows, some of it changed.
    func form(_ changes: [(String, String)]) async throws -> [(String, String)] {
      let version = try await stored().version
      let shown: [(String, String)] = [
        ("version", String(version)), ("name", center.name), ("seat", center.seat), ("town", center.town),
        ("languages", "deu"), ("languages", "eng"), ("languages", "ara"),
      ]
      let typed = shown.filter { field in !changes.contains { $0.0 == field.0 } } + changes
      let modules = typed.contains { $0.0 == "modules" } ? [] : Center.allModules.map { ("modules", $0) }
      return typed + modules + [("feld-sichern", "1")]
    }

    func look(
      _ fields: [(String, String)], logo: [UInt8]? = nil, named name: String = "logo.png", as person: TestPerson? = nil
    ) async throws -> TestAnswer {
      let person = person ?? head
      let edge = "----grenze9"
      func part(_ head: String, _ body: [UInt8]) -> [UInt8] {
        Array("--\(edge)\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8) + body + [13, 10]
      }
      var body = part("name=\"csrf\"", Array(try await person.formToken().utf8))
      for field in fields { body += part("name=\"\(field.0)\"", Array(field.1.utf8)) }
      if let logo { body += part("name=\"logo\"; filename=\"\(name)\"\r\nContent-Type: image/png", logo) }
      body += Array("--\(edge)--\r\n".utf8)
      let headers = ["Sec-Fetch-Site": "same-origin", "Content-Type": "multipart/form-data; boundary=\(edge)"]
      return try await product.client.send(
        .post, path + "/gestaltung", person.headers.merging(headers) { $1 }, body: body)
    }
  }

  @Test("What the head enters stands on the public page; official data and other centres stay out of reach")
  func profile() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let way = try await office.head.get("/arbeitsplatz/zentrum/profil")
    #expect(way.status == 303 && way.header("Location")?.hasSuffix(office.path) == true)
    let page = try await office.head.get(office.path)
    #expect(page.status == 200 && page.body.contains("gestaltung") && !page.body.contains("/archivieren"))
    let changes = [
      ("introduction", "Wir sind <für> alle da."), ("street", "Markt 1"), ("postcode", "44135"), ("ags", "99999999"),
      ("slug", "koeln"), ("opening_hours", "Montag: 9–12 Uhr"),
    ]
    let answer = try await office.head.post(office.path + "/bearbeiten", try await office.form(changes))
    #expect(answer.status == 303)
    let kept = try await office.stored().record
    #expect(kept.street == "Markt 1" && kept.ags == "05913000" && kept.slug == "dortmund")
    try await office.product.settle()
    let shown = try await office.product.client.get("/zentren/dortmund").body
    #expect(shown.contains("Wir sind &lt;für&gt; alle da.") && shown.contains("Montag: 9–12 Uhr"))
    let bonn = try await office.product.center("bonn")
    #expect(try await office.head.get("/arbeitsplatz/zentrum/\(bonn.id)").status == 404)
    #expect(try await office.head.get("/arbeitsplatz/zentrum/neu").status == 404)
    let list = try await office.head.get("/arbeitsplatz/zentrum")
    #expect(list.status == 200 && !list.body.contains("/zentrum/neu\"") && !list.body.contains("/zentrum/sammel"))
  }

  @Test("Only the head and the administration change it; colleagues and readers look, providers do not")
  func roles() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let tenant = office.center.tenant
    for (role, sees, edits) in [
      (Role.centerAdministration, 200, 200), (.centerStaff, 200, 403), (.centerReader, 200, 403),
      (.coordinationHead, 403, 403),
    ] {
      let place = role == .coordinationHead ? try await office.product.statewide() : tenant
      let person = try await office.product.person(role, in: place)
      #expect(try await person.get(office.path).status == sees, "\(role)")
      #expect(try await person.get(office.path + "/bearbeiten").status == edits, "\(role)")
      #expect(try await person.get(office.path + "/gestaltung").status == edits, "\(role)")
    }
    let provider = try await office.provider()
    for path in ["", "/bearbeiten", "/gestaltung"] {
      #expect(try await provider.get(office.path + path).status == 403)
    }
  }

  @Test(
    "Contradictions are told at the field",
    arguments: [
      ([("languages", "eng")], "f-languages"),
      ([("postcode", "4413")], "f-postcode"), ([("latitude", "51,5"), ("longitude", "")], "f-longitude"),
      ([("modules", "geheim")], "f-modules"),
    ])
  func contradictions(_ changes: [(String, String)], _ field: String) async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let answer = try await office.head.post(office.path + "/bearbeiten", try await office.form(changes))
    #expect(answer.status == 422 && answer.body.contains("#\(field)\""))
    #expect(try await office.stored().version == 1)
  }

  @Test("Colour and logo change the public pages; a logo can be taken away again")
  func look() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let form = try await office.head.get(office.path + "/gestaltung")
    #expect(form.status == 200 && form.body.contains("Waldgrün") && form.body.contains("type=\"file\""))
    let answer = try await office.look([("version", "1"), ("farbe", "10")], logo: pixel)
    #expect(answer.status == 303)
    try await office.product.settle()
    let sheet = try await office.product.client.get("/assets/zentrum/dortmund.css").body
    #expect(sheet.contains("#24602f"))
    let logo = try await office.product.client.get("/zentren/dortmund/logo")
    #expect(logo.status == 200 && logo.header("Content-Type") == "image/png")
    #expect(try await office.product.client.get("/zentren/dortmund").body.contains("<img class=\"logo\""))
    let removed = try await office.look([("version", "2"), ("farbe", "10"), ("logo-entfernen", "1")])
    #expect(removed.status == 303)
    try await office.product.settle()
    #expect(try await office.product.client.get("/zentren/dortmund/logo").status == 404)
  }

  @Test("Anything but a small picture, an unknown colour, an old version and other people are refused")
  func refusedLooks() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let good = [("version", "1"), ("farbe", "3")]
    let script = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".utf8)
    #expect(try await office.look(good, logo: script).status == 422)
    let large = pixel + [UInt8](repeating: 0, count: 102_400)
    let tooLarge = try await office.look(good, logo: large)
    #expect(tooLarge.status == 422 && tooLarge.body.contains("höchstens 100 KiB"))
    #expect(try await office.look([("version", "1"), ("farbe", "12")]).status == 422)
    #expect(try await office.look([("version", "1")]).status == 422)
    #expect(try await office.look([("version", "7"), ("farbe", "3")]).status == 409)
    let colleague = try await office.product.person(.centerStaff, in: office.center.tenant)
    #expect(try await office.look(good, as: colleague).status == 403)
    let stranger = try await office.product.person(.centerHead, in: try await office.product.center("bonn").tenant)
    #expect(try await office.look(good, as: stranger).status == 404)
    #expect(try await office.stored().version == 1)
  }

  @Test("A new quarter gets its part of the address by itself and is found by its name")
  func spaces() async throws {
    let office = try await Office()
    defer { try? office.product.remove() }
    let town = try #require(
      try await office.product.database.read { connection in
        try CenterBook(connection).municipalities(of: office.center).first
      })
    let form = [("name", "Hörde Süd"), ("municipality", town.id.text), ("feld-sichern", "1")]
    let answer = try await office.head.post("/arbeitsplatz/sozialraeume/neu", form)
    #expect(answer.status == 303)
    try await office.product.settle()
    let page = try await office.product.client.get("/zentren/dortmund/sozialraeume/hoerde-sued")
    #expect(page.status == 200 && page.body.contains("Hörde Süd"))
    #expect(try await office.product.client.get("/suche?q=H%C3%B6rde").body.contains("hoerde-sued"))
    let twice = try await office.head.post("/arbeitsplatz/sozialraeume/neu", form)
    #expect(twice.status == 422 && twice.body.contains("#f-slug\""))
    let wrong = try await office.head.post("/arbeitsplatz/sozialraeume/neu", form + [("slug", "Hörde/Süd")])
    #expect(wrong.status == 422 && wrong.body.contains("#f-slug\""))
    let path = "/arbeitsplatz/kommunen/\(town.id)/bearbeiten"
    let postcodes = [("version", "1"), ("name", town.name), ("slug", town.slug), ("feld-sichern", "1")]
    #expect(try await office.head.post(path, postcodes + [("postcodes", "44135 4413X")]).status == 422)
    #expect(try await office.head.post(path, postcodes + [("postcodes", "44135 44137")]).status == 303)
  }

  @Test("The coordination body's address comes from its own desk and stands in the imprint")
  func coordination() async throws {
    let product = try await TestProduct()
    defer { try? product.remove() }
    let tenant = try await product.statewide()
    let head = try await product.person(.coordinationHead, in: tenant)
    let path = "/arbeitsplatz/koordinierungsstelle/\(tenant.identifier.text)"
    #expect(try await head.get("/arbeitsplatz/koordinierungsstelle/profil").header("Location")?.hasSuffix(path) == true)
    let page = try await head.get(path)
    #expect(page.status == 200 && page.body.contains("Straße und Hausnummer"))
    let form = [
      ("version", "1"), ("name", "Koordinierung"), ("street", "Markt 1"), ("postcode", "59821"), ("town", "Arnsberg"),
      ("feld-sichern", "1"),
    ]
    #expect(try await head.post(path + "/bearbeiten", form).status == 303)
    try await product.settle()
    #expect(try await product.client.get("/impressum").body.contains("Markt 1, 59821 Arnsberg"))
    let member = try await product.person(.coordinationMember, in: tenant)
    #expect(try await member.get(path).status == 200)
    #expect(try await member.get(path + "/bearbeiten").status == 403)
  }
}

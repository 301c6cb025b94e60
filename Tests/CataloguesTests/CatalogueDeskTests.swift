// SPDX-License-Identifier: EUPL-1.2
import Access
import Catalogues
import Centers
import Kernel
import Storage
import TestKit
import Testing

@Suite("Catalogues and word groups at the workplace")
struct CatalogueDeskTests {
  private static let path = "/arbeitsplatz/katalogeintraege"

  private static func form(_ code: String, _ more: [(String, String)] = []) -> [(String, String)] {
    let typed = [("catalogue", "handlungsfeld"), ("code", code), ("parent", "IQA"), ("name", "Gärten für alle")]
    return typed.filter { field in !more.contains { $0.0 == field.0 } } + more + [("feld-sichern", "1")]
  }

  @Test("A centre adds an entry of its own, which nobody else is offered")
  func addition() async throws {
    let product = try await TestProduct()
    defer { try? product.remove() }
    let dortmund = try await product.center("dortmund").tenant
    let head = try await product.person(.centerHead, in: dortmund)
    #expect(try await head.post(Self.path + "/neu", Self.form("DO-GARTEN")).status == 303)
    try await product.settle()
    let page = try await head.get("/arbeitsplatz/kataloge")
    #expect(page.status == 200 && page.body.contains("Gärten für alle") && page.body.contains("HF-EL"))
    #expect(try await head.get("/arbeitsplatz/angebote/neu").body.contains("DO-GARTEN"))
    let other = try await product.person(.centerHead, in: try await product.center("bonn").tenant)
    #expect(try await !other.get("/arbeitsplatz/kataloge").body.contains("DO-GARTEN"))
    #expect(try await !other.get("/arbeitsplatz/angebote/neu").body.contains("DO-GARTEN"))
    #expect(try await other.post(Self.path + "/neu", Self.form("DO-GARTEN")).status == 422)
  }

  @Test(
    "Codes that exist, wrong codes, unknown and circular parents, days upside down are refused at the field",
    arguments: [
      ("HF-EL", [], "f-code"), ("do garten", [], "f-code"), ("-X", [], "f-code"),
      ("DO-X", [("parent", "GIBT-ES-NICHT")], "f-parent"), ("DO-X", [("parent", "DO-X")], "f-parent"),
      ("DO-X", [("valid_from", "01.02.2027"), ("valid_until", "01.01.2027")], "f-valid_until"),
    ] as [(String, [(String, String)], String)])
  func refused(_ code: String, _ more: [(String, String)], _ field: String) async throws {
    let product = try await TestProduct()
    defer { try? product.remove() }
    let head = try await product.person(.centerHead, in: try await product.center("dortmund").tenant)
    let answer = try await head.post(Self.path + "/neu", Self.form(code, more))
    #expect(answer.status == 422 && answer.body.contains("#\(field)\""))
    #expect(
      try await product.database.read { try $0.number("select count(*) from catalogue_entry where code = 'DO-X'") } == 0
    )
  }

  @Test("An entry keeps its code, runs out instead of being put away, and belongs to its centre")
  func retire() async throws {
    let product = try await TestProduct()
    defer { try? product.remove() }
    let head = try await product.person(.centerHead, in: try await product.center("dortmund").tenant)
    #expect(try await head.post(Self.path + "/neu", Self.form("DO-GARTEN")).status == 303)
    let stored = try #require(
      try await product.database.read { connection in
        try connection.list(CatalogueEntry.self, in: .everyTenant, where: "code = 'DO-GARTEN'").first
      })
    let path = "\(Self.path)/\(stored.id)"
    let renamed = try await head.post(path + "/bearbeiten", Self.form("DO-BEETE") + [("version", "1")])
    #expect(renamed.status == 422 && renamed.body.contains("#f-code\""))
    let ended = Self.form("DO-GARTEN", [("valid_until", "01.01.2026")]) + [("version", "1")]
    #expect(try await head.post(path + "/bearbeiten", ended).status == 303)
    try await product.settle()
    #expect(try await !head.get("/arbeitsplatz/angebote/neu").body.contains("DO-GARTEN"))
    #expect(try await head.post(path + "/archivieren", [("version", "2")]).status == 404)
    let other = try await product.person(.centerHead, in: try await product.center("bonn").tenant)
    #expect(try await other.get(path).status == 404)
    let reader = try await product.person(.centerReader, in: try await product.center("dortmund").tenant)
    #expect(try await reader.get(path).status == 200)
    #expect(try await reader.get(path + "/bearbeiten").status == 403)
  }

  @Test("A new word group changes what the search finds; one word alone is none, and centres do not keep them")
  func synonyms() async throws {
    let product = try await TestProduct()
    defer { try? product.remove() }
    let tenant = try await product.statewide()
    let member = try await product.person(.coordinationMember, in: tenant)
    let path = "/arbeitsplatz/wortgruppen/neu"
    let alone = try await member.post(
      path, [("words", "Quasselbude | quasselbude"), ("language", "de"), ("feld-sichern", "1")])
    #expect(alone.status == 422 && alone.body.contains("#f-words\""))
    #expect(try await product.client.get("/suche?q=Quasselbude").body.contains("Keine Treffer"))
    let group = [("words", "Quasselbude| Kommunales  Integrationszentrum"), ("language", "de"), ("feld-sichern", "1")]
    #expect(try await member.post(path, group).status == 303)
    try await product.settle()
    #expect(try await !product.client.get("/suche?q=Quasselbude").body.contains("Keine Treffer"))
    let head = try await product.person(.centerHead, in: try await product.center("bonn").tenant)
    #expect(try await head.get("/arbeitsplatz/wortgruppen").status == 403)
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Centers
import Guides
import Kernel
import Records
import Storage
import TestKit
import Testing

@Suite("Importing pages from Integreat")
struct IntegreatImportTests {
  private static let german = [
    SamplePage(id: 11, title: "Schule", slug: "schule", order: 5, others: ["en": 21]),
    SamplePage(id: 12, title: "Anmelden", slug: "anmelden", parent: "schule", order: 9, others: ["en": 22]),
    SamplePage(id: 13, title: "Ferien", slug: "ferien", parent: "schule", order: 7, others: ["en": 23]),
    SamplePage(id: 14, title: "Arbeit", slug: "arbeit", order: 1),
  ]

  private static let english = [
    SamplePage(id: 21, language: "en", title: "School", slug: "school", order: 5, others: ["de": 11]),
    SamplePage(
      id: 23, language: "en", title: "Holidays", slug: "holidays", parent: "school", order: 7, others: ["de": 13]),
    SamplePage(id: 22, language: "en", title: "Enrol", slug: "enrol", parent: "school", order: 9, others: ["de": 12]),
  ]

  private let en = Language.english

  @Test("Tree and order are kept, and a second import writes nothing")
  func twice() async throws {
    let product = try await TestProduct()
    let first = try await product.importing(Self.german)
    #expect(first.added == 4 && first.problems.isEmpty)
    #expect(try await product.outline() == ["Arbeit", "Schule", "  Ferien", "  Anmelden"])
    let before = try await product.changes()
    let second = try await product.importing(Self.german.reversed())
    #expect(second.unchanged == 4 && second.added == 0 && second.changed == 0 && second.vanished == 0)
    #expect(try await product.changes() == before)
    try product.remove()
  }

  @Test("Versions of a page find each other, whichever language comes first")
  func languagesInEitherOrder() async throws {
    var outlines: [[String]] = []
    for germanFirst in [true, false] {
      let product = try await TestProduct()
      if germanFirst { _ = try await product.importing(Self.german) }
      let report = try await product.importing(Self.english, language: en)
      #expect(report.added == 3)
      if !germanFirst {
        #expect(try await product.outline() == ["School", "  Holidays", "  Enrol"])
        _ = try await product.importing(Self.german)
      }
      outlines.append(try await product.outline())
      outlines.append(try await product.outline(en))
      let states = try await product.database.read { try GuideBook($0).versions().map(\.version.state) }
      #expect(states.count == 7 && states.allSatisfy { $0 == .current })
      try product.remove()
    }
    #expect(outlines[0] == outlines[2] && outlines[1] == outlines[3])
    #expect(outlines[1] == ["Arbeit", "School", "  Holidays", "  Enrol"])
  }

  @Test("A translation that is older than the German text is outdated until it is delivered anew")
  func outdated() async throws {
    let product = try await TestProduct()
    var german = Self.german[3]
    german.others = ["en": 24]
    var english = SamplePage(id: 24, language: "en", title: "Work", slug: "work", others: ["de": 14])
    _ = try await product.importing([german])
    _ = try await product.importing([english], language: en)
    german.content = "<p>Neu</p>"
    german.modified = "2024-05-01T00:00:00.000+00:00"
    #expect(try await product.importing([german]).changed == 1)
    let state = {
      try await product.database.read {
        try GuideBook($0).versions().map(\.version.state).sorted { $0.rawValue < $1.rawValue }
      }
    }
    #expect(try await state() == [.current, .outdated])
    english.content = "<p>New</p>"
    english.modified = "2024-05-02T00:00:00.000+00:00"
    #expect(try await product.importing([english], language: en).changed == 1)
    #expect(try await state() == [.current, .current])
    try product.remove()
  }

  @Test("What vanished is not shown and comes back when it returns")
  func vanished() async throws {
    let product = try await TestProduct()
    _ = try await product.importing(Self.german)
    let less = [Self.german[0], Self.german[1], Self.german[3]]
    #expect(try await product.importing(less).vanished == 1)
    #expect(try await product.outline() == ["Arbeit", "Schule", "  Anmelden"])
    #expect(try await product.importing(less).vanished == 0)
    let marks = try await product.database.read {
      try $0.number("select count(*) from provenance where vanished_at is not null")
    }
    #expect(marks == 1)
    let back = try await product.importing(Self.german)
    #expect(back.changed == 1 && back.added == 0)
    #expect(try await product.outline() == ["Arbeit", "Schule", "  Ferien", "  Anmelden"])
    try product.remove()
  }

  @Test("A file of another region takes nothing away")
  func regions() async throws {
    let product = try await TestProduct()
    _ = try await product.importing(Self.german)
    let text =
      "[{\"id\":99,\"title\":\"Anderswo\",\"url\":\"https://integreat.app/stadt/de/a/\",\"path\":\"/stadt/de/a/\"}]"
    let tenant = try await product.center("dortmund").tenant
    let report = try await IntegreatImport.run(
      IntegreatFile(parsing: Array(text.utf8), language: .german), into: product.database,
      IntegreatImport.Options(tenant: tenant))
    #expect(report.added == 1 && report.vanished == 0)
    try product.remove()
  }

  @Test("Scripts, handlers and javascript: links do not survive; remote images leave their words")
  func attacks() async throws {
    let product = try await TestProduct()
    let html = """
      <h1>A</h1><script>alert(1)</script><p onclick="x()">Text <a href="javascript:alert(1)">Klick</a>\
      <img src="https://boese.example/x.png" onerror="x()" alt="Ein Haus"><iframe src="https://boese.example"></iframe>\
      <a href=" JaVaScRiPt:x">Noch</a><a href="data:text/html,x">Daten</a></p><style>p{}</style>
      """
    _ = try await product.importing([SamplePage(id: 1, title: "Angriff <b>", slug: "a", content: html)])
    let text = try #require(try await product.text("Angriff <b>"))
    for bad in ["script", "onclick", "onerror", "javascript", "JaVa", "data:", "iframe", "boese", "<img", "style"] {
      #expect(!text.content.contains(bad), "\(bad) survived: \(text.content)")
    }
    #expect(text.content.contains("Klick") && text.content.contains("Ein Haus"))
    try product.remove()
  }

  @Test("Links to pages that we have too lead to ours, by any of their languages; others stay")
  func links() async throws {
    let product = try await TestProduct()
    var pages = Self.german
    pages[3].content = """
      <p><a href="https://integreat.app/kreis/de/schule/anmelden/">1</a>\
      <a href="/kreis/de/schule/ferien">2</a><a href="https://integreat.app/kreis/en/x21/">3</a>\
      <a href="https://integreat.app/kreis/de/fehlt/">4</a><a href="/kreis/de/fehlt">5</a><a href="#oben">6</a>\
      <a href="beispiel.de/a">7</a><a href="https://integreat.app/tel:">8</a><a href="mailto:a@b.de">9</a></p>
      """
    _ = try await product.importing(pages)
    let content = try #require(try await product.text("Arbeit")).content
    let ids = try await product.database.read { connection in
      let book = try GuideBook(connection)
      return Dictionary(
        book.versions().map { ($0.version.title, $0.node.id.text) }, uniquingKeysWith: { one, _ in one })
    }
    let expected = [
      "<a href=\"/wegweiser/seite/\(ids["Anmelden"] ?? "?")\">1</a>",
      "<a href=\"/wegweiser/seite/\(ids["Ferien"] ?? "?")\">2</a>",
      "<a href=\"/wegweiser/seite/\(ids["Schule"] ?? "?")\">3</a>",
      "<a href=\"https://integreat.app/kreis/de/fehlt/\" rel=\"noopener\">4</a>",
      "<a href=\"https://integreat.app/kreis/de/fehlt\" rel=\"noopener\">5</a>", "6",
      "<a href=\"https://beispiel.de/a\" rel=\"noopener\">7</a>", "8", "<a href=\"mailto:a@b.de\">9</a>",
    ]
    for part in expected { #expect(content.contains(part), "\(part) in \(content)") }
    #expect(!content.contains("#oben") && !content.contains("tel:"))
    try product.remove()
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import Guides
import Kernel
import Records
import Storage
import Synchronization
import TestKit
import Testing

@Suite("What an Integreat import does not do")
struct IntegreatSafetyTests {
  private static let pages = [
    SamplePage(id: 11, title: "Schule", slug: "schule", order: 1),
    SamplePage(id: 12, title: "Anmelden", slug: "anmelden", parent: "schule", order: 2),
    SamplePage(id: 13, title: "Arbeit", slug: "arbeit", order: 3),
  ]

  @Test("One faulty page stops everything, unless the good ones are wanted")
  func allOrNothing() async throws {
    let product = try await TestProduct()
    var pages = Self.pages
    pages[2].title = ""
    let before = try await product.changes()
    let refused = try await product.importing(pages)
    #expect(refused.added == 0 && refused.problems.map(\.field) == ["$[2].title"])
    #expect(try await product.changes() == before)
    let rest = try await product.importing(pages, skipsInvalid: true)
    #expect(rest.added == 2 && rest.faulty == 1)
    #expect(try await product.outline() == ["Schule", "  Anmelden"])
    try product.remove()
  }

  @Test("HTML beyond repair takes the pages under it along, and nothing else")
  func faultyContent() async throws {
    let product = try await TestProduct()
    var pages = Self.pages
    pages[0].content = String(repeating: "<div><blockquote>", count: 400) + "tief"
    let report = try await product.importing(pages, skipsInvalid: true)
    #expect(report.problems.map(\.field) == ["$[0].content", "$[1]"])
    #expect(report.faulty == 2)
    #expect(try await product.outline() == ["Arbeit"])
    try product.remove()
  }

  @Test("A faulty page is not taken for a vanished one")
  func faultyIsNotVanished() async throws {
    let product = try await TestProduct()
    _ = try await product.importing(Self.pages)
    var pages = Self.pages
    pages[2].title = ""
    #expect(try await product.importing(pages, skipsInvalid: true).vanished == 0)
    #expect(try await product.outline() == ["Schule", "  Anmelden", "Arbeit"])
    try product.remove()
  }

  @Test("A dry run says what would happen and writes nothing")
  func dryRun() async throws {
    let product = try await TestProduct()
    let before = try await product.changes()
    let report = try await product.importing(Self.pages, isDryRun: true)
    #expect(report.added == 3)
    #expect(try await product.changes() == before)
    #expect(try await product.outline().isEmpty)
    try product.remove()
  }

  @Test("Texts that people changed here stay until the source changes them")
  func ownChanges() async throws {
    let product = try await TestProduct()
    _ = try await product.importing(Self.pages)
    try await product.database.write(by: .system("test")) { transaction in
      let found = try transaction.list(GuideText.self, in: .everyTenant, where: "title = \("Arbeit")")
      let stored = try #require(found.first)
      var draft = GuideDraft(title: "Arbeit und Beruf", content: .empty)
      draft.excerpt = "Neu"
      try GuideActions.edit(stored, draft, isMinor: true, transaction)
    }
    #expect(try await product.importing(Self.pages).unchanged == 3)
    #expect(try await product.text("Arbeit und Beruf") != nil)
    var pages = Self.pages
    pages[2].content = "<p>Anders</p>"
    #expect(try await product.importing(pages).changed == 1)
    #expect(try await product.text("Arbeit und Beruf") == nil)
    #expect(try await product.text("Arbeit")?.content == "<p>Anders</p>")
    try product.remove()
  }

  @Test("A page that people archived here is not brought back")
  func archived() async throws {
    let product = try await TestProduct()
    _ = try await product.importing(Self.pages)
    try await product.database.write(by: .system("test")) { transaction in
      let text = try #require(
        try transaction.list(GuideText.self, in: .everyTenant, where: "title = \("Arbeit")").first?.record)
      let page = try #require(text.page)
      let stored = try #require(try transaction.find(GuidePage.self, page, in: .everyTenant))
      try GuideActions.archive(stored, transaction)
    }
    var pages = Self.pages
    pages[2].content = "<p>Anders</p>"
    #expect(try await product.importing(pages).unchanged == 3)
    #expect(try await product.outline() == ["Schule", "  Anmelden"])
    try product.remove()
  }

  @Test("The same file for another centre makes pages of its own")
  func tenants() async throws {
    let product = try await TestProduct()
    _ = try await product.importing(Self.pages)
    let bonn = try await product.center("bonn").tenant
    let report = try await IntegreatImport.run(
      SamplePage.file(Self.pages), into: product.database, IntegreatImport.Options(tenant: bonn))
    #expect(report.added == 3)
    let roots = try await product.database.read { try GuideBook($0).roots(of: bonn).count }
    #expect(roots == 2)
    try product.remove()
  }

  @Test("Two pages that claim the same translation do not overwrite each other")
  func claimedTwice() async throws {
    let product = try await TestProduct()
    let english = SamplePage(id: 5, language: "en", title: "Both", slug: "both")
    _ = try await product.importing([english], language: .english)
    var pages = [Self.pages[0], Self.pages[2]]
    pages[0].others = ["en": 5]
    pages[1].others = ["en": 5]
    #expect(try await product.importing(pages).added == 2)
    #expect(try await product.outline() == ["Schule", "Arbeit"])
    try product.remove()
  }

  @Test("The progress ends with all pages")
  func progress() async throws {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    let seen = Mutex<[Int]>([])
    let pages = (1...50).map { SamplePage(id: $0, title: "Seite \($0)", slug: "s\($0)", order: $0) }
    _ = try await IntegreatImport.run(
      SamplePage.file(pages), into: product.database, IntegreatImport.Options(tenant: tenant)
    ) { done, _ in seen.withLock { $0.append(done) } }
    let steps = seen.withLock { $0 }
    #expect(steps.last == 50 && steps == steps.sorted() && steps.count >= 3)
    try product.remove()
  }
}

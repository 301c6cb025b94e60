// SPDX-License-Identifier: EUPL-1.2
import Formats
import Guides
import Kernel
import Records
import Storage
import TestKit
import Testing

@Suite("What can be done with guide pages")
struct GuideActionsTests {
  private static func draft(_ title: String, _ html: String = "<p>Text</p>") throws -> GuideDraft {
    GuideDraft(title: title, content: try CleanHTML(cleaning: html))
  }

  @Test("A translation is outdated after a real change of the German text, not after a small one")
  func states() async throws {
    let product = try await TestProduct()
    let tenant = try await product.statewide()
    let english = try #require(Language("en"))
    let states: [GuideText.State] = try await product.database.write(by: .system("test")) { transaction in
      let page = try GuideActions.create(
        Self.draft("Schule"), at: GuidePlace(slug: "schule"), of: tenant, transaction)
      try GuideActions.translate(page, into: english, Self.draft("School"), of: tenant, transaction)
      var states: [GuideText.State] = []
      func look() throws {
        let source = try #require(try transaction.guideText(of: page, in: .german))
        let text = try #require(try transaction.guideText(of: page, in: english))
        states.append(text.record.state(source: source.record))
      }
      func edit(_ title: String, isMinor: Bool) throws {
        let source = try #require(try transaction.guideText(of: page, in: .german))
        try GuideActions.edit(source, Self.draft(title), isMinor: isMinor, transaction)
      }
      try look()
      try edit("Schulen", isMinor: true)
      try look()
      try edit("Schulen in NRW", isMinor: false)
      try look()
      try edit("Schulen in Nordrhein-Westfalen", isMinor: true)
      try look()
      try GuideActions.translate(page, into: english, Self.draft("Schools"), of: tenant, transaction)
      try look()
      return states
    }
    #expect(states == [.current, .current, .outdated, .outdated, .current])
    try product.remove()
  }

  @Test("A translation cannot name a revision that the German text never had, nor be German")
  func wrongTranslations() async throws {
    let product = try await TestProduct()
    let tenant = try await product.statewide()
    let english = try #require(Language("en"))
    let page = try await product.database.write(by: .system("test")) { transaction in
      try GuideActions.create(Self.draft("Schule"), at: GuidePlace(slug: "schule"), of: tenant, transaction)
    }
    for (language, basedOn) in [(english, 2), (english, -1), (Language.german, 1)] {
      await #expect(throws: Problem.self) {
        try await product.database.write(by: .system("test")) { transaction in
          try GuideActions.translate(
            page, into: language, Self.draft("School"), basedOn: basedOn, of: tenant, transaction)
        }
      }
    }
    let text = try await product.database.read { try $0.guideText(of: page, in: english) }
    #expect(text == nil)
    try product.remove()
  }

  @Test("Moving a page under its own child and archiving one with children are refused")
  func treeStaysATree() async throws {
    let product = try await TestProduct()
    let tenant = try await product.statewide()
    let (top, child) = try await product.database.write(by: .system("test")) { transaction in
      let top = try GuideActions.create(Self.draft("Oben"), at: GuidePlace(slug: "oben"), of: tenant, transaction)
      let place = GuidePlace(parent: top, slug: "unten")
      return (top, try GuideActions.create(Self.draft("Unten"), at: place, of: tenant, transaction))
    }
    await #expect(throws: Problem.self) {
      try await product.database.write(by: .system("test")) { transaction in
        let stored = try #require(try transaction.find(GuidePage.self, top, in: .tenant(tenant)))
        try GuideActions.move(stored, under: child, transaction)
      }
    }
    await #expect(throws: Problem.self) {
      try await product.database.write(by: .system("test")) { transaction in
        let stored = try #require(try transaction.find(GuidePage.self, top, in: .tenant(tenant)))
        try GuideActions.archive(stored, transaction)
      }
    }
    let book = try await product.database.read { try GuideBook($0) }
    #expect(book.roots(of: tenant).map(\.id) == [top])
    #expect(book[child]?.parent == top)
    try product.remove()
  }

  @Test("A draft and everything under it are not in the public tree")
  func drafts() async throws {
    let product = try await TestProduct()
    let tenant = try await product.statewide()
    let (top, child) = try await product.database.write(by: .system("test")) { transaction in
      var place = GuidePlace(slug: "oben")
      place.status = .draft
      let top = try GuideActions.create(Self.draft("Oben"), at: place, of: tenant, transaction)
      let below = GuidePlace(parent: top, slug: "unten")
      return (top, try GuideActions.create(Self.draft("Unten"), at: below, of: tenant, transaction))
    }
    let book = try await product.database.read { try GuideBook($0) }
    #expect(book[top] == nil)
    #expect(book[child] == nil)
    #expect(book.roots(of: tenant).isEmpty)
    try product.remove()
  }
}

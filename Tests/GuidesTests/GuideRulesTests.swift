// SPDX-License-Identifier: EUPL-1.2
import Formats
import Guides
import Kernel
import Records
import Testing

@Suite("Rules of guide pages")
struct GuideRulesTests {
  private typealias PageID = RecordID<GuidePage>

  /// A chain of pages, each under the one before.
  private static func chain(
    _ count: Int
  ) -> (ids: [RecordID<GuidePage>], parents: [RecordID<GuidePage>: RecordID<GuidePage>?]) {
    let ids = (1...count).map { RecordID<GuidePage>(Identifier(high: 1, low: UInt64($0))) }
    var parents: [RecordID<GuidePage>: RecordID<GuidePage>?] = [:]
    for (index, id) in ids.enumerated() { parents.updateValue(index > 0 ? ids[index - 1] : nil, forKey: id) }
    return (ids, parents)
  }

  @Test("A page may stand at the top and under any page that is not below it")
  func goodPlaces() throws {
    let (ids, parents) = Self.chain(3)
    try GuideRules.checkPlace(of: ids[2], under: nil, in: parents)
    try GuideRules.checkPlace(of: ids[2], under: ids[0], in: parents)
  }

  @Test("A page cannot stand under itself or under one of its own pages", arguments: [0, 1, 2])
  func cycles(under index: Int) {
    let (ids, parents) = Self.chain(3)
    #expect(throws: Problem.self) { try GuideRules.checkPlace(of: ids[0], under: ids[index], in: parents) }
    #expect(code { try GuideRules.checkPlace(of: ids[0], under: ids[index], in: parents) } == "guide.cycle")
  }

  @Test("A tree has at most eight levels, those below the moved page included")
  func depth() throws {
    let (ids, parents) = Self.chain(8)
    let fresh = RecordID<GuidePage>(Identifier(high: 2, low: 1))
    try GuideRules.checkPlace(of: fresh, under: ids[6], in: parents)
    #expect(code { try GuideRules.checkPlace(of: fresh, under: ids[7], in: parents) } == "guide.too-deep")

    var two = parents
    let below = RecordID<GuidePage>(Identifier(high: 2, low: 2))
    two.updateValue(nil, forKey: fresh)
    two.updateValue(fresh, forKey: below)
    #expect(code { try GuideRules.checkPlace(of: fresh, under: ids[6], in: two) } == "guide.too-deep")
    try GuideRules.checkPlace(of: fresh, under: ids[5], in: two)
  }

  @Test("A parent that is already part of a circle ends the look upwards")
  func brokenData() {
    let (ids, _) = Self.chain(2)
    let circle: [RecordID<GuidePage>: RecordID<GuidePage>?] = [ids[0]: ids[1], ids[1]: ids[0]]
    let fresh = RecordID<GuidePage>(Identifier(high: 2, low: 1))
    #expect(code { try GuideRules.checkPlace(of: fresh, under: ids[0], in: circle) } == "guide.too-deep")
  }

  @Test("An unknown parent is refused")
  func unknownParent() {
    let (ids, parents) = Self.chain(1)
    let unknown = RecordID<GuidePage>(Identifier(high: 9, low: 9))
    #expect(code { try GuideRules.checkPlace(of: ids[0], under: unknown, in: parents) } == "guide.unknown-parent")
  }

  @Test("The descriptions of pages and texts have no defects")
  func descriptions() {
    #expect(GuidePage.descriptor.info.defects() == [])
    #expect(GuideText.descriptor.info.defects() == [])
  }

  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Problem)?.code
    }
  }
}

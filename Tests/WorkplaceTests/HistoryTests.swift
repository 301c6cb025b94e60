// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Records
import Storage
import TestKit
import Testing
import Web

@testable import Workplace

@Suite("Histories and taking back")
struct HistoryTests {
  /// The number of the newest audit row of a record.
  private static func newest(_ shop: Workshop, _ id: RecordID<Specimen>) async throws -> Int64 {
    let here = shop.here
    let entry = try await shop.product.database.read { connection in
      try connection.history("specimen", id.identifier, of: here, limit: 1).first
    }
    return try #require(entry).number
  }

  private static func version(_ shop: Workshop, _ id: RecordID<Specimen>) async throws -> (String, String) {
    ("version", String(try await shop.stored(id).version))
  }

  @Test("One change is taken back as a new version; later changes of other fields stay")
  func takeBack() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own) { $0.story = "alt" }
    let edit = "/\(id)/bearbeiten"
    let first = [("version", "1"), ("story", "neu"), ("seats", "5")]
    #expect(try await shop.post(edit, first, as: "anna").status == 303)
    let number = try await Self.newest(shop, id)
    #expect(try await shop.post(edit, [("version", "2"), ("title", "Tisch")], as: "bert").status == 303)
    let page = try await shop.get("/\(id)/verlauf", as: "anna")
    #expect(page.status == 200 && page.body.contains("Frau anna") && page.body.contains("Plätze"))
    #expect(page.body.contains("/verlauf/\(number)/zuruecknehmen"))
    let back = "/\(id)/verlauf/\(number)/zuruecknehmen"
    #expect(try await shop.post(back, [try await Self.version(shop, id)], as: "anna").status == 303)
    let stored = try await shop.stored(id)
    #expect(stored.record.story == "alt" && stored.record.seats == nil && stored.record.title == "Tisch")
    #expect(stored.version == 4)
    let broken = try await shop.product.database.read { try $0.brokenAudit().count }
    #expect(broken == 0)
    try shop.product.remove()
  }

  @Test("What was changed again since stands in the way and nothing happens")
  func obstacle() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own)
    let edit = "/\(id)/bearbeiten"
    _ = try await shop.post(edit, [("version", "1"), ("title", "zwei"), ("story", "x")], as: "anna")
    let number = try await Self.newest(shop, id)
    _ = try await shop.post(edit, [("version", "2"), ("title", "drei <b>")], as: "bert")
    let back = "/\(id)/verlauf/\(number)/zuruecknehmen"
    let answer = try await shop.post(back, [("version", "3")], as: "anna")
    #expect(answer.status == 409 && answer.body.contains("drei &lt;b&gt;") && answer.body.contains("Frau bert"))
    let stored = try await shop.stored(id)
    #expect(stored.version == 3 && stored.record.story == "x")
    try shop.product.remove()
  }

  @Test("Entries of other records, of hidden fields and of the beginning cannot be taken back")
  func refusals() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own) { $0.owner = $0.id }
    let created = try await Self.newest(shop, id)
    let path = "/\(id)/verlauf"
    #expect(try await shop.post("\(path)/\(created)/zuruecknehmen", [("version", "1")], as: "anna").status == 409)
    _ = try await shop.post("/\(id)/bearbeiten", [("version", "1"), ("secret", "s"), ("title", "t")], as: "anna")
    let number = try await Self.newest(shop, id)
    #expect(try await shop.post("\(path)/\(number)/zuruecknehmen", [("version", "2")], as: "paul").status == 409)
    #expect(try await shop.post("\(path)/\(number)/zuruecknehmen", [("version", "2")], as: "rita").status == 403)
    let history = try await shop.get(path, as: "paul")
    #expect(history.status == 200 && !history.body.contains("Intern"))
    let other = try await shop.plant()
    #expect(
      try await shop.post("/\(other)/verlauf/\(number)/zuruecknehmen", [("version", "1")], as: "anna").status == 404)
    #expect(try await shop.post("\(path)/999999/zuruecknehmen", [("version", "2")], as: "anna").status == 404)
    try shop.product.remove()
  }

  @Test("An archived record comes back, from its page and from its history")
  func restore() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own)
    #expect(try await shop.post("/\(id)/archivieren", [("version", "9")], as: "anna").status == 409)
    #expect(try await shop.post("/\(id)/archivieren", [("version", "1")], as: "anna").status == 303)
    #expect(try await shop.stored(id).archivedAt != nil)
    #expect(try await shop.post("/\(id)/bearbeiten", [("version", "2"), ("title", "x")], as: "anna").status == 422)
    let number = try await Self.newest(shop, id)
    let back = "/\(id)/verlauf/\(number)/zuruecknehmen"
    #expect(try await shop.post(back, [("version", "2")], as: "anna").status == 303)
    #expect(try await shop.stored(id).archivedAt == nil)
    #expect(try await shop.post("/\(id)/archivieren", [("version", "3")], as: "anna").status == 303)
    #expect(try await shop.post("/\(id)/wiederherstellen", [("version", "4")], as: "anna").status == 303)
    #expect(try await shop.stored(id).archivedAt == nil)
    try shop.product.remove()
  }

  @Test("A later entry that turns an earlier one round is told as such")
  func undone() {
    let there = HistoryChange(field: "title", language: nil, old: .text("a"), new: .text("b"))
    let back = HistoryChange(field: "title", language: nil, old: .text("b"), new: .text("a"))
    let entries = [Self.entry(2, back), Self.entry(1, there)]
    #expect(TakeBack.undone(by: entries[0], among: entries[1...])?.number == 1)
    #expect(TakeBack.undone(by: entries[1], among: entries[2...]) == nil)
  }

  private static func entry(_ number: Int64, _ change: HistoryChange) -> HistoryEntry {
    HistoryEntry(number: number, at: nil, actor: .visitor, action: "changed", changes: [change])
  }

  @Test("Changes of audit rows are read, whatever stands in them")
  func changes() {
    let read = HistoryChange.all("{\"title\":[\"a \\\"\\u0001\",null],\"summary.en\":[1,2.5],\"x\":3}")
    #expect(read.count == 2)
    #expect(read.first?.old == .text("a \"\u{1}") && read.first?.new == .null)
    #expect(read.last?.language == .english && read.last?.field == "summary" && read.last?.new == .real(2.5))
    #expect(HistoryChange.all("kaputt").isEmpty)
  }
}

@Suite("Differences word by word")
struct WordDifferenceTests {
  /// The text that the parts of one side make.
  private static func side(_ parts: [WordDifference.Part], isOld: Bool) -> String {
    parts.map { part in
      switch part {
      case .same(let text): text
      case .removed(let text): isOld ? text : ""
      case .added(let text): isOld ? "" : text
      }
    }.joined()
  }

  @Test("Both sides can be put together again", arguments: 0..<200)
  func whole(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let words = ["ein", "zwei ", "drei\n", "vier", " ", "fünf"]
    func text() -> String {
      (0..<Int.random(in: 0...30, using: &numbers)).map { _ in words.randomElement(using: &numbers) ?? "" }.joined(
        separator: " ")
    }
    let (old, new) = (text(), text())
    let parts = WordDifference.parts(old, new)
    #expect(Self.side(parts, isOld: true) == old)
    #expect(Self.side(parts, isOld: false) == new)
  }

  @Test("Only what differs is marked; very long texts are replaced as a whole")
  func marks() {
    let parts = WordDifference.parts("Der alte Kurs beginnt um neun.", "Der neue Kurs beginnt um zehn.")
    #expect(
      parts == [
        .same("Der "), .removed("alte "), .added("neue "), .same("Kurs beginnt um "), .removed("neun."),
        .added("zehn."),
      ])
    let long = (0..<3000).map { "a\($0)" }.joined(separator: " ")
    let other = (0..<3000).map { "b\($0)" }.joined(separator: " ")
    #expect(WordDifference.parts(long, other).count == 2)
  }
}

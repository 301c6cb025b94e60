// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Records
import Storage
import TestKit
import Testing

struct Note: Record, Equatable {
  let id: RecordID<Note>
  var title = ""
  var text = ""
  var rating: Int?

  init(id: RecordID<Note>) { self.id = id }

  static let descriptor = RecordDescriptor<Note>(
    "note", (one: "Notiz", many: "Notizen"),
    fields: [
      .text("title", \.title, "Titel", limit: 40, .required, .translated, .listed),
      .longText("text", \.text, "Text", limit: 400),
      .integer("rating", \.rating, "Wert", in: 0...5),
    ])

  static let migration = Migration(
    "2026-11-23-x-notes",
    [
      """
      create table note (
        id text primary key not null, tenant text not null, version bigint not null,
        created_at text not null, modified_at text not null, archived_at text,
        title text not null unique, text text not null, rating bigint, check (rating is null or rating <> 4))
      """
    ])
}

/// A migrated database of its own in a folder of its own.
struct Shelf {
  let folder: URL
  let database: Database
  let tenant = TenantID(Identifier(high: 7, low: 1))
  let other = TenantID(Identifier(high: 7, low: 2))
  let author = Principal(kind: .user, id: "u1", name: "Probe")

  init() async throws {
    folder = try TestProduct.temporaryFolder()
    database = try TestProduct.database(in: folder)
    try await database.migrate([Note.migration])
  }

  func add(_ title: String, rating: Int? = nil) async throws -> RecordID<Note> {
    let tenant = tenant
    return try await database.write(by: author) { transaction in
      var note = Note(id: transaction.makeID())
      note.title = title
      note.rating = rating
      try transaction.insert(note, of: tenant)
      return note.id
    }
  }

  func find(_ id: RecordID<Note>) async throws -> Stored<Note>? {
    let tenant = tenant
    return try await database.read { try $0.find(Note.self, id, in: .tenant(tenant)) }
  }
}

@Suite("Records in the store")
struct StoreTests {
  @Test("What is kept is found again, with version and times")
  func roundTrip() async throws {
    let shelf = try await Shelf()
    let id = try await shelf.add("Grüße 😀 ' \" \\ ; --", rating: 3)
    let stored = try #require(try await shelf.find(id))
    #expect(stored.record.title == "Grüße 😀 ' \" \\ ; --")
    #expect(stored.record.rating == 3)
    #expect(stored.version == 1)
    #expect(stored.createdAt == TestProduct.now)
  }

  @Test("Another tenant's record does not exist")
  func tenants() async throws {
    let shelf = try await Shelf()
    let id = try await shelf.add("Eins")
    let other = shelf.other
    let found = try await shelf.database.read { try $0.find(Note.self, id, in: .tenant(other)) }
    #expect(found == nil)
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .tenant(other)) } == 0)
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 1)
  }

  @Test("A save that started from an older version is refused and changes nothing")
  func locking() async throws {
    let shelf = try await Shelf()
    let stored = try #require(try await shelf.find(try await shelf.add("Eins")))
    var first = stored.record
    first.text = "neu"
    let changed = first
    try await shelf.database.write(by: shelf.author) { _ = try $0.save(changed, over: stored) }
    await #expect(throws: Problem.self) {
      try await shelf.database.write(by: shelf.author) { _ = try $0.save(changed, over: stored) }
    }
    #expect(try await shelf.find(stored.id)?.version == 2)
  }

  @Test("Saving what is already there writes nothing")
  func unchanged() async throws {
    let shelf = try await Shelf()
    let stored = try #require(try await shelf.find(try await shelf.add("Eins")))
    try await shelf.database.numberChanges()
    let before = try await shelf.database.read { try $0.lastChange() }
    let wrote = try await shelf.database.write(by: shelf.author) { try $0.save(stored.record, over: stored) }
    #expect(!wrote)
    try await shelf.database.numberChanges()
    #expect(try await shelf.database.read { try $0.lastChange() } == before)
  }

  @Test("Broken rules of fields and tables become problems, and nothing is kept")
  func rules() async throws {
    let shelf = try await Shelf()
    _ = try await shelf.add("Eins")
    for (title, rating, code) in [
      ("", nil, "record.required"), ("Zwei", 9, "record.out-of-range"),
      ("Eins", nil, "storage.duplicate"), ("Drei", 4, "storage.rule"),
    ] as [(String, Int?, String)] {
      do {
        _ = try await shelf.add(title, rating: rating)
        Issue.record("kept \(title)")
      } catch let problem as Problem {
        #expect(problem.code == code)
      }
    }
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 1)
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("A failing transaction takes everything back: records, audit and change log")
  func atomic() async throws {
    struct Stop: Error {}
    let shelf = try await Shelf()
    let tenant = shelf.tenant
    await #expect(throws: Stop.self) {
      try await shelf.database.write(by: shelf.author) { transaction in
        var note = Note(id: transaction.makeID())
        note.title = "Halb"
        try transaction.insert(note, of: tenant)
        throw Stop()
      }
    }
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 0)
    try await shelf.database.numberChanges()
    #expect(try await shelf.database.read { try $0.lastChange() } == 0)
  }

  @Test("Archived records leave the lists but are not forgotten")
  func archive() async throws {
    let shelf = try await Shelf()
    let stored = try #require(try await shelf.find(try await shelf.add("Eins")))
    try await shelf.database.write(by: shelf.author) { try $0.archive(stored) }
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 0)
    #expect(try await shelf.find(stored.id)?.archivedAt != nil)
  }

  @Test("Translations are kept per field and language, German is the record itself")
  func translations() async throws {
    let shelf = try await Shelf()
    let id = try await shelf.add("Eins")
    let tenant = shelf.tenant
    try await shelf.database.write(by: shelf.author) {
      try $0.translate(id, of: tenant, "title", into: .english, "One", version: 1)
    }
    let english = try await shelf.database.read { try $0.translations(of: Note.self, [id], into: .english) }
    #expect(english[id] == ["title": "One"])
    #expect(try await shelf.database.read { try $0.translations(of: Note.self, [id], into: .german) }.isEmpty)
    await #expect(throws: Problem.self) {
      try await shelf.database.write(by: shelf.author) {
        try $0.translate(id, of: tenant, "text", into: .english, "x", version: 1)
      }
    }
  }

  @Test("Sixteen tasks reading and writing at once lose nothing")
  func concurrency() async throws {
    let shelf = try await Shelf()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 {
        group.addTask {
          for step in 0..<10 {
            _ = try await shelf.add("Notiz \(number)-\(step)")
            _ = try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 160)
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty)
  }
}

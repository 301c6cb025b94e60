// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Records
import Storage
import TestKit
import Testing

@Suite("The audit chain")
struct AuditTests {
  @Test("Who did what is told with the values before and after")
  func history() async throws {
    let shelf = try await Shelf()
    let stored = try #require(try await shelf.find(try await shelf.add("Eins")))
    var changed = stored.record
    changed.title = "Zwei \"quer\"\n"
    changed.title = "Zwei \"quer\""
    let note = changed
    try await shelf.database.write(by: shelf.author) { _ = try $0.save(note, over: stored) }
    let tenant = shelf.tenant
    let rows = try await shelf.database.read { try $0.history("note", stored.id.identifier, of: tenant) }
    #expect(rows.map(\.action) == ["note.changed", "note.created"])
    #expect(rows.first?.changes == #"{"title":["Eins","Zwei \"quer\""]}"#)
    #expect(rows.first?.actor == shelf.author)
    #expect(rows.first?.previous == rows.last?.seal)
  }

  @Test(
    "The history of one record is read from its own rows, not from all rows of its tenant",
    .enabled(if: !TestDatabase.isPostgres))
  func historyPlan() async throws {
    let shelf = try await Shelf()
    let (tenant, id) = (shelf.tenant, try await shelf.add("Eins"))
    let plan = try await shelf.database.read { connection in
      try connection.rows(
        """
        explain query plan select number, changes from audit_log where tenant = \(tenant) and kind = 'note'
          and record = \(id) and action <> 'note.read' order by number desc limit 20
        """
      ) { row in
        row.skip(3)
        return row.text()
      }
    }
    #expect(plan.count == 1 && plan[0].contains("audit_log_record (kind=? AND record=?)"), "\(plan)")
  }

  @Test(
    "Any tampering with a row is found",
    arguments: [
      "update audit_log set actor_name = 'Niemand' where number = 2",
      "update audit_log set changes = '{}' where number = 1", "delete from audit_log where number = 2",
      "delete from audit_log where number = 3", "update audit_log set at = '2026-01-01T00:00:00.000Z' where number = 3",
      "update audit_head set number = 2",
    ] as [SQL])
  func tampering(statement: SQL) async throws {
    let shelf = try await Shelf()
    for number in 1...3 { _ = try await shelf.add("Notiz \(number)") }
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty)
    try await shelf.database.write(by: shelf.author) { _ = try $0.run(statement) }
    #expect(try await shelf.database.read { try $0.brokenAudit() }.count == 1)
  }

  @Test("The change log names every change in the order of commits")
  func changes() async throws {
    let shelf = try await Shelf()
    let first = try await shelf.add("Eins")
    let second = try await shelf.add("Zwei")
    try await shelf.database.numberChanges()
    let changes = try await shelf.database.read { try $0.changes(after: 0, limit: 10) }
    try #require(changes.map(\.record) == [first.identifier, second.identifier])
    #expect(try await shelf.database.read { try $0.changes(after: changes[0].number, limit: 10) }.count == 1)
  }
}

@Suite("Opening and migrating")
struct MigrationTests {
  @Test("A database of a newer version is refused and stays as it is")
  func newer() async throws {
    let shelf = try await Shelf()
    let later = Migration("2027-01-01-later", isCompatible: false, ["alter table note add column later text"])
    try await shelf.database.migrate([Note.migration, later], alone: true)
    let problem = await #expect(throws: Problem.self) { try await shelf.database.migrate([Note.migration]) }
    #expect(problem?.code == "storage.newer")
    _ = try await shelf.add("Noch da")
  }

  @Test("Steps of a newer version that only add something are no reason to refuse")
  func compatible() async throws {
    let shelf = try await Shelf()
    #expect(try await shelf.database.migrate([]).isEmpty)
    _ = try await shelf.add("Geht weiter")
  }

  @Test("Steps are taken once")
  func once() async throws {
    let shelf = try await Shelf()
    #expect(try await shelf.database.migrate([Note.migration]).isEmpty)
  }

  @Test(
    "Addresses that are none and files that are no database are told",
    arguments: ["mysql:x", "sqlite:", "nichts", "sqlite::memory:"])
  func addresses(address: String) {
    #expect(throws: Problem.self) { try Database(address: address) }
  }

  @Test("A file that is no database is refused in words", .enabled(if: !TestDatabase.isPostgres))
  func noDatabase() async throws {
    let folder = try TestProduct.temporaryFolder()
    try String(repeating: "Das ist ein Brief. ", count: 400).write(
      to: folder.appendingPathComponent("test.sqlite"), atomically: true, encoding: .utf8)
    await #expect(throws: Problem.self) {
      let database = try TestProduct.database(in: folder)
      try await database.migrate([])
    }
  }

  @Test("Two connections to one file see each other's writes and do not lose any")
  func twoProcesses() async throws {
    let shelf = try await Shelf()
    let second = try TestProduct.database(in: shelf.folder, at: TestProduct.now.adding(seconds: 1))
    let (tenant, author) = (shelf.tenant, shelf.author)
    async let mine: Void = {
      for number in 0..<30 { _ = try await shelf.add("Erste \(number)") }
    }()
    async let theirs: Void = {
      for number in 0..<30 {
        try await second.write(by: author) { transaction in
          var note = Note(id: transaction.makeID())
          note.title = "Zweite \(number)"
          try transaction.insert(note, of: tenant)
        }
      }
    }()
    _ = try await (mine, theirs)
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 60)
    #expect(try await second.read { try $0.brokenAudit() }.isEmpty)
  }
}

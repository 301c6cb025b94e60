// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Records
import Storage
import TestKit
import Testing

@Suite("Values that leave the audit chain")
struct AuditRedactionTests {
  private static let columns = [
    "tenant = '00000000-0000-0007-0000-000000000009'", "tenant = 'niemand'", "number = 9", "at = '2026-01-01'",
    "actor_kind = 'anything'", "actor = 'u2'", "actor_name = 'Niemand'", "action = 'note.seen'", "kind = 'other'",
    "record = ''", "changes = '{}'", "previous = ''", "seal = ''", "salt = ''",
  ]

  @Test("Tampering with any column of any row is found", arguments: 1...3)
  func everyColumn(number: Int) async throws {
    for column in Self.columns where !(number == 1 && column.hasPrefix("previous")) {
      let shelf = try await Shelf()
      for number in 1...3 { _ = try await shelf.add("Notiz \(number)") }
      try await shelf.database.write(by: shelf.author) { transaction in
        try transaction.run("\(raw: column, number)")
      }
      #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty == false, "\(column) of row \(number)")
    }
  }

  @Test("A chain without its end is found, and so is one that was cut off with it")
  func noHead() async throws {
    let shelf = try await Shelf()
    for number in 1...3 { _ = try await shelf.add("Notiz \(number)") }
    try await shelf.database.write(by: shelf.author) { transaction in
      try transaction.run("delete from audit_log where number = 3")
      try transaction.run("delete from audit_head")
    }
    #expect(try await shelf.database.read { try $0.brokenAudit() }.count == 1)
  }

  @Test("After a redaction the words are gone, the chain holds, and further tampering is found")
  func redaction() async throws {
    let shelf = try await Shelf()
    let id = try await shelf.add("Erika \"Mustermann\"", rating: 3)
    _ = try await shelf.add("Andere")
    try await redact(shelf, id)
    let tenant = shelf.tenant
    let rows = try await shelf.database.read { try $0.history("note", id.identifier, of: tenant) }
    #expect(rows.map(\.changes) == [#"{"rating":[null,3]}"#])
    #expect(rows.allSatisfy { $0.salt.isEmpty })
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty)
    #expect(try await everything(shelf).contains("Mustermann") == false)
    try await shelf.database.write(by: shelf.author) { transaction in
      try transaction.run("update audit_log set changes = '{}' where number = 1")
    }
    #expect(try await shelf.database.read { try $0.brokenAudit() }.map(\.number) == [1])
  }

  @Test("The statement about a redacted row cannot be changed, not even together with the row")
  func statement() async throws {
    let shelf = try await Shelf()
    let id = try await shelf.add("Erika")
    try await redact(shelf, id)
    try await shelf.database.write(by: shelf.author) { transaction in
      try transaction.run("update audit_log set changes = '{}' where action = 'audit.redacted'")
    }
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty == false)
  }

  @Test("A name leaves the rows of what somebody did, in batches, and the chain holds")
  func actor() async throws {
    let shelf = try await Shelf()
    let person = Identifier(high: 5, low: 5)
    let author = Principal(kind: .user, id: person.text, name: "Erika Mustermann")
    let tenant = shelf.tenant
    for number in 1...5 {
      try await shelf.database.write(by: author) { transaction in
        var note = Note(id: transaction.makeID())
        note.title = "Notiz \(number)"
        try transaction.insert(note, of: tenant)
      }
    }
    var total = 0
    while true {
      let count = try await shelf.database.write(by: .system("test")) { try $0.redactActor(person, limit: 2) }
      if count == 0 { break }
      total += count
    }
    #expect(total == 5)
    #expect(try await everything(shelf).contains("Mustermann") == false)
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("A sensitive read is noted once per person, record and day")
  func reads() async throws {
    let shelf = try await Shelf()
    let id = try await shelf.add("Eins")
    let other = Principal(kind: .user, id: "u2", name: "Andere")
    for reader in [shelf.author, shelf.author, other] {
      try await shelf.database.noteSensitiveRead("note", id.identifier, of: shelf.tenant, by: reader)
    }
    let tenant = shelf.tenant
    let count = try await shelf.database.read {
      try $0.number("select count(*) from audit_log where tenant = \(tenant) and action = 'note.read'")
    }
    #expect(count == 2)
  }

  private func redact(_ shelf: Shelf, _ id: RecordID<Note>) async throws {
    let tenant = shelf.tenant
    try await shelf.database.write(by: .system("test")) { transaction in
      _ = try transaction.redactAudit("note", id.identifier, of: tenant, fields: ["title"])
    }
  }

  private func everything(_ shelf: Shelf) async throws -> String {
    try await shelf.database.read { connection in
      try connection.rows("select changes, actor_name from audit_log") { "\($0.text()) \($0.text())" }.joined()
    }
  }
}

extension SQL.StringInterpolation {
  /// One assignment of the list above, as an attacker with the file would type it.
  fileprivate mutating func appendInterpolation(raw column: String, _ number: Int) {
    let parts = column.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix(" ") }
    appendInterpolation(SQL(stringLiteral: "update audit_log set \(parts[0]) = \(parts[1]) where number = \(number)"))
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Records
import Storage
import TestKit
import Testing

@Suite("Writes at the same time")
struct ConcurrencyTests {
  @Test("Ten places are never given eleven times, whichever centres and processes ask")
  func capacity() async throws {
    let shelf = try await Shelf()
    let second = try TestProduct.database(in: shelf.folder, at: TestProduct.now.adding(seconds: 1))
    let counts = try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        let database = number.isMultiple(of: 2) ? shelf.database : second
        let tenant = number.isMultiple(of: 3) ? shelf.tenant : shelf.other
        group.addTask {
          try await database.write(by: shelf.author) { transaction in
            guard try transaction.count(Note.self, in: .everyTenant) < 10 else { return false }
            var note = Note(id: transaction.makeID())
            note.title = "Platz \(number)"
            try transaction.insert(note, of: tenant)
            return true
          }
        }
      }
      return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(counts == 10)
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 10)
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("One that fails in the middle of others takes nothing of theirs with it, and leaves nothing of its own")
  func oneOfMany() async throws {
    let shelf = try await Shelf()
    let refused = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<60 {
        group.addTask {
          do {
            try await shelf.database.write(by: shelf.author) { transaction in
              var note = Note(id: transaction.makeID())
              note.title = "Zeile \(number)"
              try transaction.insert(note, of: shelf.tenant)
              if number.isMultiple(of: 4) { throw Problem("test.refused", .invalid, "Nein.") }
            }
            return false
          } catch {
            return true
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(refused == 15)
    let titles = try await shelf.database.read { connection in
      try connection.rows("select title from note") { $0.text() }
    }
    #expect(Set(titles) == Set((0..<60).filter { !$0.isMultiple(of: 4) }.map { "Zeile \($0)" }))
    #expect(try await shelf.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("Everything that is told as kept is there for whoever reads next")
  func readYourWrites() async throws {
    let shelf = try await Shelf()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<30 {
        group.addTask {
          let id = try await shelf.add("Satz \(number)")
          #expect(try await shelf.find(id) != nil)
        }
      }
      try await group.waitForAll()
    }
    try await shelf.database.numberChanges()
    let numbers = try await shelf.database.read { try $0.changes(after: 0, limit: 100) }.map(\.number)
    #expect(numbers.count == 30 && numbers == numbers.sorted() && Set(numbers).count == 30)
  }

  @Test("Numbers of changes rise in the order of commits: who follows misses none, whatever overlaps")
  func followed() async throws {
    let shelf = try await Shelf()
    let follower = Task {
      var (after, seen): (Int64, [Identifier]) = (0, [])
      while true {
        let wasOver = Task.isCancelled
        // Asked by a task that nobody cancels, so that it hears all.
        let from = after
        let changes = try await Task {
          try await shelf.database.numberChanges()
          return try await shelf.database.read { try $0.changes(after: from, limit: 1000) }
        }.value
        seen += changes.map(\.record)
        after = changes.last?.number ?? after
        if wasOver && changes.isEmpty { return seen }
        await Task.yield()
      }
    }
    let ids = try await withThrowingTaskGroup(of: Identifier.self) { group in
      for number in 0..<80 { group.addTask { try await shelf.add("Spur \(number)").identifier } }
      return try await group.reduce(into: Set<Identifier>()) { $0.insert($1) }
    }
    follower.cancel()
    let seen = try await follower.value
    #expect(Set(seen) == ids && seen.count == 80)
  }

  @Test("Answers of any size come row by row, and inside of them more can be asked")
  func streaming() async throws {
    let shelf = try await Shelf()
    try await shelf.database.write(by: shelf.author, as: .bulk) { transaction in
      for number in 0..<1234 {
        var note = Note(id: transaction.makeID())
        note.title = "Blatt \(number)"
        try transaction.insert(note, of: shelf.tenant)
      }
    }
    let (count, inner) = try await shelf.database.read { connection in
      var (count, inner) = (0, 0)
      try connection.eachOfMany("select title from note order by id") { _ in
        count += 1
        if count == 700 { try connection.eachOfMany("select id from note") { _ in inner += 1 } }
      }
      return (count, inner)
    }
    #expect(count == 1234 && inner == 1234)
  }

  @Test("A text that cannot be stored is refused in words")
  func zeroBytes() async throws {
    let shelf = try await Shelf()
    await #expect(throws: Problem.self) { _ = try await shelf.add("Null \u{0} Byte") }
    #expect(try await shelf.database.read { try $0.count(Note.self, in: .everyTenant) } == 0)
  }
}

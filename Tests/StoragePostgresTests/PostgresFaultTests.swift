// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Records
import Storage
import StoragePostgres
import TestKit
import Testing

/// A PostgreSQL database of its own with one table.
private struct Ground {
  let folder: URL
  let address: String
  let database: Database
  let author = Principal.system("test")

  init(_ parameters: String = "") async throws {
    folder = try TestProduct.temporaryFolder()
    address = try TestDatabase.address(in: folder) + parameters
    database = try Database.open(address)
    try await database.migrate([])
    try await database.write(by: author) { transaction in
      try transaction.run("create table tally (name text primary key not null, count bigint)")
    }
  }

  func add(_ name: String) async throws {
    try await database.write(by: author) { try $0.run("insert into tally (name, count) values (\(name), 0)") }
  }

  func names() async throws -> [String] {
    try await database.read { try $0.rows("select name from tally order by name") { $0.text() } }
  }

  /// Ends all other connections to the database, as a restart of the server does.
  func endOthers() async throws {
    try await database.read { connection in
      _ = try connection.rows(
        """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
        """
      ) { $0.flag() }
    }
  }

  func remove() throws {
    try database.close()
    try TestDatabase.remove(in: folder)
  }
}

@Suite("PostgreSQL: faults on the way", .enabled(if: TestDatabase.isPostgres))
struct PostgresFaultTests {
  @Test("Connections that the server ended are opened again, for reads and for writes")
  func ended() async throws {
    let ground = try await Ground()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 { group.addTask { try await ground.add("vorher \(number)") } }
      try await group.waitForAll()
    }
    for round in 0..<3 {
      try await ground.endOthers()
      try await ground.add("nachher \(round)")
      #expect(try await ground.names().count == 9 + round)
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { _ = try await ground.names() } }
      try await group.waitForAll()
    }
    let pool = try #require(try await ground.database.statistics().pools.first)
    #expect(pool.open <= pool.limit && (pool.open == 1 || pool.reconnections > 0), "\(pool)")
    try ground.remove()
  }

  @Test("When all connections are lent out for too long, that is said and nothing hangs")
  func crowded() async throws {
    let ground = try await Ground("&pool=2&wait=1")
    let endings = await withTaskGroup(of: String.self) { group in
      for _ in 0..<6 {
        group.addTask {
          do {
            try await ground.database.read { connection in
              _ = try connection.rows("select pg_sleep(1.8)") { $0.text() }
            }
            return "held"
          } catch {
            return (error as? Problem)?.code ?? "\(error)"
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted()
    }
    #expect(endings == ["held", "held"] + Array(repeating: "storage.crowded", count: 4))
    #expect(try await ground.names().isEmpty)
    try ground.remove()
  }

  @Test("A statement that takes too long is broken off; the connection goes on")
  func slow() async throws {
    let ground = try await Ground("&timeout=1")
    let problem = await #expect(throws: Problem.self) {
      try await ground.database.read { connection in _ = try connection.rows("select pg_sleep(20)") { $0.text() } }
    }
    #expect(problem?.code == "storage.slow")
    try await ground.add("danach")
    #expect(try await ground.names() == ["danach"])
    try ground.remove()
  }

  @Test("A cancelled task breaks off its statement at once")
  func cancelled() async throws {
    let ground = try await Ground()
    let task = Task {
      try await ground.database.read { connection in _ = try connection.rows("select pg_sleep(30)") { $0.text() } }
    }
    try await Task.sleep(for: .milliseconds(300))
    let start = ContinuousClock.now
    task.cancel()
    await #expect(throws: (any Error).self) { try await task.value }
    #expect(start.duration(to: .now) < .seconds(10))
    #expect(try await ground.names().isEmpty)
    try ground.remove()
  }

  @Test("Who fails is rolled back with everything, also after a fault that the body swallowed")
  func swallowed() async throws {
    let ground = try await Ground()
    try await ground.add("eins")
    await #expect(throws: (any Error).self) {
      try await ground.database.write(by: ground.author) { transaction in
        try transaction.run("insert into tally (name, count) values ('zwei', 1)")
        _ = try? transaction.run("insert into tally (name, count) values ('eins', 1)")
      }
    }
    #expect(try await ground.names() == ["eins"])
    try ground.remove()
  }

  @Test("Two that read and then write the same are done one after the other")
  func counters() async throws {
    let ground = try await Ground()
    try await ground.add("zähler")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<50 {
        group.addTask {
          try await ground.database.write(by: ground.author) { transaction in
            let count = try transaction.number("select count from tally where name = 'zähler'")
            try transaction.run("update tally set count = \(count + 1) where name = 'zähler'")
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await ground.database.read { try $0.number("select count from tally") } == 50)
    try ground.remove()
  }

  @Test("What one process writes another hears of")
  func notices() async throws {
    let ground = try await Ground()
    let other = try Database.open(ground.address)
    try await Task.sleep(for: .milliseconds(500))
    await other.content.nextWrite()
    async let heard: Void = other.content.nextWrite()
    try await ground.database.write(by: ground.author) { transaction in
      let tenant = TenantID(Identifier(high: 7, low: 1))
      try transaction.noteChange("tally", Identifier(high: 1, low: 1), of: tenant, .saved)
    }
    try await ground.database.numberChanges()
    await heard
    #expect(try await other.read { try $0.lastChange() } == 1)
    try other.close()
    try ground.remove()
  }

  @Test("Nobody there, nobody allowed, another encoding: said in words at the start")
  func refused() async throws {
    let problem = #expect(throws: Problem.self) { try Database.open("postgres://nobody@127.0.0.1:1/none") }
    #expect(problem?.code == "storage.cannot-open")
    #expect(throws: Problem.self) { try Database.open("sqlite:/tmp/x.sqlite", replicas: ["postgres://a/b"]) }
  }

  @Test("Two processes that bring the schema up to date at once: one does it, both are content")
  func migratedTwice() async throws {
    let folder = try TestProduct.temporaryFolder()
    let address = try TestDatabase.address(in: folder)
    let step = Migration("2026-11-29-z-test", ["create table once (name text primary key not null)"])
    let taken = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<4 {
        group.addTask {
          let database = try Database.open(address)
          defer { try? database.close() }
          return try await database.migrate([step])
        }
      }
      return try await group.reduce(into: [String]()) { $0 += $1 }
    }
    #expect(taken.filter { $0 == step.name }.count == 1)
    try TestDatabase.remove(in: folder)
  }

  @Test("A step that older processes cannot live with asks for being alone; unknown compatible steps are no hindrance")
  func compatibility() async throws {
    let ground = try await Ground()
    let breaking = Migration("2026-11-29-y-break", isCompatible: false, ["alter table tally drop column count"])
    let problem = await #expect(throws: Problem.self) { try await ground.database.migrate([breaking]) }
    #expect(problem?.code == "storage.stop-first")
    #expect(try await ground.database.columns(of: "tally") == ["name", "count"])
    let adding = Migration("2026-11-29-z-add", ["alter table tally add column note text"])
    #expect(try await ground.database.migrate([adding]) == [adding.name])
    #expect(try await ground.database.migrate([]).isEmpty)
    #expect(try await ground.database.migrate([adding, breaking], alone: true) == [breaking.name])
    let newer = await #expect(throws: Problem.self) { try await ground.database.migrate([adding]) }
    #expect(newer?.code == "storage.newer")
    try ground.remove()
  }
}

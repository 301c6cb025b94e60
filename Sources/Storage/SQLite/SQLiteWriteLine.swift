// SPDX-License-Identifier: EUPL-1.2
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// The line in which writes wait for the one writer of the file.
///
/// Whoever waits when the writer gets to work is taken into one transaction of SQLite, each under a savepoint of its own, so
/// that one flush to the disk serves all of them. Nobody is told of success before that flush. A class because all writers
/// share the line.
final class SQLiteWriteLine: Sendable {
  /// One write that waits; it keeps its result until the group is on the disk.
  struct Entry: Sendable {
    let isAlone: Bool
    /// Throws what the body throws.
    let perform: @Sendable (any Session) throws -> Void
    /// Called once: with nothing when all is kept.
    let finish: @Sendable ((any Error)?) -> Void
  }

  private struct State {
    var waiting: [Entry] = []
    var isWorking = false
  }

  private let pool: DatabasePool
  private let state = Mutex(State())
  /// More do not make the flush much cheaper for each, but let the first wait longer.
  private static let groupLimit = 64

  init(_ pool: DatabasePool) { self.pool = pool }

  func add(_ entry: Entry) {
    let isIdle = state.withLock { state -> Bool in
      state.waiting.append(entry)
      defer { state.isWorking = true }
      return !state.isWorking
    }
    if isIdle { work() }
  }

  /// One group after the other, each as a task of its own of the writer, so that closing and checkpoints get their turn.
  private func work() {
    pool.asyncWriteWithoutTransaction { database in
      let group = self.nextGroup()
      if !group.isEmpty { SQLiteGroup(database, group).run() }
      let isEmpty = self.state.withLock { state -> Bool in
        if state.waiting.isEmpty { state.isWorking = false }
        return state.waiting.isEmpty
      }
      if !isEmpty { self.work() }
    }
  }

  private func nextGroup() -> [Entry] {
    state.withLock { state in
      let end = state.waiting.firstIndex { $0.isAlone } ?? state.waiting.count
      let count = end == 0 ? min(1, state.waiting.count) : min(end, Self.groupLimit)
      defer { state.waiting.removeFirst(count) }
      return Array(state.waiting[..<count])
    }
  }
}

/// Several writes in one transaction of SQLite.
///
/// A class because it goes through states: each write under a savepoint, then the flush, then word to all.
private final class SQLiteGroup {
  private let source: SQLiteWriter
  private let session: SQLiteSession
  private let group: [SQLiteWriteLine.Entry]

  init(_ database: GRDB.Database, _ group: [SQLiteWriteLine.Entry]) {
    source = SQLiteWriter(database)
    session = SQLiteSession(source)
    self.group = group
  }

  func run() {
    guard group.count > 1 else {
      if let only = group.first { only.finish(alone(only)) }
      return
    }
    do {
      let faults = try together()
      for (entry, fault) in zip(group, faults) { entry.finish(fault) }
    } catch {
      // The transaction as a whole could not be kept: each gets a chance and a fault of its own.
      for entry in group { entry.finish(alone(entry)) }
    }
  }

  private func alone(_ entry: SQLiteWriteLine.Entry) -> (any Error)? {
    do {
      try execute("begin immediate transaction")
      try entry.perform(session)
      try execute("commit transaction")
      return nil
    } catch {
      leave()
      return error
    }
  }

  /// What went wrong in each.
  ///
  /// - Throws: when none of them can be kept, with the transaction taken back.
  private func together() throws -> [(any Error)?] {
    do {
      try execute("begin immediate transaction")
      let faults = try group.map(savepointed)
      try execute("commit transaction")
      return faults
    } catch {
      leave()
      throw error
    }
  }

  private func savepointed(_ entry: SQLiteWriteLine.Entry) throws -> (any Error)? {
    try execute("savepoint entry")
    do {
      try entry.perform(session)
      try execute("release savepoint entry")
      return nil
    } catch {
      // A full disk and the like end the whole transaction, not only this write.
      guard sqlite3_get_autocommit(source.connection) == 0 else { throw error }
      try execute("rollback to savepoint entry")
      try execute("release savepoint entry")
      return error
    }
  }

  private func leave() {
    if sqlite3_get_autocommit(source.connection) == 0 { try? execute("rollback transaction") }
  }

  private func execute(_ statement: SQL) throws { try session.query(statement) { _ in } }
}

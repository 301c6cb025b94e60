// SPDX-License-Identifier: EUPL-1.2
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// One connection that only reads, with its prepared statements.
///
/// A class because it stands for a connection; it never leaves its slot.
final class SQLiteReader: StatementSource {
  let connection: OpaquePointer
  private var kept: [String: OpaquePointer] = [:]
  /// Lists of different lengths make different statements; from here on the kept ones are given up.
  private static let limit = 400

  /// - Parameter cache: KiB of pages that it keeps.
  /// - Throws: what SQLite reports.
  init(path: String, cache: Int) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    connection = opened
    sqlite3_extended_result_codes(opened, 1)
    sqlite3_busy_timeout(opened, 15_000)
    try run("pragma query_only = 1; pragma cache_size = -\(cache); pragma mmap_size = 0; pragma temp_store = memory")
    try run("pragma case_sensitive_like = on")
  }

  deinit {
    forget()
    sqlite3_close_v2(connection)
  }

  func statement(_ text: String) throws -> OpaquePointer {
    if let statement = kept[text] { return statement }
    let statement = try freshStatement(text)
    kept[text] = statement
    return statement
  }

  func freshStatement(_ text: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw fault }
    return statement
  }

  func giveBack(fresh statement: OpaquePointer) { sqlite3_finalize(statement) }

  /// Everything inside reads the same state of the data.
  func inOneState<T>(_ body: (SQLiteSession) throws -> T) throws -> T {
    if kept.count > Self.limit { forget() }
    let session = SQLiteSession(self)
    try session.query("begin deferred transaction") { _ in }
    do {
      let result = try body(session)
      try session.query("commit transaction") { _ in }
      return result
    } catch {
      try? session.query("rollback transaction") { _ in }
      throw error
    }
  }

  private func run(_ text: String) throws {
    guard sqlite3_exec(connection, text, nil, nil, nil) == SQLITE_OK else { throw fault }
  }

  private func forget() {
    for statement in kept.values { sqlite3_finalize(statement) }
    kept = [:]
  }
}

/// The readers of one file: as many as read at the same time, opened when they are first needed.
///
/// GRDB's own pool of readers costs more than the usual query; measured in `Documentation/Decisions`.
final class SQLiteReaders: Sendable {
  private final class Slot: Sendable {
    let reader = Mutex<SQLiteReader?>(nil)
  }

  /// The first that is free is taken, so that these do nearly all of the work and are worth more memory.
  private static let busy = 2
  /// In KiB.
  private static let (largeCache, smallCache) = (16_384, 4096)

  private let path: String
  private let slots: [Slot]
  private let isClosed = Mutex(false)

  init(path: String, count: Int) {
    self.path = path
    slots = (0..<count).map { _ in Slot() }
  }

  func read<T: Sendable>(_ body: @Sendable (SQLiteSession) throws -> T) throws -> T {
    for (number, slot) in slots.enumerated() {
      let result = try slot.reader.withLockIfAvailable { try run(body, on: &$0, number: number) }
      if let result { return result }
    }
    let last = slots.count - 1
    return try slots[last].reader.withLock { try run(body, on: &$0, number: last) }
  }

  private func run<T: Sendable>(
    _ body: @Sendable (SQLiteSession) throws -> T, on reader: inout sending SQLiteReader?, number: Int
  ) throws -> T {
    if isClosed.withLock({ $0 }) { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    let open = try reader ?? SQLiteReader(path: path, cache: number < Self.busy ? Self.largeCache : Self.smallCache)
    reader = open
    return try open.inOneState(body)
  }

  /// Waits for running reads.
  func close() {
    isClosed.withLock { $0 = true }
    for slot in slots { slot.reader.withLock { $0 = nil } }
  }
}

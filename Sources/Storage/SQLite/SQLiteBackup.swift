// SPDX-License-Identifier: EUPL-1.2
internal import GRDB
internal import GRDBSQLite
internal import Kernel

/// Copies a database file while others write to it, by SQLite's own backup interface.
package enum SQLiteBackup {
  /// A few megabytes, so that progress can be told.
  private static let pagesPerStep: Int32 = 1024

  /// Copies the state of one moment into a new file and makes sure that it is whole.
  ///
  /// The copy holds a read transaction, so writers go on and nothing has to begin again; the write-ahead log grows meanwhile.
  /// - Parameters:
  ///   - progress: is told pages that are done and all pages.
  /// - Throws: a `Problem` where the file is no database, the disk is full or the copy is not whole.
  package static func copy(_ path: String, to target: String, progress: (Int, Int) -> Void) throws {
    do {
      let source = try SQLiteHandle(path, flags: SQLITE_OPEN_READWRITE)
      let copy = try SQLiteHandle(target, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
      try source.run("begin")
      _ = try source.texts("select count(*) from sqlite_master")
      try transfer(source, copy, progress)
      try source.run("commit")
      _ = try copy.texts("pragma journal_mode = delete")
      guard try copy.texts("pragma quick_check(1)") == ["ok"] else { throw Self.damaged }
    } catch {
      throw SQLiteFault.opening(path, error)
    }
  }

  /// The number of rows of each table of a file that nobody writes to; empty for a file without tables.
  package static func rows(in path: String) throws -> [String: Int] {
    do {
      let handle = try SQLiteHandle(path, flags: SQLITE_OPEN_READONLY)
      let names = try handle.texts(
        "select name from sqlite_master where type = 'table' and name not like 'sqlite!_%' escape '!' order by name")
      var rows: [String: Int] = [:]
      for name in names where name.utf8.allSatisfy({ $0 == 95 || 48...57 ~= $0 || 97...122 ~= $0 }) {
        rows[name] = try handle.texts("select count(*) from \(name)").first.flatMap { Int($0) } ?? 0
      }
      return rows
    } catch {
      throw SQLiteFault.opening(path, error)
    }
  }

  private static let damaged = Problem(
    "backup.damaged", .unavailable, "Die Kopie ist nicht heil; vermutlich ist schon die Datenbank beschädigt.")

  private static func transfer(_ source: SQLiteHandle, _ copy: SQLiteHandle, _ progress: (Int, Int) -> Void) throws {
    guard let backup = sqlite3_backup_init(copy.connection, "main", source.connection, "main") else {
      throw copy.fault
    }
    var code = SQLITE_OK
    while code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED {
      code = sqlite3_backup_step(backup, pagesPerStep)
      let total = Int(sqlite3_backup_pagecount(backup))
      progress(total - Int(sqlite3_backup_remaining(backup)), total)
      if code == SQLITE_BUSY || code == SQLITE_LOCKED { sqlite3_sleep(50) }
    }
    sqlite3_backup_finish(backup)
    if code != SQLITE_DONE { throw copy.fault }
  }
}

/// One connection to one file, closed with its last use. A class because it stands for the connection.
private final class SQLiteHandle {
  let connection: OpaquePointer

  init(_ path: String, flags: Int32) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      sqlite3_close_v2(opened)
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
    connection = opened
    sqlite3_busy_timeout(opened, 15_000)
  }

  deinit { sqlite3_close_v2(connection) }

  var fault: DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }

  func run(_ text: String) throws {
    guard sqlite3_exec(connection, text, nil, nil, nil) == SQLITE_OK else { throw fault }
  }

  /// The first column of all rows.
  func texts(_ text: String) throws -> [String] {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, text, -1, &statement, nil) == SQLITE_OK else { throw fault }
    defer { sqlite3_finalize(statement) }
    var found: [String] = []
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return found }
      guard code == SQLITE_ROW else { throw fault }
      found.append(sqlite3_column_text(statement, 0).map { String(cString: $0) } ?? "")
    }
  }
}

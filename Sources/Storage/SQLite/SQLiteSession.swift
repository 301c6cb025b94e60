// SPDX-License-Identifier: EUPL-1.2
internal import GRDB
internal import GRDBSQLite
internal import Records

/// Runs statements on one SQLite connection; every statement is prepared once and kept by GRDB.
///
/// A class because it remembers which statements are running, so that a query inside of another one of the same text
/// gets a statement of its own.
final class SQLiteSession: Session {
  private let database: GRDB.Database
  private var running: Set<OpaquePointer> = []

  init(_ database: GRDB.Database) { self.database = database }

  func query(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
    let statement = try prepared(sql.text)
    let pointer = statement.sqliteStatement
    running.insert(pointer)
    defer {
      sqlite3_reset(pointer)
      sqlite3_clear_bindings(pointer)
      running.remove(pointer)
    }
    try bind(sql.values, to: pointer)
    while true {
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw fault(code) }
      var row = Row(sqlite: pointer)
      try body(&row)
    }
  }

  func run(_ sql: SQL) throws -> Int {
    try query(sql) { _ in }
    return Int(sqlite3_changes(database.sqliteConnection))
  }

  private func prepared(_ text: String) throws -> Statement {
    let kept = try database.cachedStatement(sql: text)
    return running.contains(kept.sqliteStatement) ? try database.makeStatement(sql: text) : kept
  }

  private func bind(_ values: [Value], to statement: OpaquePointer) throws {
    guard Int(sqlite3_bind_parameter_count(statement)) == values.count else {
      throw StorageFault.engine(code: 0, message: "number of values differs")
    }
    for (index, value) in values.enumerated() {
      let position = Int32(index + 1)
      let code =
        switch value {
        case .null: sqlite3_bind_null(statement, position)
        case .integer(let number): sqlite3_bind_int64(statement, position, number)
        case .real(let number): sqlite3_bind_double(statement, position, number)
        case .text(let text): bind(text, at: position, to: statement)
        }
      if code != SQLITE_OK { throw fault(code) }
    }
  }

  private func bind(_ text: String, at position: Int32, to statement: OpaquePointer) -> Int32 {
    var text = text
    return text.withUTF8 { bytes in
      // SQLITE_TRANSIENT, which the importer does not bring over: SQLite copies the bytes at once.
      let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, position, "", 0, copied) }
      return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        sqlite3_bind_text(statement, position, $0, Int32(bytes.count), copied)
      }
    }
  }

  private func fault(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(database.sqliteConnection)),
      message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
  }
}

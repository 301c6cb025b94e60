// SPDX-License-Identifier: EUPL-1.2
internal import GRDB
internal import GRDBSQLite
internal import Records

/// A connection with its prepared statements.
protocol StatementSource: AnyObject {
  var connection: OpaquePointer { get }
  /// Prepared once and kept.
  func statement(_ text: String) throws -> OpaquePointer
  /// For a query inside of another one of the same text.
  func freshStatement(_ text: String) throws -> OpaquePointer
  func giveBack(fresh statement: OpaquePointer)
}

extension StatementSource {
  /// What SQLite reported last.
  var fault: DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
      message: String(cString: sqlite3_errmsg(connection)))
  }
}

/// Runs statements on one SQLite connection.
///
/// A class because it remembers which statements are running.
final class SQLiteSession: Session {
  var dialect: Dialect { .sqlite }
  private let source: any StatementSource
  private var running: [OpaquePointer] = []

  init(_ source: any StatementSource) { self.source = source }

  func query(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
    var pointer = try source.statement(sql.text)
    let isFresh = running.contains(pointer)
    if isFresh { pointer = try source.freshStatement(sql.text) }
    running.append(pointer)
    defer {
      running.removeAll { $0 == pointer }
      if isFresh {
        source.giveBack(fresh: pointer)
      } else {
        sqlite3_reset(pointer)
        sqlite3_clear_bindings(pointer)
      }
    }
    try bind(sql.values, to: pointer)
    while true {
      let code = sqlite3_step(pointer)
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw source.fault }
      var row = Row(sqlite: pointer)
      try body(&row)
    }
  }

  /// SQLite hands out rows as it finds them.
  func stream(_ sql: SQL, _ body: (inout Row) throws -> Void) throws { try query(sql, body) }

  func run(_ sql: SQL) throws -> Int {
    try query(sql) { _ in }
    return Int(sqlite3_changes(source.connection))
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
      if code != SQLITE_OK { throw source.fault }
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
}

/// The writer's connection, which GRDB keeps.
final class SQLiteWriter: StatementSource {
  private let database: GRDB.Database
  private var fresh: [OpaquePointer: Statement] = [:]

  init(_ database: GRDB.Database) { self.database = database }

  var connection: OpaquePointer {
    guard let connection = database.sqliteConnection else { preconditionFailure("used after it was closed") }
    return connection
  }

  func statement(_ text: String) throws -> OpaquePointer { try database.cachedStatement(sql: text).sqliteStatement }

  func freshStatement(_ text: String) throws -> OpaquePointer {
    let statement = try database.makeStatement(sql: text)
    fresh[statement.sqliteStatement] = statement
    return statement.sqliteStatement
  }

  func giveBack(fresh statement: OpaquePointer) { fresh[statement] = nil }
}

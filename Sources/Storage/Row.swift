// SPDX-License-Identifier: EUPL-1.2
internal import GRDBSQLite
package import Kernel
package import Records

/// One row of an answer, read column by column from the left. It lives only while it is being read.
package struct Row {
  private let statement: OpaquePointer
  private var column: Int32 = 0

  init(sqlite statement: OpaquePointer) { self.statement = statement }

  package mutating func text() -> String { optionalText() ?? "" }

  package mutating func optionalText() -> String? {
    defer { column += 1 }
    guard let bytes = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  package mutating func integer() -> Int {
    defer { column += 1 }
    return Int(sqlite3_column_int64(statement, column))
  }

  package mutating func optionalInteger() -> Int? {
    if sqlite3_column_type(statement, column) == SQLITE_NULL {
      column += 1
      return nil
    }
    return integer()
  }

  package mutating func optionalReal() -> Double? {
    defer { column += 1 }
    if sqlite3_column_type(statement, column) == SQLITE_NULL { return nil }
    return sqlite3_column_double(statement, column)
  }

  package mutating func flag() -> Bool { integer() != 0 }

  /// - Throws: `StorageFault.unreadable` where the column holds no id.
  @inlinable
  package mutating func id<Subject>(_ type: Subject.Type = Subject.self) throws -> RecordID<Subject> {
    RecordID(try identifier())
  }

  @inlinable
  package mutating func optionalID<Subject>(_ type: Subject.Type = Subject.self) -> RecordID<Subject>? {
    optionalIdentifier().map { RecordID($0) }
  }

  /// - Throws: `StorageFault.unreadable` where the column holds no id.
  package mutating func identifier() throws -> Identifier {
    guard let identifier = optionalIdentifier() else { throw StorageFault.unreadable(column: Int(column) - 1) }
    return identifier
  }

  package mutating func optionalIdentifier() -> Identifier? {
    defer { column += 1 }
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return Identifier(utf8: UnsafeBufferPointer(start: start, count: count))
  }

  /// - Throws: `StorageFault.unreadable` where the column holds no value of the type.
  package mutating func typed<V: FieldRepresentable>(_ type: V.Type = V.self) throws -> V {
    guard let typed = V.from(value()) else { throw StorageFault.unreadable(column: Int(column) - 1) }
    return typed
  }

  package mutating func value() -> Value {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(Int64(integer()))
    case SQLITE_FLOAT:
      defer { column += 1 }
      return .real(sqlite3_column_double(statement, column))
    case SQLITE_NULL:
      column += 1
      return .null
    default: return .text(text())
    }
  }

  package mutating func skip(_ columns: Int = 1) { column += Int32(columns) }
}

/// What should not happen to a store that only we write; logged, never shown.
package enum StorageFault: Error {
  case unreadable(column: Int)
  case engine(code: Int, message: String)
}

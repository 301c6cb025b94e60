// SPDX-License-Identifier: EUPL-1.2
internal import GRDBSQLite
package import Kernel
package import Records

/// One row of an answer, read column by column from the left. It lives only while it is being read.
package struct Row {
  private enum Source {
    case statement(OpaquePointer)
    case cells(UnsafePointer<RowCell>)
  }

  private let source: Source
  private var column: Int32 = 0

  init(sqlite statement: OpaquePointer) { source = .statement(statement) }

  /// A row of an engine that answers in text; the cells must stay where they are while the row is read.
  package init(cells: UnsafePointer<RowCell>) { source = .cells(cells) }

  package mutating func text() -> String { optionalText() ?? "" }

  package mutating func optionalText() -> String? {
    guard let bytes = bytes() else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  package mutating func integer() -> Int { optionalInteger() ?? 0 }

  package mutating func optionalInteger() -> Int? {
    defer { column += 1 }
    switch source {
    case .statement(let statement):
      if sqlite3_column_type(statement, column) == SQLITE_NULL { return nil }
      return Int(sqlite3_column_int64(statement, column))
    case .cells(let cells): return cells[Int(column)].integer
    }
  }

  package mutating func optionalReal() -> Double? {
    defer { column += 1 }
    switch source {
    case .statement(let statement):
      if sqlite3_column_type(statement, column) == SQLITE_NULL { return nil }
      return sqlite3_column_double(statement, column)
    case .cells(let cells): return cells[Int(column)].real
    }
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

  package mutating func optionalIdentifier() -> Identifier? { bytes().flatMap { Identifier(utf8: $0) } }

  /// - Throws: `StorageFault.unreadable` where the column holds no value of the type.
  package mutating func typed<V: FieldRepresentable>(_ type: V.Type = V.self) throws -> V {
    guard let typed = V.from(value()) else { throw StorageFault.unreadable(column: Int(column) - 1) }
    return typed
  }

  package mutating func value() -> Value {
    switch kind {
    case .integer: return optionalInteger().map { .integer(Int64($0)) } ?? .null
    case .real: return optionalReal().map { .real($0) } ?? .null
    case .null:
      column += 1
      return .null
    case .text: return .text(text())
    }
  }

  package mutating func skip(_ columns: Int = 1) { column += Int32(columns) }

  private var kind: RowCell.Kind {
    switch source {
    case .statement(let statement):
      switch sqlite3_column_type(statement, column) {
      case SQLITE_INTEGER: .integer
      case SQLITE_FLOAT: .real
      case SQLITE_NULL: .null
      default: .text
      }
    case .cells(let cells): cells[Int(column)].kind
    }
  }

  /// The bytes of a column, nothing for null; they are gone with the next row.
  private mutating func bytes() -> UnsafeBufferPointer<UInt8>? {
    defer { column += 1 }
    switch source {
    case .statement(let statement):
      guard let start = sqlite3_column_text(statement, column) else { return nil }
      return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    case .cells(let cells): return cells[Int(column)].bytes
    }
  }
}

/// What should not happen to a store that only we write; logged, never shown.
package enum StorageFault: Error {
  case unreadable(column: Int)
  case engine(code: Int, message: String)
}

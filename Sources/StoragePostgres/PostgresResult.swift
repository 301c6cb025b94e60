// SPDX-License-Identifier: EUPL-1.2
internal import CLibPQ
internal import Storage

/// The answer to one statement; its memory is given back with it.
///
/// A class because it owns libpq's memory.
final class PostgresResult {
  private let result: OpaquePointer

  init(_ result: OpaquePointer) { self.result = result }

  deinit { PQclear(result) }

  /// How many rows a statement changed.
  var changed: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

  var rowCount: Int32 { PQntuples(result) }

  /// What was done, such as `COMMIT`; a transaction that had failed says `ROLLBACK`.
  var command: String { String(cString: PQcmdStatus(result)) }

  func each(_ body: (inout Row) throws -> Void) throws {
    let (rows, columns) = (PQntuples(result), Int(PQnfields(result)))
    guard rows > 0 else { return }
    let kinds = (0..<columns).map { Self.kind(of: PQftype(result, Int32($0))) }
    try withUnsafeTemporaryAllocation(of: RowCell.self, capacity: max(columns, 1)) { cells in
      for row in 0..<rows {
        for column in 0..<columns {
          cells.initializeElement(at: column, to: RowCell(kinds[column], bytes(row, Int32(column))))
        }
        guard let start = cells.baseAddress else { return }
        var view = Row(cells: start)
        try body(&view)
      }
    }
  }

  private func bytes(_ row: Int32, _ column: Int32) -> UnsafeBufferPointer<UInt8>? {
    let count = Int(PQgetlength(result, row, column))
    if count == 0 && PQgetisnull(result, row, column) == 1 { return nil }
    guard let start = PQgetvalue(result, row, column) else { return nil }
    let raw = UnsafeRawBufferPointer(start: start, count: count)
    return raw.assumingMemoryBound(to: UInt8.self)
  }

  /// The numbers of the server's own types: bool, int8, int2, int4, oid; float4, float8, numeric.
  private static func kind(of type: Oid) -> RowCell.Kind {
    switch type {
    case 16, 20, 21, 23, 26: .integer
    case 700, 701, 1700: .real
    default: .text
    }
  }
}

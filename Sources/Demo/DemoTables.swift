// SPDX-License-Identifier: EUPL-1.2
internal import CDemoTables

/// A table of the material that does not say what it should.
package struct DemoFault: Error, CustomStringConvertible {
  package let table: String
  package let reason: String
  package var description: String { "demo table \(table): \(reason)" }
}

/// One embedded table: rows of named cells.
struct DemoTable {
  let name: String
  let rows: [[String]]
  private let columns: [String: Int]

  init(_ name: String) throws(DemoFault) {
    let embedded = verbund_demo_table(name)
    guard embedded.bytes != nil else { throw DemoFault(table: name, reason: "is not embedded") }
    let all = DemoTable.cells(of: Array(UnsafeBufferPointer(start: embedded.bytes, count: embedded.count)))
    guard let header = all.first else { throw DemoFault(table: name, reason: "is empty") }
    for (number, row) in all.enumerated() where row.count != header.count {
      throw DemoFault(table: name, reason: "row \(number + 1) has \(row.count) cells instead of \(header.count)")
    }
    self.name = name
    rows = Array(all.dropFirst())
    columns = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func column(_ name: String) throws(DemoFault) -> Int {
    guard let position = columns[name] else { throw DemoFault(table: self.name, reason: "has no column \(name)") }
    return position
  }

  func number(_ cell: String) throws(DemoFault) -> Int {
    guard let value = Int(cell) else { throw DemoFault(table: name, reason: "\"\(cell)\" is no whole number") }
    return value
  }

  func decimal(_ cell: String) throws(DemoFault) -> Double {
    guard let value = Double(cell) else { throw DemoFault(table: name, reason: "\"\(cell)\" is no number") }
    return value
  }

  /// RFC 4180 with comma; accepts LF and CRLF.
  private static func cells(of bytes: [UInt8]) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch (byte, quoted) {
      case (UInt8(ascii: "\""), true):
        if position < bytes.count, bytes[position] == byte {
          cell.append(byte)
          position += 1
        } else {
          quoted = false
        }
      case (UInt8(ascii: "\""), false): quoted = true
      case (UInt8(ascii: ","), false):
        row.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
      case (UInt8(ascii: "\n"), false):
        row.append(String(decoding: cell, as: UTF8.self))
        cell.removeAll(keepingCapacity: true)
        rows.append(row)
        row.removeAll(keepingCapacity: true)
      case (UInt8(ascii: "\r"), false): break
      default: cell.append(byte)
      }
    }
    if !row.isEmpty || !cell.isEmpty { rows.append(row + [String(decoding: cell, as: UTF8.self)]) }
    return rows
  }
}

/// "HF-EL HF-SP" → its parts.
func parts(_ cell: String, _ separator: Character = " ") -> [String] {
  cell.split(separator: separator).map(String.init)
}

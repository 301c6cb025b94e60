// SPDX-License-Identifier: EUPL-1.2

/// One row of a CSV file: its cells, and where each of them begins.
///
/// All cells lie in one piece of memory; a cell becomes a `String` only when it is asked for.
package struct CSVRow: Sendable {
  /// The line of the file in which the row begins, from 1; a quoted cell may reach over several lines.
  package private(set) var line = 1
  /// The cells, and between them bytes that belong to none.
  private(set) var bytes: [UInt8] = []
  private var starts: [Int] = []
  private var ends: [Int] = []
  /// The lines in which the cells begin; empty if all begin in the first.
  private var lines: [Int] = []
  private var startsQuoted = false
  private var isASCII = false

  package init() {}

  package var count: Int { ends.count }

  /// The text of a cell; an index behind the last cell gives the empty text, as short rows are usual in spreadsheets.
  package subscript(_ index: Int) -> String {
    guard index < ends.count else { return "" }
    let range = starts[index]..<ends[index]
    return bytes.withUnsafeBufferPointer { String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self) }
  }

  package var cells: [String] { (0..<count).map { self[$0] } }

  /// The bytes of a cell in UTF-8.
  package func bytes(of index: Int) -> ArraySlice<UInt8> { index < ends.count ? bytes[range(index)] : [] }

  package func place(of index: Int) -> TextPlace {
    TextPlace(line: index < lines.count ? lines[index] : line, column: index + 1)
  }

  private func range(_ index: Int) -> Range<Int> { starts[index]..<ends[index] }
}

// What the reader does with a row.
extension CSVRow {
  /// True for a line with nothing on it, not even quotation marks.
  var isBlank: Bool { ends.count == 1 && starts[0] == ends[0] && !startsQuoted }
  var cellSize: Int { bytes.count - (starts.last ?? 0) }

  mutating func begin(line: Int) {
    self.line = line
    startsQuoted = false
    isASCII = false
    bytes.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// Takes a whole line without quotation marks, cut at the delimiters.
  ///
  /// - Returns: the position of its end (a line feed or carriage return). Nothing, and the row is as before, if
  ///   the line has a quotation mark at the beginning of a cell, a NUL byte, more than `columns` cells, or does
  ///   not end before `limit`.
  mutating func takePlainLine(
    _ piece: [UInt8], from start: Int, limit: Int, delimiter: UInt8, columns: Int
  ) -> Int? {
    var all: UInt8 = 0
    let end: Int? = piece.withUnsafeBufferPointer { piece in
      var (index, cell) = (start, start)
      while index < limit {
        let byte = piece[index]
        all |= byte
        if byte == delimiter {
          starts.append(cell - start)
          ends.append(index - start)
          cell = index + 1
        } else if byte <= 0x22 {
          if byte == CSVByte.lineFeed || byte == CSVByte.carriageReturn {
            starts.append(cell - start)
            ends.append(index - start)
            guard ends.count <= columns else { return nil }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[start..<index]))
            return index
          }
          if byte == 0 || byte == CSVByte.quote && index == cell { return nil }
        }
        index += 1
      }
      return nil
    }
    if end == nil { begin(line: line) }
    isASCII = end != nil && all < 0x80
    return end
  }

  mutating func beginCell(line: Int, quoted: Bool) {
    if ends.isEmpty { startsQuoted = quoted }
    starts.append(bytes.count)
    lines.append(line)
  }

  mutating func append(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }
  mutating func append(_ byte: UInt8) { bytes.append(byte) }
  mutating func endCell() { ends.append(bytes.count) }

  /// The cell whose bytes cannot be UTF-8, if there is one.
  var cellWithoutUTF8: Int? {
    if isASCII { return nil }
    guard let first = UTF8Check.firstInvalid(in: bytes) else {
      return (0..<count).first { index in bytes[range(index)].first.map { $0 & 0xC0 == 0x80 } ?? false }
    }
    return ends.firstIndex { $0 > first }
  }

  /// Turns Windows-1252 into UTF-8.
  ///
  /// - Returns: the cell with a byte that stands for no character.
  mutating func decodeWindows1252() -> Int? {
    guard !isASCII else { return nil }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count + bytes.count / 4)
    for index in 0..<count {
      let range = range(index)
      starts[index] = decoded.count
      for byte in bytes[range] {
        guard Windows1252.append(byte, to: &decoded) else { return index }
      }
      ends[index] = decoded.count
    }
    bytes = decoded
    return nil
  }
}

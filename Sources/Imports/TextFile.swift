// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Foundation
internal import Kernel

/// A text file as people's programs save it: UTF-8 with or without a mark, UTF-16 with a mark, or Windows-1252.
enum TextFile {
  /// Opens a CSV file in whichever of these it is stored: bytes that are not UTF-8 are Windows-1252.
  static func reader(path: String) throws(Problem) -> CSVReader {
    let start = try ByteSource(path: path).next() ?? []
    if start.starts(with: [0xFF, 0xFE]) { return CSVReader(try utf16(path, isLittle: true)) }
    if start.starts(with: [0xFE, 0xFF]) { return CSVReader(try utf16(path, isLittle: false)) }
    return CSVReader(try ByteSource(path: path), encoding: try isUTF8(path) ? .utf8 : .windows1252)
  }

  private static func isUTF8(_ path: String) throws(Problem) -> Bool {
    let source = try ByteSource(path: path)
    var rest: [UInt8] = []
    while let piece = try source.next() {
      var bytes = rest + piece
      rest = []
      // A letter may be cut at the end of a piece.
      for back in 1...3 where bytes.count >= back {
        let byte = bytes[bytes.count - back]
        if byte & 0xC0 == 0x80 { continue }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
        if length > back {
          rest = Array(bytes.suffix(back))
          bytes.removeLast(back)
        }
        break
      }
      if String(validating: bytes, as: UTF8.self) == nil { return false }
    }
    return rest.isEmpty
  }

  private static func utf16(_ path: String, isLittle: Bool) throws(Problem) -> ByteSource {
    let source = try ByteSource(path: path)
    var rest: [UInt8] = []
    var high: UInt16?
    var isFirst = true
    return ByteSource { () throws(Problem) -> [UInt8]? in
      guard let piece = try source.next() else { return nil }
      let bytes = rest + piece
      var units: [UInt16] = high.map { [$0] } ?? []
      high = nil
      units.reserveCapacity(bytes.count / 2 + 1)
      for index in stride(from: 0, to: bytes.count - 1, by: 2) {
        let (one, two) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
        units.append(isLittle ? two << 8 | one : one << 8 | two)
      }
      rest = bytes.count % 2 == 1 ? Array(bytes.suffix(1)) : []
      if let last = units.last, 0xD800...0xDBFF ~= last { high = units.removeLast() }
      if isFirst, units.first == 0xFEFF { units.removeFirst() }
      isFirst = false
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }
  }
}

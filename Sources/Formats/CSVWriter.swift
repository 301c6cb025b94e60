// SPDX-License-Identifier: EUPL-1.2

/// How a CSV file is written.
package struct CSVStyle: Sendable {
  package var delimiter: CSVDelimiter
  /// Excel takes a file for UTF-8 only when it begins with a byte order mark.
  package var hasByteOrderMark: Bool
  /// Puts an apostrophe before cells that a spreadsheet would run as a formula (they begin with `=` `+` `-` `@`,
  /// tab or CR). Such a file is for people; reading it back gives other values.
  package var neutralisesFormulas: Bool

  package init(delimiter: CSVDelimiter = .comma, hasByteOrderMark: Bool = false, neutralisesFormulas: Bool = false) {
    self.delimiter = delimiter
    self.hasByteOrderMark = hasByteOrderMark
    self.neutralisesFormulas = neutralisesFormulas
  }

  /// For programs: RFC 4180, comma, UTF-8, every value unchanged.
  package static let exchange = CSVStyle()
  /// For people with a German Excel: semicolon, byte order mark, formulas made harmless.
  package static let spreadsheet = CSVStyle(delimiter: .semicolon, hasByteOrderMark: true, neutralisesFormulas: true)
}

/// Writes CSV (RFC 4180) into bytes; what it writes, `CSVReader` reads back as the same cells.
///
/// NUL characters, which no reader accepts, are left out.
package struct CSVWriter {
  private let style: CSVStyle
  private var bytes: [UInt8] = []

  package init(_ style: CSVStyle = .exchange) {
    self.style = style
    if style.hasByteOrderMark { bytes += [0xEF, 0xBB, 0xBF] }
  }

  /// Appends one row; a row has at least one cell.
  package mutating func row(_ cells: [String]) {
    let isLonely = cells.count == 1
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(style.delimiter.rawValue) }
      append(cell, isLonely: isLonely)
    }
    bytes.append(CSVByte.carriageReturn)
    bytes.append(CSVByte.lineFeed)
  }

  /// Hands over what was written since the last time, so that large files can be sent in pieces.
  package mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  private mutating func append(_ cell: String, isLonely: Bool) {
    var cell = cell
    let isFormula = style.neutralisesFormulas && Self.looksLikeFormula(cell)
    cell.withUTF8 { text in
      let isQuoted = Self.needsQuotes(text, isLonely: isLonely)
      if isQuoted { bytes.append(CSVByte.quote) }
      if isFormula { bytes.append(0x27) }
      for byte in text where byte != 0 {
        if byte == CSVByte.quote { bytes.append(byte) }
        bytes.append(byte)
      }
      if isQuoted { bytes.append(CSVByte.quote) }
    }
  }

  private static func looksLikeFormula(_ cell: String) -> Bool {
    switch cell.utf8.first {
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: true
    default: false
    }
  }

  /// All delimiters are quoted, not only the own one, so that detection cannot go wrong; so are a leading byte
  /// order mark and the word `sep=`.
  private static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>, isLonely: Bool) -> Bool {
    if text.isEmpty { return isLonely }
    for byte in text {
      switch byte {
      case CSVByte.quote, CSVByte.lineFeed, CSVByte.carriageReturn, 0x2C, 0x3B, 0x09: return true
      default: continue
      }
    }
    return text[0] == 0xEF || text.starts(with: "sep=".utf8) || text.starts(with: "PK".utf8) || text[0] == 0
  }
}

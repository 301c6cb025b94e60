// SPDX-License-Identifier: EUPL-1.2

import Kernel

enum CSVByte {
  static let quote: UInt8 = 0x22
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
}

/// What the first bytes of a CSV file tell.
enum CSVStart {
  /// A problem that says what the file is instead, if it is known not to be a CSV file in UTF-8.
  static func foreignFormat(_ bytes: [UInt8]) -> Problem? {
    let place = TextPlace(line: 1, column: 1)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .csv(
        "utf-16", place, "Die Datei ist in UTF-16 gespeichert. Bitte speichern Sie sie als „CSV UTF-8“.")
    }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      return .csv(
        "workbook", place,
        "Die Datei ist eine Arbeitsmappe (.xlsx oder .ods), keine CSV-Datei. Bitte speichern Sie sie als „CSV UTF-8“.")
    }
    return nil
  }

  /// The delimiter of a first line such as `sep=;`, as Excel writes and reads it.
  static func declaredDelimiter(_ line: ArraySlice<UInt8>) -> UInt8? {
    guard line.count == 5, line.prefix(4).elementsEqual("sep=".utf8), let last = line.last else { return nil }
    return CSVDelimiter(rawValue: last)?.rawValue
  }

  /// The most frequent delimiter outside of quotation marks; `;` before `,` before tab when equally frequent.
  static func likelyDelimiter(_ line: ArraySlice<UInt8>) -> UInt8 {
    var counts = [UInt8: Int]()
    var isQuoted = false
    for byte in line {
      if byte == CSVByte.quote { isQuoted.toggle() }
      if !isQuoted, CSVDelimiter(rawValue: byte) != nil { counts[byte, default: 0] += 1 }
    }
    let order: [CSVDelimiter] = [.semicolon, .comma, .tab]
    var best = (delimiter: CSVDelimiter.comma.rawValue, count: 0)
    for candidate in order {
      let count = counts[candidate.rawValue] ?? 0
      if count > best.count { best = (candidate.rawValue, count) }
    }
    return best.delimiter
  }
}

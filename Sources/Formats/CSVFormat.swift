// SPDX-License-Identifier: EUPL-1.2

import Kernel

/// How the characters of a text file are stored.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// Also right for ISO-8859-1, whose printable characters are the same.
  case windows1252 = "windows-1252"

  /// Reads the names that people write, such as `UTF8`, `latin1` or `ISO-8859-1`.
  package init?(name: String) {
    let key = name.lowercased().filter { $0.isLetter || $0.isNumber }
    switch key {
    case "utf8", "utf8bom": self = .utf8
    case "windows1252", "cp1252", "latin1", "iso88591", "iso885915", "ansi": self = .windows1252
    default: return nil
    }
  }
}

/// Bounds that keep a hostile or broken file from filling the memory; sizes in bytes as stored in the file.
package struct CSVLimits: Sendable {
  package var cell: Int
  package var row: Int
  package var columns: Int

  package init(cell: Int = 1 << 20, row: Int = 4 << 20, columns: Int = 500) {
    self.cell = cell
    self.row = row
    self.columns = columns
  }
}

/// The character between two cells.
package enum CSVDelimiter: UInt8, Sendable, CaseIterable {
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09
}

extension Problem {
  /// A mistake in a CSV file; the sentence names the place itself.
  static func csv(_ code: String, _ place: TextPlace, _ sentence: String, _ kind: Kind = .malformed) -> Problem {
    Problem("csv." + code, kind, sentence, field: place.description)
  }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Kernel

/// Bounds that keep a hostile or broken workbook from filling memory or time.
package struct XLSXLimits: Sendable {
  /// Files inside of the workbook.
  package var entries = 2000
  /// Bytes of all parts that are read, unpacked.
  package var unpacked = 256 << 20
  /// How many times larger than packed a part may be, once it is larger than a mebibyte.
  package var ratio = 200
  /// Bytes of all texts that cells share.
  package var sharedText = 96 << 20
  package var sharedTexts = 1_000_000
  /// Filled cells beside each other; a spreadsheet has at most 16,384 columns.
  package var columns = 500
  /// Bytes of one cell.
  package var cell = 1 << 20
  /// Bytes of one row; a short row may name a long shared text many times.
  package var row = 4 << 20
  package var sheets = 200

  package init() {}
}

extension Problem {
  static func xlsx(_ code: String, _ sentence: String, _ kind: Kind = .malformed) -> Problem {
    Problem("xlsx." + code, kind, sentence)
  }

  static let brokenWorkbook = Problem.xlsx(
    "broken",
    "Die Arbeitsmappe ist beschädigt oder unvollständig. Bitte öffnen Sie sie in Ihrer Tabellenkalkulation und speichern Sie sie neu."
  )
}

// SPDX-License-Identifier: EUPL-1.2

/// A place in a text file, told as people see it: lines as a text editor counts them; columns of CSV as a
/// spreadsheet counts them, columns of JSON in characters; all from 1.
package struct TextPlace: Hashable, Sendable, CustomStringConvertible {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package var description: String { "Zeile \(line), Spalte \(column)" }
}

// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// The first row of a CSV file, as names of its columns.
package struct CSVHeader: Sendable {
  /// As written in the file, without surrounding blanks.
  package let names: [String]
  private let columns: [String: Int]

  /// Refuses a header with an empty or repeated name; empty names at the end of the line are left out.
  package init(_ row: CSVRow) throws(Problem) {
    var names = row.cells.map { $0.trimmingBlanks }
    while names.last?.isEmpty == true { names.removeLast() }
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      let place = row.place(of: index)
      guard !name.isEmpty else {
        throw .csv("unnamed-column", place, "Die Kopfzeile hat in \(place) keinen Namen.", .invalid)
      }
      guard columns.updateValue(index, forKey: Self.key(name)) == nil else {
        throw .csv("repeated-column", place, "Die Spalte „\(name)“ kommt in der Kopfzeile mehrfach vor.", .invalid)
      }
    }
    self.names = names
    self.columns = columns
  }

  /// The column with one of several names; case, blanks, hyphens and underscores do not matter.
  package func column(_ names: String...) -> Int? { column(anyOf: names) }

  package func column(anyOf names: [String]) -> Int? {
    for name in names {
      if let column = columns[Self.key(name)] { return column }
    }
    return nil
  }

  /// Refuses a row with more filled cells than the header has names.
  package func check(_ row: CSVRow) throws(Problem) {
    guard row.count > names.count,
      let extra = (names.count..<row.count).first(where: { !row[$0].trimmingBlanks.isEmpty })
    else { return }
    let place = row.place(of: extra)
    throw .csv(
      "more-cells-than-columns", place,
      "Zeile \(row.line) hat \(row.count) Zellen, die Kopfzeile nur \(names.count) Spalten.", .invalid)
  }

  private static func key(_ name: String) -> String {
    String(name.lowercased().unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "-" && $0 != "_" })
  }
}

extension String {
  /// Without white space (also no-break spaces) at both ends.
  var trimmingBlanks: String {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
    guard let first = unicodeScalars.firstIndex(where: { !isBlank($0) }),
      let last = unicodeScalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(unicodeScalars[first...last])
  }
}

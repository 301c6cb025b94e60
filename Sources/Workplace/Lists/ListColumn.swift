// SPDX-License-Identifier: EUPL-1.2
internal import Records

/// How the values of a field stand in a column of a table; an empty text is no entry.
enum ListColumn {
  static func values(_ kind: FieldKind, _ value: Value) -> [String] {
    switch value {
    case .null: return [""]
    case .integer(let number): return [String(number)]
    case .real(let number): return [String(number)]
    case .text(let text):
      switch kind {
      case .codes, .languages:
        let codes = text.codes.map(String.init)
        return codes.isEmpty ? [""] : codes
      default: return [text]
      }
    }
  }

  static func value(_ flag: Bool) -> String { flag ? "1" : "0" }

  /// Whether a value lies between two ends, either of which may be open; no entry lies nowhere.
  static func lies(_ value: String, from low: Value?, to high: Value?) -> Bool {
    if value.isEmpty { return false }
    return (low.map { isOrdered($0, value, isLow: true) } ?? true)
      && (high.map { isOrdered($0, value, isLow: false) } ?? true)
  }

  private static func isOrdered(_ end: Value, _ value: String, isLow: Bool) -> Bool {
    switch end {
    case .text(let text): return isLow ? text <= value : value <= text
    case .integer(let number):
      guard let value = Int64(value) else { return false }
      return isLow ? number <= value : value <= number
    case .real, .null: return false
    }
  }
}

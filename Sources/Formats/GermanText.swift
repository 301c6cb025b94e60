// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// Reads numbers, days and times as people in Germany type them, for imports and forms.
///
/// Every refusal is a `Problem` with a whole German sentence and no field; the caller adds the place with `at(_:)`.
/// How each form is read: `Documentation/Algorithms/GermanText.md`.
package enum GermanText {
  /// `ja`, `x`, `1`, `yes` are true; `nein`, `0`, `no` are false; nothing for an empty text, `unbekannt`,
  /// `unknown`, `?`.
  package static func answer(_ text: String) throws(Problem) -> Bool? {
    switch folded(text) {
    case "ja", "j", "yes", "y", "true", "wahr", "x", "1", "✓", "✔", "vorhanden": return true
    case "nein", "n", "no", "false", "falsch", "0", "nicht vorhanden": return false
    case "", "?", "-", "–", "unbekannt", "unknown", "nicht bekannt", "k. a.", "k.a.", "keine angabe", "weiß nicht":
      return nil
    default:
      throw Problem(
        "text.not-yes-or-no", .invalid, "\(quoted(text)) ist keine Antwort. Erwartet wird ja, nein oder unbekannt.")
    }
  }

  /// In lower case, white space folded to single blanks, none at the ends.
  static func folded(_ text: String) -> String { text.foldedWords }

  /// The text as it appears in a sentence, cut where it is too long to be of help.
  static func quoted(_ text: String) -> String {
    let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return text.count > 40 ? "„\(text.prefix(40))…“" : "„\(text)“"
  }

  /// The digits of a text as a number; nothing for anything else, and for more digits than any of our values has.
  static func digits(_ text: some StringProtocol, most: Int = 15) -> Int? {
    let digits = text.utf8
    guard !digits.isEmpty, digits.count <= most, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}

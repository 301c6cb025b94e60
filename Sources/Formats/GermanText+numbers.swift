// SPDX-License-Identifier: EUPL-1.2

package import Kernel

extension GermanText {
  /// An amount of money in cents: `12`, `12,5`, `1.234,56 €`, `1 234`, `12.50`, `12,- EUR`, `-3,10`.
  ///
  /// A single point before exactly three digits separates thousands, as in Germany: `1.234` is 1234 Euro.
  package static func cents(_ text: String) throws(Problem) -> Int {
    var amount = folded(text)
    for unit in ["€", "euro", "eur"] where amount.hasSuffix(unit) { amount.removeLast(unit.count) }
    if amount.hasPrefix("€") { amount.removeFirst() }
    amount = amount.trimmingBlanks
    for dash in [",-", ",–", ",—", ",--"] where amount.hasSuffix(dash) { amount.removeLast(dash.count) }
    let parts = try parts(of: amount, original: text)
    guard parts.fraction.utf8.count <= 2 else {
      throw Problem(
        "text.too-many-decimals", .invalid,
        "\(quoted(text)) hat mehr als zwei Nachkommastellen; erwartet wird ein Betrag.")
    }
    let fraction = digits(parts.fraction) ?? 0
    let cents = parts.whole * 100 + (parts.fraction.utf8.count == 1 ? fraction * 10 : fraction)
    return parts.isNegative ? -cents : cents
  }

  /// A whole number: `12`, `1.234`, `1 234`, `-5`.
  package static func integer(_ text: String) throws(Problem) -> Int {
    let parts = try parts(of: folded(text), original: text)
    guard parts.fraction.isEmpty else {
      throw Problem("text.not-a-whole-number", .invalid, "\(quoted(text)) ist keine ganze Zahl.")
    }
    return parts.isNegative ? -parts.whole : parts.whole
  }

  /// A measured number with comma or point and without separators of thousands: `51,4556`, `7.0116`, `-3`.
  package static func decimal(_ text: String) throws(Problem) -> Double {
    let number = folded(text)
    let unsigned = number.first == "-" || number.first == "+" ? number.dropFirst() : number[...]
    let halves = unsigned.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "," || $0 == "." })
    guard halves.count <= 2, halves.allSatisfy({ digits($0) != nil }),
      let value = Double(halves.joined(separator: "."))
    else { throw notANumber(text) }
    return number.first == "-" ? -value : value
  }

  private struct Parts {
    var isNegative = false
    var whole = 0
    var fraction = ""
  }

  /// Sign, whole part and digits after the comma of a number with optional separators of thousands.
  private static func parts(of text: String, original: String) throws(Problem) -> Parts {
    var parts = Parts()
    var number = text[...]
    if let sign = number.first, ["-", "−", "+"].contains(sign) {
      parts.isNegative = sign != "+"
      number = number.dropFirst()
    }
    let whole: Substring
    if let comma = number.lastIndex(where: { $0 == "," || $0 == "." }), isDecimalMark(comma, in: number) {
      whole = number[..<comma]
      parts.fraction = String(number[number.index(after: comma)...])
      guard digits(parts.fraction) != nil else { throw notANumber(original) }
    } else {
      whole = number
    }
    guard let value = grouped(whole) else { throw notANumber(original) }
    guard value < 1_000_000_000_000 else {
      throw Problem("text.number-too-large", .invalid, "\(quoted(original)) ist zu groß.")
    }
    parts.whole = value
    return parts
  }

  /// A comma always ends the whole part; a point does unless it stands like a separator of thousands.
  private static func isDecimalMark(_ mark: Substring.Index, in number: Substring) -> Bool {
    if number[mark] == "," { return !number[..<mark].contains(",") }
    let before = number[..<mark]
    if before.contains(",") { return true }
    return !before.contains(".") && number[number.index(after: mark)...].utf8.count != 3
  }

  /// `1234`, or groups of three digits with the same separator (point, comma, blank, apostrophe) between them.
  private static func grouped(_ whole: Substring) -> Int? {
    if let plain = digits(whole) { return plain }
    guard let separator = whole.first(where: { !$0.isNumber }), [".", ",", " ", "'", "’"].contains(separator) else {
      return nil
    }
    let groups = whole.split(separator: separator, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.utf8.count), first.first != "0",
      groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), groups.allSatisfy({ digits($0) != nil })
    else { return nil }
    return digits(groups.joined())
  }

  private static func notANumber(_ text: String) -> Problem {
    Problem("text.not-a-number", .invalid, "\(quoted(text)) ist keine Zahl. Erwartet wird zum Beispiel 1.234,56.")
  }
}

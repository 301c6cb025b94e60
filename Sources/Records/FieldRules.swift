// SPDX-License-Identifier: EUPL-1.2
package import Kernel

extension FieldInfo {
  /// What speaks against a value at this field; nothing when it is fine.
  ///
  /// Catalogue codes and references are only checked for their form here: whether they exist, the store knows.
  package func problem(with value: Value) -> Problem? {
    if value.isBlank {
      return isRequired ? refusal("required", "„\(label)“ fehlt.") : nil
    }
    switch kind {
    case .text(let limit): return lineProblem(value.text, limit)
    case .longText(let limit), .richText(let limit): return lengthProblem(value.text, limit)
    case .choice(let choices): return choiceProblem(value.text, choices)
    case .code, .codes: return value.text == nil ? wrongKind : nil
    case .languages: return languagesProblem(value.text)
    case .integer(let range): return integerProblem(value.integer, range)
    case .decimal(let range): return decimalProblem(value.real, range)
    case .money: return integerProblem(value.integer, 0...100_000_000_00)
    case .flag: return value.integer == 0 || value.integer == 1 ? nil : wrongKind
    case .time: return integerProblem(value.integer, 0...1440)
    case .day: return value.text.flatMap { Day(iso: $0) } == nil ? wrongKind : nil
    case .moment: return value.text.flatMap { Moment(iso: $0) } == nil ? wrongKind : nil
    case .reference: return value.text.flatMap { Identifier($0) } == nil ? wrongKind : nil
    case .mail: return mailProblem(value.text)
    case .phone: return phoneProblem(value.text)
    case .link: return linkProblem(value.text)
    }
  }

  private var wrongKind: Problem { refusal("wrong-kind", "„\(label)“ hat einen Wert, der hier nicht passt.") }

  private func refusal(_ reason: String, _ sentence: String) -> Problem {
    Problem("record.\(reason)", .invalid, sentence, field: name)
  }

  private func lineProblem(_ text: String?, _ limit: Int) -> Problem? {
    if let text, text.utf8.contains(where: { $0 < 32 || $0 == 127 }) {
      return refusal("not-one-line", "„\(label)“ darf keine Zeilenumbrüche oder Steuerzeichen enthalten.")
    }
    return lengthProblem(text, limit)
  }

  private func lengthProblem(_ text: String?, _ limit: Int) -> Problem? {
    guard let text else { return wrongKind }
    if text.utf8.contains(0) { return refusal("control", "„\(label)“ enthält ein unzulässiges Steuerzeichen.") }
    guard text.utf8.count > limit else { return nil }
    let length = text.unicodeScalars.count
    guard length > limit else { return nil }
    return refusal(
      "too-long", "„\(label)“ darf höchstens \(limit) Zeichen lang sein, hier sind es \(length).")
  }

  private func choiceProblem(_ text: String?, _ choices: [FieldKind.Choice]) -> Problem? {
    guard let text else { return wrongKind }
    if choices.contains(where: { $0.value == text }) { return nil }
    let allowed = choices.map(\.label).joined(separator: ", ")
    return refusal("unknown-choice", "„\(label)“ kennt „\(text.prefix(60))“ nicht. Möglich sind: \(allowed).")
  }

  private func languagesProblem(_ text: String?) -> Problem? {
    guard let text else { return wrongKind }
    for code in text.split(separator: " ") where Language(code) == nil || code.utf8.count != 3 {
      return refusal(
        "unknown-language", "„\(code.prefix(20))“ ist kein Sprachkürzel nach ISO 639-3, zum Beispiel „deu“.")
    }
    return nil
  }

  private func integerProblem(_ number: Int64?, _ range: ClosedRange<Int>) -> Problem? {
    guard let number else { return wrongKind }
    if Int64(range.lowerBound)...Int64(range.upperBound) ~= number { return nil }
    return refusal(
      "out-of-range",
      "„\(label)“ muss zwischen \(range.lowerBound) und \(range.upperBound) liegen, hier steht \(number).")
  }

  private func decimalProblem(_ number: Double?, _ range: ClosedRange<Double>) -> Problem? {
    guard let number, number.isFinite else { return wrongKind }
    if range ~= number { return nil }
    return refusal(
      "out-of-range",
      "„\(label)“ muss zwischen \(range.lowerBound) und \(range.upperBound) liegen, hier steht \(number).")
  }

  private func mailProblem(_ text: String?) -> Problem? {
    guard let text else { return wrongKind }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isAddress =
      parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
      && !parts[1].hasSuffix(".") && text.utf8.count <= 254
      && !text.utf8.contains { $0 <= 32 || $0 == 127 || $0 == 44 || $0 == 59 || $0 == 60 || $0 == 62 }
    if isAddress { return nil }
    return refusal("no-mail", "„\(text.prefix(80))“ ist keine E-Mail-Adresse, wie sie bei „\(label)“ stehen soll.")
  }

  private func phoneProblem(_ text: String?) -> Problem? {
    guard let text else { return wrongKind }
    let digits = text.utf8.count { (48...57).contains($0) }
    let allowed = text.utf8.allSatisfy { (48...57).contains($0) || " +-/().".utf8.contains($0) }
    if (3...20).contains(digits), allowed, text.utf8.count <= 40 { return nil }
    return refusal("no-phone", "„\(text.prefix(40))“ ist keine Telefonnummer. Beispiel: 02331 123-456.")
  }

  private func linkProblem(_ text: String?) -> Problem? {
    guard let text else { return wrongKind }
    let isLink = text.hasPrefix("https://") || text.hasPrefix("http://")
    let clean = !text.utf8.contains { $0 <= 32 || $0 == 127 || $0 == 34 || $0 == 60 || $0 == 62 || $0 == 92 }
    let host = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true).dropFirst().first ?? ""
    if isLink, clean, text.utf8.count <= 2000, !host.isEmpty, !host.hasPrefix(":") { return nil }
    return refusal("no-link", "„\(label)“ braucht eine Internetadresse, die mit https:// beginnt.")
  }
}

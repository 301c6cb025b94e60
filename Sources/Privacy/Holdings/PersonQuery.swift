// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// What somebody knows of a person: a mail address, a name, a telephone number, or a part of one.
struct PersonQuery: Sendable, Hashable {
  let text: String

  private static let umlauts = [
    ("\u{E4}", "a"), ("\u{C4}", "a"), ("\u{F6}", "o"), ("\u{D6}", "o"), ("\u{FC}", "u"), ("\u{DC}", "u"),
    ("\u{DF}", "ss"),
  ]

  /// - Throws: a `Problem` for fewer than three letters, which would find everybody.
  init(_ text: String) throws(Problem) {
    guard text.count >= 3, text.utf8.count <= 254 else {
      throw Problem(
        "privacy.query", .invalid, "Bitte geben Sie mindestens drei und höchstens 254 Zeichen ein.", field: "suche")
    }
    self.text = text
  }

  /// The condition on one column; none of the words is ever part of the statement.
  func condition<R: Record>(on field: Field<R>) -> SQL? {
    switch field.info.kind {
    case .integer, .decimal, .money, .flag, .time, .codes, .languages, .day, .moment, .choice, .code: return nil
    case .phone:
      guard let digits else { return nil }
      var column: SQL = "\(column: field)"
      for mark in [" ", "/", "-", "(", ")", "+", "."] { column = "replace(\(column), \(mark), '')" }
      return "\(column) like \("%\(digits)%")"
    case .reference: return "\(column: field) = \(text)"
    default:
      var column: SQL = "lower(\(column: field))"
      for (letter, plain) in Self.umlauts { column = "replace(\(column), \(letter), \(plain))" }
      return "\(column) like \("%\(Self.escaped(folded))%") escape '!'"
    }
  }

  /// Whether a text that is not a column matches.
  func matches(_ other: String) -> Bool { Self.fold(other).contains(folded) }

  /// The pattern for plain columns of mails.
  var pattern: String { "%\(Self.escaped(text.lowercased()))%" }

  private var folded: String { Self.fold(text) }

  private static func fold(_ text: String) -> String {
    var text = text.lowercased()
    for (letter, plain) in umlauts {
      text = text.split(separator: letter, omittingEmptySubsequences: false).joined(separator: plain)
    }
    return text
  }

  /// The number without what people write between and before it.
  private var digits: String? {
    var digits = text.filter { $0.isASCII && $0.isNumber }
    if digits.hasPrefix("0049") { digits.removeFirst(4) } else if digits.hasPrefix("49") { digits.removeFirst(2) }
    while digits.hasPrefix("0") { digits.removeFirst() }
    return digits.count >= 4 ? digits : nil
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, letter in
      if letter == "%" || letter == "_" || letter == "!" { escaped.append("!") }
      escaped.append(letter)
    }
  }
}

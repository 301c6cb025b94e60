// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel

/// The keys of one slice's texts. Its cases are all the keys there are, so a missing one does not compile.
package protocol TextKey: RawRepresentable, CaseIterable, Sendable where RawValue == String {}

/// All texts of the interface in all its languages, read from the slices' `Texts.csv` (columns key, de, en, ar).
///
/// `{name}` is a place for a value. Plural forms stand behind each other, separated by `¦`: two for German and English
/// (one, other), six for Arabic (zero, one, two, few, many, other), after CLDR.
package struct TextCatalogue: Sendable {
  package private(set) var entries: [Language: [String: String]] = [:]
  /// Keys that stood in a table twice.
  package private(set) var duplicates: [String] = []

  package init(tables: [[UInt8]]) throws {
    for language in Language.interface { entries[language] = [:] }
    for table in tables { try read(table) }
  }

  package func texts(_ language: Language) -> Texts {
    Texts(language: language, entries: entries[language] ?? [:], german: entries[.german] ?? [:])
  }

  private mutating func read(_ table: [UInt8]) throws {
    var reader = CSVReader(ByteSource(table), delimiter: .comma)
    guard let header = try reader.next() else { return }
    let languages = header.cells.dropFirst().compactMap { Language($0) }
    while let row = try reader.next() {
      let key = row[0]
      if entries[.german]?[key] != nil { duplicates.append(key) }
      for (index, language) in languages.enumerated() where !row[index + 1].isEmpty {
        entries[language]?[key] = row[index + 1]
      }
    }
  }
}

/// The texts of the interface in one language; what is missing is German.
package struct Texts: Sendable {
  package let language: Language
  private let messages: [String: Message]
  private let german: [String: Message]

  init(language: Language, entries: [String: String], german: [String: String]) {
    self.language = language
    messages = entries.mapValues(Message.init)
    self.german = german.mapValues(Message.init)
  }

  package subscript(_ key: some TextKey) -> String { self[named: key.rawValue] ?? key.rawValue }

  /// A text whose key is made from data, such as a problem's code; nothing where there is none.
  package subscript(named key: String) -> String? { message(key)?.text }

  /// Whether the text exists in this very language.
  package func has(named key: String) -> Bool { messages[key] != nil }

  /// A text with values in its places.
  package func callAsFunction(_ key: some TextKey, _ values: KeyValuePairs<String, String>) -> String {
    message(key.rawValue)?.filled(form: 0, values) ?? key.rawValue
  }

  /// A text in the plural form that fits the number, which also stands for `{n}`.
  package func count(_ key: some TextKey, _ number: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
    guard let message = message(key.rawValue) else { return key.rawValue }
    let form = Plural.index(of: number, forms: message.forms.count)
    return message.filled(form: min(form, message.forms.count - 1), values, number: self.number(number))
  }

  /// A number with separators as the language has them.
  package func number(_ number: Int) -> String {
    let digits = Array(String(abs(number)).utf8)
    guard digits.count > 3 else { return String(number) }
    let separator = language == .german ? UInt8(ascii: ".") : UInt8(ascii: ",")
    var grouped: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(separator) }
      grouped.append(digit)
    }
    return String(decoding: grouped, as: UTF8.self)
  }

  private func message(_ key: String) -> Message? { messages[key] ?? german[key] }
}

/// One text, taken apart once: its plural forms, and in each the words and the places for values.
private struct Message: Sendable {
  enum Piece: Sendable {
    case words(String)
    case place(String)
  }

  let text: String
  let forms: [[Piece]]

  init(_ text: String) {
    self.text = text
    forms = text.split(separator: "¦", omittingEmptySubsequences: false).map(Self.pieces)
  }

  func filled(form: Int, _ values: KeyValuePairs<String, String>, number: String? = nil) -> String {
    var result = ""
    for piece in forms[form] {
      switch piece {
      case .words(let words): result += words
      case .place(let name):
        if name == "n", let number {
          result += number
        } else {
          result += values.first { $0.key == name }?.value ?? ""
        }
      }
    }
    return result
  }

  private static func pieces(_ form: Substring) -> [Piece] {
    var pieces: [Piece] = []
    var rest = form
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      pieces.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    return rest.isEmpty ? pieces : pieces + [.words(String(rest))]
  }
}

/// Plural rules of CLDR for the languages of the interface.
enum Plural {
  static func index(of number: Int, forms: Int) -> Int {
    guard forms == 6 else { return number == 1 ? 0 : 1 }
    switch (number, number % 100) {
    case (0, _): return 0
    case (1, _): return 1
    case (2, _): return 2
    case (_, 3...10): return 3
    case (_, 11...99): return 4
    default: return 5
    }
  }
}

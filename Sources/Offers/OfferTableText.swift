// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// The short text in which places and times of an offer stand in one cell: entries between `|`, parts between `;`.
///
/// A backslash takes the next character as it is. The whole form: `Documentation/Algorithms/OfferTable.md`.
enum OfferTableText {
  /// One part of an entry.
  struct Part: Equatable {
    var text = ""
    /// Its first character stood for itself, so it may begin with a word of the form.
    var isPlain = true

    /// What stands behind a word and a colon: `Hinweis: …`.
    func value(of key: String) -> String? {
      guard isPlain, text.hasPrefix(key + ":") else { return nil }
      let rest = text.dropFirst(key.count + 1)
      return String(rest.first == " " ? rest.dropFirst() : rest)
    }

    /// In lower case, without points and repeated blanks.
    var words: String { text.foldedWords }
  }

  /// The entries of a cell; empty ones are passed over.
  ///
  /// - Throws: a `Problem` where there are more than an offer may have.
  static func entries(_ cell: String, atMost limit: Int) throws(Problem) -> [[Part]] {
    var reading = Reading()
    for scalar in cell.unicodeScalars { reading.take(scalar) }
    reading.endEntry()
    guard reading.entries.count <= limit else {
      throw Problem(
        "offer-table.too-many", .tooLarge,
        "Hier stehen \(reading.entries.count) Einträge; möglich sind \(limit). Trennzeichen ist „|“.")
    }
    return reading.entries
  }

  static func joined(_ entries: [[String]]) -> String {
    entries.map { $0.joined(separator: "; ") }.joined(separator: " | ")
  }

  /// A text that reading gives back unchanged.
  ///
  /// - Parameter isWhole: it is a part of its own, so it must not look like a word of the form.
  static func escaped(_ text: String, isWhole: Bool = true) -> String {
    let scalars = text.unicodeScalars
    let blankStart = isWhole ? scalars.prefix { $0.properties.isWhitespace }.count : 0
    let blankEnd = scalars.reversed().prefix { $0.properties.isWhitespace }.count
    var escaped = String.UnicodeScalarView()
    let looksLikeWord = isWhole && ["Hinweis", "PLZ", "Stadt"].contains { text.hasPrefix($0) }
    for (index, scalar) in scalars.enumerated() {
      let isBlankAtEnd = index < blankStart || index >= scalars.count - blankEnd
      if isBlankAtEnd || "\\;|".unicodeScalars.contains(scalar) || isLineEnd(scalar) || index == 0 && looksLikeWord {
        escaped.append("\\")
      }
      escaped.append(scalar)
    }
    return String(escaped)
  }

  static func isLineEnd(_ scalar: Unicode.Scalar) -> Bool { scalar == "\n" || scalar == "\r" }

  /// Walks through a cell.
  private struct Reading {
    var entries: [[Part]] = []
    private var entry: [Part] = []
    private var text = String.UnicodeScalarView()
    /// How much of the text stays when blanks at its end are cut.
    private var kept = 0
    private var length = 0
    private var isPlain = true
    private var isEscaped = false

    mutating func take(_ scalar: Unicode.Scalar) {
      if isEscaped {
        isEscaped = false
        if length == 0 { isPlain = false }
        return append(scalar)
      }
      switch scalar {
      case "\\": isEscaped = true
      case ";": endPart()
      case "|": endEntry()
      case _ where isLineEnd(scalar): endEntry()
      case _ where Self.isBlank(scalar):
        if length > 0 {
          text.append(scalar)
          length += 1
        }
      default: append(scalar)
      }
    }

    /// What Unicode says is only asked for letters beyond ASCII.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
      text.append(scalar)
      length += 1
      kept = length
    }

    private mutating func endPart() {
      entry.append(Part(text: String(String.UnicodeScalarView(text.prefix(kept))), isPlain: isPlain))
      (text, kept, length, isPlain) = (String.UnicodeScalarView(), 0, 0, true)
    }

    mutating func endEntry() {
      endPart()
      if entry.contains(where: { !$0.text.isEmpty }) { entries.append(entry) }
      entry = []
    }
  }
}

/// A remark with its translations, as it stands at the end of an entry.
struct OfferTableNote: Equatable {
  var text = ""
  var translations: [Language: String] = [:]

  var parts: [String] {
    let own = text.isEmpty ? [] : ["Hinweis: " + OfferTableText.escaped(text, isWhole: false)]
    return own
      + translations.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }.map {
        "Hinweis \($0.key.code): " + OfferTableText.escaped($0.value, isWhole: false)
      }
  }

  /// - Returns: whether the part is one of a remark.
  mutating func take(_ part: OfferTableText.Part) throws(Problem) -> Bool {
    if let text = part.value(of: "Hinweis") {
      self.text = text
      return true
    }
    guard part.isPlain, part.text.hasPrefix("Hinweis "), let colon = part.text.firstIndex(of: ":") else { return false }
    let code = part.text[..<colon].dropFirst(8)
    guard let language = Language(code), language != .german, let text = part.value(of: "Hinweis \(code)") else {
      throw Problem(
        "offer-table.unknown-language", .invalid,
        "„Hinweis \(code.prefix(20))“: Erwartet wird das Kürzel einer Sprache, zum Beispiel „Hinweis en: …“.")
    }
    translations[language] = text
    return true
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What every view function needs to know of the page it is part of: language, links, today.
package struct View: Sendable {
  package let texts: Texts
  /// Stands in front of every local address: empty, or `/en`.
  package let prefix: String
  package let today: Day

  package init(texts: Texts, prefix: String, today: Day) {
    self.texts = texts
    self.prefix = prefix
    self.today = today
  }

  package var language: Language { texts.language }

  package subscript(_ key: some TextKey) -> String { texts[key] }

  package func callAsFunction(_ key: some TextKey, _ values: KeyValuePairs<String, String>) -> String {
    texts(key, values)
  }

  package func count(_ key: some TextKey, _ number: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
    texts.count(key, number, values)
  }

  /// The address of a page in the reader's language.
  package func link(_ path: Path) -> String {
    if prefix.isEmpty { return path.text }
    return path.text == "/" ? prefix + "/" : prefix + path.text
  }

  /// The address of something that has no language: files and interfaces.
  package func file(_ path: Path) -> String { path.text }

  /// A day as the language writes it: `31.12.2026`, `31 December 2026`, `31 ديسمبر 2026`.
  package func day(_ day: Day) -> String {
    guard language != .german else { return day.german }
    let (year, month, number) = day.components
    let names = texts[WebText.months].split(separator: "|")
    return names.count == 12 ? "\(number) \(names[month - 1]) \(year)" : day.iso
  }

  package func weekday(_ weekday: Weekday) -> String {
    let names = texts[WebText.weekdays].split(separator: "|")
    return names.count == 7 ? String(names[weekday.number - 1]) : weekday.rawValue
  }

  /// Minutes since midnight as `09:00`.
  package func time(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }

  /// Cents as an amount in euros.
  package func money(_ cents: Int) -> String {
    let euros = texts.number(cents / 100)
    let decimal = language == .german ? "," : "."
    return cents % 100 == 0 ? "\(euros) €" : "\(euros)\(decimal)\(padded(cents % 100, 2)) €"
  }
}

/// A text of the content in the language it really has, which may not be the reader's.
package struct Localized: Sendable, Hashable {
  package let text: String
  package let language: Language

  package init(_ text: String, _ language: Language) {
    self.text = text
    self.language = language
  }

  /// The translation where there is one, otherwise the German text (F43).
  package init(_ german: String, _ field: String, _ translated: [String: String]?, _ language: Language) {
    if let text = translated?[field], !text.isEmpty {
      self.init(text, language)
    } else {
      self.init(german, .german)
    }
  }

  package var isEmpty: Bool { text.isEmpty }
}

extension HTML.StringInterpolation {
  /// ` lang="de" dir="ltr"` where the content's language is not the page's, otherwise nothing.
  package mutating func appendInterpolation(lang content: Language, on view: View) {
    guard content != view.language else { return }
    bytes.append(contentsOf: " lang=\"\(content.code)\"".utf8)
    if content.isRightToLeft != view.language.isRightToLeft {
      bytes.append(contentsOf: " dir=\"\(content.direction)\"".utf8)
    }
  }

  /// A text of the content; in a span with its language where that is not the page's.
  package mutating func appendInterpolation(_ content: Localized, on view: View) {
    guard content.language != view.language, !content.text.isEmpty else {
      Self.escape(content.text, into: &bytes)
      return
    }
    bytes.append(contentsOf: "<span".utf8)
    appendInterpolation(lang: content.language, on: view)
    bytes.append(UInt8(ascii: ">"))
    Self.escape(content.text, into: &bytes)
    bytes.append(contentsOf: "</span>".utf8)
  }
}

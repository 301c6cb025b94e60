// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Web

/// Values as people read them, with the names behind codes and ids.
struct FieldText {
  let vocabulary: Vocabulary
  /// By id; see `ReferenceBook.titles`.
  var titles: [String: ReferenceSource.Match] = [:]

  /// One line or several, without markup; empty for nothing.
  func plain(_ value: Value, _ info: FieldInfo) -> String {
    if value.isBlank { return "" }
    switch (info.kind, value) {
    case (.choice(let choices), .text(let text)): return choices.first { $0.value == text }?.label ?? text
    case (.code(let catalogue), .text(let text)): return vocabulary.label(catalogue, text)
    case (.codes(let catalogue), .text(let text)):
      return FieldReader.words(text).map { vocabulary.label(catalogue, $0) }.joined(separator: ", ")
    case (.languages, .text(let text)):
      return FieldReader.words(text).map { LanguageNames.name($0, in: .german) }.joined(separator: ", ")
    case (.money, .integer(let cents)): return Self.euros(cents) + " €"
    case (.flag, .integer(let flag)): return flag == 0 ? "nein" : "ja"
    case (.time, .integer(let minutes)): return Self.clock(Int(minutes)) + " Uhr"
    case (.day, .text(let text)): return Day(iso: text)?.german ?? text
    case (.moment, .text(let text)):
      guard let (day, minutes) = Moment(iso: text)?.berlin else { return text }
      return "\(day.german) \(Self.clock(minutes)) Uhr"
    case (.reference, .text(let id)): return titles[id]?.label ?? id
    case (.richText, .text(let html)): return Self.words(of: html)
    case (_, .text(let text)): return text
    case (_, .integer(let number)): return String(number)
    case (_, .real(let number)): return Self.comma(number)
    case (_, .null): return ""
    }
  }

  /// As the input of a form shows it, so that reading it again gives the same value.
  static func typed(_ value: Value, _ kind: FieldKind) -> [String] {
    if value.isBlank { return [""] }
    switch (kind, value) {
    case (.codes, .text(let text)), (.languages, .text(let text)): return FieldReader.words(text)
    case (.money, .integer(let cents)): return [euros(cents)]
    case (.time, .integer(let minutes)): return [clock(Int(minutes))]
    case (.flag, .integer(let flag)): return [flag == 0 ? "" : "1"]
    case (.moment, .text(let text)):
      guard let (day, minutes) = Moment(iso: text)?.berlin else { return [text] }
      return ["\(day.iso)T\(clock(minutes))"]
    case (.richText, .text(let html)): return [markdown(of: html)]
    case (_, .text(let text)): return [text]
    case (_, .integer(let number)): return [String(number)]
    case (_, .real(let number)): return [comma(number)]
    case (_, .null): return [""]
    }
  }

  /// Cleaned markup as people write it; HTML where Markdown cannot say all of it.
  static func markdown(of html: String) -> String {
    guard let clean = try? CleanHTML(cleaning: html), clean.text == html else { return html }
    return Markdown.text(of: clean) ?? html
  }

  /// The words of cleaned markup, a line for each block.
  static func words(of html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      switch character {
      case "<":
        isTag = true
        if let last = text.last, last != "\n" { text.append("\n") }
      case ">": isTag = false
      default: if !isTag { text.append(character) }
      }
    }
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
      text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: letter)
    }
    return text.trimmed
  }

  private static func euros(_ cents: Int64) -> String {
    "\(cents < 0 ? "-" : "")\(abs(cents) / 100),\(padded(Int(abs(cents) % 100), 2))"
  }

  private static func clock(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }

  private static func comma(_ number: Double) -> String { String(String(number).map { $0 == "." ? "," : $0 }) }
}

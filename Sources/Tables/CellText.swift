// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

/// Writes values as cells.
struct CellText {
  let form: TableForm
  let words: TableWords
  /// Names of referred records by kind and id; only needed for people.
  var referenceNames: [String: [String: String]] = [:]

  func cell(_ value: Value, _ info: FieldInfo) -> String {
    if value.isBlank { return "" }
    return form == .exchange ? exchange(words.shared(value, info.kind), info.kind) : spreadsheet(value, info)
  }

  private func exchange(_ value: Value, _ kind: FieldKind) -> String {
    switch (kind, value) {
    case (.codes, .text(let text)), (.languages, .text(let text)):
      return text.split(separator: " ").joined(separator: " ")
    case (.money, .integer(let cents)): return "\(cents / 100).\(padded(Int(abs(cents) % 100), 2))"
    case (.time, .integer(let minutes)): return "\(padded(Int(minutes / 60), 2)):\(padded(Int(minutes % 60), 2))"
    case (.flag, .integer(let flag)): return flag == 0 ? "false" : "true"
    case (_, .text(let text)): return text
    case (_, .integer(let number)): return String(number)
    case (_, .real(let number)): return String(number)
    case (_, .null): return ""
    }
  }

  private func spreadsheet(_ value: Value, _ info: FieldInfo) -> String {
    switch (info.kind, value) {
    case (.choice(let choices), .text(let text)): return choices.first { $0.value == text }?.label ?? text
    case (.code(let catalogue), .text(let text)): return words.codeName(catalogue, text)
    case (.codes(let catalogue), .text(let text)):
      return text.split(separator: " ").map { words.codeName(catalogue, String($0)) }.joined(separator: "; ")
    case (.languages, .text(let text)):
      return text.split(separator: " ").map { words.languageName(String($0)) }.joined(separator: "; ")
    case (.money, .integer(let cents)): return "\(cents / 100),\(padded(Int(abs(cents) % 100), 2))"
    case (.flag, .integer(let flag)): return flag == 0 ? "nein" : "ja"
    case (.day, .text(let text)): return Day(iso: text)?.german ?? text
    case (.moment, .text(let text)):
      guard let (day, minutes) = Moment(iso: text)?.berlin else { return text }
      return "\(day.german) \(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    case (.decimal, .real(let number)): return String(String(number).map { $0 == "." ? "," : $0 })
    case (.reference(let kind), .text(let text)): return referenceNames[kind]?[text] ?? text
    default: return exchange(value, info.kind)
    }
  }
}

extension TableWords {
  /// The value as files for programs hold it, ids replaced by names that other installations know.
  func shared(_ value: Value, _ kind: FieldKind) -> Value {
    switch (kind, value) {
    case (.reference(let kind), .text(let id)): .text(sharedName(kind, id))
    case (.codes(let catalogue), .text(let codes)):
      codes.split(separator: " ").map { sharedName(catalogue, String($0)) }.value
    default: value
    }
  }
}

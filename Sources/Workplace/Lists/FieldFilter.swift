// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// What one field of a list's records must be.
enum FieldFilter: Hashable, Sendable {
  /// One of these values; the empty one stands for "no entry".
  case anyOf([String])
  case flag(Bool)
  /// Days or whole numbers, both ends included, either end open.
  case range(from: String?, to: String?)
  /// Part of the text or, for references, of what the record is called.
  case words(String)

  /// In addresses: a value that stands for "no entry".
  static let none = "-"
  static let most = 50

  static func parameter(_ info: FieldInfo) -> String { "f-" + info.name }
  static func from(_ info: FieldInfo) -> String { "f-\(info.name)-von" }
  static func to(_ info: FieldInfo) -> String { "f-\(info.name)-bis" }

  /// Every parameter that a field's filter may have.
  static func parameters(_ info: FieldInfo) -> [String] {
    isRange(info.kind) ? [from(info), to(info)] : [parameter(info)]
  }

  static func isRange(_ kind: FieldKind) -> Bool {
    switch kind {
    case .day, .moment, .integer: true
    default: false
    }
  }

  /// Whether lists can be narrowed by such a field at all.
  static func isPossible(_ kind: FieldKind) -> Bool {
    switch kind {
    case .richText, .decimal, .money, .time, .link: false
    default: true
    }
  }

  /// - Throws: a `Problem` that names the parameter whose value the field cannot have.
  static func read(_ query: Parameters, _ info: FieldInfo) throws(Problem) -> FieldFilter? {
    if isRange(info.kind) { return try range(query, info) }
    let values = query.all(parameter(info))
    guard let first = values.first else { return nil }
    guard values.count <= most, !values.contains(where: { $0.utf8.count > 400 || $0.utf8.contains(0) }) else {
      throw refused(parameter(info), info)
    }
    switch info.kind {
    case .flag:
      guard let flag = ["ja": true, "nein": false][first] else { throw refused(parameter(info), info) }
      return .flag(flag)
    case .choice(let choices):
      let isKnown = values.allSatisfy { value in value == none || choices.contains { $0.value == value } }
      guard isKnown else { throw refused(parameter(info), info) }
      return .anyOf(blankless(values))
    case .code, .codes, .languages:
      guard values.allSatisfy(isCode) else { throw refused(parameter(info), info) }
      return .anyOf(blankless(values))
    case .reference:
      if values.allSatisfy({ $0 == none || Identifier($0) != nil }) { return .anyOf(blankless(values)) }
      return .words(first)
    default: return .words(first)
    }
  }

  /// The parameters that bring the same filter back.
  func pairs(_ info: FieldInfo) -> [(String, String)] {
    switch self {
    case .anyOf(let values): values.map { (Self.parameter(info), $0.isEmpty ? Self.none : $0) }
    case .flag(let flag): [(Self.parameter(info), flag ? "ja" : "nein")]
    case .range(let from, let to): [(Self.from(info), from ?? ""), (Self.to(info), to ?? "")].filter { !$0.1.isEmpty }
    case .words(let words): [(Self.parameter(info), words)]
    }
  }

  private static func range(_ query: Parameters, _ info: FieldInfo) throws(Problem) -> FieldFilter? {
    let ends = (query[from(info)], query[to(info)])
    if ends.0 == nil && ends.1 == nil { return nil }
    for (name, end) in [(from(info), ends.0), (to(info), ends.1)] {
      guard let end else { continue }
      let isFine = info.kind.isNumber ? Int(end) != nil : Day(iso: end) != nil
      guard isFine else { throw refused(name, info) }
    }
    return .range(from: ends.0, to: ends.1)
  }

  private static func blankless(_ values: [String]) -> [String] { values.map { $0 == none ? "" : $0 } }

  /// The letters that codes of catalogues and languages are made of; no blank, no mark of a pattern.
  private static func isCode(_ text: String) -> Bool {
    text.utf8.count <= 60
      && text.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95: true
        default: false
        }
      }
  }

  private static func refused(_ name: String, _ info: FieldInfo) -> Problem {
    Problem(
      "request.parameter", .malformed,
      "Nach diesem Wert kann „\(info.label)“ nicht eingegrenzt werden. (Angabe „\(name)“ in der Adresse)", field: name)
  }
}

extension FieldKind {
  var isNumber: Bool { if case .integer = self { true } else { false } }
}

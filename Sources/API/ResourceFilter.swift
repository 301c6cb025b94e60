// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// What one field of a list's records must be. Repeated parameters widen, different ones narrow.
struct ResourceFilter<R: Record>: Sendable {
  private let field: Field<R>
  private var values: [Value] = []
  private var from: Value?
  private var to: Value?

  private static var most: Int { 50 }

  /// Every parameter that a field's filter may have; `name.from` and `name.to` include their ends.
  static func parameters(_ info: FieldInfo) -> [String] {
    info.kind.isRange ? [info.name, info.name + ".from", info.name + ".to"] : [info.name]
  }

  /// - Returns: nothing when the address does not ask for the field.
  /// - Throws: a `Problem` that names the parameter whose value the field cannot have.
  init?(_ field: Field<R>, _ query: Parameters) throws(Problem) {
    self.field = field
    let info = field.info
    let texts = query.all(info.name)
    guard texts.count <= Self.most else { throw Self.refused(info.name, info) }
    for text in texts { values.append(try Self.value(text, info, info.name)) }
    if info.kind.isRange {
      if let text = query[info.name + ".from"] { from = try Self.value(text, info, info.name + ".from") }
      if let text = query[info.name + ".to"] { to = try Self.value(text, info, info.name + ".to") }
    }
    if values.isEmpty, from == nil, to == nil { return nil }
  }

  var condition: SQL {
    var condition: SQL = "1 = 1"
    if !values.isEmpty { condition = isOneOf }
    if from != nil || to != nil { condition = "\(condition) and \(column: field) is not null" }
    if let from { condition = "\(condition) and \(order: field) >= \(from)" }
    if let to { condition = "\(condition) and \(order: field) <= \(to)" }
    return condition
  }

  private var isOneOf: SQL {
    switch field.info.kind {
    case .codes, .languages:
      var any: SQL = "1 = 0"
      for value in values { any = "\(any) or \(column: field) like \(Self.part(value.text ?? "")) escape '!'" }
      return "(\(any))"
    case .text: return "\(column: field) in (\(list: values.compactMap(\.text)))"
    default:
      var list: SQL = "\(values.first ?? .null)"
      for value in values.dropFirst() { list = "\(list), \(value)" }
      return "\(order: field) in (\(list))"
    }
  }

  /// One code among several in a column.
  private static func part(_ code: String) -> String {
    "% " + code.reduce(into: "") { $0 += "%_!".contains($1) ? "!\($1)" : String($1) } + " %"
  }

  private static func value(_ text: String, _ info: FieldInfo, _ name: String) throws(Problem) -> Value {
    let value: Value? =
      switch info.kind {
      case .integer, .money, .time: Int64(text).map(Value.integer)
      case .flag: text == "true" ? .integer(1) : text == "false" ? .integer(0) : nil
      case .day: Day(iso: text).map { .text($0.iso) }
      case .moment: Moment(iso: text).map { .text($0.iso) }
      case .reference: Identifier(text).map { .text($0.text) }
      case .choice(let choices): choices.contains { $0.value == text } ? .text(text) : nil
      case .code, .codes, .languages: isCode(text) ? .text(text) : nil
      default: text.utf8.count <= 1000 && !text.utf8.contains { $0 < 32 || $0 == 127 } ? .text(text) : nil
      }
    guard let value else { throw refused(name, info) }
    return value
  }

  /// The letters that codes of catalogues and languages are made of.
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
      "request.parameter", .malformed, "Nach diesem Wert kann „\(info.label)“ nicht eingegrenzt werden.", field: name)
  }
}

extension FieldKind {
  /// Whether values have an order that lists can be cut by.
  var isRange: Bool {
    switch self {
    case .day, .moment, .integer, .money, .time: true
    default: false
    }
  }
}

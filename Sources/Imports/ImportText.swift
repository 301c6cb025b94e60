// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records

/// The JSON in which the tables of imports keep lists and changes.
enum ImportText {
  static func list(_ texts: [String]) -> String {
    var json = JSONWriter()
    json.array { json in for text in texts { json.value(text) } }
    return json.text
  }

  static func list(_ text: String) -> [String] {
    guard case .array(let items)? = value(text) else { return [] }
    return items.map { item in if case .string(let text) = item { text } else { "" } }
  }

  static func detail(_ detail: RowDetail) -> String {
    if detail == RowDetail() { return "" }
    return list(detail.changes.flatMap { [$0.label, $0.old, $0.new] } + ["|"] + detail.faults)
  }

  static func detail(_ text: String) -> RowDetail {
    let parts = list(text)
    let end = parts.firstIndex(of: "|") ?? parts.count
    let changes = stride(from: 0, to: end - 2, by: 3).map {
      RowDetail.Change(label: parts[$0], old: parts[$0 + 1], new: parts[$0 + 2])
    }
    return RowDetail(changes: changes, faults: Array(parts.dropFirst(end + 1)))
  }

  /// Reads `{"field":[old,new]}` as audit rows have it.
  static func changes(_ text: String) -> [FieldChange] {
    guard case .object(let object)? = value(text) else { return [] }
    return object.members.compactMap { member in
      guard case .array(let pair) = member.value, pair.count == 2 else { return nil }
      return FieldChange(field: member.name, old: plain(pair[0]), new: plain(pair[1]))
    }
  }

  static func changes(_ changes: [FieldChange]) -> String {
    var json = JSONWriter()
    json.object { json in
      for change in changes {
        json.name(change.field)
        json.array { json in
          write(change.old, &json)
          write(change.new, &json)
        }
      }
    }
    return json.text
  }

  private static func value(_ text: String) -> JSONValue? {
    text.isEmpty ? nil : try? JSONValue(parsing: Array(text.utf8))
  }

  private static func plain(_ value: JSONValue) -> Value {
    switch value {
    case .string(let text): .text(text)
    case .number(let number):
      number.int.map { number.text.contains(".") ? .real(Double($0)) : .integer(Int64($0)) }
        ?? number.double.map(Value.real) ?? .null
    case .bool(let flag): .integer(flag ? 1 : 0)
    default: .null
    }
  }

  private static func write(_ value: Value, _ json: inout JSONWriter) {
    switch value {
    case .null: json.null()
    case .integer(let number): json.value(Int(number))
    case .real(let number): json.value(number)
    case .text(let text): json.value(text)
    }
  }
}

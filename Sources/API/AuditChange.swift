// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Records

/// One field of an audit row, read back from its text.
struct AuditChange: Sendable, Hashable {
  let field: String
  /// The language of a translation; nothing for the record's own text.
  let language: String?
  let old: Value
  let new: Value

  /// Reads `{"title":["alt","neu"],"summary.en":[null,"new"]}`; what is no such text has no changes.
  static func all(_ json: String) -> [AuditChange] {
    guard case .object(let object) = try? JSONValue(parsing: Array(json.utf8)) else { return [] }
    return object.members.compactMap { member in
      guard case .array(let pair) = member.value, pair.count == 2 else { return nil }
      let parts = member.name.split(separator: ".", maxSplits: 1).map(String.init)
      guard let field = parts.first else { return nil }
      return AuditChange(
        field: field, language: parts.count == 2 ? parts[1] : nil, old: value(pair[0]), new: value(pair[1]))
    }
  }

  private static func value(_ json: JSONValue) -> Value {
    switch json {
    case .string(let text): .text(text)
    case .number(let number): number.int.map { .integer(Int64($0)) } ?? number.double.map { .real($0) } ?? .null
    case .bool(let flag): .integer(flag ? 1 : 0)
    case .null, .array, .object: .null
    }
  }
}

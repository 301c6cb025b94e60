// SPDX-License-Identifier: EUPL-1.2

/// A JSON value as it was read: objects keep their order, numbers their digits.
package enum JSONValue: Hashable, Sendable {
  case object(JSONObject)
  case array([JSONValue])
  case string(String)
  case number(JSONNumber)
  case bool(Bool)
  case null

  /// What a person calls this kind of value, for error sentences.
  package var kindName: String {
    switch self {
    case .object: "Objekt"
    case .array: "Liste"
    case .string: "Text"
    case .number: "Zahl"
    case .bool: "Wahrheitswert"
    case .null: "null"
    }
  }
}

/// A JSON number, kept as it was written, so that `1.10` and numbers beyond 64 bits survive.
package struct JSONNumber: Hashable, Sendable {
  package let text: String

  package init(_ value: Int) { text = String(value) }

  /// Nothing for infinity and for not-a-number, which JSON cannot hold.
  package init?(_ value: Double) {
    guard value.isFinite else { return nil }
    text = String(value)
  }

  /// Text that the parser has checked.
  init(checked text: String) { self.text = text }

  /// Nothing for fractions, exponents and what does not fit into 64 bits; `3.0` is 3.
  package var int: Int? {
    if let value = Int(text) { return value }
    guard let value = Double(text), value.magnitude < 9_007_199_254_740_992 else { return nil }
    return Int(exactly: value)
  }

  /// The nearest double; nothing beyond its range.
  package var double: Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}

/// The members of a JSON object in their order, each name once.
package struct JSONObject: Hashable, Sendable {
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: JSONValue
  }

  package private(set) var members: [Member] = []
  /// Positions by name, kept from the first member that makes searching the list slow.
  private var positions: [String: Int] = [:]
  private static let searchableCount = 16

  package init() {}

  package var count: Int { members.count }

  package subscript(_ name: String) -> JSONValue? { position(of: name).map { members[$0].value } }

  /// Adds a member at the end.
  ///
  /// - Returns: false, and adds nothing, if the name is there already.
  package mutating func append(_ name: String, _ value: JSONValue) -> Bool {
    guard position(of: name) == nil else { return false }
    members.append(Member(name: name, value: value))
    if members.count == Self.searchableCount {
      for (index, member) in members.enumerated() { positions[member.name] = index }
    } else if members.count > Self.searchableCount {
      positions[name] = members.count - 1
    }
    return true
  }

  private func position(of name: String) -> Int? {
    members.count < Self.searchableCount ? members.firstIndex { $0.name == name } : positions[name]
  }
}

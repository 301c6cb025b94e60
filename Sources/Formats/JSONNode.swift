// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// A JSON value together with its path, so that what is missing or of the wrong kind can be named.
///
/// ```swift
/// let service = try JSONNode(JSONValue(parsing: bytes)).field("services").items()[3]
/// try service.field("name").text()      // throws "$.services[3].name: Text erwartet, Zahl gefunden."
/// ```
package struct JSONNode: Sendable {
  package let value: JSONValue
  package let path: JSONPath

  package init(_ value: JSONValue, path: JSONPath = .root) {
    self.value = value
    self.path = path
  }

  package var isNull: Bool { value == .null }

  // MARK: Going down

  /// A member that must be there.
  package func field(_ name: String) throws(Problem) -> JSONNode {
    let path = JSONPath.field(path, name)
    guard let value = try object()[name] else {
      throw Problem("json.missing", .invalid, "\(path): Diese Angabe fehlt.", field: path.description)
    }
    return JSONNode(value, path: path)
  }

  /// A member that may be missing or null.
  package func optional(_ name: String) throws(Problem) -> JSONNode? {
    guard let value = try object()[name], value != .null else { return nil }
    return JSONNode(value, path: .field(path, name))
  }

  /// The members in their order.
  package func fields() throws(Problem) -> [(name: String, node: JSONNode)] {
    try object().members.map { ($0.name, JSONNode($0.value, path: .field(path, $0.name))) }
  }

  package func items() throws(Problem) -> [JSONNode] {
    guard case .array(let items) = value else { throw wrongKind("Liste") }
    return items.enumerated().map { JSONNode($1, path: .item(path, $0)) }
  }

  // MARK: Values

  package func object() throws(Problem) -> JSONObject {
    guard case .object(let object) = value else { throw wrongKind("Objekt") }
    return object
  }

  package func text() throws(Problem) -> String {
    guard case .string(let text) = value else { throw wrongKind("Text") }
    return text
  }

  package func integer() throws(Problem) -> Int {
    guard case .number(let number) = value, let integer = number.int else { throw wrongKind("ganze Zahl") }
    return integer
  }

  package func number() throws(Problem) -> Double {
    guard case .number(let number) = value, let double = number.double else { throw wrongKind("Zahl") }
    return double
  }

  package func flag() throws(Problem) -> Bool {
    guard case .bool(let flag) = value else { throw wrongKind("Wahrheitswert") }
    return flag
  }

  /// A problem with this value, in the caller's words.
  package func problem(_ code: String, _ sentence: String) -> Problem {
    Problem(code, .invalid, "\(path): \(sentence)", field: path.description)
  }

  private func wrongKind(_ expected: String) -> Problem {
    problem("json.wrong-kind", "\(expected) erwartet, \(value.kindName) gefunden.")
  }
}

/// Where a value stands in a JSON text; written `$.services[3].name`, unusual names as `$["a b"]`.
package indirect enum JSONPath: Hashable, Sendable, CustomStringConvertible {
  case root
  case field(JSONPath, String)
  case item(JSONPath, Int)

  package var description: String {
    switch self {
    case .root: return "$"
    case .item(let parent, let index): return "\(parent)[\(index)]"
    case .field(let parent, let name):
      let isPlain =
        !name.isEmpty && name.utf8.allSatisfy { $0 == 95 || (48...57).contains($0) || (97...122).contains($0 | 32) }
      if isPlain { return "\(parent).\(name)" }
      var writer = JSONWriter()
      writer.value(String(name.prefix(100)))
      return "\(parent)[\(String(decoding: writer.bytes, as: UTF8.self))]"
    }
  }
}

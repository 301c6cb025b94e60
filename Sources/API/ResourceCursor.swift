// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Foundation
internal import Kernel
internal import Records

/// The place in a list where the next page begins: order, value and id of the last record (keyset).
///
/// It is opaque but no secret: all it can say is bound into a statement that holds tenant and reach itself. See
/// `Documentation/Algorithms/Cursor.md`.
struct ResourceCursor: Sendable, Hashable {
  let sort: String
  let value: Value
  let id: Identifier

  private static let longest = 4096

  init(sort: String, value: Value, id: Identifier) {
    self.sort = sort
    self.value = value
    self.id = id
  }

  /// - Throws: a `Problem` for anything that no list gave out.
  init(_ text: String) throws(Problem) {
    guard text.utf8.count <= Self.longest, let bytes = Self.decoded(text),
      case .array(let parts) = try? JSONValue(parsing: bytes, limit: Self.longest, depth: 2), parts.count == 3,
      case .string(let sort) = parts[0], case .string(let id) = parts[2], let id = Identifier(id),
      let value = Self.value(parts[1])
    else { throw Self.unknown }
    self.init(sort: sort, value: value, id: id)
  }

  static let unknown = Problem(
    "api.cursor", .malformed, "Diese Stelle der Liste gibt es nicht. Bitte beginnen Sie von vorn.", field: "cursor")

  var text: String {
    var json = JSONWriter()
    json.array {
      $0.value(sort)
      switch value {
      case .integer(let number): $0.value(Int(number))
      case .real(let number): $0.value(number)
      case .text(let text): $0.value(text)
      case .null: $0.null()
      }
      $0.value(id.text)
    }
    let encoded = Data(json.bytes).base64EncodedString()
    return String(encoded.compactMap { $0 == "=" ? nil : $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
  }

  private static func value(_ json: JSONValue) -> Value? {
    switch json {
    case .string(let text): text.utf8.contains(0) ? nil : .text(text)
    case .number(let number): number.int.map { .integer(Int64($0)) } ?? number.double.map { .real($0) }
    case .null, .bool, .array, .object: nil
    }
  }

  private static func decoded(_ text: String) -> [UInt8]? {
    let plain = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    let padding = String(repeating: "=", count: (4 - plain.count % 4) % 4)
    return Data(base64Encoded: String(plain) + padding).map(Array.init)
  }
}

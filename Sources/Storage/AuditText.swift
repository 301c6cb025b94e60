// SPDX-License-Identifier: EUPL-1.2
internal import Records

/// The one JSON form in which audit rows keep what changed; part of what is sealed, so it never varies.
enum AuditText {
  /// `{"field":[old,new],…}`.
  static func json(_ changes: [FieldChange]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64 + changes.count * 64)
    bytes.append(123)
    for change in changes {
      if bytes.count > 1 { bytes.append(44) }
      append(change.field, to: &bytes)
      bytes.append(58)
      bytes.append(91)
      append(change.old, to: &bytes)
      bytes.append(44)
      append(change.new, to: &bytes)
      bytes.append(93)
    }
    bytes.append(125)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The members of such a text with their values as they stand; nothing for a text of another form.
  static func members(of json: String) -> [(name: String, value: String)]? {
    let bytes = Array(json.utf8)
    guard bytes.first == 123, bytes.last == 125, bytes.count >= 2 else { return nil }
    var members: [(name: String, value: String)] = []
    var index = 1
    while index < bytes.count - 1 {
      if bytes[index] == 44 { index += 1 }
      guard let nameEnd = end(ofText: bytes, from: index), nameEnd < bytes.count, bytes[nameEnd] == 58,
        let valueEnd = end(ofPair: bytes, from: nameEnd + 1)
      else { return nil }
      members.append(
        (
          String(decoding: bytes[(index + 1)..<(nameEnd - 1)], as: UTF8.self),
          String(decoding: bytes[(nameEnd + 1)..<valueEnd], as: UTF8.self)
        ))
      index = valueEnd
    }
    return members
  }

  static func json(of members: [(name: String, value: String)]) -> String {
    "{" + members.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}"
  }

  private static func end(ofText bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == 34 else { return nil }
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == 34 { return index + 1 }
      index += bytes[index] == 92 ? 2 : 1
    }
    return nil
  }

  private static func end(ofPair bytes: [UInt8], from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == 91 else { return nil }
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == 93 { return index + 1 }
      if bytes[index] == 34 {
        guard let next = end(ofText: bytes, from: index) else { return nil }
        index = next
      } else {
        index += 1
      }
    }
    return nil
  }

  private static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .real(let number): bytes.append(contentsOf: (number.isFinite ? String(number) : "null").utf8)
    case .text(let text): append(text, to: &bytes)
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    bytes.append(34)
    text.withUTF8 { source in
      var start = 0
      for index in source.indices where source[index] < 32 || source[index] == 34 || source[index] == 92 {
        bytes.append(contentsOf: source[start..<index])
        start = index + 1
        switch source[index] {
        case 10: bytes.append(contentsOf: "\\n".utf8)
        case 34, 92: bytes.append(contentsOf: [92, source[index]])
        default: bytes.append(contentsOf: ("\\u00" + hexadecimal([source[index]])).utf8)
        }
      }
      bytes.append(contentsOf: source[start...])
    }
    bytes.append(34)
  }
}

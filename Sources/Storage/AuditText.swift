// SPDX-License-Identifier: EUPL-1.2
internal import Records

/// The one JSON form in which audit rows keep what changed; part of what is sealed, so it never varies.
enum AuditText {
  /// `{"field":[old,new],…}`.
  static func json(_ changes: [FieldChange]) -> String {
    var bytes: [UInt8] = [123]
    for change in changes {
      if bytes.count > 1 { bytes.append(44) }
      append(change.field, to: &bytes)
      bytes += [58, 91]
      append(change.old, to: &bytes)
      bytes.append(44)
      append(change.new, to: &bytes)
      bytes.append(93)
    }
    bytes.append(125)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ value: Value, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .integer(let number): bytes += String(number).utf8
    case .real(let number): bytes += (number.isFinite ? String(number) : "null").utf8
    case .text(let text): append(text, to: &bytes)
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(34)
    for byte in text.utf8 {
      switch byte {
      case 34, 92: bytes += [92, byte]
      case 10: bytes += [92, 110]
      case 0..<32:
        let digits = Array("0123456789abcdef".utf8)
        bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(34)
  }
}

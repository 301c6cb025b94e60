// SPDX-License-Identifier: EUPL-1.2

/// One column of a row as text, as engines behind a wire deliver it.
package struct RowCell {
  package enum Kind { case null, integer, real, text }

  package let kind: Kind
  package let bytes: UnsafeBufferPointer<UInt8>?

  package init(_ kind: Kind, _ bytes: UnsafeBufferPointer<UInt8>?) {
    self.kind = bytes == nil ? .null : kind
    self.bytes = bytes
  }

  /// The number in front, as SQLite reads it too: `12`, `-3`, `12.50` is 12; `t` and `f` are 1 and 0.
  var integer: Int? {
    guard let bytes else { return nil }
    if bytes.count == 1, bytes[0] == 116 { return 1 }
    var number = 0
    var isNegative = false
    for (index, byte) in bytes.enumerated() {
      if index == 0 && byte == 45 {
        isNegative = true
        continue
      }
      guard byte >= 48 && byte <= 57 else { break }
      number = number &* 10 &- Int(byte - 48)
    }
    return isNegative ? number : 0 &- number
  }

  var real: Double? { bytes.flatMap { Double(String(decoding: $0, as: UTF8.self)) } }
}

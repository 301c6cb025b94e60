// SPDX-License-Identifier: EUPL-1.2

/// The 128 bits of a record's id, without the record's type.
///
/// New ids are UUIDv7 (RFC 9562): their order is the order of creation. Any UUID is read.
package struct Identifier: Hashable, Sendable, Comparable {
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the canonical text (8-4-4-4-12 hexadecimal digits, either case); anything else is no id.
  package init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let identifier = text.withUTF8({ Identifier(utf8: $0) }) else { return nil }
    self = identifier
  }

  /// The same from bytes: pages of records read many.
  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count == 36 else { return nil }
    var high: UInt64 = 0
    var low: UInt64 = 0
    for position in 0..<36 {
      let byte = bytes[position]
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let value = Self.hexValue(byte) else { return nil }
      if position < 18 { high = high << 4 | value } else { low = low << 4 | value }
    }
    self.init(high: high, low: low)
  }

  /// Bytes of the text.
  package static let length = 36

  package var text: String {
    String(unsafeUninitializedCapacity: Self.length) { buffer in
      buffer.baseAddress.map { write(to: $0) }
      return Self.length
    }
  }

  /// Writes the text as `length` bytes of ASCII.
  package func write(to target: UnsafeMutablePointer<UInt8>) {
    var place = 0
    for digit in 0..<32 {
      if digit == 8 || digit == 12 || digit == 16 || digit == 20 {
        target[place] = UInt8(ascii: "-")
        place += 1
      }
      let word = digit < 16 ? high : low
      let nibble = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * (digit % 16))) & 15
      target[place] = nibble < 10 ? 48 + nibble : 87 + nibble
      place += 1
    }
  }

  package static func < (one: Identifier, other: Identifier) -> Bool {
    (one.high, one.low) < (other.high, other.low)
  }

  @inline(__always)
  private static func hexValue(_ byte: UInt8) -> UInt64? {
    switch byte {
    case 48...57: UInt64(byte - 48)
    case 97...102: UInt64(byte - 87)
    case 65...70: UInt64(byte - 55)
    default: nil
    }
  }
}

/// The id of one record of a type; ids of different types do not mix.
package struct RecordID<Subject>: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let identifier: Identifier

  @inlinable
  package init(_ identifier: Identifier) { self.identifier = identifier }

  /// Reads an id's text as it stands in addresses and tables; nothing for any other text.
  package init?(_ text: some StringProtocol) {
    guard let identifier = Identifier(text) else { return nil }
    self.identifier = identifier
  }

  @inlinable
  package var text: String { identifier.text }
  package var description: String { text }

  @inlinable
  package static func == (one: RecordID, other: RecordID) -> Bool { one.identifier == other.identifier }

  @inlinable
  package func hash(into hasher: inout Hasher) { hasher.combine(identifier) }

  package static func < (one: RecordID, other: RecordID) -> Bool { one.identifier < other.identifier }
}

/// A centre or a coordination body: whoever owns records. Only its id is known on the ground floor.
package enum Tenant {}

package typealias TenantID = RecordID<Tenant>

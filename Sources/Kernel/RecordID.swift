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
    guard bytes.count == Self.length, let start = UnsafeRawPointer(bytes.baseAddress) else { return nil }
    let dash = UInt8(ascii: "-")
    guard bytes[8] == dash, bytes[13] == dash, bytes[18] == dash, bytes[23] == dash,
      let first = HexDigits.number(start, 0, 4), let second = HexDigits.number(start, 9, 14),
      let third = HexDigits.number(start, 19, 24), let fourth = HexDigits.number(start, 28, 32)
    else { return nil }
    self.init(high: (first << 32) | second, low: (third << 32) | fourth)
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
    let start = UnsafeMutableRawPointer(target)
    HexDigits.write(high >> 32, start, 0, 4)
    HexDigits.write(high & 0xFFFF_FFFF, start, 9, 14)
    HexDigits.write(low >> 32, start, 19, 24)
    HexDigits.write(low & 0xFFFF_FFFF, start, 28, 32)
    for place in [8, 13, 18, 23] { target[place] = UInt8(ascii: "-") }
  }

  package static func < (one: Identifier, other: Identifier) -> Bool {
    (one.high, one.low) < (other.high, other.low)
  }
}

/// Eight hexadecimal digits at once, each in one byte of a machine word.
private enum HexDigits {
  /// The same in each byte.
  @inline(__always)
  private static func each(_ byte: UInt64) -> UInt64 { 0x0101_0101_0101_0101 &* byte }

  /// The number of the four digits at each of two places; nothing where one of them is no digit. Either case is read.
  @inline(__always)
  static func number(_ start: UnsafeRawPointer, _ one: Int, _ other: Int) -> UInt64? {
    let low = UInt64(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: one, as: UInt32.self)))
    let high = UInt64(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: other, as: UInt32.self)))
    let letters = low | (high << 32)
    // A letter has bit 6 set, and its lower four bits count from 1.
    let digits = (letters & each(0x0F)) &+ ((letters >> 6) & each(1)) &* 9
    guard digits & each(0xF0) == 0, ascii(digits) == letters | (isLetter(digits) << 5) else { return nil }
    let pairs = ((digits << 4) | (digits >> 8)) & 0x00FF_00FF_00FF_00FF
    let halves = (pairs | (pairs >> 8)) & 0x0000_FFFF_0000_FFFF
    return UInt64(UInt32(truncatingIfNeeded: halves | (halves >> 16)).byteSwapped)
  }

  /// Writes 32 bits as four digits at each of two places.
  @inline(__always)
  static func write(_ number: UInt64, _ start: UnsafeMutableRawPointer, _ one: Int, _ other: Int) {
    let bytes = UInt64(UInt32(truncatingIfNeeded: number).byteSwapped)
    let halves = (bytes | (bytes << 16)) & 0x0000_FFFF_0000_FFFF
    let pairs = (halves | (halves << 8)) & 0x00FF_00FF_00FF_00FF
    let nibbles: UInt64 = 0x000F_000F_000F_000F
    let letters = ascii(((pairs >> 4) & nibbles) | ((pairs & nibbles) << 8))
    start.storeBytes(of: UInt32(truncatingIfNeeded: letters).littleEndian, toByteOffset: one, as: UInt32.self)
    start.storeBytes(of: UInt32(truncatingIfNeeded: letters >> 32).littleEndian, toByteOffset: other, as: UInt32.self)
  }

  /// Small letters and digits of numbers below 16.
  @inline(__always)
  private static func ascii(_ digits: UInt64) -> UInt64 { digits &+ each(48) &+ isLetter(digits) &* 39 }

  /// 1 in each byte that is more than nine.
  @inline(__always)
  private static func isLetter(_ digits: UInt64) -> UInt64 { ((digits &+ each(0x76)) >> 7) & each(1) }
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

// SPDX-License-Identifier: EUPL-1.2

/// Finds bytes that are not UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
enum UTF8Check {
  static func isASCII(_ bytes: [UInt8]) -> Bool {
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    return all < 0x80
  }

  /// The position of the first byte that begins no valid character.
  static func firstInvalid(in bytes: [UInt8]) -> Int? {
    if isASCII(bytes) { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        if bytes[index] < 0x80 {
          index += 1
          continue
        }
        let length = characterLength(bytes, index)
        if length == 0 { return index }
        index += length
      }
      return nil
    }
  }

  /// The number of bytes of the character at a position; 0 if it is none.
  private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let first = bytes[index]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, index + length <= bytes.count else { return 0 }
    for offset in 1..<length where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    let second = bytes[index + 1]
    switch first {
    case 0xE0: return second >= 0xA0 ? 3 : 0
    case 0xED: return second < 0xA0 ? 3 : 0
    case 0xF0: return second >= 0x90 ? 4 : 0
    case 0xF4: return second < 0x90 ? 4 : 0
    default: return length
    }
  }
}

/// The character set of older Windows programs in western Europe.
enum Windows1252 {
  /// The characters of the bytes 0x80 to 0x9F; 0 where a byte stands for none.
  static let upperControls: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  /// Appends the character as UTF-8; false for a byte that stands for none.
  static func append(_ byte: UInt8, to bytes: inout [UInt8]) -> Bool {
    switch byte {
    case 0..<0x80:
      bytes.append(byte)
    case 0x80..<0xA0:
      guard let scalar = Unicode.Scalar(upperControls[Int(byte - 0x80)]), scalar.value != 0 else { return false }
      bytes.append(contentsOf: Character(scalar).utf8)
    default:
      bytes.append(0xC0 | byte >> 6)
      bytes.append(0x80 | byte & 0x3F)
    }
    return true
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// Words as lists compare them: case, accents and the dots of ä, ö, ü do not count, ß is ss.
enum FoldedText {
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { source in
      var index = 0
      while index < source.count {
        let byte = source[index]
        index += 1
        if byte < 128 {
          bytes.append(byte < 32 ? 32 : byte &- 65 < 26 ? byte | 32 : byte)
          continue
        }
        var scalar = UInt32(byte) & (byte < 0xE0 ? 0x1F : byte < 0xF0 ? 0x0F : 0x07)
        while index < source.count && source[index] & 0xC0 == 0x80 {
          scalar = scalar << 6 | UInt32(source[index] & 0x3F)
          index += 1
        }
        if let scalar = Unicode.Scalar(scalar) { append(scalar, to: &bytes) }
      }
    }
  }

  /// The words of a query, each folded; at most eight.
  static func words(_ text: String) -> [[UInt8]] {
    var bytes: [UInt8] = []
    append(text, to: &bytes)
    return bytes.split(separator: 32).prefix(8).map(Array.init)
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar.value {
    case 0x300...0x36F, 0xAD, 0x200B...0x200F: return
    case 0xA0, 0x2028, 0x2029: bytes.append(32)
    case 0xDF, 0x1E9E: bytes += "ss".utf8
    case 0xC0...0x17F:
      let plain = latin[Int(scalar.value - 0xC0)]
      if plain == 46 { bytes += scalar.properties.lowercaseMapping.utf8 } else { bytes.append(plain) }
    default: bytes += scalar.properties.lowercaseMapping.utf8
    }
  }

  /// The plain letter of each from U+00C0 to U+017F; a full stop where there is no single one.
  private static let latin = Array(
    ("aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
      + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllllllll"
      + "nnnnnn...oooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz.").utf8)
}

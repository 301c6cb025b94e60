// SPDX-License-Identifier: EUPL-1.2
internal import Foundation

/// Brings every spelling of a word to one key: case, diacritics, ligatures, Arabic letter forms and digits.
///
/// ä = a, ß = ss, é = e, ı = i; أ = ا, ى = ي, ة = ه, tatweel and harakat fall away; ґ = г, й = и, ё = е.
/// That ae = ä is settled one step later, by the stem (`Stemming`), so that "shoes" stays what it is.
enum Folding {
  /// Longer words are cut here, in bytes, in index and query alike.
  static let limit = 96

  /// The key of one word as it stands in a text; empty where nothing but marks is left.
  static func key(_ raw: Bytes) -> [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(raw.count)
    write(raw, to: &key)
    return key
  }

  /// The same into memory that is used for one word after the other.
  static func write(_ raw: Bytes, to key: inout [UInt8]) {
    key.removeAll(keepingCapacity: true)
    var index = 0
    while index < raw.count && key.count < limit {
      let byte = raw[index]
      if byte < 0x80 {
        if byte != 0x2D && byte != 0x27 { key.append(byte &- 65 < 26 ? byte | 0x20 : byte) }
        index += 1
      } else {
        let (scalar, length) = decodeScalar(raw, index)
        appendFolded(scalar, to: &key)
        index += length
      }
    }
  }

  static func key(_ word: String) -> [UInt8] {
    var word = word
    return word.withUTF8 { key($0) }
  }

  /// The word in composed lower case, as the stemmers of other scripts want it.
  static func lower(_ raw: Bytes, turkish: Bool) -> [UInt8] {
    var word = String(decoding: raw.prefix(limit), as: UTF8.self).precomposedStringWithCanonicalMapping
    if turkish {
      word = String(word.map { $0 == "I" ? "ı" : $0 == "İ" ? "i" : $0 })
    }
    return word.lowercased().unicodeScalars
      .filter { !isIgnored($0.value) && !isMark($0.value) }
      .flatMap { Array(UTF8.encode($0) ?? .init()) }
  }

  private static func appendFolded(_ scalar: UInt32, to key: inout [UInt8]) {
    if isIgnored(scalar) || isMark(scalar) { return }
    if let (first, second) = latin(scalar) {
      key.append(first)
      if second != 0 { key.append(second) }
    } else if let other = letter(scalar) {
      appendScalar(other, to: &key)
    } else if let value = Unicode.Scalar(scalar) {
      key.append(contentsOf: value.properties.lowercaseMapping.utf8)
    }
  }

  /// Latin letters with diacritics and ligatures in ASCII.
  private static func latin(_ scalar: UInt32) -> (UInt8, UInt8)? {
    guard scalar < 0x250 || (0x1E00...0x1EFF).contains(scalar) || (0xFB00...0xFB06).contains(scalar) else { return nil }
    if scalar < 0x1F00 {
      let letter = LatinTable.single[Int(scalar)]
      if letter != 0 { return (letter, 0) }
    }
    return LatinTable.double[scalar]
  }

  /// Letters of other scripts that stand for one another.
  private static func letter(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x0410...0x042F: letter(scalar + 0x20) ?? scalar + 0x20
    case 0x0400...0x040F: letter(scalar + 0x50) ?? scalar + 0x50
    case 0x0439: 0x0438  // й
    case 0x0450, 0x0451: 0x0435  // ё
    case 0x0457: 0x0456  // ї
    case 0x0490, 0x0491: 0x0433  // ґ
    case 0x0430...0x045F: scalar
    case 0x0622, 0x0623, 0x0625, 0x0671: 0x0627  // alef
    case 0x0649, 0x06CC, 0x0626: 0x064A  // ya
    case 0x0624: 0x0648  // waw
    case 0x0629, 0x06C0, 0x06D5: 0x0647  // ta marbuta
    case 0x06A9: 0x0643  // kaf
    case 0x0660...0x0669: scalar - 0x0660 + 0x30
    case 0x06F0...0x06F9: scalar - 0x06F0 + 0x30
    case 0x0627...0x06FF: scalar
    case 0x03AC, 0x0386: 0x03B1
    case 0x03AD, 0x0388: 0x03B5
    case 0x03AE, 0x0389: 0x03B7
    case 0x03AF, 0x03CA, 0x0390, 0x038A: 0x03B9
    case 0x03CC, 0x038C: 0x03BF
    case 0x03CD, 0x03CB, 0x03B0, 0x038E: 0x03C5
    case 0x03CE, 0x038F: 0x03C9
    case 0x03C2: 0x03C3
    default: nil
    }
  }

  /// Soft hyphen, zero-width joiners, tatweel, modifier apostrophe.
  static func isIgnored(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xAD, 0x200B...0x200D, 0x2060, 0x0640, 0x02BC, 0x2019, 0x27: true
    default: false
    }
  }

  static func isMark(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0300...0x036F, 0x0483...0x0487, 0x0591...0x05BD, 0x05BF...0x05C7: true
    case 0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8, 0x06EA...0x06ED: true
    case 0xFE00...0xFE0F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF: true
    default: false
    }
  }
}

/// One scalar and its length in bytes; the bytes come from a Swift string and are valid.
@inline(__always)
func decodeScalar(_ bytes: Bytes, _ index: Int) -> (UInt32, Int) {
  let first = UInt32(bytes[index])
  func next(_ offset: Int) -> UInt32 { index + offset < bytes.count ? UInt32(bytes[index + offset] & 0x3F) : 0 }
  if first < 0x80 { return (first, 1) }
  if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
  if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
  return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
}

func appendScalar(_ scalar: UInt32, to bytes: inout [UInt8]) {
  guard let value = Unicode.Scalar(scalar), let encoded = UTF8.encode(value) else { return }
  bytes.append(contentsOf: encoded)
}

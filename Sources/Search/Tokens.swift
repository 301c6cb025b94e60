// SPDX-License-Identifier: EUPL-1.2

/// Walks over the words of a text, without copying it.
///
/// A word is a run of letters, digits and marks. Gender forms such as "Lehrer*innen" or "Lehrer:in" give one word
/// ("Lehrer"); each Han or Kana character is a word of its own.
struct TokenScanner {
  let bytes: Bytes
  private var position = 0
  /// Whether a single hyphen stood between the last two words, as in "E-Mail".
  private(set) var followsHyphen = false

  init(_ bytes: Bytes) { self.bytes = bytes }

  /// The bytes of the next word.
  mutating func next() -> Range<Int>? {
    let gapStart = position
    guard var index = skipToWord(from: position) else {
      position = bytes.count
      return nil
    }
    followsHyphen = gapStart > 0 && index == gapStart + 1 && bytes[gapStart] == 0x2D
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        guard Self.isASCIIWord(byte) || isInnerApostrophe(at: index, from: start) else { break }
        index += 1
      } else {
        let (scalar, length) = decodeScalar(bytes, index)
        if Self.isIdeograph(scalar) {
          if index == start { index += length }
          break
        }
        guard Self.isWord(scalar) || (scalar == 0x2019 && isInnerApostrophe(at: index, from: start)) else { break }
        index += length
      }
    }
    position = afterGenderEnding(index)
    return start..<index
  }

  private func skipToWord(from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if Self.isASCIIWord(byte) { return index }
        index += 1
      } else {
        let (scalar, length) = decodeScalar(bytes, index)
        if Self.isWord(scalar) { return index }
        index += length
      }
    }
    return nil
  }

  /// Apostrophes hold Ukrainian words together ("п'ять") and end others ("Türkiye'de", "don't").
  private func isInnerApostrophe(at index: Int, from start: Int) -> Bool {
    let length = bytes[index] == 0x27 ? 1 : bytes[index] == 0xE2 ? 3 : 0
    guard length > 0, index - 2 >= start, index + length + 1 < bytes.count else { return false }
    return Self.isCyrillicLead(bytes[index - 2]) && Self.isCyrillicLead(bytes[index + length])
  }

  private static func isCyrillicLead(_ byte: UInt8) -> Bool { byte == 0xD0 || byte == 0xD1 || byte == 0xD2 }

  private static let genderEndings: [[UInt8]] = [Array("innen".utf8), Array("in".utf8)]

  private func afterGenderEnding(_ end: Int) -> Int {
    guard end + 2 < bytes.count else { return end }
    switch bytes[end] {
    case 0x2A, 0x3A, 0x5F, 0x2F: break  // * : _ /
    default: return end
    }
    var start = end + 1
    if bytes[end] == 0x2F, bytes[start] == 0x2D { start += 1 }
    for ending in Self.genderEndings where bytes.count >= start + ending.count {
      let after = start + ending.count
      guard bytes[start..<after].elementsEqual(ending) else { continue }
      if after == bytes.count || (bytes[after] < 0x80 && !Self.isASCIIWord(bytes[after])) { return after }
    }
    return end
  }

  @inline(__always)
  static func isASCIIWord(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 }

  static func isIdeograph(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x3041...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  @inline(__always)
  static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x0300 { return scalar >= 0xC0 ? scalar != 0xD7 && scalar != 0xF7 && scalar < 0x02C2 : scalar == 0xAD }
    return isOtherWord(scalar)
  }

  private static func isOtherWord(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0300...0x0373, 0x0376...0x037D, 0x0386, 0x0388...0x0481, 0x048A...0x052F: return true
    case 0x05D0...0x05EA, 0x0620...0x0669, 0x066E...0x06D3, 0x06D5, 0x06EE...0x06FC, 0x0750...0x077F: return true
    case 0x1E00...0x1FFF, 0x200C, 0x200D, 0xAC00...0xD7A3: return true
    default: break
    }
    if isIdeograph(scalar) || Folding.isMark(scalar) { return true }
    guard let value = Unicode.Scalar(scalar) else { return false }
    switch value.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    case .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber: return true
    default: return false
    }
  }
}

/// One word of a query or text with its key.
struct Token: Equatable {
  let range: Range<Int>
  let key: [UInt8]
}

enum Tokens {
  /// The words of a text, at most `limit`; short parts joined by a hyphen come as one word more ("E-Mail" gives "email").
  static func scan(_ bytes: Bytes, limit: Int) -> [Token] {
    var scanner = TokenScanner(bytes)
    var tokens: [Token] = []
    while tokens.count < limit, let range = scanner.next() {
      let key = Folding.key(Bytes(rebasing: bytes[range]))
      guard !key.isEmpty else { continue }
      if scanner.followsHyphen, let last = tokens.last, last.range.count <= 2 || range.count <= 2 {
        let both = last.range.lowerBound..<range.upperBound
        tokens.append(Token(range: both, key: Folding.key(Bytes(rebasing: bytes[both]))))
      }
      tokens.append(Token(range: range, key: key))
    }
    return tokens
  }
}

// SPDX-License-Identifier: EUPL-1.2

import Kernel

extension JSONParser {
  /// Reads a text from its opening to its closing quotation mark.
  mutating func string() throws(Problem) -> String {
    position += 1
    let start = position
    var isASCII = true
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let text = try decoded(bytes[start..<position], isASCII: isASCII)
        position += 1
        return text
      }
      if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
      if byte < 0x20 { throw controlCharacter() }
      if byte >= 0x80 { isASCII = false }
      position += 1
    }
    throw problem("truncated", "Das JSON endet mitten in einem Text")
  }

  /// The slow way for texts with a backslash, from the first of them on.
  private mutating func escapedString(from start: Int) throws(Problem) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") {
        let decoded = try decoded(text[...], isASCII: false)
        position += 1
        return decoded
      }
      if byte < 0x20 { throw controlCharacter() }
      if byte == UInt8(ascii: "\\") {
        try escape(&text)
      } else {
        text.append(byte)
        position += 1
      }
    }
    throw problem("truncated", "Das JSON endet mitten in einem Text")
  }

  private mutating func escape(_ text: inout [UInt8]) throws(Problem) {
    let start = position
    position += 1
    let letter = try current("das Zeichen hinter \\")
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = try codePoint() else {
        position = start
        throw problem("lone-surrogate", "Das Zeichen ist unvollständig (ein einzelnes Surrogat)")
      }
      text.append(contentsOf: Character(scalar).utf8)
    default:
      position = start
      throw problem("unknown-escape", "Hinter \\ steht ein Zeichen, das dort nichts bedeutet")
    }
  }

  /// The character of `\uXXXX` or of a pair of surrogates; nothing for half a pair.
  private mutating func codePoint() throws(Problem) -> Unicode.Scalar? {
    let first = try fourDigits()
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { return nil }
    position += 2
    let second = try fourDigits()
    guard (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func fourDigits() throws(Problem) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let byte = try current("eine von vier Stellen hinter \\u")
      switch byte {
      case 48...57: value = value << 4 | UInt32(byte - 48)
      case 65...70, 97...102: value = value << 4 | UInt32((byte | 0x20) - 87)
      default: throw problem("unknown-escape", "Hinter \\u müssen vier hexadezimale Stellen stehen")
      }
      position += 1
    }
    return value
  }

  private func decoded(_ text: ArraySlice<UInt8>, isASCII: Bool) throws(Problem) -> String {
    if isASCII { return String(decoding: text, as: UTF8.self) }
    guard let string = String(validating: text, as: UTF8.self) else {
      throw problem("not-utf8", "Der Text, der hier endet, ist nicht in UTF-8 gespeichert")
    }
    return string
  }

  private func controlCharacter() -> Problem {
    problem("control-character", "In einem Text steht ein Steuerzeichen, das mit \\ geschrieben sein muss")
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// Descriptions for programs: plain text, as the specification has it.
enum FeedProse {
  /// The words of a text that may be HTML; without an end of an element it is none.
  static func text(_ text: String) -> String {
    var text = text
    let isMarkup = text.withUTF8 { bytes in
      bytes.indices.dropFirst().contains { bytes[$0] == UInt8(ascii: "/") && bytes[$0 - 1] == UInt8(ascii: "<") }
    }
    return isMarkup ? plain(text) : text
  }

  /// The words of cleaned HTML, one line for each block.
  static func plain(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes in
      var plain: [UInt8] = []
      plain.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "<"):
          let tag = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
          if isBlock(bytes[index...tag]) { endLine(&plain) }
          index = tag + 1
        case UInt8(ascii: "&"): index += decode(bytes[index...], into: &plain)
        case UInt8(ascii: "\n"): index += 1
        default:
          let start = index
          repeat { index += 1 } while index < bytes.count && !isSpecial(bytes[index])
          plain.append(contentsOf: bytes[start..<index])
        }
      }
      while plain.last == UInt8(ascii: "\n") { plain.removeLast() }
      return String(decoding: plain, as: UTF8.self)
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool { byte == 60 || byte == 38 || byte == 10 }

  private static func endLine(_ plain: inout [UInt8]) {
    if let last = plain.last, last != UInt8(ascii: "\n") { plain.append(UInt8(ascii: "\n")) }
  }

  /// Elements within a line leave their words together.
  private static func isBlock(_ tag: Swift.Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let name = tag.dropFirst().drop { $0 == UInt8(ascii: "/") }.prefix { (97...122).contains($0) }
    switch name.count {
    case 1: return !name.elementsEqual("a".utf8)
    case 2: return !name.elementsEqual("em".utf8)
    case 4: return !name.elementsEqual("abbr".utf8) && !name.elementsEqual("span".utf8)
    case 6: return !name.elementsEqual("strong".utf8)
    default: return true
    }
  }

  /// What our own cleaning writes.
  private static let entities: [(name: String, character: UInt8)] = [
    ("&amp;", 38), ("&lt;", 60), ("&gt;", 62), ("&quot;", 34), ("&#39;", 39),
  ]

  /// - Returns: how many bytes were read.
  private static func decode(_ text: Swift.Slice<UnsafeBufferPointer<UInt8>>, into plain: inout [UInt8]) -> Int {
    for entity in entities where text.starts(with: entity.name.utf8) {
      plain.append(entity.character)
      return entity.name.utf8.count
    }
    plain.append(UInt8(ascii: "&"))
    return 1
  }
}

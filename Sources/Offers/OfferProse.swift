// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Web

/// Descriptions on their way to pages and to the index.
enum OfferProse {
  /// The description as it may stand on a page. Cleaned again, whatever way it came into the table; cleaning twice changes nothing.
  static func html(_ description: String) -> HTML {
    guard let clean = try? CleanHTML(cleaning: description) else { return HTML() }
    return HTML(clean: clean.text)
  }

  /// The words of cleaned HTML for the index, one line for each element; quicker than taking it apart, and never shown.
  static func plain(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes in
      guard bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else {
        return String(decoding: bytes, as: UTF8.self)
      }
      var plain: [UInt8] = []
      plain.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "<"):
          let tag = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
          if isBlock(bytes[index...tag]) { plain.append(UInt8(ascii: "\n")) }
          index = tag + 1
        case UInt8(ascii: "&"): index += decode(bytes[index...], into: &plain)
        default:
          let start = index
          repeat { index += 1 } while index < bytes.count && bytes[index] != 60 && bytes[index] != 38
          plain.append(contentsOf: bytes[start..<index])
        }
      }
      return String(decoding: plain, as: UTF8.self)
    }
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

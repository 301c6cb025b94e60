// SPDX-License-Identifier: EUPL-1.2

package import Kernel

extension CleanHTML {
  /// The text without markup, one line for each paragraph, heading, list item or cell; for the search index and
  /// for mails.
  package var plainText: String {
    let bytes = Array(text.utf8)
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "<"):
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
        if Self.breaksLine(bytes[(index + 1)..<end]), let last = plain.last, last != UInt8(ascii: "\n") {
          plain.append(UInt8(ascii: "\n"))
        }
        index = end + 1
      case UInt8(ascii: "&"):
        let end = bytes[index...].firstIndex(of: UInt8(ascii: ";")) ?? bytes.count - 1
        plain.append(contentsOf: HTMLEntities.decode(bytes[index...end]).utf8)
        index = end + 1
      case UInt8(ascii: "\n"): index += 1
      default:
        plain.append(bytes[index])
        index += 1
      }
    }
    if plain.last == UInt8(ascii: "\n") { plain.removeLast() }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The plain text of HTML that nobody has cleaned yet.
  package static func plainText(of html: String) throws(Problem) -> String { try CleanHTML(cleaning: html).plainText }

  /// The beginning of the text on one line, cut between words and ended by `…` where it was cut.
  ///
  /// - Parameter limit: the most characters, the `…` included.
  package func excerpt(limit: Int) -> String {
    let words = plainText.split(whereSeparator: { $0 == " " || $0 == "\n" })
    var excerpt = ""
    var count = 0
    for word in words {
      let more = word.count + (excerpt.isEmpty ? 0 : 1)
      guard count + more <= limit - (word.endIndex == words.last?.endIndex ? 0 : 1) else {
        if excerpt.isEmpty { excerpt = String(word.prefix(max(0, limit - 1))) }
        return excerpt + "…"
      }
      if !excerpt.isEmpty { excerpt += " " }
      excerpt += word
      count += more
    }
    return excerpt
  }

  private static func breaksLine(_ tag: ArraySlice<UInt8>) -> Bool {
    let name = tag.first == UInt8(ascii: "/") ? tag.dropFirst() : tag
    let word = name.prefix { (97...122).contains($0) || (48...57).contains($0) }
    for inline in ["a", "strong", "em", "abbr", "span"] where word.elementsEqual(inline.utf8) { return false }
    return true
  }
}

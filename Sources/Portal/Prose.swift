// SPDX-License-Identifier: EUPL-1.2

/// The words of stored, cleaned HTML, as quickly as a page of hits needs them.
enum Prose {
  /// Passages are looked for within so many bytes; what stands further down is rarely why something was found.
  private static let limit = 8_000

  private static let entities: [(name: [UInt8], character: UInt8)] = [
    (Array("amp;".utf8), 38), (Array("lt;".utf8), 60), (Array("gt;".utf8), 62), (Array("quot;".utf8), 34),
    (Array("#39;".utf8), 39),
  ]

  /// Plain text, at most 8,000 bytes of it, with a blank in place of every element; escape it like any other text.
  static func plain(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes in
      var plain: [UInt8] = []
      plain.reserveCapacity(min(bytes.count, limit + 8))
      var index = 0
      while index < bytes.count, plain.count < limit {
        switch bytes[index] {
        case UInt8(ascii: "<"):
          while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
          if let last = plain.last, last != 32 { plain.append(32) }
          index += 1
        case UInt8(ascii: "&"):
          index += 1 + entity(UnsafeBufferPointer(rebasing: bytes[(index + 1)...]), into: &plain)
        default:
          let start = index
          while index < bytes.count, bytes[index] != UInt8(ascii: "<"), bytes[index] != UInt8(ascii: "&"),
            plain.count + index - start < limit
          { index += 1 }
          plain.append(contentsOf: bytes[start..<index])
        }
      }
      while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
        plain.append(bytes[index])
        index += 1
      }
      return String(decoding: plain, as: UTF8.self)
    }
  }

  /// - Returns: how many bytes after the `&` were read.
  private static func entity(_ rest: UnsafeBufferPointer<UInt8>, into plain: inout [UInt8]) -> Int {
    for entity in entities where rest.starts(with: entity.name) {
      plain.append(entity.character)
      return entity.name.count
    }
    plain.append(UInt8(ascii: "&"))
    return 0
  }
}

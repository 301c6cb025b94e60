// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// A local address made from typed parts, without the language in front. Handlers and views never type one.
package struct Path: Hashable, Sendable {
  package let text: String

  /// - Parameters:
  ///   - segments: decoded; encoded here.
  ///   - query: pairs in order; pairs with an empty value are left out.
  package init(_ segments: [String], query: [(String, String)] = []) {
    var text = segments.isEmpty ? "/" : ""
    text.reserveCapacity(segments.reduce(query.isEmpty ? 0 : 64) { $0 + $1.utf8.count + 1 })
    for segment in segments {
      text += "/"
      text += Percent.encode(segment)
    }
    var mark = "?"
    for (name, value) in query where !value.isEmpty {
      text += mark
      text += Percent.encode(name)
      text += "="
      text += Percent.encode(value)
      mark = "&"
    }
    self.text = text
  }

  package init(_ segments: String..., query: [(String, String)] = []) { self.init(segments, query: query) }

  private init(text: String) { self.text = text }

  /// The same address with one more pair at the end of its query, before the place on the page.
  package func asking(_ name: String, _ value: String) -> Path {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let mark = parts[0].contains("?") ? "&" : "?"
    let place = parts.count == 2 ? "#" + parts[1] : ""
    return Path(text: parts[0] + mark + Percent.encode(name) + "=" + Percent.encode(value) + place)
  }

  /// The same address with a place on the page.
  package func at(_ anchor: String) -> Path { Path(text: text + "#" + Percent.encode(anchor)) }

  package static let home = Path()
}

/// Percent-encoding as RFC 3986 has it.
package enum Percent {
  package static func encode(_ text: String) -> String {
    if text.utf8.allSatisfy(isUnreserved) { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes += [37, hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Decodes `%41` and, in forms and queries, `+`. A broken sequence stays as it is; wrong UTF-8 becomes U+FFFD.
  package static func decode(_ bytes: some Sequence<UInt8>, plus: Bool) -> String {
    let source = Array(bytes)
    guard source.contains(where: { $0 == 37 || $0 == 43 }) else { return String(decoding: source, as: UTF8.self) }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(source.count)
    var index = 0
    while index < source.count {
      if source[index] == 37, index + 2 < source.count, let high = digit(source[index + 1]),
        let low = digit(source[index + 2])
      {
        decoded.append(high << 4 | low)
        index += 3
        continue
      }
      decoded.append(plus && source[index] == 43 ? 32 : source[index])
      index += 1
    }
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
    default: false
    }
  }

  private static let hex = Array("0123456789ABCDEF".utf8)

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

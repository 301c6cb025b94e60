// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// Finished markup. Whatever is interpolated is escaped; only `HTML` values pass as they are.
///
///     "<h3><a href=\"\(view.link(path))\">\(offer.title)</a></h3>"
package struct HTML: ExpressibleByStringInterpolation, Sendable {
  package private(set) var bytes: [UInt8]

  package init() { bytes = [] }

  package init(stringLiteral text: String) { bytes = Array(text.utf8) }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  /// Markup that was cleaned before it was stored; never text of a request.
  package init(clean text: String) { bytes = Array(text.utf8) }

  package init(clean bytes: [UInt8]) { self.bytes = bytes }

  package var isEmpty: Bool { bytes.isEmpty }
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Adds a text between two pieces of markup that stand in the code; the text is escaped.
  package mutating func append(_ start: StaticString, _ text: String, _ end: StaticString) {
    append(start)
    StringInterpolation.escape(text, into: &bytes)
    append(end)
  }

  private mutating func append(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  package static func + (one: HTML, other: HTML) -> HTML { HTML(clean: one.bytes + other.bytes) }
  package static func += (one: inout HTML, other: HTML) { one.bytes += other.bytes }

  package struct StringInterpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + interpolationCount * 96)
    }

    package mutating func appendLiteral(_ literal: String) {
      var literal = literal
      literal.withUTF8 { bytes.append(contentsOf: $0) }
    }

    package mutating func appendInterpolation(_ text: String) { Self.escape(text, into: &bytes) }
    package mutating func appendInterpolation(_ text: Substring) { Self.escape(String(text), into: &bytes) }
    package mutating func appendInterpolation(_ text: String?) { if let text { Self.escape(text, into: &bytes) } }
    package mutating func appendInterpolation(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }
    package mutating func appendInterpolation(_ html: HTML) { bytes.append(contentsOf: html.bytes) }
    package mutating func appendInterpolation(_ html: HTML?) { if let html { bytes.append(contentsOf: html.bytes) } }
    package mutating func appendInterpolation<S>(_ id: RecordID<S>) { bytes.append(contentsOf: id.text.utf8) }

    /// Each item's markup, one after the other.
    package mutating func appendInterpolation<Items: Sequence>(
      each items: Items, _ make: (Items.Element) throws -> HTML
    ) rethrows {
      for item in items { bytes.append(contentsOf: try make(item).bytes) }
    }

    /// The same for the usual case, which is quicker when it is not generic over the sequence.
    @inlinable
    package mutating func appendInterpolation<Item>(each items: [Item], _ make: (Item) throws -> HTML) rethrows {
      for item in items { appendInterpolation(try make(item)) }
    }

    /// Markup that is there only sometimes.
    package mutating func appendInterpolation(if condition: Bool, _ html: @autoclosure () -> HTML) {
      if condition { bytes.append(contentsOf: html().bytes) }
    }

    static func escape(_ text: String, into bytes: inout [UInt8]) {
      var text = text
      text.withUTF8 { source in
        var start = 0
        while let index = HTMLSpecials.first(in: source, from: start) {
          let entity: StaticString
          switch source[index] {
          case UInt8(ascii: "&"): entity = "&amp;"
          case UInt8(ascii: "<"): entity = "&lt;"
          case UInt8(ascii: ">"): entity = "&gt;"
          case UInt8(ascii: "\""): entity = "&quot;"
          case UInt8(ascii: "'"): entity = "&#39;"
          default: entity = "\u{FFFD}"
          }
          bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
          bytes.append(contentsOf: UnsafeBufferPointer(start: entity.utf8Start, count: entity.utf8CodeUnitCount))
          start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
      }
    }
  }
}

/// Finds what must not stand in markup as it is: `&`, `<`, `>`, both quotation marks and NUL.
enum HTMLSpecials {
  /// A bit for each; all of them are below 64.
  private static let bits: UInt64 = 1 | 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E

  static func first(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < source.count {
      let byte = source[index]
      if byte < 64, bits &>> UInt64(byte) & 1 != 0 { return index }
      index += 1
    }
    return nil
  }
}

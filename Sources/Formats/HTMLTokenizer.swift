// SPDX-License-Identifier: EUPL-1.2

/// A piece of an HTML text.
enum HTMLToken {
  case text(String)
  case start(String, HTMLAttributes)
  case end(String)
}

/// The few attributes that cleaning looks at; all others are forgotten while reading.
struct HTMLAttributes {
  var href: String?
  var lang: String?
  var dir: String?
  var scope: String?
  var alt: String?

  /// The first of several attributes with one name counts, as in browsers.
  mutating func set(_ name: String, _ value: String) {
    switch name {
    case "href": href = href ?? value
    case "lang": lang = lang ?? value
    case "dir": dir = dir ?? value
    case "scope": scope = scope ?? value
    case "alt": alt = alt ?? value
    default: break
    }
  }
}

/// Cuts HTML into text and tags by the rules of the HTML standard (section "Tokenization"), in one pass over the
/// bytes.
///
/// Comments, declarations and processing instructions vanish; so do elements whose content is not markup
/// (`script`, `style`, …) together with that content. Any input is accepted; a tag that the end of the text cuts
/// off vanishes.
struct HTMLTokenizer {
  private let bytes: [UInt8]
  private var position = 0

  /// Elements that the standard reads as raw text up to their own end tag.
  private static let rawNames: Set<String> = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext",
  ]
  private static let marker = Array("<![CDATA[".utf8)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> HTMLToken? {
    while position < bytes.count {
      let start = position
      if byte(0) == UInt8(ascii: "<"), let kind = tagKind() {
        if let token = tag(kind) { return token }
        continue
      }
      repeat {
        position = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      } while position < bytes.count && tagKind() == nil
      return .text(HTMLEntities.decode(bytes[start..<position]))
    }
    return nil
  }

  private enum TagKind { case start, end, comment, section, declaration }

  /// What the `<` at this position begins; nothing if it is a character like any other.
  private func tagKind() -> TagKind? {
    guard let second = byte(1) else { return nil }
    switch second {
    case UInt8(ascii: "!"):
      if byte(2) == UInt8(ascii: "-"), byte(3) == UInt8(ascii: "-") { return .comment }
      return bytes[position...].starts(with: Self.marker) ? .section : .declaration
    case UInt8(ascii: "?"): return .declaration
    case UInt8(ascii: "/"):
      guard let third = byte(2) else { return nil }
      return isLetter(third) ? .end : .declaration
    default: return isLetter(second) ? .start : nil
    }
  }

  private mutating func tag(_ kind: TagKind) -> HTMLToken? {
    switch kind {
    case .comment: skipComment()
    case .section: position += Self.marker.count
    case .declaration: skip(past: UInt8(ascii: ">"))
    case .end:
      position += 2
      let name = tagName()
      if attributes() != nil { return .end(name) }
    case .start:
      position += 1
      let name = tagName()
      guard let attributes = attributes() else { return nil }
      if Self.rawNames.contains(name) {
        skipRawText(name)
        return nil
      }
      return .start(name, attributes)
    }
    return nil
  }

  private mutating func tagName() -> String {
    let start = position
    while let byte = byte(0), !isBlank(byte), byte != UInt8(ascii: "/"), byte != UInt8(ascii: ">") { position += 1 }
    return lowercased(bytes[start..<min(position, start + 32)])
  }

  /// Reads to the end of the tag; nothing if the text ends first.
  private mutating func attributes() -> HTMLAttributes? {
    var attributes = HTMLAttributes()
    while let byte = byte(0) {
      if byte == UInt8(ascii: ">") {
        position += 1
        return attributes
      }
      if isBlank(byte) || byte == UInt8(ascii: "/") {
        position += 1
        continue
      }
      let name = attributeName()
      skipBlanks()
      guard self.byte(0) == UInt8(ascii: "=") else {
        attributes.set(name, "")
        continue
      }
      position += 1
      guard let value = attributeValue() else { return nil }
      if name.utf8.count <= 5 { attributes.set(name, HTMLEntities.decode(value, inAttribute: true)) }
    }
    return nil
  }

  private mutating func attributeName() -> String {
    let start = position
    position += 1
    while let byte = byte(0), !isBlank(byte), byte != 0x2F, byte != 0x3E, byte != 0x3D { position += 1 }
    return position - start <= 5 ? lowercased(bytes[start..<position]) : "longer"
  }

  private mutating func attributeValue() -> ArraySlice<UInt8>? {
    skipBlanks()
    guard let first = byte(0) else { return nil }
    if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
      let start = position + 1
      guard let end = bytes[start...].firstIndex(of: first) else {
        position = bytes.count
        return nil
      }
      position = end + 1
      return bytes[start..<end]
    }
    let start = position
    while let byte = byte(0), !isBlank(byte), byte != UInt8(ascii: ">") { position += 1 }
    return bytes[start..<position]
  }

  private mutating func skipComment() {
    position += 4
    if byte(0) == UInt8(ascii: ">") { return position += 1 }
    if byte(0) == UInt8(ascii: "-"), byte(1) == UInt8(ascii: ">") { return position += 2 }
    while position < bytes.count {
      if byte(0) == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-") {
        if byte(2) == UInt8(ascii: ">") { return position += 3 }
        if byte(2) == UInt8(ascii: "!"), byte(3) == UInt8(ascii: ">") { return position += 4 }
      }
      position += 1
    }
  }

  private mutating func skipRawText(_ name: String) {
    let name = Array(name.utf8)
    while position < bytes.count, name != Array("plaintext".utf8) {
      guard let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) else { break }
      position = open + 1
      let end = open + 2 + name.count
      guard byte(0) == UInt8(ascii: "/"), end < bytes.count,
        bytes[(open + 2)..<end].elementsEqual(name, by: { $0 | 0x20 == $1 }),
        isBlank(bytes[end]) || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: ">")
      else { continue }
      position = end
      _ = attributes()
      return
    }
    position = bytes.count
  }

  private mutating func skip(past end: UInt8) {
    position = bytes[position...].firstIndex(of: end).map { $0 + 1 } ?? bytes.count
  }

  private mutating func skipBlanks() {
    while let byte = byte(0), isBlank(byte) { position += 1 }
  }

  private func byte(_ offset: Int) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  private func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }
  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) && byte != 0x0B }

  private func lowercased(_ name: ArraySlice<UInt8>) -> String {
    String(decoding: name.map { (65...90).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// An address that a page may link to: web, mail, telephone, or a place on this site.
///
/// Refused: every other scheme, control characters, backslashes, user names in web addresses, and what only looks
/// like a scheme.
package struct SafeLink: Hashable, Sendable {
  /// Ready for an `href`, not yet escaped.
  package let address: String
  /// True for web addresses with a host.
  package let isExternal: Bool

  private static let lengthLimit = 4096

  /// Also repairs what people often write: `www.example.org`, `//example.org`, `name@example.org`, blanks.
  package init?(_ text: String) {
    let text = text.trimmingBlanks
    guard !text.isEmpty, text.utf8.count <= Self.lengthLimit, !text.unicodeScalars.contains(where: Self.isForbidden)
    else { return nil }
    guard let end = text.utf8.firstIndex(where: { [0x3A, 0x2F, 0x3F, 0x23].contains($0) }), text.utf8[end] == 0x3A
    else {
      self.init(withoutScheme: text)
      return
    }
    let rest = String(text[text.utf8.index(after: end)...])
    switch text[..<end].lowercased() {
    case "http", "https":
      guard let host = Self.host(rest) else { return nil }
      self.init(checked: text[..<end].lowercased() + "://" + host, isExternal: true)
    case "mailto":
      guard rest.utf8.contains(0x40) || rest.utf8.first == 0x3F else { return nil }
      self.init(checked: "mailto:" + rest, isExternal: false)
    case "tel":
      let number = rest.unicodeScalars.filter { !$0.properties.isWhitespace }
      guard number.contains(where: { ("0"..."9").contains($0) }) else { return nil }
      self.init(checked: "tel:" + String(String.UnicodeScalarView(number)), isExternal: false)
    default: return nil
    }
  }

  private init?(withoutScheme text: String) {
    if text.hasPrefix("//") {
      self.init("https:" + text)
    } else if text.hasPrefix("/") || text.hasPrefix("#") || text.hasPrefix("?") || text.hasPrefix(".") {
      guard text != "#" else { return nil }
      self.init(checked: text, isExternal: false)
    } else if text.lowercased().hasPrefix("www.") {
      self.init("https://" + text)
    } else if text.utf8.contains(0x40), !text.utf8.contains(0x2F) {
      self.init("mailto:" + text)
    } else {
      let first = text.utf8.prefix { $0 != 0x2F && $0 != 0x3F && $0 != 0x23 }
      guard
        first.allSatisfy({
          $0 >= 0x80 || (48...57).contains($0) || (97...122).contains($0 | 32) || [37, 45, 46, 95].contains($0)
        })
      else { return nil }
      self.init(checked: text, isExternal: false)
    }
  }

  private init(checked address: String, isExternal: Bool) {
    self.address = address.utf8.contains(0x20) ? address.split(separator: " ").joined(separator: "%20") : address
    self.isExternal = isExternal
  }

  /// What follows `//`, with a host that has no user name before it.
  private static func host(_ rest: String) -> String? {
    guard rest.hasPrefix("//") else { return nil }
    let rest = rest.drop { $0 == "/" }
    let authority = rest.utf8.prefix { ![0x2F, 0x3F, 0x23].contains($0) }
    guard let first = authority.first, first != 0x3A, first != 0x2E, !authority.contains(0x40) else { return nil }
    return String(rest)
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x5C, 0x22, 0x3C, 0x3E, 0x60, 0xFFFD, 0xFEFF, 0x200B...0x200F, 0x2028...0x202E,
      0x2066...0x2069:
      true
    default: false
    }
  }
}

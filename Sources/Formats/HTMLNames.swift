// SPDX-License-Identifier: EUPL-1.2

/// What cleaning knows of elements and attribute values.
enum HTMLNames {
  enum Kind {
    case block, inline, lineBreak, rule, image
    /// Vanishes with all that is inside.
    case dropped
    /// Vanishes; what is inside stays.
    case ignored
  }

  static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]
  static let cells: Set<String> = ["td", "th", "caption"]
  /// Elements before which an open heading was forgotten to be closed.
  static let endsHeading: Set<String> = headings.union(["ul", "ol", "dl", "table", "blockquote", "hr"])

  private static let blocks: Set<String> = headings.union([
    "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "caption", "thead", "tbody", "tfoot", "tr",
    "td",
    "th", "section", "article", "main", "header", "footer", "nav", "aside", "figure", "figcaption", "address",
    "details",
    "summary", "form", "fieldset", "legend", "center", "pre", "listing", "dialog", "menu", "dir", "hgroup", "search",
  ])
  private static let inlines: Set<String> = [
    "strong", "b", "em", "i", "a", "abbr", "acronym", "span", "bdi", "bdo",
  ]
  private static let dropped: Set<String> = [
    "svg", "math", "template", "object", "applet", "audio", "video", "canvas", "noscript", "select", "datalist",
    "button",
    "progress", "meter", "frameset", "portal", "fencedframe",
  ]

  static func kind(_ name: String) -> Kind {
    if inlines.contains(name) { return .inline }
    if blocks.contains(name) { return .block }
    switch name {
    case "br": return .lineBreak
    case "hr": return .rule
    case "img", "image": return .image
    default: return dropped.contains(name) ? .dropped : .ignored
    }
  }

  /// Elements through which the end tag of another one does not reach.
  static func boundary(of name: String) -> Set<String> {
    switch name {
    case "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption": ["table"]
    case "li": ["table", "td", "th", "caption", "ul", "ol", "menu", "dir"]
    case "dt", "dd": ["table", "td", "th", "caption", "dl"]
    default: ["table", "td", "th", "caption"]
    }
  }

  /// A language tag in the form of BCP 47, its first part in lower case; nothing for other text.
  static func language(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count <= 35, let first = parts.first, (2...3).contains(first.utf8.count),
      first.utf8.allSatisfy({ (97...122).contains($0 | 0x20) }),
      parts.dropFirst().allSatisfy({ part in
        (2...8).contains(part.utf8.count)
          && part.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0 | 0x20) }
      })
    else { return nil }
    return ([first.lowercased()] + parts.dropFirst().map(String.init)).joined(separator: "-")
  }

  static func direction(_ text: String) -> String? {
    let direction = text.lowercased()
    return ["ltr", "rtl", "auto"].contains(direction) ? direction : nil
  }
}

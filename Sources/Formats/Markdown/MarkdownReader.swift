// SPDX-License-Identifier: EUPL-1.2

/// Reads the Markdown of `Markdown` line by line; one pass over each level, and no more levels than cleaning allows.
struct MarkdownReader {
  private static let depthLimit = 12
  private static let tab = "    "

  static func html(_ text: String) -> String {
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { line in
      line.contains("\t")
        ? line.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: tab) : String(line)
    }
    return blocks(lines[...], depth: 0)
  }

  private enum Line {
    case blank, rule
    case heading(Int, Substring)
    case quote(Substring)
    /// `width` characters lead to the item's text.
    case item(isOrdered: Bool, width: Int)
    case text
  }

  private static func kind(_ line: String) -> Line {
    let indent = line.prefix { $0 == " " }.count
    let rest = line.dropFirst(indent)
    guard let first = rest.first else { return .blank }
    switch first {
    case "#":
      let level = rest.prefix { $0 == "#" }.count
      let title = rest.dropFirst(level)
      if level <= 6, title.isEmpty || title.first == " " { return .heading(level, title) }
    case ">": return .quote(rest.dropFirst(rest.dropFirst().first == " " ? 2 : 1))
    case "-", "*", "+", "_":
      let marks = rest.filter { $0 != " " }
      if marks.count >= 3, first != "+", marks.allSatisfy({ $0 == first }) { return .rule }
      if first != "_", rest.dropFirst().first == " " { return .item(isOrdered: false, width: indent + 2) }
    default:
      let digits = rest.prefix { ("0"..."9").contains($0) }
      let after = rest.dropFirst(digits.count)
      if (1...9).contains(digits.count), let mark = after.first, mark == "." || mark == ")",
        after.dropFirst().first == " "
      {
        return .item(isOrdered: true, width: indent + digits.count + 2)
      }
    }
    return .text
  }

  private static func blocks(_ lines: ArraySlice<String>, depth: Int) -> String {
    var html = ""
    var index = lines.startIndex
    while index < lines.endIndex {
      switch depth < depthLimit ? kind(lines[index]) : isBlank(lines[index]) ? .blank : .text {
      case .blank: index += 1
      case .rule:
        html += "<hr>"
        index += 1
      case .heading(let level, let title):
        html += "<h\(max(level, 2))>" + MarkdownInline.html(trimmed(title)) + "</h\(max(level, 2))>"
        index += 1
      case .quote: html += quote(lines, &index, depth)
      case .item(let isOrdered, _): html += list(lines, &index, isOrdered, depth)
      case .text: html += paragraph(lines, &index, depth)
      }
    }
    return html
  }

  private static func quote(_ lines: ArraySlice<String>, _ index: inout Int, _ depth: Int) -> String {
    var inner: [String] = []
    while index < lines.endIndex, case .quote(let rest) = kind(lines[index]) {
      inner.append(String(rest))
      index += 1
    }
    return "<blockquote>" + blocks(inner[...], depth: depth + 1) + "</blockquote>"
  }

  private static func paragraph(_ lines: ArraySlice<String>, _ index: inout Int, _ depth: Int) -> String {
    var parts: [String] = []
    while index < lines.endIndex {
      guard depth >= depthLimit ? !isBlank(lines[index]) : isText(lines[index]) else { break }
      parts.append(lines[index])
      index += 1
    }
    var text = ""
    for (number, part) in parts.enumerated() {
      let isLast = number == parts.count - 1
      let line = trimmed(part[...])
      if !isLast, line.hasSuffix("\\"), !line.hasSuffix("\\\\") {
        text += line.dropLast() + "\n"
      } else if !isLast, part.hasSuffix("  ") {
        text += line + "\n"
      } else {
        text += line + (isLast ? "" : " ")
      }
    }
    return "<p>" + MarkdownInline.html(text) + "</p>"
  }

  private static func list(
    _ lines: ArraySlice<String>, _ index: inout Int, _ isOrdered: Bool, _ depth: Int
  ) -> String {
    var html = isOrdered ? "<ol>" : "<ul>"
    while index < lines.endIndex, case .item(isOrdered, let width) = kind(lines[index]) {
      html += "<li>" + blocks(item(lines, &index, width)[...], depth: depth + 1) + "</li>"
      var next = index
      while next < lines.endIndex, isBlank(lines[next]) { next += 1 }
      if next < lines.endIndex, case .item(isOrdered, _) = kind(lines[next]) { index = next }
    }
    return html + (isOrdered ? "</ol>" : "</ul>")
  }

  /// The lines of one item without their indentation: its own, those indented as far, and lazy lines right after them.
  private static func item(_ lines: ArraySlice<String>, _ index: inout Int, _ width: Int) -> [String] {
    var inner = [String(lines[index].dropFirst(width))]
    index += 1
    while index < lines.endIndex {
      let line = lines[index]
      let indent = line.prefix { $0 == " " }.count
      if isBlank(line) {
        guard let next = lines[index...].firstIndex(where: { !isBlank($0) }),
          lines[next].prefix(while: { $0 == " " }).count >= width
        else { break }
        inner.append("")
        index = next
        continue
      } else if indent >= width {
        inner.append(String(line.dropFirst(width)))
      } else if isText(line), let last = inner.last, isText(last) {
        inner.append(line)
      } else {
        break
      }
      index += 1
    }
    return inner
  }

  private static func isText(_ line: String) -> Bool { if case .text = kind(line) { true } else { false } }

  private static func isBlank(_ line: String) -> Bool { line.allSatisfy { $0 == " " } }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    return String(String(start.reversed().drop { $0 == " " }.reversed()))
  }
}

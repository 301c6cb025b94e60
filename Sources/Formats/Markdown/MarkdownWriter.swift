// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// A small part of Markdown for texts of the guides: headings, paragraphs, lists, quotations, rules, links, emphasis and line
/// breaks. Everything that it makes goes through `CleanHTML`.
///
/// Which part, and why the way from HTML and back loses nothing: `Documentation/Algorithms/Markdown.md`.
package enum Markdown {
  /// The Markdown of a cleaned text; nothing where the text holds something that this Markdown cannot say (tables, definition
  /// lists, languages of single words, two lists side by side) and must be edited as HTML.
  package static func text(of html: CleanHTML) -> String? {
    let blocks: [HTMLContent]
    do {
      blocks = HTMLFlow.blocks(try HTMLTreeBuilder.tree(Array(html.text.utf8), rewriting: nil), in: .top)
    } catch {
      return nil
    }
    guard let text = MarkdownWriter.text(blocks), let back = try? self.html(text), back == html else { return nil }
    return text
  }

  /// The cleaned HTML of a Markdown text. Markup in it is shown as text.
  ///
  /// - Throws: the `Problem`s of `CleanHTML` for texts that are too large or too deep.
  package static func html(_ text: String) throws(Problem) -> CleanHTML {
    guard text.utf8.count <= CleanHTML.limit else {
      throw Problem("markdown.too-large", .tooLarge, "Der Text ist größer als 1 MiB.")
    }
    return try CleanHTML(cleaning: MarkdownReader.html(text))
  }
}

/// Writes blocks as Markdown, or says that it cannot.
struct MarkdownWriter {
  static func text(_ blocks: [HTMLContent]) -> String? {
    var parts: [String] = []
    for block in blocks {
      guard let part = self.block(block) else { return nil }
      parts.append(part)
    }
    return parts.joined(separator: "\n\n")
  }

  private static func block(_ block: HTMLContent) -> String? {
    switch block {
    case .heading(let level, let lines): return inline(lines).map { String(repeating: "#", count: level) + " " + $0 }
    case .paragraph(let lines): return inline(lines).map(guarded)
    case .list(let isOrdered, let items): return list(isOrdered, items)
    case .quote(let inner): return text(inner).map { indented($0, first: "> ", rest: "> ") }
    case .rule: return "---"
    case .table, .terms: return nil
    }
  }

  private static func list(_ isOrdered: Bool, _ items: [[HTMLContent]]) -> String? {
    var lines: [String] = []
    let isLoose = items.contains { $0.count { if case .paragraph = $0 { true } else { false } } > 1 }
    for (index, item) in items.enumerated() {
      let mark = isOrdered ? "\(index + 1). " : "- "
      var parts: [String] = []
      for block in item {
        guard let part = self.block(block) else { return nil }
        parts.append(part)
      }
      let blanks = String(repeating: " ", count: mark.count)
      lines.append(indented(parts.joined(separator: isLoose ? "\n\n" : "\n"), first: mark, rest: blanks))
    }
    return lines.joined(separator: isLoose ? "\n\n" : "\n")
  }

  private static func indented(_ text: String, first: String, rest: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      let mark = index == 0 ? first : rest
      return line.isEmpty ? String(mark.reversed().drop { $0 == " " }.reversed()) : mark + line
    }.joined(separator: "\n")
  }

  /// A line that begins like a list, heading or quotation although it is none.
  private static func guarded(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let digits = line.prefix { $0.isASCII && $0.isNumber }
      let rest = line.dropFirst(digits.count)
      if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" { return "\(digits)\\\(rest)" }
      if let first = line.first, "#>-+".contains(first) { return "\\" + line }
      return String(line)
    }.joined(separator: "\n")
  }

  // MARK: - Inline

  /// Nothing where a mark has no Markdown.
  private static func inline(_ lines: HTMLLines) -> String? {
    var text = ""
    var open = HTMLMarks()
    for run in lines.runs {
      if run.marks.lang != nil || run.marks.dir != nil || run.marks.isAbbreviation { return nil }
      change(&open, to: run.marks, &text)
      text += run.isBreak ? "\\\n" : escaped(run.text)
    }
    change(&open, to: HTMLMarks(), &text)
    return text
  }

  /// Closes and opens what differs; links are outermost, then strong, then emphasis, as the serializer nests them.
  private static func change(_ open: inout HTMLMarks, to new: HTMLMarks, _ text: inout String) {
    let reopensLink = open.href != new.href
    let reopensStrong = reopensLink || open.isStrong != new.isStrong
    let reopensEmphasis = reopensStrong || open.isEmphasised != new.isEmphasised
    if open.isEmphasised, reopensEmphasis { text += "*" }
    if open.isStrong, reopensStrong { text += "**" }
    if let href = open.href, reopensLink { text += "](" + address(href) + ")" }
    if new.href != nil, reopensLink { text += "[" }
    if new.isStrong, reopensStrong { text += "**" }
    if new.isEmphasised, reopensEmphasis { text += "*" }
    open = new
  }

  private static func address(_ href: String) -> String {
    href.map { character in
      switch character {
      case "(", ")", "[", "]", "\\": "\\\(character)"
      default: String(character)
      }
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.map { "\\*[]`_".contains($0) ? "\\\($0)" : String($0) }.joined()
  }
}

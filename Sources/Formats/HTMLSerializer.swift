// SPDX-License-Identifier: EUPL-1.2

/// Writes cleaned blocks as HTML; the only place where the tags of a cleaned text come from.
struct HTMLSerializer {
  private(set) var bytes: [UInt8] = []

  static func bytes(_ blocks: [HTMLContent]) -> [UInt8] {
    var serializer = HTMLSerializer()
    for (index, block) in blocks.enumerated() {
      if index > 0 { serializer.raw("\n") }
      serializer.write(block)
    }
    return serializer.bytes
  }

  private mutating func write(_ block: HTMLContent) {
    switch block {
    case .paragraph(let lines): write("p", lines)
    case .heading(let level, let lines): write("h\(level)", lines)
    case .list(let isOrdered, let items):
      raw(isOrdered ? "<ol>" : "<ul>")
      for item in items { write("li", item) }
      raw(isOrdered ? "</ol>" : "</ul>")
    case .quote(let inner):
      raw("<blockquote>")
      for block in inner { write(block) }
      raw("</blockquote>")
    case .table(let table): write(table)
    case .terms(let terms): write(terms)
    case .rule: raw("<hr>")
    }
  }

  private mutating func write(_ terms: [HTMLTerm]) {
    raw("<dl>")
    for term in terms {
      switch term {
      case .name(let line): write("dt", line)
      case .meaning(let inner): write("dd", inner)
      }
    }
    raw("</dl>")
  }

  private mutating func write(_ table: HTMLTable) {
    raw("<table>")
    if !table.caption.isEmpty { write("caption", table.caption) }
    for (name, rows) in [("thead", table.head), ("tbody", table.body)] where !rows.isEmpty {
      raw("<\(name)>")
      for row in rows {
        raw("<tr>")
        for cell in row {
          write(cell.scope == nil ? "td" : "th", cell.content, scope: cell.scope)
        }
        raw("</tr>")
      }
      raw("</\(name)>")
    }
    raw("</table>")
  }

  /// Content of a list item or cell; its only paragraph stands there without `p` if it comes first.
  private mutating func write(_ tag: String, _ content: [HTMLContent], scope: HTMLTable.Scope? = nil) {
    let paragraphs = content.count { if case .paragraph = $0 { true } else { false } }
    guard case .paragraph(let lines)? = content.first, paragraphs == 1 else {
      open(tag, scope: scope)
      for block in content { write(block) }
      return raw("</\(tag)>")
    }
    let (lang, dir, runs) = lines.hoisted
    if content.count == 1 {
      open(tag, scope: scope, lang: lang, dir: dir)
      write(runs[...], .link)
    } else {
      open(tag, scope: scope)
      if lang == nil, dir == nil { write(runs[...], .link) } else { write("p", lines) }
      for block in content.dropFirst() { write(block) }
    }
    raw("</\(tag)>")
  }

  private mutating func write(_ tag: String, _ lines: HTMLLines) {
    let (lang, dir, runs) = lines.hoisted
    open(tag, lang: lang, dir: dir)
    write(runs[...], .link)
    raw("</\(tag)>")
  }

  // MARK: Inline

  /// The order in which marks are nested, outermost first.
  private enum Layer { case link, language, strong, emphasis, abbreviation, text }

  private mutating func write(_ runs: ArraySlice<HTMLRun>, _ layer: Layer) {
    switch layer {
    case .link:
      groups(runs, \.href) {
        $0.write($1, .language)
      } open: {
        $0.openLink($1)
      } close: {
        $0.raw("</a>")
      }
    case .language:
      groups(runs, \.language) {
        $0.write($1, .strong)
      } open: {
        $0.open("span", lang: $1.lang, dir: $1.dir)
      } close: {
        $0.raw("</span>")
      }
    case .strong: wrap(runs, "strong", \.isStrong, .emphasis)
    case .emphasis: wrap(runs, "em", \.isEmphasised, .abbreviation)
    case .abbreviation: wrap(runs, "abbr", \.isAbbreviation, .text)
    case .text:
      for run in runs { if run.isBreak { raw("<br>") } else { escape(run.text, inAttribute: false) } }
    }
  }

  private mutating func wrap(
    _ runs: ArraySlice<HTMLRun>, _ tag: String, _ mark: KeyPath<HTMLMarks, Bool>, _ next: Layer
  ) {
    groups(runs, { $0[keyPath: mark] ? true : nil }) {
      $0.write($1, next)
    } open: { serializer, _ in
      serializer.raw("<\(tag)>")
    } close: {
      $0.raw("</\(tag)>")
    }
  }

  private mutating func groups<Key: Equatable>(
    _ runs: ArraySlice<HTMLRun>, _ key: (HTMLMarks) -> Key?,
    write: (inout HTMLSerializer, ArraySlice<HTMLRun>) -> Void, open: (inout HTMLSerializer, Key) -> Void,
    close: (inout HTMLSerializer) -> Void
  ) {
    var start = runs.startIndex
    while start < runs.endIndex {
      let shared = key(runs[start].marks)
      let end = runs[start...].firstIndex { key($0.marks) != shared } ?? runs.endIndex
      if let shared { open(&self, shared) }
      write(&self, runs[start..<end])
      if shared != nil { close(&self) }
      start = end
    }
  }

  private mutating func openLink(_ href: String) {
    raw("<a href=\"")
    escape(href, inAttribute: true)
    raw(SafeLink(href)?.isExternal == true ? "\" rel=\"noopener\">" : "\">")
  }

  private mutating func open(
    _ tag: String, scope: HTMLTable.Scope? = nil, lang: String? = nil, dir: String? = nil
  ) {
    raw("<\(tag)")
    for (name, value) in [("scope", scope?.rawValue), ("lang", lang), ("dir", dir)] {
      guard let value else { continue }
      raw(" \(name)=\"")
      escape(value, inAttribute: true)
      raw("\"")
    }
    raw(">")
  }

  // MARK: Characters

  private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  private mutating func escape(_ text: String, inAttribute: Bool) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\"") where inAttribute: raw("&quot;")
      default: bytes.append(byte)
      }
    }
  }
}

extension HTMLMarks {
  fileprivate struct Language: Equatable {
    let lang: String?
    let dir: String?
  }

  /// Language and direction together, as both are written on one element.
  fileprivate var language: Language? { lang == nil && dir == nil ? nil : Language(lang: lang, dir: dir) }
}

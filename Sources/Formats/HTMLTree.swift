// SPDX-License-Identifier: EUPL-1.2

import Kernel

/// What a stretch of text looks like and where it leads; the inline elements around it, without their order.
struct HTMLMarks: Hashable {
  var href: String?
  var lang: String?
  var dir: String?
  var isStrong = false
  var isEmphasised = false
  var isAbbreviation = false

  /// What both have.
  func common(_ other: HTMLMarks) -> HTMLMarks {
    HTMLMarks(
      href: href == other.href ? href : nil, lang: lang == other.lang ? lang : nil, dir: dir == other.dir ? dir : nil,
      isStrong: isStrong && other.isStrong, isEmphasised: isEmphasised && other.isEmphasised,
      isAbbreviation: isAbbreviation && other.isAbbreviation)
  }
}

/// A stretch of text, or a line break.
struct HTMLRun: Hashable {
  var text: String
  var marks: HTMLMarks
  var isBreak = false
}

/// A tree of block elements as they were nested in the source; inline elements have become marks of the text.
enum HTMLNode {
  case run(HTMLRun)
  case block(HTMLBlock)
}

struct HTMLBlock {
  let name: String
  var scope: String?
  var children: [HTMLNode] = []
}

/// Puts tokens into a tree, closing what the source forgot to close.
struct HTMLTreeBuilder {
  private struct Frame {
    var block: HTMLBlock
    /// How many inline elements were open before.
    var inlines: Int
  }

  private struct Inline {
    let name: String
    let attributes: HTMLAttributes
  }

  static let depthLimit = 100
  private let rewriting: ((String) -> String?)?
  private var frames = [Frame(block: HTMLBlock(name: "body"), inlines: 0)]
  private var inlines: [Inline] = []
  private var marks = HTMLMarks()
  private var skipped: (name: String, depth: Int)?

  /// The tree of a whole text.
  ///
  /// - Throws: a `Problem` for more than a hundred elements inside one another.
  static func tree(_ bytes: [UInt8], rewriting: ((String) -> String?)?) throws(Problem) -> [HTMLNode] {
    var builder = HTMLTreeBuilder(rewriting: rewriting)
    var tokenizer = HTMLTokenizer(bytes)
    while let token = tokenizer.next() { try builder.take(token) }
    while builder.frames.count > 1 { builder.closeTop() }
    return builder.frames[0].block.children
  }

  private init(rewriting: ((String) -> String?)?) { self.rewriting = rewriting }

  private mutating func take(_ token: HTMLToken) throws(Problem) {
    if let (name, depth) = skipped {
      switch token {
      case .start(name, _): skipped = (name, depth + 1)
      case .end(name): skipped = depth == 1 ? nil : (name, depth - 1)
      default: break
      }
      return
    }
    switch token {
    case .text(let text): add(text)
    case .start(let name, let attributes): try start(name, attributes)
    case .end(let name): end(name)
    }
  }

  private mutating func add(_ text: String) {
    guard frames.contains(where: { $0.block.name == "pre" }) else { return append(HTMLRun(text: text, marks: marks)) }
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if index > 0 { append(HTMLRun(text: "", marks: marks, isBreak: true)) }
      append(HTMLRun(text: String(line), marks: marks))
    }
  }

  private mutating func append(_ run: HTMLRun) { frames[frames.count - 1].block.children.append(.run(run)) }

  private mutating func start(_ name: String, _ attributes: HTMLAttributes) throws(Problem) {
    switch HTMLNames.kind(name) {
    case .ignored: return
    case .dropped: skipped = (name, 1)
    case .lineBreak: append(HTMLRun(text: "", marks: marks, isBreak: true))
    case .image:
      let text = (attributes.alt ?? "").trimmingBlanks
      if !text.isEmpty { append(HTMLRun(text: " [\(text.prefix(250))] ", marks: marks)) }
    case .inline:
      if name == "a" { endInline("a") }
      try push(Inline(name: name, attributes: attributes))
    case .rule:
      closeForgotten(before: name)
      frames[frames.count - 1].block.children.append(.block(HTMLBlock(name: name)))
    case .block:
      closeForgotten(before: name)
      frames.append(Frame(block: HTMLBlock(name: name, scope: attributes.scope), inlines: inlines.count))
      try push(Inline(name: "", attributes: HTMLAttributes(lang: attributes.lang, dir: attributes.dir)))
    }
  }

  private mutating func push(_ inline: Inline) throws(Problem) {
    inlines.append(inline)
    apply(inline)
    guard inlines.count <= Self.depthLimit else {
      throw Problem(
        "html.too-deep", .tooLarge, "Der Text ist tiefer als \(Self.depthLimit) Ebenen verschachtelt.")
    }
  }

  private mutating func apply(_ inline: Inline) {
    let attributes = inline.attributes
    if let lang = attributes.lang.flatMap(HTMLNames.language) { marks.lang = lang }
    if let dir = attributes.dir.flatMap(HTMLNames.direction) { marks.dir = dir }
    switch inline.name {
    case "strong", "b": marks.isStrong = true
    case "em", "i": marks.isEmphasised = true
    case "abbr", "acronym": marks.isAbbreviation = true
    case "a":
      guard let href = attributes.href, let target = rewriting == nil ? href : rewriting?(href) else { return }
      marks.href = SafeLink(target)?.address
    default: break
    }
  }

  private mutating func recomputeMarks() {
    marks = HTMLMarks()
    for inline in inlines { apply(inline) }
  }

  // MARK: Closing

  private mutating func end(_ name: String) {
    switch HTMLNames.kind(name) {
    case .inline: endInline(name)
    case .lineBreak where name == "br": append(HTMLRun(text: "", marks: marks, isBreak: true))
    case .block: endBlock([name], boundary: HTMLNames.boundary(of: name))
    default: return
    }
  }

  /// Ends an inline element also if blocks that began inside of it are still open, but not from within a table cell.
  private mutating func endInline(_ name: String) {
    let cell = frames.last { HTMLNames.cells.contains($0.block.name) }
    guard let index = inlines.lastIndex(where: { $0.name == name }), index >= cell?.inlines ?? 0 else { return }
    inlines.remove(at: index)
    for frame in frames.indices where frames[frame].inlines > index { frames[frame].inlines -= 1 }
    recomputeMarks()
  }

  /// Closes the nearest of several elements with all that is open inside of it, unless a boundary lies between.
  private mutating func endBlock(_ names: Set<String>, boundary: Set<String>) {
    var index = frames.count - 1
    while index > 0 {
      let name = frames[index].block.name
      if names.contains(name) { break }
      if boundary.contains(name) { return }
      index -= 1
    }
    guard index > 0 else { return }
    while frames.count > index { closeTop() }
  }

  private mutating func closeTop() {
    let frame = frames.removeLast()
    frames[frames.count - 1].block.children.append(.block(frame.block))
    inlines.removeSubrange(frame.inlines...)
    recomputeMarks()
  }

  /// Closes what HTML lets an author leave open before an element begins.
  private mutating func closeForgotten(before name: String) {
    if frames[frames.count - 1].block.name == "p" { closeTop() }
    if HTMLNames.endsHeading.contains(name), HTMLNames.headings.contains(frames[frames.count - 1].block.name) {
      closeTop()
    }
    switch name {
    case "li": endBlock(["li"], boundary: HTMLNames.boundary(of: "li"))
    case "dt", "dd": endBlock(["dt", "dd"], boundary: HTMLNames.boundary(of: "dd"))
    case "td", "th": closeInsideTable(upTo: ["tr", "thead", "tbody", "tfoot", "table"])
    case "tr": closeInsideTable(upTo: ["thead", "tbody", "tfoot", "table"])
    case "thead", "tbody", "tfoot", "caption": closeInsideTable(upTo: ["table"])
    default: break
    }
  }

  private mutating func closeInsideTable(upTo names: Set<String>) {
    guard frames.contains(where: { $0.block.name == "table" }) else { return }
    while !names.contains(frames[frames.count - 1].block.name) { closeTop() }
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// A block as it may stand in a cleaned text.
enum HTMLContent: Hashable {
  case paragraph(HTMLLines)
  case heading(Int, HTMLLines)
  case list(isOrdered: Bool, items: [[HTMLContent]])
  case quote([HTMLContent])
  case table(HTMLTable)
  case terms([HTMLTerm])
  case rule
}

enum HTMLTerm: Hashable {
  case name(HTMLLines)
  case meaning([HTMLContent])
}

/// Turns a tree of whatever nesting into well-formed blocks: text without a block becomes a paragraph, wrappers
/// dissolve, list items outside of a list get one, headings appear only at the top.
struct HTMLFlow {
  enum Place { case top, quote, item, cell }

  private let place: Place
  private var blocks: [HTMLContent] = []
  private var pending: [HTMLRun] = []
  /// True while list items without a list are being collected into the last block.
  private var isCollectingItems = false

  static func blocks(_ nodes: [HTMLNode], in place: Place) -> [HTMLContent] {
    var flow = HTMLFlow(place: place)
    flow.add(nodes)
    flow.flush()
    return flow.blocks
  }

  private init(place: Place) { self.place = place }

  private mutating func add(_ nodes: [HTMLNode]) {
    for node in nodes {
      switch node {
      case .run(let run): pending.append(run)
      case .block(let block): add(block)
      }
    }
  }

  private mutating func add(_ block: HTMLBlock) {
    flush()
    switch block.name {
    case "ul", "ol", "menu", "dir": addList(block)
    case "li": addLonelyItem(block)
    case "blockquote":
      let inner = Self.blocks(block.children, in: place == .cell ? .cell : place == .item ? .item : .quote)
      if !inner.isEmpty { append(.quote(inner)) }
    case "table" where place != .cell: addTable(block)
    case "dl": addTerms(block)
    case "hr":
      if place == .top || place == .quote, let last = blocks.last, last != .rule { append(.rule) }
    case "h1", "h2", "h3", "h4", "h5", "h6": addHeading(block)
    default:
      add(block.children)
      flush()
    }
  }

  private mutating func append(_ block: HTMLContent) {
    isCollectingItems = false
    blocks.append(block)
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    for paragraph in HTMLLines.paragraphs(pending) { append(.paragraph(paragraph)) }
    pending = []
  }

  private mutating func addHeading(_ block: HTMLBlock) {
    let line = HTMLLines.single(Self.runs(block.children))
    guard !line.isEmpty else { return }
    let level = block.name.utf8.last.map { Int($0) - 48 } ?? 2
    append(place == .top ? .heading(level, line) : .paragraph(line.strong))
  }

  private mutating func addList(_ block: HTMLBlock) {
    var items: [[HTMLNode]] = []
    for child in block.children {
      if case .block(let item) = child, item.name == "li" {
        items.append(item.children)
      } else if items.isEmpty {
        items.append([child])
      } else {
        items[items.count - 1].append(child)
      }
    }
    let filled = items.map { Self.blocks($0, in: .item) }.filter { !$0.isEmpty }
    if !filled.isEmpty { append(.list(isOrdered: block.name == "ol", items: filled)) }
  }

  private mutating func addLonelyItem(_ block: HTMLBlock) {
    let item = Self.blocks(block.children, in: .item)
    guard !item.isEmpty else { return }
    if isCollectingItems, case .list(_, let items)? = blocks.last {
      blocks[blocks.count - 1] = .list(isOrdered: false, items: items + [item])
    } else {
      append(.list(isOrdered: false, items: [item]))
      isCollectingItems = true
    }
  }

  private mutating func addTable(_ block: HTMLBlock) {
    var reader = HTMLTableReader()
    reader.read(block.children)
    add(reader.strays)
    flush()
    if let table = reader.table { append(.table(table)) }
  }

  private mutating func addTerms(_ block: HTMLBlock) {
    var terms: [HTMLTerm] = []
    Self.collectTerms(block.children, &terms)
    let kinds = terms.map { term in if case .name = term { true } else { false } }
    if kinds.first == true, kinds.last == false {
      append(.terms(terms))
      return
    }
    for term in terms {
      switch term {
      case .name(let line): append(.paragraph(line.strong))
      case .meaning(let inner): for block in inner { append(block) }
      }
    }
  }

  private static func collectTerms(_ nodes: [HTMLNode], _ terms: inout [HTMLTerm]) {
    var loose: [HTMLNode] = []
    func takeLoose() {
      let inner = blocks(loose, in: .item)
      if !inner.isEmpty { terms.append(.meaning(inner)) }
      loose = []
    }
    for node in nodes {
      guard case .block(let block) = node, ["dt", "dd", "div"].contains(block.name) else {
        loose.append(node)
        continue
      }
      takeLoose()
      switch block.name {
      case "dt":
        let line = HTMLLines.single(runs(block.children))
        if !line.isEmpty { terms.append(.name(line)) }
      case "dd":
        let inner = blocks(block.children, in: .item)
        if !inner.isEmpty { terms.append(.meaning(inner)) }
      default: collectTerms(block.children, &terms)
      }
    }
    takeLoose()
  }

  /// All text below some nodes; borders of blocks become line breaks.
  static func runs(_ nodes: [HTMLNode]) -> [HTMLRun] {
    var runs: [HTMLRun] = []
    for node in nodes {
      switch node {
      case .run(let run): runs.append(run)
      case .block(let block):
        let border = HTMLRun(text: "", marks: HTMLMarks(), isBreak: true)
        runs += [border] + self.runs(block.children) + [border]
      }
    }
    return runs
  }
}

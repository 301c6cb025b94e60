// SPDX-License-Identifier: EUPL-1.2

/// A table without merged cells; all rows have the same number of cells.
struct HTMLTable: Hashable {
  enum Scope: String { case row, col }

  struct Cell: Hashable {
    var content: [HTMLContent] = []
    /// Nothing for a cell that is no heading.
    var scope: Scope?
  }

  var caption = HTMLLines.single([])
  var head: [[Cell]] = []
  var body: [[Cell]] = []
}

/// Finds rows and cells in whatever stands inside of a `table` element.
struct HTMLTableReader {
  /// What may not stand in a table; belongs before it.
  private(set) var strays: [HTMLNode] = []
  private var found = HTMLTable()
  private var looseCells: [HTMLNode] = []

  /// Rows are filled up with empty cells only within these bounds, so that a small hostile text cannot become a
  /// large one.
  private static let paddedColumns = 50
  private static let paddedCells = 5000

  /// The table, if it has any text in it.
  var table: HTMLTable? {
    var table = found
    table.head = found.head.filter(Self.hasText)
    table.body = found.body.filter(Self.hasText)
    guard !table.head.isEmpty || !table.body.isEmpty else { return nil }
    Self.pad(&table)
    return table
  }

  mutating func read(_ nodes: [HTMLNode]) {
    for node in nodes {
      guard case .block(let block) = node else {
        strays.append(node)
        continue
      }
      switch block.name {
      case "thead": readRows(block.children, isHead: true)
      case "tbody", "tfoot": readRows(block.children, isHead: false)
      case "caption":
        let line = HTMLLines.single(HTMLFlow.runs(block.children))
        if found.caption.isEmpty { found.caption = line }
      case "tr":
        takeLooseCells(isHead: false)
        addRow(block.children, isHead: false)
      case "td", "th": looseCells.append(node)
      default: strays.append(node)
      }
    }
    takeLooseCells(isHead: false)
  }

  private mutating func readRows(_ nodes: [HTMLNode], isHead: Bool) {
    takeLooseCells(isHead: false)
    for node in nodes {
      if case .block(let block) = node, block.name == "tr" {
        takeLooseCells(isHead: isHead)
        addRow(block.children, isHead: isHead)
      } else if case .block(let block) = node, block.name == "td" || block.name == "th" {
        looseCells.append(node)
      } else {
        strays.append(node)
      }
    }
    takeLooseCells(isHead: isHead)
  }

  private mutating func takeLooseCells(isHead: Bool) {
    guard !looseCells.isEmpty else { return }
    addRow(looseCells, isHead: isHead)
    looseCells = []
  }

  private mutating func addRow(_ nodes: [HTMLNode], isHead: Bool) {
    var cells: [HTMLBlock] = []
    for node in nodes {
      if case .block(let block) = node, block.name == "td" || block.name == "th" {
        cells.append(block)
      } else {
        strays.append(node)
      }
    }
    let isAllHeadings = cells.allSatisfy { $0.name == "th" }
    let usual: HTMLTable.Scope = isHead || isAllHeadings ? .col : .row
    let row = cells.map { cell in
      HTMLTable.Cell(
        content: HTMLFlow.blocks(cell.children, in: .cell),
        scope: cell.name == "th" ? HTMLTable.Scope(rawValue: cell.scope?.lowercased() ?? "") ?? usual : nil)
    }
    if isHead { found.head.append(row) } else { found.body.append(row) }
  }

  private static func hasText(_ row: [HTMLTable.Cell]) -> Bool { row.contains { !$0.content.isEmpty } }

  private static func pad(_ table: inout HTMLTable) {
    let rows = table.head + table.body
    let width = rows.map(\.count).max() ?? 0
    let missing = rows.reduce(0) { $0 + width - $1.count }
    guard width <= paddedColumns, missing <= paddedCells else { return }
    func padded(_ row: [HTMLTable.Cell]) -> [HTMLTable.Cell] {
      row + Array(repeating: HTMLTable.Cell(), count: width - row.count)
    }
    table.head = table.head.map(padded)
    table.body = table.body.map(padded)
  }
}

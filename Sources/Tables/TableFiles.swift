// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// The bytes of a file, counted as they are read.
struct CountedSource {
  /// A class because the source's closure and the import share the count.
  final class Count {
    var value = 0
  }

  let bytes: ByteSource
  let count = Count()
  let size: Int

  init(_ opened: (source: ByteSource, size: Int)) {
    let count = count
    size = opened.size
    bytes = ByteSource { () throws(Problem) -> [UInt8]? in
      let piece = try opened.source.next()
      count.value += piece?.count ?? 0
      return piece
    }
  }
}

/// Collects faulty rows as CSV with a column that says what is wrong, for people to correct and import again.
struct FaultFile {
  var header: [String] = []
  /// A column of this kind that the file has from an earlier import.
  var droppedColumn: Int?
  private(set) var pieces: [[UInt8]] = []
  private var writer = CSVWriter(CSVStyle(delimiter: .semicolon, hasByteOrderMark: true))
  private var isEmpty = true
  private var waiting = 0

  mutating func add(_ row: TableRow, _ problems: [TableProblem]) {
    if isEmpty { writer.row(without(header) + ["Fehler"]) }
    isEmpty = false
    let cells = (0..<max(header.count, row.cells.count)).map { row[$0] }
    let sentences = problems.map { problem in
      problem.name.map { "\($0): \(problem.problem.sentence)" } ?? problem.problem.sentence
    }
    writer.row(without(cells) + [sentences.joined(separator: " ")])
    waiting += 1
    if waiting % 256 == 0 { pieces.append(writer.take()) }
  }

  mutating func finish() {
    let rest = writer.take()
    if !rest.isEmpty { pieces.append(rest) }
  }

  private func without(_ cells: [String]) -> [String] {
    guard let droppedColumn, droppedColumn < cells.count else { return cells }
    var cells = cells
    cells.remove(at: droppedColumn)
    return cells
  }
}

extension TableRow {
  init(_ row: CSVRow) {
    let first = row.line
    let places = (0..<row.count).map { row.place(of: $0).line }
    line = first
    cells = row.cells
    lines = places.allSatisfy { $0 == first } ? [] : places
  }
}

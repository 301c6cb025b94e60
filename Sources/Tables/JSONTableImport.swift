// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Records
package import Storage
internal import Synchronization

/// Brings the records of a JSON list, as exports write it, into a tenant's records by the rules of `TableImport`.
///
/// The list is read item by item, twice: first to see in which languages it has texts and whether it is whole, then to
/// take the records over. What is wrong is named by its JSON path. An item is the whole record: what it does not name
/// is empty afterwards.
package struct JSONTableImport<R: Record>: Sendable {
  private let job: TableImport<R>

  package init(_ job: TableImport<R>) { self.job = job }

  /// - Parameter errors: takes the faulty items as a JSON list, each with its mistakes in a member `errors`.
  /// - Returns: the report, also of a refused file.
  /// - Throws: a `Problem` where the file or the database cannot be used at all.
  package func run(
    _ input: TableInput, on database: Database, by principal: Principal,
    errors: @escaping @Sendable ([UInt8]) throws -> Void = { _ in },
    progress: @escaping @Sendable (TableProgress) -> Void = { _ in }
  ) async throws -> TableReport {
    let look: JSONTableLook<R>
    do throws(Problem) {
      look = try JSONTableLook(input, job.table)
    } catch {
      var report = TableReport()
      report.add(TableProblem(line: 1, column: nil, name: nil, problem: error, path: .root))
      return report
    }
    var job = job
    let isRefused = job.mode == .allOrNothing && !look.faulty.isEmpty
    if isRefused { job.isDryRun = true }
    let rows = look.rows
    let lines = JSONTableLines()
    let made = TableInput.made { () throws(Problem) in
      let opened = try input.open()
      return (Self.source(JSONItems(opened.source), rows, lines), opened.size)
    }
    var report = try await job.run(made, on: database, by: principal, progress: progress)
    report.notices = look.notices
    let faulty = Self.place(look, lines, rows, in: &report)
    if !faulty.isEmpty { try Self.write(faulty, of: input, errors) }
    return report
  }

  /// The items as the bytes of a CSV file; faulty ones are left out.
  private static func source(_ items: JSONItems, _ rows: JSONTableRows<R>, _ lines: JSONTableLines) -> ByteSource {
    var items = items
    var writer = CSVWriter(.exchange)
    writer.row(rows.names)
    lines.begin()
    var index = 0
    var isAtEnd = false
    return ByteSource { () throws(Problem) -> [UInt8]? in
      for _ in 0..<64 where !isAtEnd {
        guard let item = try items.next() else {
          isAtEnd = true
          break
        }
        if let cells = try? rows.cells(JSONNode(item, path: .item(.root, index))) {
          writer.row(cells)
          lines.add(cells, of: index)
        }
        index += 1
      }
      let bytes = writer.take()
      return bytes.isEmpty && isAtEnd ? nil : bytes
    }
  }

  /// Gives every problem its path, and adds those of the items that were left out.
  ///
  /// - Returns: what is wrong with each faulty item, by its position.
  private static func place(
    _ look: JSONTableLook<R>, _ lines: JSONTableLines, _ rows: JSONTableRows<R>, in report: inout TableReport
  ) -> [Int: [String]] {
    var faulty: [Int: [String]] = [:]
    for line in report.faultyLines { faulty[lines.item(at: line)] = [] }
    var placed: [(Int, TableProblem)] = report.problems.map { problem in
      let index = lines.item(at: problem.line)
      let item = JSONPath.item(.root, index)
      var problem = problem
      problem.path = problem.name.map { rows.path($0, in: item) } ?? item
      return (index, problem)
    }
    for (index, problem) in look.faulty {
      placed += problem.all.map { problem in
        (index, TableProblem(line: index, column: nil, name: nil, problem: problem, path: .item(.root, index)))
      }
    }
    report.rows += look.faulty.count
    report.faulty += look.faulty.count
    report.problemCount += look.faulty.reduce(0) { $0 + $1.problem.all.count }
    placed.sort { $0.0 < $1.0 }
    for (index, problem) in placed { faulty[index, default: []].append(problem.text) }
    report.problems = Array(placed.map(\.1).prefix(TableReport.problemLimit))
    return faulty
  }

  private static func write(
    _ faulty: [Int: [String]], of input: TableInput, _ errors: ([UInt8]) throws -> Void
  ) throws {
    var items = JSONItems(try input.open().source)
    var index = 0
    var isFirst = true
    while let item = try? items.next() {
      defer { index += 1 }
      guard let sentences = faulty[index], case .object(let object) = item else { continue }
      var json = JSONWriter()
      json.object { json in
        json.list("errors", sentences)
        for member in object.members where member.name != "errors" { json.field(member.name, member.value) }
      }
      try errors(Array((isFirst ? "[\n" : ",\n").utf8) + json.bytes)
      isFirst = false
    }
    if !isFirst { try errors(Array("\n]\n".utf8)) }
  }
}

/// What one walk through a JSON list tells about it.
private struct JSONTableLook<R: Record> {
  let rows: JSONTableRows<R>
  private(set) var faulty: [(index: Int, problem: Problem)] = []
  private(set) var notices: [TableNotice] = []

  init(_ input: TableInput, _ table: RecordTable<R>) throws(Problem) {
    var items = JSONItems(try input.open().source)
    var languages: Set<Language> = []
    var unknown: Set<String> = []
    let plain = JSONTableRows(table, [])
    var index = 0
    while let item = try items.next() {
      let node = JSONNode(item, path: .item(.root, index))
      let found = Set(JSONTableRows<R>.languages(in: node))
      languages.formUnion(found)
      if case .object(let object) = item { unknown.formUnion(plain.unknown(in: object)) }
      do throws(Problem) {
        _ = try JSONTableRows(table, found).cells(node)
      } catch {
        faulty.append((index, error))
      }
      index += 1
    }
    rows = JSONTableRows(table, languages)
    notices = unknown.sorted().prefix(100).map { name in
      TableNotice(
        column: 0, name: name, sentence: "Die Angabe „\(name.prefix(60))“ ist unbekannt und wurde nicht übernommen.")
    }
  }
}

/// In which lines of the made CSV file the items stand. A class because the file is made while it is read.
private final class JSONTableLines: Sendable {
  private let state = Mutex<(next: Int, starts: [Int], items: [Int])>((1, [], []))

  func begin() { state.withLock { $0 = (2, [], []) } }

  func add(_ cells: [String], of item: Int) {
    let breaks = cells.reduce(0) { $0 + Self.lineBreaks($1) }
    state.withLock { state in
      state.starts.append(state.next)
      state.items.append(item)
      state.next += breaks + 1
    }
  }

  func item(at line: Int) -> Int {
    state.withLock { state in
      var (low, high) = (0, state.starts.count)
      while low < high {
        let middle = (low + high) / 2
        if state.starts[middle] <= line { low = middle + 1 } else { high = middle }
      }
      return low == 0 ? 0 : state.items[low - 1]
    }
  }

  /// LF, CRLF and CR, as the reader counts them.
  private static func lineBreaks(_ text: String) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte == 13 || byte == 10 && last != 13 { count += 1 }
      last = byte
    }
    return count
  }
}

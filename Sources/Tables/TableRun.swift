// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage

/// One import on its way through the file.
struct TableRun<R: Record> {
  let job: TableImport<R>
  let table: RecordTable<R>
  let transaction: Transaction
  let blanks: [Value]
  let positions: [String: Int]
  /// Somebody who decides and sees row by row.
  var pass: TablePass<R>?
  private let progress: (TableProgress) -> Void
  private var source: CountedSource
  private(set) var faults = FaultFile()
  private var header: TableHeader?
  var cells: CellReader
  var identity: TableIdentity<R>
  /// Rows that refer to records of rows that have not come yet.
  private var waiting: [TableRow] = []
  var report = TableReport()
  /// Where the import is.
  private var line = 1
  /// The file could not be read to its end.
  private(set) var isBroken = false

  private static var progressEvery: Int { 256 }
  private static var waitingLimit: Int { 100_000 }

  init(
    _ job: TableImport<R>, _ transaction: Transaction, _ input: TableInput,
    _ progress: @escaping (TableProgress) -> Void
  ) throws {
    self.job = job
    table = job.table
    self.transaction = transaction
    self.progress = progress
    let empty = R(id: RecordID(Identifier(high: 0, low: 0)))
    blanks = table.fields.map { $0.read(empty) }
    positions = table.positions
    source = CountedSource(try input.open())
    identity = TableIdentity(tenant: job.tenant)
    cells = CellReader(words: job.words, isExact: false, ownKind: R.descriptor.kind, references: [:])
  }

  /// Reads the whole file; mistakes in it go into the report, faults of the database are thrown.
  mutating func all() throws -> TableReport {
    var reader = CSVReader(source.bytes, encoding: job.encoding == .utf8 ? .utf8 : .windows1252)
    do {
      guard let first = try reader.next() else {
        throw Problem("table.empty", .malformed, "Die Datei ist leer.")
      }
      try begin(first)
      var row = CSVRow()
      while try reader.read(into: &row) {
        let row = TableRow(row)
        if row.isBlank { continue }
        report.rows += 1
        line = row.line
        try take(row)
        if report.rows % Self.progressEvery == 0 { tell() }
      }
      try takeWaiting()
    } catch let problem as Problem where !Self.isStorage(problem) {
      isBroken = true
      report.add(TableProblem(line: Self.line(in: problem) ?? line, column: nil, name: nil, problem: problem))
    }
    faults.finish()
    report.problems.sort { $0.line < $1.line }
    tell()
    return report
  }

  // MARK: - Beginning

  mutating func begin(_ row: CSVRow) throws {
    let header = try TableHeader(row, of: table)
    if header.fields.isEmpty {
      throw Problem(
        "table.no-known-column", .invalid,
        "Keine Spalte der Kopfzeile ist bekannt. Erwartet werden zum Beispiel: "
          + table.fields.prefix(5).map { "„\($0.info.label)“" }.joined(separator: ", ") + ".")
    }
    for field in table.fields.indices where header.positions[.field(field)] == nil && !header.isExact {
      guard table.fields[field].info.isRequired, blanks[field].isBlank else { continue }
      throw Problem(
        "table.column-missing", .invalid, "Die Spalte „\(table.fields[field].info.label)“ fehlt in der Kopfzeile.")
    }
    report.notices = header.unknown
    faults.header = header.csv.names
    faults.droppedColumn = header.positions[.fault]
    cells = CellReader(
      words: job.words, isExact: header.isExact && pass == nil, ownKind: R.descriptor.kind,
      references: try references(header))
    self.header = header
  }

  /// Loads only the kinds that columns of this file refer to.
  private func references(_ header: TableHeader) throws -> [String: ReferenceIndex] {
    var references: [String: ReferenceIndex] = [:]
    for (_, field) in header.fields {
      guard case .reference(let kind) = table.fields[field].info.kind, references[kind] == nil else { continue }
      if let known = job.words.references.first(where: { $0.kind == kind }) {
        references[kind] = try known.load(transaction, job.tenant)
      } else if kind == R.descriptor.kind {
        let own = ReferenceKind.records(of: R.self) { record in Self.names(of: record) }
        references[kind] = try own.load(transaction, job.tenant)
      }
    }
    return references
  }

  private static func names(of record: R) -> [String] {
    R.descriptor.titleField.flatMap { $0.read(record).text }.map { [$0] } ?? []
  }

  // MARK: - Rows

  mutating func take(_ row: TableRow) throws {
    if try !attempt(row, mayWait: waiting.count < Self.waitingLimit) { waiting.append(row) }
  }

  /// - Returns: false when the row has to wait for another one.
  private mutating func attempt(_ row: TableRow, mayWait: Bool) throws -> Bool {
    guard let header else { return true }
    do {
      if let plan = try plan(row, header, mayWait: mayWait) { try write(plan, row) }
    } catch RowRefusal.faulty(let found) {
      try refuse(row, found)
    } catch RowRefusal.waits {
      return false
    } catch RowRefusal.doubtful(let ids, let title) {
      try pass?.seen(TableSight(line: row.line, outcome: .doubtful(ids), title: title))
    } catch RowRefusal.skipped {
      try pass?.seen(TableSight(line: row.line, outcome: .skipped, title: ""))
    }
    return true
  }

  /// Rows that waited, as often as one of them finds what it waited for.
  mutating func takeWaiting() throws {
    while !waiting.isEmpty {
      let due = waiting
      waiting = []
      for row in due where try !attempt(row, mayWait: true) { waiting.append(row) }
      if waiting.count == due.count { break }
    }
    for row in waiting { _ = try attempt(row, mayWait: false) }
    waiting = []
  }

  private mutating func write(_ plan: RowPlan<R>, _ row: TableRow) throws {
    try pass?.noteFormer(plan.source, of: plan.record.id, transaction, job.tenant)
    let outcome = try plan.write(transaction, of: job.tenant, &identity)
    switch outcome {
    case .inserted: report.inserted += 1
    case .changed: report.changed += 1
    case .unchanged: report.unchanged += 1
    }
    try pass?.seen(TableSight(plan, outcome, line: row.line))
    if cells.references[R.descriptor.kind] != nil, plan.stored == nil {
      cells.references[R.descriptor.kind]?.add(plan.record.id.identifier, names: Self.names(of: plan.record))
    }
  }

  private mutating func refuse(_ row: TableRow, _ found: [RowFault]) throws {
    report.faulty += 1
    report.faultyLines.append(row.line)
    let problems = found.map { fault in
      TableProblem(
        line: row.line(of: fault.column), column: fault.column.map { $0 + 1 },
        name: fault.column.flatMap { column in
          header.flatMap { column < $0.csv.names.count ? $0.csv.names[column] : nil }
        }, problem: fault.problem)
    }
    for problem in problems { report.add(problem) }
    try pass?.seen(TableSight(line: row.line, outcome: .faulty(problems), title: ""))
    faults.add(row, problems)
  }

  private func tell() {
    progress(TableProgress(rows: report.rows, bytes: source.count.value, totalBytes: source.size))
  }

  /// Faults of the disk or the engine are not mistakes of the file.
  static func isStorage(_ problem: Problem) -> Bool { problem.code.hasPrefix("storage.") }

  private static func line(in problem: Problem) -> Int? {
    guard let words = problem.field?.split(separator: " "), words.first == "Zeile", words.count > 1 else { return nil }
    return Int(words[1].prefix { $0.isNumber })
  }
}

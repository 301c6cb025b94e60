// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Tables

/// Walks through a run's rows: as a preview that keeps nothing, or in earnest.
struct ImportWork {
  let kind: ImportKind
  let records: [ImportedRecord]

  /// What one walk found, row by row.
  struct Findings: Sendable {
    struct Row: Sendable {
      let line: Int
      let kind: RowClass
      let title: String
      let detail: RowDetail
      let candidates: [Identifier]
      let record: Identifier?
    }

    struct Source: Sendable {
      let system: String
      let source: String
      let kind: String
      let record: Identifier
      let former: String?
    }

    var rows: [Row] = []
    var sources: [Source] = []
    var vanished: [VanishedEntry] = []

    var counts: ImportCounts {
      var counts = ImportCounts()
      for row in rows { counts[row.kind] += 1 }
      return counts
    }
  }

  /// Thrown to take everything back that a preview tried.
  struct TakenBack: Error { let findings: Findings }

  /// Goes through all rows as if in earnest, and keeps nothing.
  func look(
    _ run: ImportRun, on database: Database, by principal: Principal, _ progress: ImportMeter
  ) async throws -> Findings {
    do {
      return try await database.write(by: principal, as: .bulk) { transaction in
        throw TakenBack(findings: try walk(run, transaction, progress))
      }
    } catch let end as TakenBack {
      return end.findings
    }
  }

  func walk(_ run: ImportRun, _ transaction: Transaction, _ progress: ImportMeter) throws -> Findings {
    let sheet = try transaction.importSheets(run.id).first { $0.number == run.sheet }
    guard let sheet else { throw Problem.importMoved }
    let columns = MappedColumns(run.mapping, sheet.header)
    let choices = try transaction.importChoices(run)
    var feed = RowFeed(run, transaction)
    var findings = Findings()
    let pass = ImportPass(
      tenant: run.tenant, isComplete: run.isComplete, header: columns.targets,
      next: {
        guard let row = try feed.next() else { return nil }
        progress.set(run.id, done: feed.count, of: sheet.rowCount)
        return (row.line, columns.cells(row.cells))
      },
      choice: { line in Self.choice(choices[line], insertsDoubtful: run.insertsDoubtful) },
      columnName: { columns.name(of: $0) },
      title: { kind, id in
        let found = records.first { $0.kind == kind }.map { try? $0.state(transaction, id, run.tenant) }
        return found??.title
      },
      seen: { sight, detail in findings.rows.append(Self.row(sight, detail)) },
      sourced: { system, source, kind, record, former in
        findings.sources.append(
          Findings.Source(system: system, source: source, kind: kind, record: record, former: former))
      })
    findings.vanished = try kind.perform(pass, transaction)
    return findings
  }

  /// `new`, `skip` or the id of a record.
  static func choice(_ text: String?, insertsDoubtful: Bool) -> RowChoice {
    switch text {
    case "new"?: .insert
    case "skip"?: .skip
    case let id?: Identifier(id).map(RowChoice.update) ?? .undecided
    case nil: insertsDoubtful ? .insert : .undecided
    }
  }

  private static func row(_ sight: TableSight, _ detail: RowDetail) -> Findings.Row {
    var candidates: [Identifier] = []
    let kind: RowClass
    switch sight.outcome {
    case .inserted: kind = .new
    case .changed: kind = .changed
    case .unchanged: kind = .unchanged
    case .putAway: kind = .away
    case .skipped: kind = .skipped
    case .faulty: kind = .faulty
    case .doubtful(let ids):
      kind = .doubtful
      candidates = ids
    }
    return Findings.Row(
      line: sight.line, kind: kind, title: String(sight.title.prefix(200)), detail: detail, candidates: candidates,
      record: sight.record)
  }
}

/// Hands out the rows of a run one by one, some hundred at a time in memory.
private struct RowFeed {
  private let run: ImportRun
  private let transaction: Transaction
  private var waiting: [ImportRow] = []
  private var last = 0
  private(set) var count = 0
  private static let batch = 500

  init(_ run: ImportRun, _ transaction: Transaction) {
    self.run = run
    self.transaction = transaction
  }

  mutating func next() throws -> ImportRow? {
    if waiting.isEmpty {
      waiting = try transaction.importRows(run, after: last, limit: Self.batch).reversed()
    }
    guard let row = waiting.popLast() else { return nil }
    last = row.line
    count += 1
    return row
  }
}

extension Transaction {
  /// Keeps what a walk found for each row.
  func keepFindings(_ findings: ImportWork.Findings, of run: ImportRun, withRecords: Bool) throws {
    for row in findings.rows {
      let ids = row.candidates.map(\.text).joined(separator: " ")
      let record: Value = withRecords ? row.record.map { .text($0.text) } ?? .null : .null
      try self.run(
        """
        update import_row set class = \(row.kind.rawValue), title = \(row.title),
          detail = \(ImportText.detail(row.detail)), candidates = \(ids), record = \(record)
        where run = \(run.id) and sheet = \(run.sheet) and line = \(row.line)
        """)
    }
  }
}

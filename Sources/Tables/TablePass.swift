// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Records
package import Storage

/// What somebody decided about a row that may mean a record which is there already.
package enum RowChoice: Sendable, Hashable {
  case undecided
  /// It is a new record.
  case insert
  /// It changes this record.
  case update(Identifier)
  /// It is left out.
  case skip
}

/// Rows that come from a person's upload: they go through a table within a transaction that the caller keeps or takes back,
/// and the caller decides about doubtful rows and sees what becomes of each.
///
/// Every rule of `TableImport` holds. A row is never written while it is doubtful.
package struct TablePass<R: Record> {
  package let table: RecordTable<R>
  package let tenant: TenantID
  package let words: TableWords
  /// Name of the source system of rows that do not say one.
  package var system = "csv"
  /// The name of the number that every row has to have, for lists whose numbers tell the records apart.
  package var number: String?
  package var choice: (_ line: Int) -> RowChoice = { _ in .undecided }
  /// The record that carries a number of another system without having been imported from it.
  package var adopt: (Provenance) -> RecordID<R>? = { _ in nil }
  /// Adds to a record what the kind of file says about all of its rows.
  package var complete: (inout R, Provenance?) -> Void = { _, _ in }
  /// Records of the tenant that a new one may double.
  package var doubts: (R) throws -> [Identifier] = { _ in [] }
  package var seen: (TableSight) throws -> Void = { _ in }
  /// A source was tied to a record; which record it was tied to before.
  package var sourced: (Provenance, RecordID<R>, _ former: String?) throws -> Void = { _, _, _ in }

  package init(_ table: RecordTable<R>, into tenant: TenantID, words: TableWords) {
    self.table = table
    self.tenant = tenant
    self.words = words
  }

  /// Writes the rows.
  ///
  /// - Parameters:
  ///   - header: what each column holds, in the names of files for programs; see `RecordTable.targets`.
  ///   - next: the next row, nothing at the end.
  /// - Throws: a `Problem` where the columns cannot make a record at all, and faults of the database.
  package func run(
    _ transaction: Transaction, header: [String], next: () throws -> (line: Int, cells: [String])?
  ) throws -> TableReport {
    var job = TableImport(table, into: tenant, words: words)
    job.system = system
    job.mode = .skipInvalid
    var run = try TableRun(job, transaction, .bytes([]), { _ in })
    run.pass = self
    var writer = CSVWriter(.exchange)
    writer.row(header)
    var reader = CSVReader(ByteSource(writer.take()), delimiter: .comma)
    try run.begin(reader.next() ?? CSVRow())
    while let row = try next() {
      let row = TableRow(line: row.line, cells: row.cells, lines: [])
      if row.isBlank { continue }
      run.report.rows += 1
      try run.take(row)
    }
    try run.takeWaiting()
    return run.report
  }

  /// Tells to which record a source was tied, where that changes now.
  func noteFormer(
    _ source: Provenance?, of id: RecordID<R>, _ transaction: Transaction, _ tenant: TenantID
  ) throws {
    guard let source else { return }
    let former = try transaction.first(
      """
      select record from provenance where tenant = \(tenant) and system = \(source.system)
        and kind = \(R.descriptor.kind) and source = \(source.source)
      """
    ) { $0.text() }
    if former != id.text { try sourced(source, id, former) }
  }
}

/// What became of one row.
package struct TableSight: Sendable {
  package enum Outcome: Sendable {
    case inserted, changed, unchanged
    /// The tenant archived what the source delivered before.
    case putAway
    case doubtful([Identifier])
    case skipped
    case faulty([TableProblem])
  }

  package let line: Int
  package let outcome: Outcome
  /// What a list shows of the record.
  package let title: String
  package var record: Identifier?
  package var changes: [FieldChange] = []

  init(line: Int, outcome: Outcome, title: String) {
    self.line = line
    self.outcome = outcome
    self.title = title
  }

  init<R>(_ plan: RowPlan<R>, _ outcome: RowPlan<R>.Outcome, line: Int) {
    self.line = line
    title = R.descriptor.titleField?.read(plan.record).text ?? ""
    record = plan.record.id.identifier
    switch outcome {
    case .inserted: self.outcome = .inserted
    case .unchanged: self.outcome = .unchanged
    case .changed:
      self.outcome = .changed
      changes = R.descriptor.changes(from: plan.stored?.record, to: plan.record)
    }
  }
}

// How a pass takes part in the plan of a row.
extension TableRun {
  /// The record that somebody chose for the row.
  ///
  /// - Throws: `RowRefusal.skipped`, or `RowRefusal.faulty` where the record is gone since.
  func chosen(_ claim: TableIdentity<R>.Claim, _ row: TableRow) throws -> RowPlan<R>? {
    switch pass?.choice(row.line) ?? .undecided {
    case .undecided, .insert: return nil
    case .skip: throw RowRefusal.skipped
    case .update(let id):
      let stored = try transaction.find(R.self, RecordID(id), in: .tenant(job.tenant))
      guard let stored, stored.archivedAt == nil else {
        let problem = Problem(
          "table.chosen-gone", .conflict, "Der Eintrag, den diese Zeile ändern soll, ist nicht mehr da.")
        throw RowRefusal.faulty([RowFault(column: nil, problem: problem)])
      }
      return RowPlan(record: stored.record, stored: stored, source: claim.source)
    }
  }

  /// A record that the row's source names by its number.
  func adopted(_ claim: TableIdentity<R>.Claim) throws -> Stored<R>? {
    guard let pass, let source = claim.source, let id = pass.adopt(source) else { return nil }
    let stored = try transaction.find(R.self, id, in: .tenant(job.tenant))
    return stored?.archivedAt == nil ? stored : nil
  }

  /// - Throws: `RowRefusal.doubtful` where the new record may be there already and nobody decided.
  func doubt(_ plan: RowPlan<R>, _ row: TableRow) throws {
    guard let pass, plan.stored == nil, pass.choice(row.line) == .undecided else { return }
    let ids = try pass.doubts(plan.record)
    if ids.isEmpty { return }
    throw RowRefusal.doubtful(ids, R.descriptor.titleField?.read(plan.record).text ?? "")
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// What an import did to one record or one source, as taking it back needs it.
struct ImportChange: Sendable {
  enum Operation: String, Sendable { case created, changed, archived, sourced, vanished }

  let number: Int
  let kind: String
  let record: Identifier
  let operation: Operation
  /// The version at which the record stands as the import left it; rises when a later import is taken back.
  let version: Int
  /// The version before the import; 0 for new records.
  let former: Int
  /// JSON: fields with old and new value, or system, source and former record.
  let changes: String
}

extension Connection {
  func importChanges(_ run: RecordID<ImportRun>) throws -> [ImportChange] {
    try rows(
      """
      select number, kind, record, operation, version, former, changes from import_change where run = \(run)
      order by number
      """
    ) { row in
      let (number, kind) = (row.integer(), row.text())
      let record: RecordID<ImportChange> = try row.id()
      return ImportChange(
        number: number, kind: kind, record: record.identifier,
        operation: ImportChange.Operation(rawValue: row.text()) ?? .changed, version: row.integer(),
        former: row.integer(), changes: row.text())
    }
  }

  func importChangeCount(_ run: RecordID<ImportRun>) throws -> Int {
    try number("select count(*) from import_change where run = \(run)")
  }

  /// The number of the tenant's newest audit row.
  func lastAudit(of tenant: TenantID) throws -> Int {
    try number("select coalesce(max(number), 0) from audit_log where tenant = \(tenant)")
  }
}

extension Transaction {
  /// Notes everything that this transaction changed since an audit row: what the audit says is all there is, also of records
  /// that hang on those of the file.
  func noteImported(
    _ findings: ImportWork.Findings, of run: ImportRun, after audit: Int, _ records: [ImportedRecord]
  ) throws {
    var order: [String] = []
    var noted: [String: NotedRecord] = [:]
    try each(
      """
      select action, kind, record, changes from audit_log
      where tenant = \(run.tenant) and number > \(audit) and kind <> 'import_run' order by number
      """
    ) { row in
      let action = row.text()
      let (kind, record, changes) = (row.text(), row.text(), row.text())
      let key = "\(kind) \(record)"
      if noted[key] == nil { order.append(key) }
      noted[key, default: NotedRecord(kind: kind, record: record)].add(action, ImportText.changes(changes))
    }
    var number = 0
    for key in order {
      guard let entry = noted[key], let id = Identifier(entry.record) else { continue }
      guard let kind = records.first(where: { $0.kind == entry.kind }), let state = try kind.state(self, id, run.tenant)
      else { throw UnknownImport(kind: entry.kind) }
      number += 1
      try add(entry.change(number, id, state), of: run.id)
    }
    for source in findings.sources {
      number += 1
      let change = ImportChange(
        number: number, kind: source.kind, record: source.record, operation: .sourced, version: 0, former: 0,
        changes: ImportText.list([source.system, source.source, source.former ?? ""]))
      try add(change, of: run.id)
    }
    for entry in findings.vanished {
      number += 1
      let change = ImportChange(
        number: number, kind: entry.kind, record: entry.record, operation: .vanished, version: 0,
        former: 0, changes: ImportText.list([entry.system, entry.source]))
      try add(change, of: run.id)
    }
  }

  private func add(_ change: ImportChange, of run: RecordID<ImportRun>) throws {
    try self.run(
      """
      insert into import_change (run, number, kind, record, operation, version, former, changes)
      values (\(run), \(change.number), \(change.kind), \(change.record.text), \(change.operation.rawValue),
        \(change.version), \(change.former), \(change.changes))
      """)
  }
}

/// The table writes a kind of record that nobody could take back; a fault of the program, never of a file.
struct UnknownImport: Error { let kind: String }

/// What the audit says of one record.
private struct NotedRecord {
  let kind: String
  let record: String
  private var steps = 0
  private var fields: [String] = []
  private var changes: [String: FieldChange] = [:]

  init(kind: String, record: String) {
    self.kind = kind
    self.record = record
  }

  mutating func add(_ action: String, _ more: [FieldChange]) {
    if !action.hasSuffix(".translated") { steps += 1 }
    for change in more {
      if let first = changes[change.field] {
        changes[change.field] = FieldChange(field: change.field, old: first.old, new: change.new)
      } else {
        fields.append(change.field)
        changes[change.field] = change
      }
    }
  }

  /// Every row but a translation made one version, so a record that has no more versions than rows is new.
  func change(_ number: Int, _ id: Identifier, _ state: ImportedRecord.State) -> ImportChange {
    let isNew = steps > 0 && state.version == steps
    return ImportChange(
      number: number, kind: kind, record: id,
      operation: isNew ? .created : state.isArchived ? .archived : .changed, version: state.version,
      former: state.version - steps,
      changes: ImportText.changes(fields.compactMap { changes[$0] }))
  }
}

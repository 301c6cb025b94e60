// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Takes a whole import back, or says what stands in the way.
struct ImportUndo {
  let records: [ImportedRecord]

  /// A record that was changed after the import.
  struct Obstacle: Sendable {
    let kind: String
    let record: Identifier
    /// `Organisation „Haus der Vielfalt“`.
    let title: String
    let who: String
    let at: Moment?
  }

  /// Thrown when something stands in the way; nothing was changed.
  struct Blocked: Error { let obstacles: [Obstacle] }

  static let shownLimit = 200

  /// Everything that was changed since, at most 200.
  func obstacles(_ run: ImportRun, _ connection: Connection) throws -> [Obstacle] {
    var obstacles: [Obstacle] = []
    for change in try connection.importChanges(run.id) where obstacles.count < Self.shownLimit {
      guard let kind = kind(of: change), try isInTheWay(change, kind, run, connection) else { continue }
      let last = try connection.history(change.kind, change.record, of: run.tenant, limit: 1).first
      let title = try kind.state(connection, change.record, run.tenant)?.title ?? ""
      obstacles.append(
        Obstacle(
          kind: change.kind, record: change.record, title: "\(kind.one) „\(title)“", who: last?.actor.name ?? "",
          at: last.flatMap { Moment(iso: $0.at) }))
    }
    return obstacles
  }

  /// Takes the run back within a transaction.
  ///
  /// - Throws: `Blocked` with everything that was changed since; a `Problem` where the run cannot be taken back any more.
  func undo(_ run: ImportRun, _ transaction: Transaction) throws {
    guard run.state == .done || run.state == .undoing else { throw Problem.importMoved }
    let obstacles = try obstacles(run, transaction)
    if !obstacles.isEmpty { throw Blocked(obstacles: obstacles) }
    for change in try transaction.importChanges(run.id).reversed() { try takeBack(change, run, transaction) }
    var done = run
    done.state = .undone
    done.undoneAt = transaction.now
    done.undoneName = transaction.principal.name
    done.message = ""
    try transaction.saveImportRun(done, from: .done, .undoing)
    try transaction.audit("import.undone", kind: "import_run", record: run.id.identifier, of: run.tenant)
  }

  private func kind(of change: ImportChange) -> ImportedRecord? {
    change.operation == .sourced || change.operation == .vanished
      ? nil : records.first { $0.kind == change.kind }
  }

  /// A new record that somebody archived meanwhile is where undoing would bring it.
  private func isInTheWay(
    _ change: ImportChange, _ kind: ImportedRecord, _ run: ImportRun, _ connection: Connection
  ) throws -> Bool {
    guard let state = try kind.state(connection, change.record, run.tenant) else { return true }
    if change.operation == .created && state.isArchived { return false }
    if state.version != change.version { return true }
    for field in ImportText.changes(change.changes) {
      let parts = field.field.split(separator: ".")
      guard parts.count == 2, let language = Language(parts[1]) else { continue }
      let text = try kind.translation(connection, change.record, String(parts[0]), language)
      if text ?? "" != field.new.text ?? "" { return true }
    }
    return false
  }

  private func takeBack(_ change: ImportChange, _ run: ImportRun, _ transaction: Transaction) throws {
    switch change.operation {
    case .sourced: return try transaction.takeSourceBack(change, run.tenant)
    case .vanished: return try transaction.takeVanishedBack(change, run.tenant)
    case .created, .changed, .archived: break
    }
    guard let kind = kind(of: change), let state = try kind.state(transaction, change.record, run.tenant) else {
      return
    }
    switch change.operation {
    case .created:
      if !state.isArchived { try kind.archive(transaction, change.record, run.tenant) }
    case .archived:
      try kind.unarchive(transaction, change.record, run.tenant)
      try kind.setBack(transaction, change.record, run.tenant, ImportText.changes(change.changes))
    default: try kind.setBack(transaction, change.record, run.tenant, ImportText.changes(change.changes))
    }
    guard let now = try kind.state(transaction, change.record, run.tenant) else { return }
    try transaction.continueEarlierImports(change, run.id, at: now.version)
  }
}

extension Transaction {
  /// The record has its former content again under a new version: imports before this one can still be taken back.
  fileprivate func continueEarlierImports(
    _ change: ImportChange, _ run: RecordID<ImportRun>, at version: Int
  ) throws {
    try self.run(
      """
      update import_change set version = \(version)
      where kind = \(change.kind) and record = \(change.record.text) and version = \(change.former) and run <> \(run)
        and operation in ('created', 'changed', 'archived')
      """)
  }

  /// The next import of the file must not take the archived record for the one that is meant.
  fileprivate func takeSourceBack(_ change: ImportChange, _ tenant: TenantID) throws {
    let parts = ImportText.list(change.changes)
    guard parts.count == 3 else { return }
    if parts[2].isEmpty {
      try run(
        """
        delete from provenance where tenant = \(tenant) and kind = \(change.kind) and system = \(parts[0])
          and source = \(parts[1]) and record = \(change.record.text)
        """)
    } else {
      try run(
        """
        update provenance set record = \(parts[2]) where tenant = \(tenant) and kind = \(change.kind)
          and system = \(parts[0]) and source = \(parts[1]) and record = \(change.record.text)
        """)
    }
  }

  fileprivate func takeVanishedBack(_ change: ImportChange, _ tenant: TenantID) throws {
    let parts = ImportText.list(change.changes)
    guard parts.count == 2 else { return }
    try run(
      """
      update provenance set vanished_at = null where tenant = \(tenant) and kind = \(change.kind)
        and system = \(parts[0]) and source = \(parts[1])
      """)
  }
}

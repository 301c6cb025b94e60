// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Takes a whole merge back, or says what stands in the way.
struct MergeUndo {
  /// Everything that a merge may have changed.
  let kinds: [MergedKind]

  /// A record that was changed after the merge.
  struct Obstacle: Sendable {
    /// `Organisation „Haus der Vielfalt“`.
    let title: String
    let who: String
    let at: Moment?
  }

  /// Thrown when something stands in the way; nothing was changed.
  struct Blocked: Error { let obstacles: [Obstacle] }

  static let shownLimit = 200

  /// Everything that was changed since, at most 200.
  func obstacles(_ merge: Merge, _ connection: Connection) throws -> [Obstacle] {
    let changes = try connection.mergeChanges(merge.id)
    var newest: [Identifier: Int] = [:]
    for change in changes where change.operation != .sourced && change.operation != .translated {
      newest[change.record] = max(newest[change.record] ?? 0, change.version)
    }
    var obstacles: [Obstacle] = []
    var seen: Set<Identifier> = []
    for change in changes where change.operation != .sourced && obstacles.count < Self.shownLimit {
      guard let kind = kind(change), try isInTheWay(change, newest[change.record], kind, merge, connection),
        seen.insert(change.record).inserted
      else { continue }
      let last = try connection.history(change.kind, change.record, of: merge.tenant, limit: 1).first
      let title = try kind.state(connection, change.record, merge.tenant)?.title ?? ""
      obstacles.append(
        Obstacle(
          title: title.isEmpty || kind.about != nil ? kind.one : "\(kind.one) „\(title)“", who: last?.actor.name ?? "",
          at: last.flatMap { Moment(iso: $0.at) }))
    }
    return obstacles
  }

  /// Takes the merge back within a transaction.
  ///
  /// - Throws: `Blocked` with everything that was changed since; a `Problem` where it was taken back already.
  func undo(_ merge: Merge, _ transaction: Transaction) throws {
    guard let present = try transaction.merge(merge.id, of: merge.tenant), present.undoneAt == nil else {
      throw Problem.mergeUndone
    }
    let obstacles = try obstacles(present, transaction)
    if !obstacles.isEmpty { throw Blocked(obstacles: obstacles) }
    let changes = try transaction.mergeChanges(merge.id)
    for change in changes.reversed() where change.operation != .changed { try takeBack(change, present, transaction) }
    try setBack(changes.filter { $0.operation == .changed }, present, transaction)
    try transaction.run(
      """
      update record_merge set undone_at = \(transaction.now), undone_name = \(transaction.principal.name)
      where id = \(merge.id) and tenant = \(merge.tenant)
      """)
    try continueEarlier(changes, present, transaction)
    let states = try [merge.source, merge.target].compactMap { id in
      try kinds.first { $0.kind == merge.kind }?.state(transaction, id, merge.tenant)
    }
    for state in states {
      try transaction.audit("\(state.kind).merge-undone", kind: state.kind, record: state.id, of: merge.tenant)
    }
    try transaction.audit("merge.undone", kind: "record_merge", record: merge.id.identifier, of: merge.tenant)
    try transaction.noteNeighbours(of: states)
  }

  private func kind(_ change: MergeChange) -> MergedKind? { kinds.first { $0.kind == change.kind } }

  private func isInTheWay(
    _ change: MergeChange, _ newest: Int?, _ kind: MergedKind, _ merge: Merge, _ connection: Connection
  ) throws -> Bool {
    guard let state = try kind.state(connection, change.record, merge.tenant) else { return true }
    if let newest, state.version != newest { return true }
    guard change.operation == .translated, let place = Self.place(change.field) else { return false }
    return try connection.mergeTranslations(change.kind, change.record)[place] ?? "" != change.new.text ?? ""
  }

  private static func place(_ field: String) -> TranslationPlace? {
    let parts = field.split(separator: ".")
    guard parts.count == 2, let language = Language(parts[1]) else { return nil }
    return TranslationPlace(field: String(parts[0]), language: language)
  }

  private func takeBack(_ change: MergeChange, _ merge: Merge, _ transaction: Transaction) throws {
    if change.operation == .sourced {
      return try takeSourceBack(change, merge, transaction)
    }
    guard let kind = kind(change), let state = try kind.state(transaction, change.record, merge.tenant) else {
      throw Problem.mergeMoved
    }
    switch change.operation {
    case .archived: try kind.restore(transaction, state)
    case .moved: _ = try kind.set(transaction, state, [change.field: change.old], "merge-undone")
    case .translated:
      guard let place = Self.place(change.field) else { return }
      try kind.translate(transaction, state, place.field, place.language, change.old.text ?? "")
    case .changed, .sourced: break
    }
  }

  /// The record that stayed gets all its former values in one step.
  private func setBack(_ changes: [MergeChange], _ merge: Merge, _ transaction: Transaction) throws {
    guard let first = changes.first else { return }
    guard let kind = kind(first), let state = try kind.state(transaction, merge.target, merge.tenant) else {
      throw Problem.mergeMoved
    }
    let former = Dictionary(changes.map { ($0.field, $0.old) }, uniquingKeysWith: { first, _ in first })
    _ = try kind.set(transaction, state, former, "merge-undone")
  }

  /// Only what still leads to the record that stayed.
  private func takeSourceBack(_ change: MergeChange, _ merge: Merge, _ transaction: Transaction) throws {
    guard let source = change.new.text, let old = change.old.text.flatMap({ Identifier($0) }) else { return }
    let present = try transaction.mergeSources(change.kind, change.record, merge.tenant)
    guard present.contains(where: { $0.system == change.field && $0.id == source }) else { return }
    try transaction.moveSource((change.field, source), change.kind, to: old, merge.tenant)
  }

  /// The records have their former content again under new versions: merges before this one can still be taken back.
  private func continueEarlier(_ changes: [MergeChange], _ merge: Merge, _ transaction: Transaction) throws {
    var former: [Identifier: (kind: String, version: Int)] = [:]
    for change in changes where change.operation != .sourced && change.operation != .translated {
      let version = min(former[change.record]?.version ?? change.former, change.former)
      former[change.record] = (change.kind, version)
    }
    for (record, before) in former {
      guard let kind = kinds.first(where: { $0.kind == before.kind }),
        let now = try kind.state(transaction, record, merge.tenant)
      else { continue }
      try transaction.run(
        """
        update record_merge_change set version = \(now.version)
        where kind = \(before.kind) and record = \(record.text) and version = \(before.version) and merge <> \(merge.id)
          and operation in ('changed', 'moved', 'archived')
        """)
    }
  }
}

extension Problem {
  static let mergeUndone = Problem(
    "duplicates.undone", .conflict, "Diese Zusammenführung wurde schon zurückgenommen.")
}

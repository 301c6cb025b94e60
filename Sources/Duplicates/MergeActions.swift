// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Makes two records one, within a transaction: all of it or nothing.
///
/// The one that stays gets the chosen values; whatever referred to the other one refers to it; the other one is archived.
/// Everything that was changed is written down, so that `MergeUndo` finds the way back.
struct MergeWork {
  private let plan: MergePlan
  private let kinds: [MergedKind]
  private let transaction: Transaction
  private let merge: RecordID<Merge>
  private var count = 0
  private var moved = 0

  /// How deep a twin may have twins: an offer's place, its times, their exceptions.
  private static let depth = 5

  /// - Parameter kinds: everything that may refer to the records.
  init(_ plan: MergePlan, _ kinds: [MergedKind], _ transaction: Transaction) {
    self.plan = plan
    self.kinds = kinds
    self.transaction = transaction
    merge = transaction.makeID()
  }

  private var tenant: TenantID { plan.target.tenant }

  /// - Throws: a `Problem` where a rule speaks against the record as it would be, or somebody changed either meanwhile.
  mutating func run(_ sides: [String: MergeSide]) throws -> Merge {
    let values = try plan.values(sides)
    let kind = plan.kind
    let done = Merge(
      id: merge, tenant: tenant, kind: kind.kind, source: plan.source.id, target: plan.target.id,
      sourceTitle: plan.source.title, targetTitle: plan.target.title, at: transaction.now,
      by: transaction.principal.name, undoneAt: nil, undoneBy: "")
    try transaction.addMerge(done)
    let target = try keep(values)
    try translate(target, sides)
    try takeSources()
    try move(kind.kind, from: plan.source.id, to: plan.target.id, depth: 0)
    try archive()
    try transaction.audit("\(kind.kind).merged", kind: kind.kind, record: plan.target.id, of: tenant)
    try transaction.audit("\(kind.kind).merged-into", kind: kind.kind, record: plan.source.id, of: tenant)
    try transaction.audit("merge.done", kind: "record_merge", record: merge.identifier, of: tenant)
    try transaction.forgetDuplicates(kind.kind, plan.source.id)
    try transaction.noteNeighbours(of: [plan.source, target])
    return done
  }

  private mutating func log(_ change: MergeChange) throws {
    count += 1
    try transaction.addMergeChange(change, count, of: merge)
  }

  private mutating func keep(_ values: [String: Value]) throws -> MergeState {
    try plan.kind.keep(transaction, plan.target, values)
    guard let now = try plan.kind.merged.state(transaction, plan.target.id, tenant) else { throw Problem.mergeMoved }
    for info in plan.kind.fields {
      let (old, new) = (plan.target.values[info.name] ?? .null, now.values[info.name] ?? .null)
      if old == new || (old.isBlank && new.isBlank) { continue }
      try log(
        MergeChange(
          operation: .changed, kind: now.kind, record: now.id, field: info.name, old: old, new: new,
          former: plan.target.version, version: now.version))
    }
    return now
  }

  private mutating func archive() throws {
    guard let source = try plan.kind.merged.state(transaction, plan.source.id, tenant) else { throw Problem.mergeMoved }
    try plan.kind.archive(transaction, source)
    try log(
      MergeChange(
        operation: .archived, kind: source.kind, record: source.id, former: source.version,
        version: source.version + 1))
  }

  /// Translations follow the text that they translate: all of a field whose text was taken from the other record, and those
  /// that are missing where both texts were the same.
  private mutating func translate(_ target: MergeState, _ sides: [String: MergeSide]) throws {
    let kept = try transaction.mergeTranslations(target.kind, target.id)
    let given = try transaction.mergeTranslations(target.kind, plan.source.id)
    let differing = Set(plan.fields.map(\.info.name))
    for (place, text) in given.sorted(by: { ($0.key.field, $0.key.language) < ($1.key.field, $1.key.language) }) {
      let old = kept[place]
      if text.isEmpty || old == text || plan.kind.fixed.contains(place.field) { continue }
      let isTaken = differing.contains(place.field) ? sides[place.field] == .other : (old ?? "").isEmpty
      guard isTaken else { continue }
      try plan.kind.merged.translate(transaction, target, place.field, place.language, text)
      try log(
        MergeChange(
          operation: .translated, kind: target.kind, record: target.id, field: "\(place.field).\(place.language.code)",
          old: old.map(Value.text) ?? .null, new: .text(text), former: target.version, version: target.version))
    }
  }

  private mutating func takeSources() throws {
    for source in try transaction.mergeSources(plan.kind.kind, plan.source.id, tenant) {
      try transaction.moveSource(source, plan.kind.kind, to: plan.target.id, tenant)
      try log(
        MergeChange(
          operation: .sourced, kind: plan.kind.kind, record: plan.target.id, field: source.system,
          old: .text(plan.source.id.text), new: .text(source.id), former: 0, version: 0))
    }
  }

  // MARK: - References

  private mutating func move(_ kind: String, from source: Identifier, to target: Identifier, depth: Int) throws {
    guard depth < Self.depth else { return }
    for referring in kinds {
      for (field, states) in try referring.pointing(to: kind, source, of: tenant, transaction) {
        for state in states {
          if referring.kind == kind && (state.id == source || state.id == target) { continue }
          guard let state = try referring.state(transaction, state.id, tenant) else { continue }
          try move(state, field, referring, to: target, depth: depth)
        }
      }
    }
  }

  private mutating func move(
    _ state: MergeState, _ field: String, _ referring: MergedKind, to target: Identifier, depth: Int
  ) throws {
    moved += 1
    if moved > MergedKind.limit { throw Problem.mergeTooLarge }
    let new: Value = try wouldCircle(state, field, referring, target) ? .null : .text(target.text)
    if let twin = try twin(of: state, field, new, referring, target) {
      try move(referring.kind, from: state.id, to: twin.id, depth: depth + 1)
      try referring.archive(transaction, state)
      return try log(
        MergeChange(
          operation: .archived, kind: state.kind, record: state.id, former: state.version, version: state.version + 1))
    }
    let version = try referring.set(transaction, state, [field: new], "merged")
    try log(
      MergeChange(
        operation: .moved, kind: state.kind, record: state.id, field: field, old: state.values[field] ?? .null,
        new: new, former: state.version, version: version))
  }

  /// A record that stays and says the same as one that would be moved.
  private func twin(
    of state: MergeState, _ field: String, _ new: Value, _ referring: MergedKind, _ target: Identifier
  ) throws -> MergeState? {
    guard !referring.twins.isEmpty, !state.isArchived else { return nil }
    return try referring.pointing(transaction, field, target.text, tenant).first { other in
      !other.isArchived && other.id != state.id
        && referring.twins.allSatisfy { other.values[$0] == ($0 == field ? new : state.values[$0]) }
    }
  }

  /// Whether a part of the other record is above the one that stays, so that moving it would close a circle.
  private func wouldCircle(
    _ state: MergeState, _ field: String, _ referring: MergedKind, _ target: Identifier
  ) throws -> Bool {
    guard referring.kind == plan.kind.kind, referring.references(to: referring.kind).contains(field) else {
      return false
    }
    var above = try referring.state(transaction, target, tenant)?.reference(field)
    for _ in 0..<50 {
      guard let id = above else { return false }
      if id == state.id { return true }
      above = try referring.state(transaction, id, tenant)?.reference(field)
    }
    return true
  }
}

extension Problem {
  static let mergeTooLarge = Problem(
    "duplicates.too-large", .conflict,
    "An dem Eintrag hängen mehr als \(MergedKind.limit) andere. So viele lassen sich nicht auf einmal zusammenführen.")
}

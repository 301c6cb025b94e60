// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// What `PersonalKind` does, while the record's type is still known.
struct TypedHolding<R: Record>: Sendable {
  private let begin: PersonalKind.Begin
  private let fields: [ErasableField<R>]
  /// References that cannot be empty; they are gone when what they point to is erased.
  private let others: [Field<R>]
  private let kind = R.descriptor.kind

  init(_ begin: PersonalKind.Begin) {
    self.begin = begin
    let fields = R.descriptor.fields.compactMap { ErasableField($0) }
    self.fields = fields
    others = R.descriptor.fields.filter { field in
      field.info.personal != nil && !fields.contains { $0.field.name == field.name }
    }
  }

  private var base: SQL {
    switch begin {
    case .archived: "archived_at"
    case .created: "created_at"
    }
  }

  @Sendable func counts(_ connection: Connection, _ scope: Scope, _ today: Day) throws -> [HoldingCount] {
    guard !fields.isEmpty || !others.isEmpty else { return [] }
    let years = [1, 2, 3, 5].map { RetentionRules.anniversary(today, yearsAgo: $0) }
    var due: SQL = "0 = 1"
    for field in fields {
      guard case .days(let days)? = field.field.info.personal?.retention else { continue }
      due = "\(due) or (\(field.heldCondition) and \(base) < \(RetentionRules.cutoff(days: days, on: today)))"
    }
    return try connection.rows(
      """
      select tenant, \(Self.sum("created_at >= \(years[0])")),
        \(Self.sum("created_at < \(years[0]) and created_at >= \(years[1])")),
        \(Self.sum("created_at < \(years[1]) and created_at >= \(years[2])")),
        \(Self.sum("created_at < \(years[2]) and created_at >= \(years[3])")),
        \(Self.sum("created_at < \(years[3])")), \(Self.sum(due))
      from \(table: R.self) where \(scope.condition) and (\(held)) group by tenant order by tenant
      """
    ) { row in
      let tenant: TenantID = try row.id()
      let ages = (0..<5).map { _ in row.integer() }
      return HoldingCount(tenant: tenant, byAge: ages, isDue: row.integer())
    }
  }

  private static func sum(_ condition: SQL) -> SQL { "sum(case when \(condition) then 1 else 0 end)" }

  private var held: SQL {
    let erasable = fields.reduce("0 = 1" as SQL) { "\($0) or \($1.heldCondition)" }
    return others.reduce(erasable) { "\($0) or \(column: $1) is not null" }
  }

  @Sendable func search(
    _ connection: Connection, _ tenant: TenantID, _ query: PersonQuery, _ limit: Int
  ) throws -> [KeptRecord] {
    let personal = R.descriptor.fields.filter { $0.info.personal != nil }
    let conditions = personal.compactMap { query.condition(on: $0) }
    guard !conditions.isEmpty else { return [] }
    let any = conditions.reduce("0 = 1" as SQL) { "\($0) or \($1)" }
    return try connection.select(R.self, in: .tenant(tenant), where: "(\(any))", limit: limit).map(kept)
  }

  @Sendable func load(_ connection: Connection, _ tenant: TenantID, _ id: Identifier) throws -> KeptRecord? {
    try connection.find(R.self, RecordID(id), in: .tenant(tenant)).map(kept)
  }

  private func kept(_ stored: Stored<R>) -> KeptRecord {
    KeptRecord(
      kind: kind, id: stored.id.identifier, tenant: stored.tenant,
      title: R.descriptor.titleField?.read(stored.record).text ?? "", createdAt: stored.createdAt,
      archivedAt: stored.archivedAt,
      values: R.descriptor.fields.filter { $0.info.audience != .nobody || $0.info.personal != nil }.map { field in
        KeptRecord.Named(
          name: field.name, label: field.info.label, isPersonal: field.info.personal != nil,
          value: field.read(stored.record))
      })
  }

  /// A record counts as done when its erasure was noted since the days began, so that values which only its history still
  /// holds are erased too.
  @Sendable func due(
    _ connection: Connection, _ step: RetentionStep, _ cutoff: Moment, _ limit: Int
  ) throws -> [(TenantID, Identifier)] {
    guard let first = fields.first(where: { step.fields.contains($0.field.name) }) else { return [] }
    return try connection.rows(
      """
      select tenant, id from \(table: R.self) where \(base) is not null and \(base) < \(cutoff)
        and not exists (select 1 from erasure where erasure.kind = \(kind) and erasure.record = \(table: R.self).id
          and erasure.field = \(first.field.name) and erasure.erased_at >= \(table: R.self).\(base))
      order by id limit \(limit)
      """
    ) { row in (try row.id(), try row.identifier()) }
  }

  /// Blanks the fields of one record everywhere: row, translations, history.
  ///
  /// - Parameter names: nothing else is touched.
  /// - Returns: the fields that held something.
  @Sendable func erase(
    _ transaction: Transaction, _ tenant: TenantID, _ id: Identifier, _ names: Set<String>
  ) throws -> [String] {
    guard let stored = try transaction.find(R.self, RecordID(id), in: .tenant(tenant)) else { throw Problem.notFound }
    let chosen = fields.filter { names.contains($0.field.name) }
    let filled = chosen.filter { $0.isHeld($0.field.read(stored.record)) }
    if !filled.isEmpty {
      var values: SQL = "modified_at = \(transaction.now), version = version + 1"
      for field in filled { values = "\(values), \(column: field.field) = \(field.blank(of: id))" }
      try transaction.run(
        "update \(table: R.self) set \(values) where id = \(stored.id) and tenant = \(tenant)")
    }
    let all = chosen.map(\.field.name)
    try transaction.run(
      "delete from translation where kind = \(kind) and record = \(stored.id) and field in (\(list: all))")
    try transaction.redactAudit(kind, id, of: tenant, fields: Set(all))
    for name in all { try transaction.noteErasure(kind, id, name, of: tenant) }
    guard !filled.isEmpty else { return [] }
    try transaction.audit(
      "\(kind).erased", kind: kind, record: id, of: tenant,
      changes: filled.map { FieldChange(field: $0.field.name, old: .null, new: .null) })
    try transaction.noteChange(kind, id, of: tenant, stored.archivedAt == nil ? .saved : .removed)
    return filled.map(\.field.name)
  }
}

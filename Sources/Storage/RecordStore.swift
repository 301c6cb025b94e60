// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// Whose records a query may see. There is no query without one.
package enum Scope: Sendable, Hashable {
  case tenant(TenantID)
  /// The same for records that the condition names by their ids or walks along: the tenant is only compared, so that engines begin
  /// with the ids and not with all that the tenant has.
  case tenantOfKnown(TenantID)
  /// Of all tenants: only the public portal and the coordination's own stores may ask so.
  case everyTenant

  package var condition: SQL {
    switch self {
    case .tenant(let tenant): "tenant = \(tenant)"
    case .tenantOfKnown(let tenant): "coalesce(tenant, '') = \(tenant)"
    case .everyTenant: "1 = 1"
    }
  }

  /// The same for conditions that name ids, or walk along them.
  package var ofKnown: Scope {
    if case .tenant(let tenant) = self { .tenantOfKnown(tenant) } else { self }
  }
}

/// A record with what the store knows of it.
package struct Stored<R: Record>: Sendable {
  package var record: R
  package let tenant: TenantID
  /// Counts the saves, from 1; a save that started from an older version is refused.
  package let version: Int
  package let createdAt: Moment
  package let modifiedAt: Moment
  package let archivedAt: Moment?

  package var id: RecordID<R> { record.id }
}

extension Connection {
  /// One record, archived or not; nothing for an unknown id or another tenant's record.
  package func find<R: Record>(_ type: R.Type, _ id: RecordID<R>, in scope: Scope) throws -> Stored<R>? {
    try first(
      "\(Self.selection(type)) where id = \(id) and \(scope.condition)"
    ) { try Self.stored(&$0) }
  }

  /// Records that are not archived.
  ///
  /// - Parameters:
  ///   - condition: further conditions on the record's columns.
  ///   - order: columns to sort by; the id follows, so that paging is stable.
  package func list<R: Record>(
    _ type: R.Type, in scope: Scope, where condition: SQL = "1 = 1", order: SQL = "id", limit: Int = 1000,
    offset: Int = 0
  ) throws -> [Stored<R>] {
    try rows(
      """
      \(Self.selection(type)) where archived_at is null and \(scope.condition) and \(condition)
      order by \(order), id limit \(limit) offset \(offset)
      """
    ) { try Self.stored(&$0) }
  }

  /// All records that are not archived, in the order of their ids, piece by piece.
  package func eachBatch<R: Record>(
    of type: R.Type, in scope: Scope, where condition: SQL = "1 = 1", size: Int = 1000,
    _ body: ([Stored<R>]) throws -> Void
  ) throws {
    var last = ""
    while true {
      let batch = try list(type, in: scope.ofKnown, where: "id > \(last) and \(condition)", limit: size)
      if let id = batch.last?.id.text { last = id }
      if !batch.isEmpty { try body(batch) }
      if batch.count < size { return }
    }
  }

  package func count<R: Record>(_ type: R.Type, in scope: Scope, where condition: SQL = "1 = 1") throws -> Int {
    try number(
      "select count(*) from \(table: type) where archived_at is null and \(scope.condition) and \(condition)")
  }

  static func selection<R: Record>(_ type: R.Type) -> SQL {
    SQL(
      trusted:
        "select id, tenant, version, created_at, modified_at, archived_at, \(R.descriptor.columnList) from \(R.descriptor.kind)"
    )
  }

  static func stored<R: Record>(_ row: inout Row) throws -> Stored<R> {
    let id = RecordID<R>(try row.identifier())
    let tenant = TenantID(try row.identifier())
    let version = row.integer()
    let created = try moment(row.text(), column: 3)
    let modified = try moment(row.text(), column: 4)
    let archived = try row.optionalText().map { try moment($0, column: 5) }
    var record = R(id: id)
    for field in R.descriptor.fields { try field.place(row.value(), in: &record) }
    return Stored(
      record: record, tenant: tenant, version: version, createdAt: created, modifiedAt: modified, archivedAt: archived)
  }

  private static func moment(_ text: String, column: Int) throws -> Moment {
    guard let moment = Moment(iso: text) else { throw StorageFault.unreadable(column: column) }
    return moment
  }
}

extension Transaction {
  /// Keeps a new record.
  ///
  /// - Throws: a `Problem` with every field that breaks its limits.
  package func insert<R: Record>(_ record: R, of tenant: TenantID, as action: String? = nil) throws {
    try check(record)
    let descriptor = R.descriptor
    var values: [Value] = [record.id.value, tenant.value, .integer(1), now.value, now.value]
    values.reserveCapacity(values.count + descriptor.fields.count)
    for field in descriptor.fields { values.append(field.read(record)) }
    try run(
      SQL(
        trusted:
          "insert into \(descriptor.kind) (id, tenant, version, created_at, modified_at, \(descriptor.columnList)) "
          + "values (?, ?, ?, ?, ?\(descriptor.marks))", values))
    try log(action ?? "\(descriptor.kind).created", record.id, tenant, descriptor.changes(from: nil, to: record))
  }

  /// Keeps a changed record, if nobody else changed it meanwhile. Saving what is already there does nothing.
  ///
  /// - Returns: whether anything was different.
  /// - Throws: a `Problem` `record.changed-meanwhile` when `stored` is not the newest version.
  @discardableResult
  package func save<R: Record>(_ record: R, over stored: Stored<R>, as action: String? = nil) throws -> Bool {
    try check(record)
    let descriptor = R.descriptor
    let changes = descriptor.changes(from: stored.record, to: record)
    guard !changes.isEmpty else { return false }
    let columns = changes.map { "\($0.field) = ?" }.joined(separator: ", ")
    let values: [Value] =
      changes.map(\.new) + [now.value, record.id.value, stored.tenant.value, .integer(Int64(stored.version))]
    let count = try run(
      SQL(
        trusted: "update \(descriptor.kind) set \(columns), modified_at = ?, version = version + 1 "
          + "where id = ? and tenant = ? and version = ?", values))
    if count == 0 { throw Self.changedMeanwhile(descriptor.one) }
    if descriptor.isTranslated {
      try keepTranslations(
        of: record.id, from: stored.version, to: stored.version + 1, except: changes.map(\.field))
    }
    try log(action ?? "\(descriptor.kind).changed", record.id, stored.tenant, changes)
    return true
  }

  /// Takes a record out of all lists without forgetting it.
  package func archive<R: Record>(_ stored: Stored<R>, as action: String? = nil) throws {
    let count = try run(
      """
      update \(table: R.self) set archived_at = \(now), modified_at = \(now), version = version + 1
      where id = \(stored.id) and tenant = \(stored.tenant) and version = \(stored.version) and archived_at is null
      """)
    if count == 0 { throw Self.changedMeanwhile(R.descriptor.one) }
    try audit(
      action ?? "\(R.descriptor.kind).archived", kind: R.descriptor.kind, record: stored.id.identifier,
      of: stored.tenant)
    try noteChange(R.descriptor.kind, stored.id.identifier, of: stored.tenant, .removed)
  }

  private func check<R: Record>(_ record: R) throws {
    if let problem = Problem.joined(R.descriptor.problems(in: record)) { throw problem }
  }

  private func log<R>(_ action: String, _ id: RecordID<R>, _ tenant: TenantID, _ changes: [FieldChange]) throws
  where R: Record {
    try audit(action, kind: R.descriptor.kind, record: id.identifier, of: tenant, changes: changes)
    try noteChange(R.descriptor.kind, id.identifier, of: tenant, .saved)
  }

  private static func changedMeanwhile(_ name: String) -> Problem {
    Problem(
      "record.changed-meanwhile", .conflict,
      "„\(name)“ wurde inzwischen von jemand anderem geändert. Bitte laden Sie die Seite neu.")
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// How all records of one kind leave an installation and come into another one, column by column.
struct TransferKind: Sendable {
  struct Reference: Sendable {
    let column: Int
    let kind: String
    let isRequired: Bool
  }

  let kind: String
  let table: SQL
  /// All columns in their order: those of every record, then the fields.
  let columns: [String]
  let references: [Reference]
  private let names: [SQL]

  static func of<R: Record>(_ type: R.Type) -> TransferKind {
    let own: [SQL] = ["id", "tenant", "version", "created_at", "modified_at", "archived_at"]
    let fields = R.descriptor.fields
    return TransferKind(
      kind: R.descriptor.kind, table: "\(table: R.self)", columns: own.map(\.text) + fields.map(\.name),
      references: fields.enumerated().compactMap { index, field in
        guard case .reference(let kind) = field.info.kind else { return nil }
        return Reference(column: own.count + index, kind: kind, isRequired: field.info.isRequired)
      },
      names: own + fields.map { "\(column: $0)" })
  }

  /// All records of a tenant, archived ones too. What points to records of other tenants does not come along: an optional
  /// reference becomes empty, a record that cannot be without it stays behind.
  ///
  /// - Parameter tables: of the kinds that come along.
  func export(
    _ connection: Connection, _ tenant: TenantID, tables: [String: SQL], _ take: ([Value]) throws -> Void
  ) throws {
    var columns = names.map { "\(table).\($0)" as SQL }
    var condition: SQL = "\(table).tenant = \(tenant)"
    for reference in references {
      guard let target = tables[reference.kind] else { continue }
      let name: SQL = "\(table).\(names[reference.column])"
      let isOwn: SQL = "exists (select 1 from \(target) as other where other.id = \(name) and other.tenant = \(tenant))"
      if reference.isRequired {
        condition = "\(condition) and \(isOwn)"
      } else {
        columns[reference.column] = "case when \(isOwn) then \(name) end"
      }
    }
    let list = columns.dropFirst().reduce(columns[0]) { "\($0), \($1)" }
    try connection.each("select \(list) from \(table) where \(condition) order by \(table).id") { row in
      var values: [Value] = []
      values.reserveCapacity(columns.count)
      for _ in columns { values.append(row.value()) }
      try take(values)
    }
  }

  func insert(_ values: [Value], _ transaction: Transaction) throws {
    let list = names.dropFirst().reduce(names[0]) { "\($0), \($1)" }
    let marks = values.dropFirst().reduce("\(values[0])" as SQL) { "\($0), \($1)" }
    try transaction.run("insert into \(table) (\(list)) values (\(marks))")
  }

  func set(_ column: Int, of id: Value, to value: Value, _ transaction: Transaction) throws {
    try transaction.run("update \(table) set \(names[column]) = \(value) where id = \(id)")
  }

  func count(_ connection: Connection, _ tenant: TenantID) throws -> Int {
    try connection.number("select count(*) from \(table) where tenant = \(tenant)")
  }

  func clear(_ tenant: TenantID, _ transaction: Transaction) throws {
    try transaction.run("delete from \(table) where tenant = \(tenant)")
  }
}

/// Tables beside the records that come along: each with its columns in order.
struct TransferTable: Sendable {
  let name: String
  let table: SQL
  let columns: [String]
  let list: SQL
  let order: SQL

  /// Translations have no tenant; they come with their records.
  static let translations = TransferTable(
    name: "translation", table: "translation",
    columns: ["kind", "record", "language", "field", "text", "source_version", "modified_at"],
    list: "kind, record, language, field, text, source_version, modified_at", order: "record, language, field")

  static let ofTenant = [
    TransferTable(
      name: "provenance", table: "provenance",
      columns: ["tenant", "system", "kind", "source", "record", "address", "fingerprint", "seen_at", "vanished_at"],
      list: "tenant, system, kind, source, record, address, fingerprint, seen_at, vanished_at",
      order: "system, kind, source"),
    TransferTable(
      name: "attachment_file", table: "attachment_file", columns: ["tenant", "id", "content"],
      list: "tenant, id, content", order: "id"),
    TransferTable(
      name: "erasure", table: "erasure", columns: ["kind", "record", "field", "tenant", "erased_at"],
      list: "kind, record, field, tenant, erased_at", order: "kind, record, field"),
    TransferTable(
      name: "audit_log", table: "audit_log",
      columns: [
        "tenant", "number", "at", "actor_kind", "actor", "actor_name", "action", "kind", "record", "changes",
        "previous", "seal", "salt",
      ],
      list: "tenant, number, at, actor_kind, actor, actor_name, action, kind, record, changes, previous, seal, salt",
      order: "number"),
    TransferTable(
      name: "audit_head", table: "audit_head", columns: ["tenant", "number", "seal"], list: "tenant, number, seal",
      order: "number"),
  ]

  func export(_ connection: Connection, where condition: SQL, _ take: ([Value]) throws -> Void) throws {
    try connection.each("select \(list) from \(table) where \(condition) order by \(order)") { row in
      var values: [Value] = []
      for _ in columns { values.append(row.value()) }
      try take(values)
    }
  }

  func insert(_ values: [Value], _ transaction: Transaction) throws {
    let marks = values.dropFirst().reduce("\(values[0])" as SQL) { "\($0), \($1)" }
    try transaction.run("insert into \(table) (\(list)) values (\(marks))")
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// A way to look at a list that one person keeps: what it is narrowed by, its order and columns.
struct SavedView: Sendable, Hashable {
  let id: Identifier
  let name: String
  /// `ListQuery.text`.
  let query: String
  let isDefault: Bool

  static let most = 30
  static let nameLimit = 80
}

/// Keeps views; everybody reaches only their own, in the tenant that they work in.
struct SavedViewStore: Sendable {
  let account: Identifier
  let tenant: TenantID
  let desk: String

  private var own: SQL { "account = \(account.text) and tenant = \(tenant) and desk = \(desk)" }

  func all(_ connection: Connection) throws -> [SavedView] {
    try connection.rows(
      "select id, name, query, is_default from saved_view where \(own) order by name, id limit \(SavedView.most)"
    ) { row in
      SavedView(
        id: try row.id(Tenant.self).identifier, name: row.text(), query: row.text(), isDefault: row.flag())
    }
  }

  /// A view with the name of one that is there takes its place.
  ///
  /// - Throws: a `Problem` for a missing or long name, or when there are too many.
  func keep(_ name: String, _ query: String, isDefault: Bool, _ transaction: Transaction) throws {
    guard !name.isEmpty, name.unicodeScalars.count <= SavedView.nameLimit, !name.utf8.contains(where: { $0 < 32 })
    else {
      throw Problem(
        "list.view-name", .invalid,
        "Bitte geben Sie der Ansicht einen Namen (höchstens \(SavedView.nameLimit) Zeichen).",
        field: "name")
    }
    let same = try transaction.first("select id from saved_view where \(own) and name = \(name)") { $0.text() }
    if same == nil, try transaction.number("select count(*) from saved_view where \(own)") >= SavedView.most {
      throw Problem(
        "list.too-many-views", .conflict, "Sie haben schon \(SavedView.most) Ansichten. Bitte löschen Sie zuerst eine.")
    }
    if isDefault { try transaction.run("update saved_view set is_default = 0 where \(own)") }
    let id = same.flatMap { Identifier($0) } ?? transaction.makeID(Tenant.self).identifier
    try transaction.run(
      """
      insert into saved_view (id, tenant, account, desk, name, query, is_default, created_at)
      values (\(id.text), \(tenant), \(account.text), \(desk), \(name), \(query), \(isDefault), \(transaction.now))
      on conflict (id) do update set query = excluded.query, is_default = excluded.is_default
      """)
    try transaction.audit("saved_view.kept", kind: "saved_view", record: id, of: tenant)
  }

  /// - Throws: a `Problem` "not found" for anybody else's view.
  func remove(_ id: Identifier, _ transaction: Transaction) throws {
    guard try transaction.run("delete from saved_view where id = \(id.text) and \(own)") > 0 else {
      throw Problem.notFound
    }
    try transaction.audit("saved_view.removed", kind: "saved_view", record: id, of: tenant)
  }
}

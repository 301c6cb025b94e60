// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
package import Records
internal import Storage
package import Web

/// The list of one desk's records: search, filters, order, columns, saved views, and the same as a file.
package struct DeskList<R: Record>: Sendable {
  let desk: Desk<R>
  let services: Services
  let references: [String: ReferenceSource]
  private let tables = ListTables<R>()

  /// - Parameter references: the kinds that fields of the record refer to; others are shown by their ids.
  package init(_ desk: Desk<R>, _ services: Services, references: [ReferenceSource] = []) {
    self.desk = desk
    self.services = services
    self.references = Dictionary(references.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var path: DeskPath { DeskPath(desk.slug) }

  package var routes: [Route] {
    let view = Requirement.permission(desk.view)
    return [
      .staff(.get, path.pattern(), view, list),
      .staff(.get, path.pattern("ausgabe", "csv"), view) { try await export($0, .csv) },
      .staff(.get, path.pattern("ausgabe", "xlsx"), view) { try await export($0, .xlsx) },
      .staff(.post, path.pattern("ansichten"), view, keepView),
      .staff(.post, path.pattern("ansichten", "{view}", "loeschen"), view, removeView),
    ]
  }

  // MARK: - Pages

  @Sendable private func list(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let choices = choices(staff, tenant)
    let views = views(staff, tenant)
    if staff.query.pairs.isEmpty, let standard = try await services.database.read(views.all).first(where: \.isDefault) {
      return .seeOther(staff.view.link(path.list(viewPairs(standard, choices))))
    }
    let query = try ListQuery(staff.query, choices)
    let page = try await services.database.read { connection in
      let store = store(staff, tenant, choices, connection)
      let slice = try store.slice(query)
      return try ListPageContent(
        slice: slice, views: views.all(connection), book: book(connection, tenant, slice.records, query))
    }
    let view = ListPageView(
      desk: desk, query: query, choices: choices, content: page, staff: staff, references: references,
      organisations: ListReach(staff.user, desk, in: tenant))
    return staff.page(StaffHead(R.descriptor.many, current: path.list), view.html)
  }

  @Sendable private func keepView(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let tenant = try staff.tenant()
    let choices = choices(staff, tenant)
    let query = try ListQuery(Parameters(encoded: (form["abfrage"] ?? "").utf8), choices)
    let views = views(staff, tenant)
    let (name, isDefault) = (form["name"] ?? "", form["standard"] == "1")
    try await services.database.write(by: staff.principal) {
      try views.keep(name, query.text, isDefault: isDefault, $0)
    }
    let kept = try await services.database.read(views.all).first { $0.name == name }
    return .seeOther(staff.view.link(path.list(kept.map { viewPairs($0, choices) } ?? query.pairs)))
  }

  @Sendable private func removeView(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    guard let id = Identifier(staff.visit.part("view")) else { throw Problem.notFound }
    let views = views(staff, try staff.tenant())
    try await services.database.write(by: staff.principal) { try views.remove(id, $0) }
    return .seeOther(staff.view.link(path.list([(ListQuery.viewName, ListQuery.noView)])))
  }

  // MARK: - What pages and files need

  func choices(_ staff: StaffVisit, _ tenant: TenantID) -> ListQuery.Choices {
    let visible = FieldAccess(
      R.descriptor.fields.map(\.info), for: staff.user, in: tenant, fixed: [], hidden: desk.hidden
    ).visible
    let columns = desk.columns.compactMap { name in visible.first { $0.name == name } }
    let filters = desk.filters.compactMap { name in visible.first { $0.name == name } }
    let first = columns.first { ListSort.isPossible($0.kind) }?.name ?? ListSort.changed
    return ListQuery.Choices(
      visible: visible, columns: columns.isEmpty ? Array(visible.prefix(1)) : columns,
      filters: filters.filter { FieldFilter.isPossible($0.kind) }, standard: ListSort(first))
  }

  func store(
    _ staff: StaffVisit, _ tenant: TenantID, _ choices: ListQuery.Choices, keepsTable: Bool = true,
    _ connection: Connection
  ) -> ListStore<R> {
    ListStore(
      desk: desk, tenant: tenant, reach: ListReach(staff.user, desk, in: tenant), visible: choices.visible,
      references: references, tables: tables, keepsTable: keepsTable, connection: connection)
  }

  /// The words behind the codes and ids of some records, and of the filters.
  func book(
    _ connection: Connection, _ tenant: TenantID, _ records: [Stored<R>], _ query: ListQuery
  ) throws -> FieldText {
    var values: [(info: FieldInfo, value: Value)] = []
    for info in query.columns {
      guard case .reference = info.kind, let field = R.descriptor.field(info.name) else { continue }
      values += records.map { (info, field.read($0.record)) }
    }
    for (info, filter) in query.filters {
      if case .reference = info.kind, case .anyOf(let ids) = filter { values += ids.map { (info, .text($0)) } }
    }
    let titles = try ReferenceBook(Array(references.values)).titles(of: values, connection, tenant)
    return FieldText(vocabulary: try desk.vocabulary(connection, tenant), titles: titles)
  }

  private func views(_ staff: StaffVisit, _ tenant: TenantID) -> SavedViewStore {
    SavedViewStore(account: staff.user.account, tenant: tenant, desk: desk.slug)
  }

  /// The address of a view; what it says and the list no longer knows is left out.
  private func viewPairs(_ view: SavedView, _ choices: ListQuery.Choices) -> [(String, String)] {
    let query = (try? ListQuery(Parameters(encoded: view.query.utf8), choices)) ?? ListQuery(choices)
    return query.pairs + [(ListQuery.viewName, view.id.text)]
  }
}

/// What a page of a list shows beside what was asked for.
struct ListPageContent<R: Record>: Sendable {
  let slice: ListSlice<R>
  let views: [SavedView]
  let book: FieldText
}

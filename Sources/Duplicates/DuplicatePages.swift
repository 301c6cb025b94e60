// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The pages on which staff look through pairs and merge them.
struct DuplicatePages: Sendable {
  let services: Services
  let kinds: [DuplicateKind]
  let referring: [MergedKind]
  let centers: Live<CenterBook>

  static let perPage = 25

  init(_ services: Services, _ kinds: [DuplicateKind], _ referring: [MergedKind]) {
    self.services = services
    self.kinds = kinds
    self.referring = referring
    centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
  }

  var database: Database { services.database }

  var routes: [Route] {
    let view = Requirement.permission(Duplicates.view)
    let merge = Requirement.permission(Duplicates.merge)
    return [
      .staff(.get, DuplicatePath.listPattern, view, list),
      .staff(.post, DuplicatePath.rebuildPattern, merge, rebuild),
      .staff(.get, DuplicatePath.pairPattern, view) { try await compare($0) },
      .staff(.post, DuplicatePath.mergePattern, merge, self.merge),
      .staff(.post, DuplicatePath.dismissPattern, merge, dismiss),
      .staff(.get, DuplicatePath.mergesPattern, view, merges),
      .staff(.get, DuplicatePath.onePattern, view) { try await showMerge($0) },
      .staff(.post, DuplicatePath.undoPattern, merge, undo),
      .staff(.get, DuplicatePath.acrossPattern, .permission(Duplicates.across), across),
    ]
  }

  /// The kinds that the person may see in the tenant in which they work.
  func visibleKinds(_ staff: StaffVisit) throws(Problem) -> [DuplicateKind] {
    let tenant = try staff.tenant()
    try staff.require(Duplicates.view, about: Subject(tenant: tenant))
    return kinds.filter { staff.may($0.view, about: Subject(tenant: tenant, kind: $0.kind)) }
  }

  func notice(_ staff: StaffVisit) -> DuplicateNotice? {
    staff.query[DuplicateNotice.parameter].flatMap { DuplicateNotice(rawValue: $0) }
  }

  // MARK: - The list

  @Sendable private func list(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let visible = try visibleKinds(staff)
    let chosen = staff.query["art"]
    let shown = chosen == nil ? visible : visible.filter { $0.slug == chosen }
    if chosen != nil && shown.isEmpty { throw Problem.notFound }
    let page = try ListPage(staff.query, perPage: Self.perPage)
    let names = shown.map(\.kind)
    let (rows, total) = try await database.read { connection -> ([DuplicateListView.Line], Int) in
      let pairs = try connection.duplicatePairs(of: tenant, names, limit: page.perPage, offset: page.offset)
      return (try lines(pairs, tenant, connection), try connection.countDuplicatePairs(of: tenant, names))
    }
    let view = DuplicateListView(
      view: staff.view, token: staff.formToken, kinds: visible, chosen: chosen, rows: rows, total: total, page: page,
      mayMerge: staff.may(Duplicates.merge, about: Subject(tenant: tenant)), told: notice(staff))
    return staff.page(StaffHead(staff.view[DuplicateWord.title], current: DuplicatePath.list), view.html)
  }

  /// Pairs whose records both still stand open.
  private func lines(
    _ pairs: [ListedPair], _ tenant: TenantID, _ connection: Connection
  ) throws -> [DuplicateListView.Line] {
    var states: [Identifier: MergeState] = [:]
    for kind in kinds {
      let ids = Set(pairs.filter { $0.kind == kind.kind }.flatMap { [$0.one, $0.other] }).sorted()
      for state in try kind.some(connection, .tenant(tenant), ids) { states[state.id] = state }
    }
    return pairs.compactMap { pair in
      guard let kind = kinds.first(where: { $0.kind == pair.kind }), let one = states[pair.one],
        let other = states[pair.other]
      else { return nil }
      return DuplicateListView.Line(kind: kind, pair: pair, one: one, other: other)
    }
  }

  @Sendable private func rebuild(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let tenant = try staff.tenant()
    try staff.require(Duplicates.merge, about: Subject(tenant: tenant))
    try await database.write(by: staff.principal) { transaction in
      let id = try transaction.enqueue(DuplicateJobs.rebuild, of: tenant, input: "")
      try transaction.audit("duplicates.rebuild-asked", kind: "job", record: id.identifier, of: tenant)
    }
    return .seeOther(staff.view.link(DuplicatePath.list(told: .rebuilding)))
  }

  // MARK: - Across centres

  @Sendable private func across(_ staff: StaffVisit) async throws -> Reply {
    let page = try ListPage(staff.query, perPage: Self.perPage)
    let (pairs, total) = try await database.read { connection in
      (try connection.acrossPairs(limit: page.perPage, offset: page.offset), try connection.countAcrossPairs())
    }
    let main = AcrossView(view: staff.view, pairs: pairs, total: total, page: page, centers: try await centers()).html
    return staff.page(StaffHead(staff.view[DuplicateWord.across], current: DuplicatePath.across), main)
  }
}

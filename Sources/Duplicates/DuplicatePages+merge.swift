// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The names of the fields that the form of a merge sends.
enum MergeInput {
  static let keptVersion = "version-bleibt"
  static let otherVersion = "version-geht"
  static let recall = "zurueck"

  static func side(_ field: String) -> String { "seite-" + field }
}

extension DuplicatePages {
  /// What the address of a pair means for the person.
  struct Asked: Sendable {
    let kind: DuplicateKind
    let tenant: TenantID
    let target: Identifier
    let source: Identifier

    /// - Throws: a `Problem` "not found" for records that are not there or belong to another tenant.
    func plan(_ connection: Connection) throws -> MergePlan {
      guard let kept = try kind.merged.state(connection, target, tenant),
        let other = try kind.merged.state(connection, source, tenant)
      else { throw Problem.notFound }
      return try MergePlan(kind, target: kept, source: other)
    }
  }

  private func asked(_ staff: StaffVisit) throws -> Asked {
    let slug = staff.visit.part("art")
    guard let kind = try visibleKinds(staff).first(where: { $0.slug == slug }) else { throw Problem.notFound }
    let target: RecordID<Merge> = try staff.visit.id("bleibt")
    let source: RecordID<Merge> = try staff.visit.id("geht")
    return Asked(kind: kind, tenant: try staff.tenant(), target: target.identifier, source: source.identifier)
  }

  private func mayMerge(_ asked: Asked, _ staff: StaffVisit) -> Bool {
    staff.may(Duplicates.merge, about: Subject(tenant: asked.tenant))
      && [asked.target, asked.source].allSatisfy { id in
        staff.may(asked.kind.edit, about: Subject(tenant: asked.tenant, kind: asked.kind.kind, record: id))
      }
  }

  private func requireMerge(_ asked: Asked, _ staff: StaffVisit) throws {
    try staff.require(Duplicates.merge, about: Subject(tenant: asked.tenant))
    for id in [asked.target, asked.source] {
      try staff.require(asked.kind.edit, about: Subject(tenant: asked.tenant, kind: asked.kind.kind, record: id))
    }
  }

  /// Both records side by side, with what was chosen already.
  func compare(
    _ staff: StaffVisit, problem: Problem? = nil, sides: [String: MergeSide]? = nil
  ) async throws -> Reply {
    let asked = try asked(staff)
    let content = try await database.read { connection -> CompareContent in
      try CompareContent(try asked.plan(connection), referring, connection)
    }
    let page = CompareView(
      view: staff.view, token: staff.formToken, content: content, sides: sides ?? content.plan.suggested,
      problem: problem, mayMerge: mayMerge(asked, staff), told: notice(staff))
    let head = StaffHead(
      staff.view[DuplicateWord.compareTitle], current: DuplicatePath.list,
      crumbs: [(staff.view[DuplicateWord.title], DuplicatePath.list)])
    return staff.page(head, page.html, status: HTTPResponse.Status(code: problem?.kind.status ?? 200))
  }

  @Sendable func merge(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let asked = try asked(staff)
    try requireMerge(asked, staff)
    let sides = Self.sides(form)
    let seen = [form[MergeInput.keptVersion], form[MergeInput.otherVersion]].map { $0.flatMap { Int($0) } }
    let referring = referring
    do {
      let merge = try await database.write(by: staff.principal) { transaction -> Merge in
        let plan = try asked.plan(transaction)
        guard seen == [plan.target.version, plan.source.version] else { throw Problem.mergeMoved }
        var work = MergeWork(plan, referring, transaction)
        return try work.run(sides)
      }
      return .seeOther(staff.view.link(DuplicatePath.one(merge.id, told: .merged)))
    } catch let problem as Problem where problem.kind == .invalid || problem.code == Problem.mergeMoved.code {
      return try await compare(staff, problem: problem, sides: sides)
    }
  }

  private static func sides(_ form: Parameters) -> [String: MergeSide] {
    var sides: [String: MergeSide] = [:]
    for pair in form.pairs {
      guard let field = pair.name.split(separator: "-", maxSplits: 1).last, pair.name == MergeInput.side(String(field)),
        let side = MergeSide(rawValue: pair.value)
      else { continue }
      sides[String(field)] = side
    }
    return sides
  }

  @Sendable func dismiss(_ staff: StaffVisit) async throws -> Reply {
    let form = try await staff.form()
    let asked = try asked(staff)
    try requireMerge(asked, staff)
    let isDismissed = form[MergeInput.recall] == nil
    try await database.write(by: staff.principal) { transaction in
      _ = try asked.plan(transaction)
      try transaction.dismissDuplicate(
        asked.tenant, asked.kind.kind, asked.target, asked.source, isDismissed: isDismissed)
    }
    return .seeOther(staff.view.link(DuplicatePath.list(told: isDismissed ? .dismissed : .recalled)))
  }

  // MARK: - Merges and the way back

  @Sendable func merges(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let visible = try visibleKinds(staff)
    let page = try ListPage(staff.query, perPage: Self.perPage)
    let names = visible.map(\.kind)
    let (found, total) = try await database.read { connection in
      (
        try connection.merges(of: tenant, names, limit: page.perPage, offset: page.offset),
        try connection.countMerges(of: tenant, names)
      )
    }
    let view = MergeListView(view: staff.view, kinds: visible, merges: found, total: total, page: page)
    return staff.page(
      StaffHead(
        staff.view[DuplicateWord.merges], current: DuplicatePath.list,
        crumbs: [(staff.view[DuplicateWord.title], DuplicatePath.list)]), view.html)
  }

  private func found(_ staff: StaffVisit) async throws -> (Merge, DuplicateKind) {
    let tenant = try staff.tenant()
    let id: RecordID<Merge> = try staff.visit.id("lauf")
    let visible = try visibleKinds(staff)
    guard let merge = try await database.read({ try $0.merge(id, of: tenant) }),
      let kind = visible.first(where: { $0.kind == merge.kind })
    else { throw Problem.notFound }
    return (merge, kind)
  }

  func showMerge(_ staff: StaffVisit, blocked: [MergeUndo.Obstacle] = [], problem: Problem? = nil) async throws -> Reply
  {
    let (merge, kind) = try await found(staff)
    let changes = try await database.read { try $0.mergeChanges(merge.id) }
    let asked = Asked(kind: kind, tenant: merge.tenant, target: merge.target, source: merge.source)
    let view = MergeView(
      view: staff.view, token: staff.formToken, merge: merge, kind: kind, changes: changes, obstacles: blocked,
      problem: problem, mayUndo: mayMerge(asked, staff) && merge.undoneAt == nil, told: notice(staff))
    let status = blocked.isEmpty ? problem?.kind.status ?? 200 : 409
    return staff.page(
      StaffHead(
        staff.view[DuplicateWord.mergeTitle], current: DuplicatePath.list,
        crumbs: [
          (staff.view[DuplicateWord.title], DuplicatePath.list),
          (staff.view[DuplicateWord.merges], DuplicatePath.merges),
        ]), view.html, status: HTTPResponse.Status(code: status))
  }

  @Sendable func undo(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let (merge, kind) = try await found(staff)
    try requireMerge(Asked(kind: kind, tenant: merge.tenant, target: merge.target, source: merge.source), staff)
    let referring = referring
    do {
      try await database.write(by: staff.principal) { try MergeUndo(kinds: referring).undo(merge, $0) }
    } catch let blocked as MergeUndo.Blocked {
      return try await showMerge(staff, blocked: blocked.obstacles)
    } catch let problem as Problem where problem.kind == .conflict || problem.kind == .invalid {
      return try await showMerge(staff, problem: problem)
    }
    return .seeOther(staff.view.link(DuplicatePath.one(merge.id, told: .undone)))
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Who may see one record, and the rights that are given on it alone.
struct AccessPages: Sendable {
  let services: Services
  let book: RightsBook

  var routes: [Route] {
    [
      Route.staff(.get, RightsPath.accessPattern, .permission(Rights.explain), show),
      Route.staff(.post, RightsPath.accessPattern, .permission(Rights.keepTeam), give),
      Route.staff(.post, RightsPath.endGrantPattern, .permission(Rights.keepTeam), end),
    ]
  }

  private func show(_ staff: StaffVisit) async throws -> Reply {
    try await page(staff, RightsForm(staff.view), .ok)
  }

  private func give(_ staff: StaffVisit) async throws -> Reply {
    let (kind, subject) = try await find(staff, Rights.keepTeam)
    let form = try await staff.form()
    do {
      let grant = try wish(form, kind, subject, staff)
      try await services.database.write(by: staff.principal) { transaction in
        try transaction.give(grant, on: subject, by: staff.user)
      }
    } catch let problem as Problem {
      return try await page(staff, RightsForm(staff.view, form, problem), problem.status)
    }
    return try Self.back(staff, subject)
  }

  private func end(_ staff: StaffVisit) async throws -> Reply {
    let (_, subject) = try await find(staff, Rights.keepTeam)
    let id = try staff.visit.id("grant", AccessGrant.self)
    _ = try await staff.form()
    try await services.database.write(by: staff.principal) { transaction in
      guard let grant = try transaction.find(AccessGrant.self, id, in: .tenant(subject.tenant)),
        grant.archivedAt == nil,
        grant.record.kind == subject.kind, grant.record.record == subject.record?.text
      else { throw Problem.notFound }
      try transaction.archive(grant, as: "access_grant.ended")
    }
    return try Self.back(staff, subject)
  }

  /// The right that a form names; whoever gives it must hold it on this very record.
  private func wish(
    _ form: Parameters, _ kind: AccessSubject, _ subject: Subject, _ staff: StaffVisit
  ) throws(Problem) -> AccessGrant {
    guard case .session = staff.user.means else { throw RightsRules.ownRights }
    guard let permission = kind.permissions.first(where: { $0.name == form["recht"] }) else {
      throw Problem("rights.permission", .invalid, "Bitte wählen Sie ein Recht.", field: "recht")
    }
    try staff.require(permission, about: subject)
    guard let person = form["person"].flatMap({ RecordID<Account>($0) }) else {
      throw Problem("rights.person", .invalid, "Bitte wählen Sie eine Person.", field: "person")
    }
    if person.identifier == staff.user.account { throw RightsRules.ownRights }
    let (from, until) = (try form.day("von"), try form.day("bis"))
    try RightsRules.checkLoan(from: from, until: until, today: services.database.time.today)
    var grant = AccessGrant(id: RecordID(staff.user.account))
    (grant.account, grant.permission) = (person, permission.name)
    (grant.from, grant.until, grant.reason) = (from, until, form["grund"] ?? "")
    return grant
  }

  /// The record of an address, in the tenant that the person works in; everything else is not found.
  private func find(_ staff: StaffVisit, _ permission: Permission) async throws -> (AccessSubject, Subject) {
    let tenant = try staff.tenant()
    let name = staff.visit.part("kind")
    guard let kind = book.subjects().first(where: { $0.kind == name }),
      let record = Identifier(staff.visit.part("record")),
      let subject = try await services.database.read({ try kind.find($0, record, tenant) })
    else { throw Problem.notFound }
    try staff.require(permission, about: subject)
    return (kind, subject)
  }

  private static func back(_ staff: StaffVisit, _ subject: Subject) throws -> Reply {
    guard let record = subject.record else { throw Problem.notFound }
    return .seeOther(staff.view.link(RightsPath.access(subject.kind, record).telling(.saved)))
  }

  // MARK: - Page

  private func page(_ staff: StaffVisit, _ form: RightsForm, _ status: HTTPResponse.Status) async throws -> Reply {
    let (kind, subject) = try await find(staff, Rights.explain)
    let today = services.database.time.today
    let found = try await services.database.read { connection in
      let grants = try connection.openGrants(on: subject, today)
      return (
        explanation: try AccessExplanation(subject, kind.permissions, connection, on: today), grants: grants,
        team: try connection.team(of: subject.tenant, on: today),
        names: try connection.accountNames(Array(Set(grants.map(\.record.account)))),
        title: try subject.record.flatMap { try kind.title(connection, $0, subject.tenant) }
      )
    }
    let view = staff.view
    let mayGive = staff.may(Rights.keepTeam, about: subject)
    let main: HTML = """
      <h1>\(view[RightsText.access])</h1>\
      <p class="eyebrow" lang="de">\(kind.label)\(found.title.map { ": <bdi>\($0)</bdi>" as HTML })</p>\(form.summary)
      \(found.explanation.table(view))
      <section class="sec"><h2>\(view[RightsText.grants])</h2>\
      \(grants(found.grants, found.names, staff, mayGive: mayGive))</section>
      \(if: mayGive, self.form(form, kind, subject, found.team, staff))
      """
    let record = subject.record.map { [(found.title ?? kind.label, kind.desk.record($0.text))] } ?? []
    let head = StaffHead(
      view[RightsText.access], current: kind.desk.list, crumbs: [(kind.many, kind.desk.list)] + record)
    return staff.page(head, main, status: status)
  }

  private func grants(
    _ grants: [Stored<AccessGrant>], _ names: [RecordID<Account>: Account], _ staff: StaffVisit, mayGive: Bool
  ) -> HTML {
    let view = staff.view
    if grants.isEmpty { return "<p class=\"muted\">\(view[RightsText.none])</p>" }
    return """
      <ul class="plain">\(each: grants, { grant in
        """
        <li class="box" lang="de"><b>\(names[grant.record.account]?.name ?? "–")</b>: \(book.label(grant.record.permission)), \
        \(grant.record.from?.german) – \(grant.record.until?.german)<br>\(grant.record.reason) (\(grant.record.givenBy))\
        \(if: mayGive, end(grant, staff))</li>
        """
      })</ul>
      """
  }

  private func end(_ grant: Stored<AccessGrant>, _ staff: StaffVisit) -> HTML {
    guard let record = Identifier(grant.record.record) else { return HTML() }
    let path = RightsPath.endGrant(grant.record.kind, record, grant.id)
    return """
      <form method="post" action="\(staff.view.link(path))">\(staff.formToken)\
      <button class="btn alt">\(staff.view[RightsText.end])</button></form>
      """
  }

  private func form(
    _ form: RightsForm, _ kind: AccessSubject, _ subject: Subject, _ team: [TeamRow], _ staff: StaffVisit
  ) -> HTML {
    guard let record = subject.record else { return HTML() }
    let view = staff.view
    let others = team.filter { $0.account.identifier != staff.user.account }
    let rights = kind.permissions.filter { staff.may($0, about: subject) }
    return """
      <section class="sec"><h2>\(view[RightsText.grantNew])</h2>\
      <form class="form" method="post" action="\(view.link(RightsPath.access(subject.kind, record)))" novalidate>\
      \(staff.formToken)\(form.select("person", .person, others.map { (value: $0.account.text, label: $0.name) }))\
      \(form.select("recht", .grantRight, rights.map { (value: $0.name, label: $0.label) }))\
      \(form.line("von", .from, type: "date", limit: 10))\(form.line("bis", .until, type: "date", limit: 10))\
      \(form.line("grund", .grantReason, limit: 300))\
      <button class="btn">\(view[RightsText.grantButton])</button></form></section>
      """
  }
}

extension Connection {
  /// The rights on one record that are not over, those that begin later too.
  func openGrants(on subject: Subject, _ day: Day) throws -> [Stored<AccessGrant>] {
    try list(
      AccessGrant.self, in: .tenant(subject.tenant),
      where: "kind = \(subject.kind) and record = \(subject.record?.text ?? "") and valid_until >= \(day)", limit: 200)
  }
}

extension Transaction {
  /// Gives somebody of the team a right on one record.
  ///
  /// - Throws: a `Problem` for accounts that have no role in the tenant.
  func give(_ wish: AccessGrant, on subject: Subject, by giver: SignedIn) throws {
    guard let record = subject.record,
      try team(of: subject.tenant, on: now.berlin.day).contains(where: { $0.account == wish.account })
    else {
      throw Problem("rights.not-in-team", .invalid, "Diese Person gehört nicht zum Team.", field: "person")
    }
    var grant = AccessGrant(id: makeID())
    (grant.account, grant.permission, grant.kind, grant.record) = (
      wish.account, wish.permission, subject.kind, record.text
    )
    (grant.from, grant.until, grant.reason, grant.givenBy) = (wish.from, wish.until, wish.reason, giver.name)
    try insert(grant, of: subject.tenant)
  }
}

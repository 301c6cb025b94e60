// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The people of a tenant: list, invitation, roles, deputies, removal (F153, F155).
struct TeamPages: Sendable {
  /// Names the tenant in addresses; operators need it, nobody else gains anything by it.
  static let tenantField = "zentrum"

  let services: Services

  var routes: [Route] {
    let view = Requirement.permission(Rights.viewTeam)
    let keep = Requirement.permission(Rights.keepTeam)
    return [
      Route.staff(.get, RightsPath.teamPattern, view, list),
      Route.staff(.get, RightsPath.tablePattern, view, table),
      Route.staff(.get, RightsPath.invitePattern, keep, showInvitation),
      Route.staff(.post, RightsPath.invitePattern, keep, invite),
      Route.staff(.get, RightsPath.entryPattern, keep, showEntry),
      Route.staff(.post, RightsPath.entryPattern, keep, change),
      Route.staff(.post, RightsPath.deputyPattern, keep, lend),
      Route.staff(.post, RightsPath.removePattern, keep, remove),
    ]
  }

  // MARK: - List

  private func list(_ staff: StaffVisit) async throws -> Reply {
    let team = try await team(staff, Rights.viewTeam)
    let query = try TeamQuery(staff.query)
    let today = services.database.time.today
    let found = try await services.database.read { connection in
      (rows: try connection.team(of: team.tenant, on: today), book: try CenterBook(connection))
    }
    let teams = Self.isOperator(staff.user) ? Self.teams(found.book, staff.view) : []
    let view = TeamView(team: team, staff: staff)
    return staff.page(
      StaffHead(staff.view[RightsText.team], current: RightsPath.team),
      view.list(query.rows(found.rows), query, teams: teams))
  }

  private func table(_ staff: StaffVisit) async throws -> Reply {
    let team = try await team(staff, Rights.viewTeam)
    let query = try TeamQuery(staff.query)
    let today = services.database.time.today
    let rows = query.rows(try await services.database.read { try $0.team(of: team.tenant, on: today) })
    if !staff.visit.isHead {
      try await services.database.write(by: staff.principal) { transaction in
        try transaction.audit(
          "membership_entry.exported", kind: "membership_entry", record: team.tenant.identifier, of: team.tenant,
          changes: [FieldChange(field: "count", old: .null, new: .integer(Int64(rows.count)))])
      }
    }
    var writer = CSVWriter(.spreadsheet)
    writer.row(["Name", "E-Mail", "Konto", "Rolle", "Organisation", "Vertretung von", "Von", "Bis"])
    for row in rows {
      writer.row([
        row.name, row.mail, row.status.label, row.role.label, row.organisation, row.deputyFor, row.from?.iso ?? "",
        row.until?.iso ?? "",
      ])
    }
    return Reply(.ok, "text/csv; charset=utf-8", writer.take())
      .with(.contentDisposition, "attachment; filename=\"team.csv\"")
  }

  // MARK: - Invitation

  private func showInvitation(_ staff: StaffVisit) async throws -> Reply {
    let team = try await team(staff, Rights.keepTeam)
    return try await invitation(staff, team, RightsForm(staff.view, ["rolle": team.usualRole.rawValue]), .ok)
  }

  private func invite(_ staff: StaffVisit) async throws -> Reply {
    let team = try await team(staff, Rights.keepTeam)
    let form = try await staff.form()
    do {
      let wish = try Self.wish(form)
      let name = form["name"] ?? ""
      let mail = form["mail"] ?? ""
      if mail.isEmpty {
        throw Problem("rights.mail", .invalid, "Bitte geben Sie die E-Mail-Adresse an.", field: "mail")
      }
      let giver = RightsGiver(user: staff.user, team: team)
      let letters = AccountLetters(services)
      try await services.database.write(by: staff.principal) { transaction in
        let (account, _) = try letters.invite(
          name: name, mail: mail, language: .german, by: giver.user.name, of: team.tenant, transaction)
        try giver.give(wish, to: account.id, transaction)
      }
    } catch let problem as Problem {
      return try await invitation(staff, team, RightsForm(staff.view, form, problem), problem.status)
    }
    return .seeOther(staff.view.link(RightsPath.team(of: team.tenant).telling(.invited)))
  }

  private func invitation(
    _ staff: StaffVisit, _ team: Team, _ form: RightsForm, _ status: HTTPResponse.Status
  ) async throws -> Reply {
    let organisations = try await services.database.read { try $0.organisationChoices(of: team.tenant) }
    let view = TeamView(team: team, staff: staff)
    return staff.page(
      view.head(staff.view[RightsText.invite]), view.invitation(form, organisations: organisations), status: status)
  }

  // MARK: - One person

  private func showEntry(_ staff: StaffVisit) async throws -> Reply {
    let team = try await team(staff, Rights.keepTeam)
    return try await entryPage(staff, team, nil, .ok)
  }

  private func change(_ staff: StaffVisit) async throws -> Reply {
    try await act(staff) { giver, entry, form, transaction in
      try giver.change(entry, to: try Self.wish(form), transaction)
    }
  }

  private func lend(_ staff: StaffVisit) async throws -> Reply {
    try await act(staff) { giver, entry, form, transaction in
      guard let person = form["person"].flatMap({ RecordID<Account>($0) }) else {
        throw Problem("rights.person", .invalid, "Bitte wählen Sie eine Person.", field: "person")
      }
      try giver.lend(entry, to: person, from: try form.day("von"), until: try form.day("bis"), transaction)
    }
  }

  private func remove(_ staff: StaffVisit) async throws -> Reply {
    try await act(staff) { giver, entry, _, transaction in try giver.remove(entry, transaction) }
  }

  /// One intention about one entry of the team; what is wrong is shown on the entry's page with what was typed.
  private func act(
    _ staff: StaffVisit,
    _ action: @escaping @Sendable (RightsGiver, Stored<MembershipEntry>, Parameters, Transaction) throws -> Void
  ) async throws -> Reply {
    let team = try await team(staff, Rights.keepTeam)
    let id = try staff.visit.id("entry", MembershipEntry.self)
    let form = try await staff.form()
    let giver = RightsGiver(user: staff.user, team: team)
    do {
      try await services.database.write(by: staff.principal) { transaction in
        try action(giver, try giver.entry(id, transaction), form, transaction)
      }
    } catch let problem as Problem where problem.kind != .notFound {
      return try await entryPage(staff, team, RightsForm(staff.view, form, problem), problem.status)
    }
    return .seeOther(staff.view.link(RightsPath.team(of: team.tenant).telling(.saved)))
  }

  private func entryPage(
    _ staff: StaffVisit, _ team: Team, _ form: RightsForm?, _ status: HTTPResponse.Status
  ) async throws -> Reply {
    let id = try staff.visit.id("entry", MembershipEntry.self)
    let giver = RightsGiver(user: staff.user, team: team)
    let today = services.database.time.today
    let found = try await services.database.read { connection in
      (
        entry: try giver.entry(id, connection), rows: try connection.team(of: team.tenant, on: today),
        organisations: try connection.organisationChoices(of: team.tenant)
      )
    }
    guard let row = found.rows.first(where: { $0.id == id }) else { throw Problem.notFound }
    let usual = [
      "rolle": found.entry.record.role.rawValue, "organisation": found.entry.record.organisation?.text ?? "",
      "bis": found.entry.record.until?.iso ?? "",
    ]
    let view = TeamView(team: team, staff: staff)
    return staff.page(
      view.head(row.name),
      view.entry(
        row, (form ?? RightsForm(staff.view)).below(usual, deputyEnd: TeamView.deputyEnd), colleagues: found.rows,
        organisations: found.organisations), status: status)
  }

  // MARK: - What a request says

  private static func wish(_ form: Parameters) throws(Problem) -> RoleWish {
    guard let role = form["rolle"].flatMap({ Role(rawValue: $0) }) else {
      throw Problem("rights.role", .invalid, "Bitte wählen Sie eine Rolle.", field: "rolle")
    }
    return RoleWish(
      role: role, organisation: form["organisation"].flatMap { RecordID<Organisation>($0) }, from: nil,
      until: try form.day("bis"))
  }

  /// The team that a request is about; refused where the permission does not reach into it.
  private func team(_ staff: StaffVisit, _ permission: Permission) async throws -> Team {
    let asked = staff.query[Self.tenantField].flatMap { TenantID($0) } ?? staff.user.tenant
    let tenant: TenantID
    if let asked {
      tenant = asked
    } else if Self.isOperator(staff.user) {
      tenant = Account.installation
    } else {
      tenant = try staff.tenant()
    }
    try staff.require(permission, about: Subject(tenant: tenant, kind: "membership_entry"))
    let book = try await services.database.read { try CenterBook($0) }
    guard let team = Self.teams(book, staff.view).first(where: { $0.tenant == tenant }) else { throw Problem.notFound }
    return team
  }

  static func isOperator(_ user: SignedIn) -> Bool {
    user.memberships.contains { $0.role == .systemOperator && $0.tenant == nil }
  }

  private static func teams(_ book: CenterBook, _ view: View) -> [Team] {
    [Team(tenant: Account.installation, place: .installation, name: view[RightsText.installation])]
      + book.bodies.map { Team(tenant: $0.tenant, place: .coordination, name: $0.name) }
      + book.centers.map { Team(tenant: $0.tenant, place: .center, name: $0.name) }
  }
}

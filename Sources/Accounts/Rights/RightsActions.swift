// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// A tenant whose people somebody looks after.
struct Team: Sendable {
  let tenant: TenantID
  let place: Role.Place
  let name: String

  /// What a form proposes: never a head.
  var usualRole: Role {
    switch place {
    case .installation: .ministryReader
    case .coordination: .coordinationMember
    case .center: .centerStaff
    }
  }
}

/// What a form about one person's role says.
struct RoleWish: Sendable {
  var role: Role
  var organisation: RecordID<Organisation>?
  var from: Day?
  var until: Day?
}

/// Who gives rights, to whom in which team. Every action checks the rules again, in its transaction.
struct RightsGiver: Sendable {
  let user: SignedIn
  let team: Team

  /// The entry of a form's address; nothing of another tenant is ever found.
  func entry(_ id: RecordID<MembershipEntry>, _ connection: Connection) throws -> Stored<MembershipEntry> {
    guard let entry = try connection.find(MembershipEntry.self, id, in: .tenant(team.tenant)), entry.archivedAt == nil
    else { throw Problem("request.not-found", .notFound, "Diese Seite gibt es nicht (mehr).") }
    return entry
  }

  /// Gives an account a role; the account need not be known in the team.
  func give(_ wish: RoleWish, to account: RecordID<Account>, _ transaction: Transaction) throws {
    try check(wish, account, transaction)
    let present = try entries(of: account, transaction)
    let isTwice = present.contains {
      $0.record.role != .provider || wish.role != .provider || $0.record.organisation == wish.organisation
    }
    if isTwice {
      throw Problem(
        "rights.already", .conflict, "Die Person hat hier schon eine Rolle. Ändern Sie diese in der Liste.",
        field: "mail")
    }
    var entry = MembershipEntry(id: transaction.makeID())
    entry.account = account
    entry.givenBy = user.name
    fill(&entry, wish, transaction)
    try transaction.insert(entry, of: team.tenant)
  }

  /// Changes role, organisation and last day of an entry.
  func change(_ stored: Stored<MembershipEntry>, to wish: RoleWish, _ transaction: Transaction) throws {
    try RightsRules.mayGive(
      stored.record.role, to: stored.record.account.identifier, by: user, in: team.tenant, team.place)
    if stored.record.deputyFor != nil {
      throw Problem("rights.deputy-fixed", .conflict, "Eine Vertretung wird beendet und neu vergeben, nicht geändert.")
    }
    try check(wish, stored.record.account, transaction)
    var entry = stored.record
    fill(&entry, wish, transaction)
    if stored.record.role.isHead {
      let end = entry.role == stored.record.role ? entry.until?.adding(days: 1) : transaction.now.berlin.day
      let before = stored.record.until?.adding(days: 1)
      if let end, end < before ?? end.adding(days: 1) { try requireHead(without: stored, from: end, transaction) }
      if entry.role != stored.record.role { try endDeputies(of: stored.record, transaction) }
    }
    try transaction.save(entry, over: stored)
  }

  /// Takes a person out of the team: this role, what they were lent here, their deputies, and every open session.
  func remove(_ stored: Stored<MembershipEntry>, _ transaction: Transaction) throws {
    let account = stored.record.account
    try RightsRules.mayGive(stored.record.role, to: account.identifier, by: user, in: team.tenant, team.place)
    if stored.record.role.isHead, stored.record.deputyFor == nil {
      try requireHead(without: stored, from: transaction.now.berlin.day, transaction)
    }
    try transaction.archive(stored, as: "membership_entry.removed")
    if stored.record.deputyFor == nil { try endDeputies(of: stored.record, transaction) }
    if try entries(of: account, transaction).isEmpty { try endGrants(of: account, transaction) }
    if let person = try transaction.find(Account.self, account, in: .everyTenant) {
      try transaction.endSessions(of: person)
    }
  }

  /// Lends a head's role to somebody of the team while that head is away.
  func lend(
    _ stored: Stored<MembershipEntry>, to account: RecordID<Account>, from: Day?, until: Day?,
    _ transaction: Transaction
  ) throws {
    let head = stored.record
    try RightsRules.mayGive(head.role, to: account.identifier, by: user, in: team.tenant, team.place)
    try RightsRules.checkLoan(from: from, until: until, today: transaction.now.berlin.day)
    let present = try entries(of: account, transaction)
    guard head.role.isHead, head.deputyFor == nil, account != head.account, !present.isEmpty,
      !present.contains(where: { $0.record.role.isHead || $0.record.role == .provider })
    else {
      throw Problem(
        "rights.no-deputy", .invalid,
        "Vertreten kann eine Leitung nur, wer hier schon arbeitet und nicht selbst leitet.",
        field: "person")
    }
    var entry = MembershipEntry(id: transaction.makeID())
    entry.account = account
    entry.role = head.role
    (entry.from, entry.until) = (from, until)
    entry.deputyFor = head.account
    entry.givenBy = user.name
    try transaction.insert(entry, of: team.tenant, as: "membership_entry.lent")
  }

  private func fill(_ entry: inout MembershipEntry, _ wish: RoleWish, _ transaction: Transaction) {
    entry.role = wish.role
    entry.organisation = wish.role == .provider ? wish.organisation : nil
    entry.from = entry.from ?? wish.from ?? transaction.now.berlin.day
    entry.until = wish.until
  }

  private func check(_ wish: RoleWish, _ account: RecordID<Account>, _ transaction: Transaction) throws {
    try RightsRules.mayGive(wish.role, to: account.identifier, by: user, in: team.tenant, team.place)
    let found = try wish.organisation.flatMap {
      try transaction.find(Organisation.self, $0, in: .tenant(team.tenant))
    }
    try RightsRules.check(
      wish.role, organisation: wish.organisation != nil, isKnown: found != nil && found?.archivedAt == nil)
    try RightsRules.check(from: wish.from, until: wish.until, today: transaction.now.berlin.day)
  }

  private func requireHead(without stored: Stored<MembershipEntry>, from day: Day, _ transaction: Transaction) throws {
    let others = try transaction.heads(of: team.tenant, stored.record.role).filter {
      $0.id != stored.id && $0.record.account != stored.record.account
    }
    if !RightsRules.isLed(by: others.map(\.record), from: day) { throw RightsRules.lastHead }
  }

  /// Roles of the account's own here that are not over.
  private func entries(of account: RecordID<Account>, _ transaction: Transaction) throws -> [Stored<MembershipEntry>] {
    let today = transaction.now.berlin.day
    return try transaction.list(
      MembershipEntry.self, in: .tenant(team.tenant),
      where: "account = \(account) and deputy_for is null and (valid_until is null or valid_until >= \(today))")
  }

  private func endDeputies(of head: MembershipEntry, _ transaction: Transaction) throws {
    let deputies: SQL = "deputy_for = \(head.account) and role = \(head.role.rawValue)"
    for deputy in try transaction.list(MembershipEntry.self, in: .tenant(team.tenant), where: deputies) {
      try transaction.archive(deputy, as: "membership_entry.removed")
    }
  }

  private func endGrants(of account: RecordID<Account>, _ transaction: Transaction) throws {
    for grant in try transaction.list(AccessGrant.self, in: .tenant(team.tenant), where: "account = \(account)") {
      try transaction.archive(grant, as: "access_grant.ended")
    }
  }
}

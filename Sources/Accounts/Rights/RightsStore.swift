// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
internal import Records
package import Storage

extension MembershipEntry {
  /// What decisions know of it; nothing where role and tenant do not fit together.
  func membership(in tenant: TenantID, deputyName: String = "") -> Membership? {
    let isInstallation = tenant == Account.installation
    guard isInstallation == (role.place == .installation) else { return nil }
    return Membership(
      role, in: isInstallation ? nil : tenant, organisation: role == .provider ? organisation?.identifier : nil,
      deputyFor: deputyName)
  }
}

extension AccessGrant {
  func grant(in tenant: TenantID) -> Grant? {
    Identifier(record).map { Grant(permission, kind: kind, record: $0, in: tenant) }
  }
}

extension Connection {
  /// The roles of an account that hold on a day.
  package func memberships(of account: RecordID<Account>, on day: Day) throws -> [Membership] {
    try list(MembershipEntry.self, in: .everyTenant, where: "account = \(account) and \(holding(on: day))", limit: 200)
      .filter { try isHeld($0, on: day) }
      .compactMap { try $0.record.membership(in: $0.tenant, deputyName: deputyName($0.record)) }
  }

  /// The rights on single records of an account that hold on a day.
  package func grants(of account: RecordID<Account>, on day: Day) throws -> [Grant] {
    try list(AccessGrant.self, in: .everyTenant, where: "account = \(account) and \(holding(on: day))", limit: 1000)
      .compactMap { $0.record.grant(in: $0.tenant) }
  }

  /// Whom a program's token stands for, in the tenant for which it was made; nothing for tokens that are unknown, over or
  /// ended, and for those of people who are locked.
  package func signedIn(byToken digest: String, at now: Moment) throws -> SignedIn? {
    let day = now.berlin.day
    guard let token = try token(digest), token.record.revoked == nil, let expires = token.record.expires,
      day <= expires,
      let account = try find(Account.self, token.record.account, in: .everyTenant), account.archivedAt == nil,
      account.record.status == .active
    else { return nil }
    let memberships = try memberships(of: account.id, on: day).filter { $0.tenant == nil || $0.tenant == token.tenant }
    let isHere = memberships.contains { $0.tenant == token.tenant }
    return SignedIn(
      account: account.id.identifier, name: "\(account.record.name) (\(token.record.name))", mail: account.record.mail,
      language: Language(account.record.language) ?? .german, means: .token(scopes: Set(token.record.scopes)),
      memberships: memberships, grants: try grants(of: account.id, on: day).filter { $0.tenant == token.tenant },
      tenant: isHere ? token.tenant : nil)
  }

  /// Whether the last use that is noted for a token is older than a minute.
  package func isTokenUseOld(_ digest: String, at now: Moment) throws -> Bool {
    guard let token = try token(digest) else { return false }
    return (token.record.lastUsed?.adding(seconds: 60) ?? now) <= now
  }

  private func token(_ digest: String) throws -> Stored<ProgramToken>? {
    try list(ProgramToken.self, in: .everyTenant, where: "digest = \(digest)", limit: 1).first
  }

  /// A deputy's role lasts no longer than that of the head.
  private func isHeld(_ entry: Stored<MembershipEntry>, on day: Day) throws -> Bool {
    guard let head = entry.record.deputyFor else { return true }
    return try count(
      MembershipEntry.self, in: .tenant(entry.tenant),
      where: """
        account = \(head) and role = \(entry.record.role.rawValue) and deputy_for is null and \(holding(on: day))
        """) > 0
  }

  private func deputyName(_ entry: MembershipEntry) throws -> String {
    guard let head = entry.deputyFor else { return "" }
    return try find(Account.self, head, in: .everyTenant)?.record.name ?? ""
  }

  /// Rows whose first and last day enclose a day.
  func holding(on day: Day) -> SQL {
    "(valid_from is null or valid_from <= \(day)) and (valid_until is null or valid_until >= \(day))"
  }

  /// The heads of a tenant whose accounts can be used, deputies left out.
  func heads(of tenant: TenantID, _ role: Role) throws -> [Stored<MembershipEntry>] {
    try list(
      MembershipEntry.self, in: .tenant(tenant),
      where: """
        role = \(role.rawValue) and deputy_for is null
        and account in (select a.id from account a where a.status = 'active' and a.archived_at is null)
        """)
  }
}

extension Transaction {
  /// Notes that a program used its token, at most once a minute; not a change of the record.
  package func noteTokenUse(_ digest: String) throws {
    try run(
      """
      update program_token set last_used = \(now)
      where digest = \(digest) and (last_used is null or last_used <= \(now.adding(seconds: -60)))
      """)
  }
}

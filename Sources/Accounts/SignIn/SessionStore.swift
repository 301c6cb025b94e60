// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage
internal import Web

/// A browser in which somebody is signed in.
package struct AccountSession: Sendable, Hashable {
  package enum Marker {}

  /// For lists; of no use to sign in.
  package let id: RecordID<Marker>
  let digest: String
  package let account: RecordID<Account>
  package let tenant: TenantID?
  package let device: String
  package let isKept: Bool
  package let madeAt: Moment
  package let seenAt: Moment
  package let expiresAt: Moment

  /// Seconds without a request after which a session ends, and seconds after which it ends in any case.
  static let idle = (usual: 12 * 3600, kept: 14 * 86_400)
  static let longest = (usual: 24 * 3600, kept: 30 * 86_400)

  func isOpen(at now: Moment) -> Bool {
    now < expiresAt && now < seenAt.adding(seconds: isKept ? Self.idle.kept : Self.idle.usual)
  }
}

extension Connection {
  /// The session of a cookie while it lasts, with its account; nothing for locked and archived accounts.
  func session(_ token: SignInToken, at now: Moment) throws -> (session: AccountSession, account: Stored<Account>)? {
    guard let session = try sessions(where: "digest = \(token.digest)").first, session.isOpen(at: now),
      let account = try find(Account.self, session.account, in: .everyTenant), account.archivedAt == nil,
      account.record.status == .active
    else { return nil }
    return (session, account)
  }

  /// Where somebody is signed in, last used first.
  package func sessions(of account: RecordID<Account>, at now: Moment) throws -> [AccountSession] {
    try sessions(where: "account = \(account)").filter { $0.isOpen(at: now) }
  }

  private func sessions(where condition: SQL) throws -> [AccountSession] {
    try rows(
      """
      select id, digest, account, tenant, device, is_kept, made_at, seen_at, expires_at from account_session
      where \(condition) order by seen_at desc, id
      """
    ) { row in
      AccountSession(
        id: try row.id(), digest: row.text(), account: try row.id(), tenant: row.optionalID(), device: row.text(),
        isKept: row.flag(), madeAt: try row.typed(), seenAt: try row.typed(), expiresAt: try row.typed())
    }
  }
}

extension Transaction {
  /// Opens a session with a token of its own.
  func openSession(
    of account: RecordID<Account>, tenant: TenantID?, device: String, isKept: Bool, until end: Moment? = nil
  ) throws -> SignInToken {
    let token = SignInToken.make()
    let longest = isKept ? AccountSession.longest.kept : AccountSession.longest.usual
    try run(
      """
      insert into account_session
        (digest, id, account, tenant, device, is_kept, made_at, seen_at, expires_at)
      values (\(token.digest), \(makeID(AccountSession.Marker.self)), \(account), \(tenant.value), \(device), \(isKept),
        \(now), \(now), \(end ?? now.adding(seconds: longest)))
      """)
    return token
  }

  /// Replaces the session of a browser by one with another token; the old token is worth nothing from now on.
  func renewSession(_ session: AccountSession, tenant: TenantID?) throws -> SignInToken {
    try run("delete from account_session where digest = \(session.digest)")
    return try openSession(
      of: session.account, tenant: tenant, device: session.device, isKept: session.isKept, until: session.expiresAt)
  }

  /// Ends the sessions of an account, such as after a change of its password or when it is locked.
  ///
  /// - Parameter kept: the session that goes on.
  /// - Returns: how many were ended.
  @discardableResult
  package func endSessions(of account: Stored<Account>, but kept: String? = nil) throws -> Int {
    let open = kept ?? ""
    let count = try run(
      "delete from account_session where account = \(account.id) and digest <> \(open)")
    try run("delete from account_challenge where account = \(account.id)")
    guard count > 0 else { return 0 }
    try audit(
      "account.sessions-ended", kind: "account", record: account.id.identifier, of: account.tenant,
      changes: [FieldChange(field: "sessions", old: .integer(Int64(count)), new: .null)])
    return count
  }

  /// Ends one session of an account, or with none chosen all but the one in use.
  ///
  /// - Returns: whether the session in use was ended itself.
  func endSession(_ chosen: RecordID<AccountSession.Marker>?, of own: OwnAccount) throws -> Bool {
    guard let chosen else {
      try endSessions(of: own.account, but: own.session.digest)
      return false
    }
    let count = try run("delete from account_session where id = \(chosen) and account = \(own.account.id)")
    guard count > 0 else { throw Problem.notFound }
    try audit("account.session-ended", kind: "account", record: own.account.id.identifier, of: own.account.tenant)
    return chosen == own.session.id
  }

  /// Notes that a session is in use; at most once a minute.
  func noteSeen(_ session: AccountSession) throws {
    try run(
      """
      update account_session set seen_at = \(now)
      where digest = \(session.digest) and seen_at < \(now.adding(seconds: -60))
      """)
  }

  /// Forgets what has expired: sessions, half sign-ins, links, marks of browsers, counts.
  package func forgetExpiredSignIns() throws {
    try run("delete from account_session where expires_at < \(now)")
    try run("delete from account_challenge where expires_at < \(now)")
    try run("delete from account_link where expires_at < \(now.adding(seconds: -30 * 86_400))")
    try run("delete from account_device where expires_at < \(now)")
    try forgetOldCounts()
  }
}

/// A browser's name as people know it, from what it says of itself; at most a few words are kept.
enum DeviceName {
  static func text(_ agent: String?) -> String {
    let agent = String((agent ?? "").prefix(400))
    let browsers = [
      ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("SamsungBrowser", "Samsung Internet"),
      ("Chrome", "Chrome"), ("Safari", "Safari"), ("curl", "curl"),
    ]
    let systems = [
      ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
      ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]
    let names = [browsers, systems].compactMap { list in list.first { agent.contains($0.0) }?.1 }
    return names.isEmpty ? "" : names.joined(separator: ", ")
  }
}

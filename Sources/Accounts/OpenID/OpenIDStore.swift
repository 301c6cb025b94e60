// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// The tables of sign-in at a provider: who is who there, and which trips have arrived.
enum OpenIDMigrations {
  static let all = [
    Migration(
      "2026-11-29-a-openid",
      [
        """
        create table account_identity (
          issuer text not null, subject text not null, account text not null references account (id),
          linked_at text not null, primary key (issuer, subject))
        """,
        "create index account_identity_account on account_identity (account)",
        "create table account_openid_trip (digest text primary key not null, expires_at text not null)",
      ])
  ]
}

extension Connection {
  /// Since when somebody signs in at the provider; nothing for everybody else.
  func identity(of account: RecordID<Account>, at issuer: String) throws -> Moment? {
    try first("select linked_at from account_identity where account = \(account) and issuer = \(issuer)") { row in
      try row.typed()
    }
  }
}

extension Transaction {
  /// Notes that a trip has arrived.
  ///
  /// - Throws: a `Problem` for one that arrived before: the address in somebody's history opens nothing.
  func arrive(_ trip: OpenIDTrip) throws {
    try run("delete from account_openid_trip where expires_at < \(now)")
    let digest = hexadecimal(sha256(Array(trip.text.utf8)))
    let end = now.adding(seconds: 2 * OpenIDTrip.lifetime)
    let count = try run(
      """
      insert into account_openid_trip (digest, expires_at) values (\(digest), \(end))
      on conflict (digest) do nothing
      """)
    guard count == 1 else { throw IDToken.refused("replayed") }
  }

  /// The account of who signed in at the provider: the one linked with them, or the one with their checked mail address,
  /// which is then linked.
  ///
  /// - Throws: a `Problem` where there is none; nobody gets an account by signing in elsewhere.
  func account(of token: IDToken, at issuer: String, trustsMail: Bool) throws -> Stored<Account> {
    let linked = try first(
      "select account from account_identity where issuer = \(issuer) and subject = \(token.subject)",
      { row in try row.id(Account.self) })
    if let linked {
      guard let account = try find(Account.self, linked, in: .everyTenant), account.archivedAt == nil,
        account.record.status == .active
      else { throw Self.noAccount }
      return account
    }
    guard token.isMailVerified || trustsMail, !token.mail.isEmpty, let found = try account(mail: token.mail),
      found.record.status != .locked, try identity(of: found.id, at: issuer) == nil
    else { throw Self.noAccount }
    return try link(found, token, at: issuer)
  }

  private func link(_ account: Stored<Account>, _ token: IDToken, at issuer: String) throws -> Stored<Account> {
    try run(
      """
      insert into account_identity (issuer, subject, account, linked_at)
      values (\(issuer), \(token.subject), \(account.id), \(now))
      """)
    try audit(
      "account.identity-linked", kind: "account", record: account.id.identifier, of: account.tenant,
      changes: [FieldChange(field: "issuer", old: .null, new: .text(issuer))])
    guard account.record.status == .invited else { return account }
    var active = account.record
    active.status = .active
    try save(active, over: account, as: "account.activated")
    // The invitation's link has done its work.
    try run("update account_link set used_at = \(now) where account = \(account.id) and used_at is null")
    guard let saved = try find(Account.self, account.id, in: .everyTenant) else { throw Self.noAccount }
    return saved
  }

  /// Ends the link; the password or a new sign-in at the provider is the way in from now on.
  func unlink(_ account: Stored<Account>, from issuer: String) throws {
    let count = try run("delete from account_identity where account = \(account.id) and issuer = \(issuer)")
    guard count > 0 else { throw Problem.notFound }
    try audit("account.identity-unlinked", kind: "account", record: account.id.identifier, of: account.tenant)
  }

  static let noAccount = Problem(
    "openid.no-account", .forbidden,
    "Zu dieser Anmeldung gibt es kein Konto in Verbund. Bitte lassen Sie sich mit derselben E-Mail-Adresse einladen.")
}

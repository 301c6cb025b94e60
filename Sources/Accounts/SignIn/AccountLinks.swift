// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage

/// What a link of a letter is for.
package enum AccountLinkPurpose: String, Sendable {
  case invitation, reset

  /// Seconds that it works.
  package var lifetime: Int { self == .invitation ? 7 * 86_400 : 3600 }
}

extension Connection {
  /// The account for which a link still works.
  ///
  /// - Throws: a `Problem` `account.link-over` for links that were used, are too old, were never made, or belong to a locked
  ///   account: all the same sentence.
  func account(
    ofLink token: SignInToken, at now: Moment
  ) throws -> (account: Stored<Account>, purpose: AccountLinkPurpose) {
    let link = try first(
      """
      select account, purpose from account_link
      where digest = \(token.digest) and used_at is null and expires_at > \(now)
      """
    ) { row in (account: try row.id(Account.self), purpose: AccountLinkPurpose(rawValue: row.text()) ?? .reset) }
    guard let link, let account = try find(Account.self, link.account, in: .everyTenant), account.archivedAt == nil,
      account.record.status != .locked
    else { throw Problem.linkOver }
    return (account, link.purpose)
  }

  /// How many links were made for an account within an hour.
  func recentLinks(of account: RecordID<Account>, at now: Moment) throws -> Int {
    try number(
      """
      select count(*) from account_link where account = \(account) and made_at > \(now.adding(seconds: -3600))
      """)
  }
}

extension Transaction {
  /// Makes a link that works once and not for long; only its digest is kept.
  package func makeLink(_ purpose: AccountLinkPurpose, for account: RecordID<Account>) throws -> SignInToken {
    let token = SignInToken.make()
    try run(
      """
      insert into account_link (digest, account, purpose, made_at, expires_at, used_at)
      values (\(token.digest), \(account), \(purpose.rawValue), \(now), \(now.adding(seconds: purpose.lifetime)), null)
      """)
    return token
  }

  /// Uses up a link and keeps the password that was typed behind it.
  ///
  /// - Returns: the mark of the browser: whoever reads the mails of an account is never kept out by others' failures.
  /// - Throws: a `Problem` `account.link-over`, also for the second of two that come at the same time.
  func setPassword(_ hash: PasswordHash, byLink token: SignInToken) throws -> SignInToken {
    let (account, _) = try account(ofLink: token, at: now)
    let count = try run(
      "update account_link set used_at = \(now) where digest = \(token.digest) and used_at is null")
    guard count == 1 else { throw Problem.linkOver }
    try setPassword(hash, of: account)
    return try markBrowser(of: account.id)
  }
}

extension Problem {
  static let linkOver = Problem(
    "account.link-over", .notFound,
    "Dieser Link wurde schon benutzt oder ist abgelaufen. Über „Passwort vergessen“ erhalten Sie einen neuen.")
}

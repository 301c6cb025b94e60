// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage
internal import Web

extension Connection {
  /// The account of a mail address, archived ones left out.
  package func account(mail: String) throws -> Stored<Account>? {
    let key = Account.key(ofMail: mail)
    guard !key.isEmpty else { return nil }
    return try list(Account.self, in: .everyTenant, where: "mail = \(key)", limit: 1).first
  }

  /// The kept password; nothing where none was set yet.
  func passwordHash(of account: RecordID<Account>) throws -> PasswordHash? {
    try first("select hash from account_password where account = \(account)") { PasswordHash($0.text()) } ?? nil
  }

  func passwordChange(of account: RecordID<Account>) throws -> Moment? {
    try first("select changed_at from account_password where account = \(account)") { try $0.typed(Moment.self) }
  }
}

extension Transaction {
  /// Keeps a new account that has no password yet.
  ///
  /// - Throws: a `Problem` `account.mail-taken` where the address has an account already, and those of the fields.
  package func addAccount(
    name: String, mail: String, language: Language = .german, of tenant: TenantID
  ) throws -> Stored<Account> {
    var account = Account(id: makeID())
    account.name = name
    account.mail = Account.key(ofMail: mail)
    account.language = language.code
    if try self.account(mail: mail) != nil { throw Self.mailTaken }
    try insert(account, of: tenant, as: "account.invited")
    guard let stored = try find(Account.self, account.id, in: .tenant(tenant)) else { throw Problem.notFound }
    return stored
  }

  /// Keeps a password and makes an invited account active; every link to set one is used up, all sessions but one end.
  ///
  /// - Parameter kept: the digest of the session that goes on.
  package func setPassword(_ hash: PasswordHash, of stored: Stored<Account>, but kept: String? = nil) throws {
    try keepPassword(hash, of: stored.id)
    try run("update account_link set used_at = \(now) where account = \(stored.id) and used_at is null")
    try audit("account.password-changed", kind: "account", record: stored.id.identifier, of: stored.tenant)
    try endSessions(of: stored, but: kept)
    guard stored.record.status == .invited else { return }
    var account = stored.record
    account.status = .active
    try save(account, over: stored, as: "account.activated")
  }

  /// Gives an account another mail address; links that were sent to the old one no longer work.
  ///
  /// - Throws: a `Problem` `account.mail-taken` where the address has an account already, and those of the field.
  package func changeMail(of stored: Stored<Account>, to mail: String) throws {
    var account = stored.record
    account.mail = Account.key(ofMail: mail)
    if let other = try self.account(mail: mail), other.id != stored.id { throw Self.mailTaken }
    guard try save(account, over: stored, as: "account.mail-changed") else { return }
    try run("update account_link set used_at = \(now) where account = \(stored.id) and used_at is null")
    try endSessions(of: stored)
  }

  /// Removes everything with which somebody could sign in, for accounts that are archived.
  package func forgetCredentials(of stored: Stored<Account>) throws {
    try endSessions(of: stored)
    try run("delete from account_password where account = \(stored.id)")
    try run("delete from account_totp where account = \(stored.id)")
    try run("delete from account_recovery where account = \(stored.id)")
    try run("delete from account_link where account = \(stored.id)")
    try run("delete from account_device where account = \(stored.id)")
    try audit("account.credentials-removed", kind: "account", record: stored.id.identifier, of: stored.tenant)
  }

  private static var mailTaken: Problem {
    Problem("account.mail-taken", .conflict, "Zu dieser E-Mail-Adresse gibt es schon ein Konto.", field: "mail")
  }

  private func keepPassword(_ hash: PasswordHash, of account: RecordID<Account>) throws {
    try run(
      """
      insert into account_password (account, hash, changed_at) values (\(account), \(hash.text), \(now))
      on conflict (account) do update set hash = \(hash.text), changed_at = \(now)
      """)
  }

  /// Keeps the same password with the costs of today, unless it was changed meanwhile.
  func strengthen(_ old: PasswordHash, _ new: PasswordHash, of account: RecordID<Account>) throws {
    try run("update account_password set hash = \(new.text) where account = \(account) and hash = \(old.text)")
  }
}

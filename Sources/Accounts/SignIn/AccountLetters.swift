// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Messages
package import Storage
package import Web

/// The letters that lead to a password, in the language of the account.
package struct AccountLetters: Sendable {
  private let services: Services

  package static let resetJob = "accounts.reset"

  package init(_ services: Services) { self.services = services }

  /// Asks somebody to set up their account.
  ///
  /// - Parameter inviter: the name of whoever invites.
  package func invitation(_ account: Account, _ token: SignInToken, by inviter: String) -> Letter {
    letter(
      "accounts.invitation", account, .letterInvitation,
      [
        .paragraph(greeting(account)),
        .paragraph(texts(account)(AccountText.letterInvitationText, ["name": inviter])),
        .button(texts(account)[AccountText.letterInvitationButton], address: address(account, token)),
        .note(texts(account)[AccountText.letterInvitationNote]),
      ])
  }

  func reset(_ account: Account, _ token: SignInToken) -> Letter {
    letter(
      "accounts.reset", account, .letterReset,
      [
        .paragraph(greeting(account)), .paragraph(texts(account)[AccountText.letterResetText]),
        .button(texts(account)[AccountText.newPasswordButton], address: address(account, token)),
        .note(texts(account)[AccountText.letterResetNote]),
      ])
  }

  /// Says that a password was changed, for the case that it was somebody else.
  func passwordChanged(_ account: Account) -> Letter {
    letter(
      "accounts.password-changed", account, .letterChanged,
      [.paragraph(greeting(account)), .paragraph(texts(account)[AccountText.letterChangedText])])
  }

  /// Writes the letter that was asked for on the sign-in page; nothing for addresses without an account, and at most three
  /// an hour for one account.
  var job: JobKind {
    let letters = self
    return JobKind(Self.resetJob, "Brief zum Setzen eines Passworts") { run in
      guard let id = RecordID<Account>(run.input) else { return }
      try await run.database.write(by: .system("accounts")) { try letters.answer(id, $0) }
    }
  }

  private func answer(_ id: RecordID<Account>, _ transaction: Transaction) throws {
    guard let stored = try transaction.find(Account.self, id, in: .everyTenant), stored.archivedAt == nil,
      stored.record.status != .locked, try transaction.recentLinks(of: id, at: transaction.now) < 3
    else { return }
    let token = try transaction.makeLink(.reset, for: id)
    try transaction.post(reset(stored.record, token), of: stored.tenant)
    try transaction.audit("account.letter-asked", kind: "account", record: id.identifier, of: stored.tenant)
  }

  private func letter(_ purpose: String, _ account: Account, _ subject: AccountText, _ blocks: [Letter.Block]) -> Letter
  {
    Letter(
      purpose: purpose, to: account.mail, name: account.name, language: language(account),
      subject: texts(account)[subject], blocks: blocks)
  }

  private func greeting(_ account: Account) -> String {
    texts(account)(AccountText.letterGreeting, ["name": account.name])
  }

  private func language(_ account: Account) -> Language {
    Language(account.language).flatMap { Language.interface.contains($0) ? $0 : nil } ?? .german
  }

  private func texts(_ account: Account) -> Texts { services.texts(language(account)) }

  private func address(_ account: Account, _ token: SignInToken) -> String {
    services.site.address + LanguagePrefix.text(language(account)) + AccountPath.link(token.text).text
  }
}

extension AccountLetters {
  /// Invites somebody: a new account with a letter, or the account that the address has already.
  ///
  /// - Parameters:
  ///   - inviter: the name of whoever invites, as the letter says it.
  /// - Returns: the account, and whether it is new.
  package func invite(
    name: String, mail: String, language: Language, by inviter: String, of tenant: TenantID, _ transaction: Transaction
  ) throws -> (account: Stored<Account>, isNew: Bool) {
    if let known = try transaction.account(mail: mail) { return (known, false) }
    let account = try transaction.addAccount(name: name, mail: mail, language: language, of: tenant)
    try sendInvitation(account, by: inviter, of: tenant, transaction)
    return (account, true)
  }

  /// Sends the letter of an invitation, once more if need be.
  package func sendInvitation(
    _ account: Stored<Account>, by inviter: String, of tenant: TenantID, _ transaction: Transaction
  ) throws {
    let token = try transaction.makeLink(.invitation, for: account.id)
    try transaction.post(invitation(account.record, token, by: inviter), of: tenant)
    try transaction.audit("account.invitation-sent", kind: "account", record: account.id.identifier, of: account.tenant)
  }
}

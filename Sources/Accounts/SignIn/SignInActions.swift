// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage

/// The browser at the other end, as far as signing in needs to know it.
struct Browser: Sendable {
  let address: String
  /// What it calls itself, in two words.
  let name: String
  let mark: SignInToken?
  /// The session that it carries until now.
  let session: SignInToken?
}

/// A try to sign in that was counted and waits for the password to be computed.
struct SignInTry: Sendable {
  let account: Stored<Account>?
  let hash: PasswordHash?
  /// Seconds; with any, the password is not looked at.
  let wait: Int

  /// What the typed password is compared with; costs the same where there is no account.
  var comparison: PasswordHash { hash ?? .nobody }
}

/// What the browser gets after the last step.
struct SignInPass: Sendable {
  let session: SignInToken
  let isKept: Bool
  let mark: SignInToken
}

enum FirstStep: Sendable {
  case done(SignInPass)
  /// The password was right, the second factor is asked for.
  case second(SignInToken)
}

extension Transaction {
  /// Counts a try and finds the account; the same work whether there is one or not.
  func beginSignIn(_ mail: String, _ browser: Browser) throws -> SignInTry {
    let account = try account(mail: mail).flatMap { $0.record.status == .active ? $0 : nil }
    let wait = try countTry(try passwordCounts(mail, account, browser))
    return SignInTry(account: account, hash: try account.flatMap { try passwordHash(of: $0.id) }, wait: wait)
  }

  private func passwordCounts(_ mail: String, _ account: Stored<Account>?, _ browser: Browser) throws -> [SignInCount] {
    let device = try account.flatMap { try knownBrowser(browser.mark, of: $0.id, at: now) }
    return try signInCounts(of: Account.key(ofMail: mail), from: browser.address, device: device)
  }

  /// Notes a wrong password: for the account if there is one, otherwise for the installation, without what was typed.
  func noteFailure(_ account: Stored<Account>?, _ reason: String) throws {
    try audit(
      "account.sign-in-failed", kind: "account", record: (account?.id.identifier ?? Account.installation.identifier),
      of: account?.tenant ?? Account.installation,
      changes: [FieldChange(field: "reason", old: .null, new: .text(reason))])
  }

  /// Goes on after a right password.
  func passFirstStep(_ account: Stored<Account>, _ browser: Browser, isKept: Bool) throws -> FirstStep {
    guard try secondFactor(of: account.id)?.isConfirmed == true else {
      return .done(try completeSignIn(account, browser, isKept: isKept))
    }
    let token = SignInToken.make()
    try run(
      """
      insert into account_challenge (digest, account, is_kept, failures, expires_at)
      values (\(token.digest), \(account.id), \(isKept), 0, \(now.adding(seconds: SignInChallenge.lifetime)))
      """)
    return .second(token)
  }

  /// Opens a new session with a new token, ends the one that the browser carried, and forgives the tries before.
  func completeSignIn(_ account: Stored<Account>, _ browser: Browser, isKept: Bool) throws -> SignInPass {
    try forgive(try passwordCounts(account.record.mail, account, browser))
    try forgetExpiredSignIns()
    if let old = browser.session { try run("delete from account_session where digest = \(old.digest)") }
    let tenant = try memberships(of: account.id, on: now.berlin.day).compactMap(\.tenant).first
    let session = try openSession(of: account.id, tenant: tenant, device: browser.name, isKept: isKept)
    // Not a change of the record: nothing is indexed anew and nobody's open form becomes outdated by a sign-in.
    try run("update account set last_sign_in = \(now) where id = \(account.id)")
    try audit(
      "account.signed-in", kind: "account", record: account.id.identifier, of: account.tenant,
      changes: [FieldChange(field: "device", old: .null, new: .text(browser.name))])
    let isKnown = try knownBrowser(browser.mark, of: account.id, at: now) != nil
    if isKnown, let mark = browser.mark { return SignInPass(session: session, isKept: isKept, mark: mark) }
    return SignInPass(session: session, isKept: isKept, mark: try markBrowser(of: account.id))
  }

  /// Ends a session.
  func signOut(_ token: SignInToken, of account: Stored<Account>) throws {
    try run("delete from account_session where digest = \(token.digest)")
    try audit("account.signed-out", kind: "account", record: account.id.identifier, of: account.tenant)
  }
}

/// A sign-in between password and second factor.
struct SignInChallenge: Sendable {
  static let cookie = "anmeldung"
  static let lifetime = 600
  /// After so many wrong codes the password is asked for again.
  static let tries = 5

  let account: Stored<Account>
  let isKept: Bool
}

/// How a typed code was received.
enum SecondStep: Sendable {
  case done(SignInPass)
  case wait(Int)
  case wrong
}

extension Connection {
  /// - Throws: a `Problem` `sign-in.again` when it is over, used up or was never begun.
  func challenge(_ token: SignInToken?, at now: Moment) throws -> SignInChallenge {
    guard let token,
      let found = try first(
        """
        select account, is_kept from account_challenge
        where digest = \(token.digest) and expires_at > \(now) and failures < \(SignInChallenge.tries)
        """, { row in (account: try row.id(Account.self), isKept: row.flag()) }),
      let account = try find(Account.self, found.account, in: .everyTenant), account.archivedAt == nil,
      account.record.status == .active
    else {
      throw Problem(
        "sign-in.again", .unauthenticated, "Die Anmeldung hat zu lange gedauert. Bitte beginnen Sie noch einmal.")
    }
    return SignInChallenge(account: account, isKept: found.isKept)
  }
}

extension Transaction {
  /// Looks at the code of the second step. A wrong one is an answer, not an error: the count must be kept.
  func passSecondStep(_ token: SignInToken?, _ typed: String, _ browser: Browser) throws -> SecondStep {
    let challenge = try challenge(token, at: now)
    let account = challenge.account
    let device = try knownBrowser(browser.mark, of: account.id, at: now)
    let counts = try signInCounts(of: account.id.text, from: browser.address, device: device, isCode: true)
    let wait = try countTry(counts)
    guard wait == 0 else { return .wait(wait) }
    guard try useSecondFactor(of: account, typed) else {
      try run("update account_challenge set failures = failures + 1 where digest = \(token?.digest ?? "")")
      try noteFailure(account, "code")
      return .wrong
    }
    try run("delete from account_challenge where digest = \(token?.digest ?? "")")
    try forgive(counts)
    return .done(try completeSignIn(account, browser, isKept: challenge.isKept))
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Storage

/// The second factor of an account (F159): codes of an app, and ten codes on paper for the day the phone is lost.
struct SecondFactor: Sendable, Hashable {
  let code: TimeCode
  /// Asked for at sign-in only after the first code was right.
  let isConfirmed: Bool
  /// The step of the newest code that was used; it and older ones are refused.
  let lastStep: Int64
}

/// A code on paper: 80 random bits in Base32, valid once.
struct RecoveryCode: Sendable, Hashable {
  static let count = 10
  /// `ABCD-EFGH-IJKL-MNOP`.
  let text: String

  static func make() -> RecoveryCode {
    let letters = Array(SecretLetters.encode(randomBytes(10)))
    let groups = stride(from: 0, to: 16, by: 4).map { String(letters[$0..<$0 + 4]) }
    return RecoveryCode(text: groups.joined(separator: "-"))
  }

  /// What is kept of what somebody typed; blanks, dashes and small letters make no difference.
  static func digest(_ typed: String, of account: RecordID<Account>) -> String? {
    let letters = typed.uppercased().filter { $0.isLetter || $0.isNumber }
    guard letters.utf8.count == 16 else { return nil }
    return hexadecimal(sha256(Array("\(account.text) \(letters)".utf8)))
  }
}

extension Connection {
  func secondFactor(of account: RecordID<Account>) throws -> SecondFactor? {
    try first("select secret, confirmed_at, last_step from account_totp where account = \(account)") { row in
      // One that cannot be read must not count as none.
      guard let code = TimeCode(row.text()) else { throw StorageFault.unreadable(column: 0) }
      return SecondFactor(code: code, isConfirmed: row.optionalText() != nil, lastStep: Int64(row.integer()))
    }
  }

  /// How many codes on paper are left.
  func recoveryCodes(of account: RecordID<Account>) throws -> Int {
    try number("select count(*) from account_recovery where account = \(account) and used_at is null")
  }
}

extension Transaction {
  /// Begins to set up a second factor with a new secret; one that is in use stays as it is.
  ///
  /// - Throws: a `Problem` `second-factor.exists` when one is in use.
  func beginSecondFactor(of account: Stored<Account>) throws {
    let secret = TimeCode.make().text
    let count = try run(
      """
      insert into account_totp (account, secret, confirmed_at, last_step) values (\(account.id), \(secret), null, 0)
      on conflict (account) do update set secret = \(secret), last_step = 0 where account_totp.confirmed_at is null
      """)
    if count == 0 {
      throw Problem("second-factor.exists", .conflict, "Der zweite Faktor ist schon eingerichtet.")
    }
  }

  /// Puts the second factor into use after its first right code.
  ///
  /// - Returns: the codes on paper, which are shown this one time.
  /// - Throws: a `Problem` `second-factor.wrong` when the code is wrong.
  func confirmSecondFactor(of account: Stored<Account>, _ typed: String) throws -> [RecoveryCode] {
    guard let factor = try secondFactor(of: account.id), !factor.isConfirmed,
      let step = factor.code.step(of: typed, at: now, after: factor.lastStep)
    else { throw Self.wrongCode }
    try run(
      "update account_totp set confirmed_at = \(now), last_step = \(Int(step)) where account = \(account.id)")
    try run("delete from account_recovery where account = \(account.id)")
    let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.make() }
    for code in codes {
      guard let digest = RecoveryCode.digest(code.text, of: account.id) else { continue }
      try run("insert into account_recovery (account, digest, used_at) values (\(account.id), \(digest), null)")
    }
    try audit("account.second-factor-set", kind: "account", record: account.id.identifier, of: account.tenant)
    return codes
  }

  /// Removes the second factor and its codes on paper; also for a head who helps somebody whose phone is lost.
  package func removeSecondFactor(of account: Stored<Account>) throws {
    guard try run("delete from account_totp where account = \(account.id)") > 0 else { return }
    try run("delete from account_recovery where account = \(account.id)")
    try audit("account.second-factor-removed", kind: "account", record: account.id.identifier, of: account.tenant)
  }

  /// Uses up a code of the app or one on paper; each works once, also when two come at the same time.
  func useSecondFactor(of account: Stored<Account>, _ typed: String) throws -> Bool {
    guard let factor = try secondFactor(of: account.id), factor.isConfirmed else { return false }
    if let step = factor.code.step(of: typed, at: now, after: factor.lastStep) {
      return try run(
        """
        update account_totp set last_step = \(Int(step)) where account = \(account.id) and last_step < \(Int(step))
        """) == 1
    }
    guard let digest = RecoveryCode.digest(typed, of: account.id) else { return false }
    let isUsed =
      try run(
        """
        update account_recovery set used_at = \(now)
        where account = \(account.id) and digest = \(digest) and used_at is null
        """) == 1
    if isUsed {
      try audit("account.recovery-code-used", kind: "account", record: account.id.identifier, of: account.tenant)
    }
    return isUsed
  }

  static var wrongCode: Problem {
    Problem(
      "second-factor.wrong", .invalid,
      "Der Code stimmt nicht oder wurde schon benutzt. Bitte warten Sie auf den nächsten Code in Ihrer App.",
      field: "code")
  }
}

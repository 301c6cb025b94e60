// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage

/// The mark of a browser that has signed in to an account before: failures of others do not slow it down.
enum BrowserMark {
  static let cookie = "geraet"
  static let lifetime = 180 * 86_400
}

extension Connection {
  /// The digest of a browser's mark, if it is one of this account's.
  func knownBrowser(_ mark: SignInToken?, of account: RecordID<Account>, at now: Moment) throws -> String? {
    guard let mark else { return nil }
    return try first(
      """
      select digest from account_device
      where digest = \(mark.digest) and account = \(account) and expires_at > \(now)
      """
    ) { $0.text() }
  }
}

extension Transaction {
  /// Marks a browser for an account.
  func markBrowser(of account: RecordID<Account>) throws -> SignInToken {
    let mark = SignInToken.make()
    try run(
      """
      insert into account_device (digest, account, expires_at)
      values (\(mark.digest), \(account), \(now.adding(seconds: BrowserMark.lifetime)))
      """)
    return mark
  }
}

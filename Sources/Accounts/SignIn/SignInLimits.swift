// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// How failed sign-ins slow down further ones (F165); the formula and worked numbers are in `Algorithms/SignIn.md`.
package struct SignInLimit: Sendable, Hashable {
  /// So many failures cost nothing.
  package let free: Int
  /// Seconds to wait after the next one.
  package let first: Int
  /// The wait doubles after so many further failures.
  package let step: Int
  /// Never more seconds than these.
  package let most: Int
  /// Seconds after which all is forgotten.
  package let memory: Int

  /// One account tried from one address.
  package static let pair = SignInLimit(free: 5, first: 30, step: 1, most: 3600, memory: 86_400)
  /// One account tried from one browser that has signed in to it before.
  package static let device = SignInLimit(free: 8, first: 30, step: 1, most: 900, memory: 86_400)
  /// One account tried from anywhere, browsers that have signed in to it before left out. Short, so that it slows down
  /// guessing from many addresses and keeps nobody out.
  package static let account = SignInLimit(free: 20, first: 5, step: 5, most: 60, memory: 86_400)
  /// All accounts tried from one address.
  package static let address = SignInLimit(free: 40, first: 60, step: 10, most: 900, memory: 3600)
  /// Wrong codes of the second factor of one account; whoever gets this far knows the password.
  package static let code = SignInLimit(free: 10, first: 60, step: 2, most: 3600, memory: 86_400)

  /// Seconds between the last of so many failures and the next try.
  package func wait(after failures: Int) -> Int {
    guard failures > free else { return 0 }
    let doublings = (failures - free - 1) / step
    return doublings >= 20 ? most : min(most, first << doublings)
  }

  /// Seconds that are left to wait now.
  package func wait(after failures: Int, last: Moment, now: Moment) -> Int {
    guard !isForgotten(last, now) else { return 0 }
    let passed = Int((now.milliseconds - last.milliseconds) / 1000)
    return max(0, wait(after: failures) - max(0, passed))
  }

  package func isForgotten(_ last: Moment, _ now: Moment) -> Bool { last.adding(seconds: memory) <= now }
}

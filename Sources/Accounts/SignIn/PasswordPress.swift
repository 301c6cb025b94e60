// SPDX-License-Identifier: EUPL-1.2
internal import Dispatch
internal import Kernel
internal import Synchronization

/// Computes password hashes one after the other on a thread of its own, so that they never hold up a page.
///
/// A class because all requests of a process queue up at the same one.
package final class PasswordPress: Sendable {
  private let queue = DispatchQueue(label: "verbund.passwords")
  private let waiting = Mutex(0)
  /// How many may wait; the last of them waits about four seconds.
  private let limit: Int

  package init(limit: Int = 16) { self.limit = limit }

  /// - Throws: a `Problem` `sign-in.busy` when too many wait already.
  package func fits(_ password: String, _ hash: PasswordHash) async throws -> Bool {
    try await run { hash.fits(password) }
  }

  /// - Throws: a `Problem` `sign-in.busy` when too many wait already.
  package func make(_ password: String, cost: PasswordHash.Cost = .current) async throws -> PasswordHash {
    try await run { PasswordHash.make(password, cost: cost) }
  }

  /// Asked before a try is counted, so that a crowd costs nobody a try.
  ///
  /// - Throws: a `Problem` `sign-in.busy` when too many wait already.
  package func refuseWhenFull() throws {
    if waiting.withLock({ $0 >= limit }) { throw Self.busy }
  }

  private func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async throws -> T {
    let isFree = waiting.withLock { count -> Bool in
      if count >= limit { return false }
      count += 1
      return true
    }
    guard isFree else { throw Self.busy }
    defer { waiting.withLock { $0 -= 1 } }
    return await withCheckedContinuation { continuation in
      queue.async { continuation.resume(returning: work()) }
    }
  }

  private static let busy = Problem(
    "sign-in.busy", .tooMany,
    "Gerade melden sich sehr viele Menschen an. Bitte versuchen Sie es in einer Minute noch einmal.")
}

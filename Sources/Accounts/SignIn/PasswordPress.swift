// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
internal import Synchronization

/// Computes password hashes one after the other on a thread of its own that gives way to all others, so that they never
/// hold up a page.
///
/// A class because all requests of a process queue up at the same one.
package final class PasswordPress: Sendable {
  private struct State {
    /// In the order in which they came; the one that is being computed is none of them any more.
    var works: [@Sendable () -> Void] = []
    /// Whether there is a thread, which ends when nothing is left to do.
    var isRunning = false
    /// How many were asked for and are not done.
    var count = 0
  }

  private let state = Mutex(State())
  /// How many may wait; the last of them waits about four seconds, and longer while pages need the processors.
  private let limit: Int
  /// A page that needs the processor gets it nine times as often.
  private static let niceness: Int32 = 10

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
    if state.withLock({ $0.count >= limit }) { throw Self.busy }
  }

  private func run<T: Sendable>(_ work: @escaping @Sendable () -> T) async throws -> T {
    let isFree = state.withLock { state -> Bool in
      if state.count >= limit { return false }
      state.count += 1
      return true
    }
    guard isFree else { throw Self.busy }
    defer { state.withLock { $0.count -= 1 } }
    return await withCheckedContinuation { continuation in
      queue { continuation.resume(returning: work()) }
    }
  }

  private func queue(_ work: @escaping @Sendable () -> Void) {
    let needsThread = state.withLock { state -> Bool in
      state.works.append(work)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    guard needsThread else { return }
    let thread = Thread { [self] in
      Self.giveWay()
      while let work = next() { work() }
    }
    thread.name = "verbund.passwords"
    thread.start()
  }

  private func next() -> (@Sendable () -> Void)? {
    state.withLock { state in
      guard state.works.isEmpty else { return state.works.removeFirst() }
      state.isRunning = false
      return nil
    }
  }

  /// On Linux each thread has a niceness of its own; elsewhere it would slow the whole process down.
  private static func giveWay() {
    #if os(Linux)
      setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    #endif
  }

  private static let busy = Problem(
    "sign-in.busy", .tooMany,
    "Gerade melden sich sehr viele Menschen an. Bitte versuchen Sie es in einer Minute noch einmal.")
}

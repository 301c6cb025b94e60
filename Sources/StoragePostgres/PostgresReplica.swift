// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Storage
internal import Synchronization

/// A server that follows the first one, and how far it has come.
///
/// A class because requests and the thread that watches it share it.
final class PostgresReplica: Sendable {
  private struct State {
    /// The newest change that it has taken in; nothing while it does not answer.
    var reached: Int64?
    var isStopped = false
  }

  let pool: PostgresPool
  private let address: PostgresAddress
  private let state = Mutex(State())
  private static let pause = 0.1

  init(_ address: PostgresAddress) {
    self.address = address
    pool = PostgresPool(address, isReplica: true)
  }

  /// Whether it has taken in everything up to a number of the change log.
  func hasReached(_ change: Int64) -> Bool { state.withLock { ($0.reached ?? -1) >= change } }

  /// It did not answer; it is asked again when the thread has seen it.
  func leaveOut() { state.withLock { $0.reached = nil } }

  func start() {
    Thread { [self] in
      while !state.withLock({ $0.isStopped }) {
        watch()
        leaveOut()
        Thread.sleep(forTimeInterval: 1)
      }
    }.start()
  }

  func stop() { state.withLock { $0.isStopped = true } }

  private func watch() {
    guard let link = try? PostgresLink(address, isReplica: true) else { return }
    let session = PostgresSession(link)
    while !state.withLock({ $0.isStopped }) {
      var reached: Int64 = 0
      guard
        (try? session.query("select coalesce(max(number), 0) from change_log", { reached = Int64($0.integer()) })) != nil
      else { return }
      let known = reached
      state.withLock { $0.reached = known }
      Thread.sleep(forTimeInterval: Self.pause)
    }
  }
}

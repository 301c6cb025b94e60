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
    var secondsBehind: Double?
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

  /// How old the newest transaction is that it has taken in, while it has not taken in all that it has received.
  var secondsBehind: Double? { state.withLock { $0.secondsBehind } }

  /// It did not answer; it is asked again when the thread has seen it.
  func leaveOut() { state.withLock { ($0.reached, $0.secondsBehind) = (nil, nil) } }

  private static let question: SQL =
    """
    select coalesce(max(number), 0),
      case when pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
        else coalesce(extract(epoch from now() - pg_last_xact_replay_timestamp()), 0) end
    from change_log
    """

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
      var found: (reached: Int64, behind: Double?) = (0, nil)
      guard (try? session.query(Self.question, { found = (Int64($0.integer()), $0.optionalReal()) })) != nil else {
        return
      }
      let known = found
      state.withLock { ($0.reached, $0.secondsBehind) = (known.reached, known.behind) }
      Thread.sleep(forTimeInterval: Self.pause)
    }
  }
}

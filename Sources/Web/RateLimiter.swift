// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Storage
internal import Synchronization

/// Bounds how often one address may do something costly or public, such as sending a form (F165).
///
/// Addresses are kept as keyed digests, in memory only, and forgotten with the hour. A class because all requests share it.
package final class RateLimiter: Sendable {
  private struct State {
    var hour: Int64 = 0
    var counts: [String: Int] = [:]
  }

  private let key = randomBytes(32)
  private let state = Mutex(State())
  private static let addresses = 50_000

  package init() {}

  /// - Throws: a `Problem` when the address did this more than `limit` times within the hour.
  package func count(_ action: String, from address: String, at now: Moment, limit: Int) throws(Problem) {
    let hour = now.milliseconds / 3_600_000
    let name = authenticationCode(of: "\(action) \(address)", key: key)
    let isOver = state.withLock { state -> Bool in
      if state.hour != hour || state.counts.count > Self.addresses { state = State(hour: hour) }
      state.counts[name, default: 0] += 1
      return state.counts[name, default: 0] > limit
    }
    if isOver {
      throw Problem(
        "request.too-many", .tooMany,
        "Das waren sehr viele Nachrichten. Bitte versuchen Sie es in einer Stunde noch einmal.")
    }
  }
}

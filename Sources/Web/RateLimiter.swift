// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage
internal import Synchronization

/// Bounds how often one address may do something costly or public, such as sending a form (F165).
///
/// Counts stand in a table, so that all processes count together; addresses stand there as keyed digests and are forgotten with the
/// hour after the next. Who is over the limit is refused from memory, so that a flood does not become a flood of writes. A class
/// because all requests share that memory.
package final class RateLimiter: Sendable {
  private struct State {
    var hour: Int64 = 0
    var refused: Set<String> = []
  }

  private let database: Database
  private let key: [UInt8]
  private let state = Mutex(State())
  private static let author = Principal.system("limits")
  private static let remembered = 50_000

  /// - Parameter key: the same for all processes of an installation.
  package init(_ database: Database, key: [UInt8]) {
    self.database = database
    self.key = key
  }

  /// - Throws: a `Problem` when the address did this more than `limit` times within the hour.
  package func count(_ action: String, from address: String, at now: Moment, limit: Int) async throws {
    let hour = now.milliseconds / 3_600_000
    let name = authenticationCode(of: "\(action) \(address)", key: key)
    let isKnown = state.withLock { state -> Bool in
      if state.hour != hour || state.refused.count > Self.remembered { state = State(hour: hour) }
      return state.refused.contains(name)
    }
    if isKnown { throw Self.tooMany }
    let count = try await database.write(by: Self.author, as: .queue) { try $0.countRequest(name, hour: Int(hour)) }
    guard count > limit else { return }
    _ = state.withLock { $0.refused.insert(name) }
    throw Self.tooMany
  }

  private static let tooMany = Problem(
    "request.too-many", .tooMany,
    "Das waren sehr viele Nachrichten. Bitte versuchen Sie es in einer Stunde noch einmal.")
}

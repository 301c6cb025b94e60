// SPDX-License-Identifier: EUPL-1.2
package import Logging
internal import Synchronization

/// What a process knows of itself: what it answered, whether visitors may be sent to it, how far its index is.
///
/// A class because all parts of a process share it.
package final class Vitals: Sendable {
  private struct State {
    var isDraining = false
    var isIndexReady = false
    var applied: Ticks?
  }

  package let requests = RequestTally()
  package let begin = Ticks.now
  /// Gets a line for every answered request; nothing where nobody wants them.
  package let accessLog: Logger?
  private let state = Mutex(State())

  package init(accessLog: Logger? = nil) { self.accessLog = accessLog }

  /// Whether the process is about to end: it still answers, but nobody new should be sent to it.
  package var isDraining: Bool { state.withLock { $0.isDraining } }
  package var isIndexReady: Bool { state.withLock { $0.isIndexReady } }
  /// When changes were last taken into the search index.
  package var applied: Ticks? { state.withLock { $0.applied } }

  package func beginDraining() { state.withLock { $0.isDraining = true } }

  package func noteIndexReady() {
    state.withLock { state in
      state.isIndexReady = true
      state.applied = .now
    }
  }

  package func noteApplied() { state.withLock { $0.applied = .now } }
}

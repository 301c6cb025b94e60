// SPDX-License-Identifier: EUPL-1.2
internal import Synchronization

/// How far this process has followed the change log: pages cached for an older version are not served any more.
///
/// Whoever keeps something derived (search index, catalogues in memory) is brought up to date first, then the version
/// rises. A class because all parts of a process share the one counter.
package final class ContentVersion: Sendable {
  private struct State {
    var applied: Int64 = 0
    var kinds: [String: Int64] = [:]
    var waiting: [CheckedContinuation<Void, Never>] = []
    var isAnnounced = false
  }

  private let state = Mutex(State())

  /// The number of the last change that everything derived has taken in.
  package var applied: Int64 { state.withLock { $0.applied } }

  /// The last change of any of these kinds.
  package func applied(of kinds: [String]) -> Int64 {
    state.withLock { state in kinds.reduce(0) { max($0, state.kinds[$1] ?? 0) } }
  }

  /// All changes up to `number` have been taken in; `kinds` are those that changed.
  package func raise(to number: Int64, kinds: Set<String>) {
    state.withLock { state in
      state.applied = max(state.applied, number)
      for kind in kinds { state.kinds[kind] = number }
    }
  }

  /// Something was written in this process: whoever follows the change log should look now.
  func announce() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.isAnnounced = true
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Returns at once if something was written since the last call, otherwise with the next write or `wake()`.
  package func nextWrite() async {
    await withCheckedContinuation { continuation in
      let isDue = state.withLock { state -> Bool in
        if state.isAnnounced {
          state.isAnnounced = false
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if isDue { continuation.resume() }
    }
    state.withLock { $0.isAnnounced = false }
  }

  /// Lets everybody who waits look again.
  package func wake() { announce() }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Synchronization

/// Tells those who look for work that there may be some now; any number of them, none misses a call.
///
/// A class because writers and workers of a process share it.
package final class WorkSignal: Sendable {
  private struct State {
    var count = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextKey = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// How often there was a call; taken before a look, so that a call during the look is not missed.
  package var count: Int { state.withLock(\.count) }

  package func announce() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.count += 1
      defer { state.waiting = [:] }
      return Array(state.waiting.values)
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Returns with the next call after `seen`, when the time is over, or when the task is cancelled.
  package func wait(after seen: Int, upTo limit: Duration) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.next(after: seen) }
      group.addTask { try? await Task.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  private func next(after seen: Int) async {
    let key = state.withLock { state in
      state.nextKey += 1
      return state.nextKey
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDue = state.withLock { state -> Bool in
          if state.count > seen || Task.isCancelled { return true }
          state.waiting[key] = continuation
          return false
        }
        if isDue { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: key) }?.resume()
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage
internal import Synchronization

/// The connections of one process to one server: opened when first needed, lent out one at a time, waited for in order.
///
/// A class because all requests share it.
final class PostgresPool: Sendable {
  private struct State {
    var idle: [PostgresWorker] = []
    var opened = 0
    var waiting: [(key: Int, continuation: CheckedContinuation<PostgresWorker?, Never>)] = []
    var nextKey = 0
    var isClosed = false
    /// Since the start of the process.
    var (leases, waits, timeouts, secondsWaited, reconnections) = (0, 0, 0, 0.0, 0)
  }

  private let address: PostgresAddress
  private let isReplica: Bool
  private let clock = ContinuousClock()
  private let state = Mutex(State())

  init(_ address: PostgresAddress, isReplica: Bool = false) {
    self.address = address
    self.isReplica = isReplica
  }

  /// What operators see of it.
  func statistics(_ name: String) -> EngineStatistics.Pool {
    var pool = EngineStatistics.Pool(name)
    pool.limit = address.connections
    state.withLock { state in
      pool.open = state.opened
      pool.busy = state.opened - state.idle.count
      pool.waiting = state.waiting.count
      (pool.leases, pool.waits, pool.timeouts) = (state.leases, state.waits, state.timeouts)
      (pool.secondsWaited, pool.reconnections) = (state.secondsWaited, state.reconnections)
    }
    return pool
  }

  /// - Throws: a `Problem` when all connections are lent out for too long; what `body` throws.
  func lend<T: Sendable>(_ body: (PostgresWorker) async throws -> T) async throws -> T {
    guard let worker = await take() else { throw PostgresFault.crowded }
    defer { giveBack(worker) }
    return try await body(worker)
  }

  /// Connections that are lent out are closed when they come back.
  func close() async {
    let idle = state.withLock { state in
      state.isClosed = true
      defer { state.idle = [] }
      for waiting in state.waiting { waiting.continuation.resume(returning: nil) }
      state.waiting = []
      return state.idle
    }
    for worker in idle { await worker.close() }
  }

  private func take() async -> PostgresWorker? {
    let (worker, key) = state.withLock { state -> (PostgresWorker?, Int?) in
      if state.isClosed { return (nil, nil) }
      state.leases += 1
      if let worker = state.idle.popLast() { return (worker, nil) }
      if state.opened < address.connections {
        state.opened += 1
        return (makeWorker(), nil)
      }
      state.nextKey += 1
      return (nil, state.nextKey)
    }
    guard let key else { return worker }
    let start = clock.now
    let found = await wait(as: key)
    state.withLock { state in
      state.waits += 1
      state.secondsWaited += (clock.now - start) / .seconds(1)
      if found == nil { state.timeouts += 1 }
    }
    return found
  }

  private func makeWorker() -> PostgresWorker {
    PostgresWorker(address, isReplica: isReplica) { [weak self] in
      self?.state.withLock { $0.reconnections += 1 }
    }
  }

  /// In line; nothing when the time is over first.
  private func wait(as key: Int) async -> PostgresWorker? {
    let limit = Duration.seconds(address.waitSeconds)
    let timer = Task {
      try await Task.sleep(for: limit)
      giveUp(key)
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ready = state.withLock { state -> PostgresWorker?? in
          if state.isClosed || Task.isCancelled { return .some(nil) }
          if let worker = state.idle.popLast() { return worker }
          state.waiting.append((key, continuation))
          return nil
        }
        if let ready { continuation.resume(returning: ready) }
      }
    } onCancel: {
      giveUp(key)
    }
  }

  private func giveUp(_ key: Int) {
    let continuation = state.withLock { state -> CheckedContinuation<PostgresWorker?, Never>? in
      guard let index = state.waiting.firstIndex(where: { $0.key == key }) else { return nil }
      return state.waiting.remove(at: index).continuation
    }
    continuation?.resume(returning: nil)
  }

  private func giveBack(_ worker: PostgresWorker) {
    let next = state.withLock { state -> CheckedContinuation<PostgresWorker?, Never>? in
      if !state.waiting.isEmpty { return state.waiting.removeFirst().continuation }
      if !state.isClosed { state.idle.append(worker) }
      return nil
    }
    if let next { return next.resume(returning: worker) }
    if state.withLock({ $0.isClosed }) { Task { await worker.close() } }
  }
}

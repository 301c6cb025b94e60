// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Synchronization

/// A thread that does the work of one actor, so that calls that block never hold a thread of the event loops.
///
/// A class because executors are. The thread ends with `stop()`.
final class WorkerThread: SerialExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isStopped = false
  }

  private let state = Mutex(State())
  private let call = DispatchSemaphore(value: 0)

  init(name: String) {
    let thread = Thread { [self] in work() }
    thread.name = name
    thread.start()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
    call.signal()
  }

  /// What was handed over before is still done.
  func stop() {
    state.withLock { $0.isStopped = true }
    call.signal()
  }

  private func work() {
    while true {
      call.wait()
      let (jobs, isStopped) = state.withLock { state -> ([UnownedJob], Bool) in
        defer { state.jobs.removeAll(keepingCapacity: true) }
        return (state.jobs, state.isStopped)
      }
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
      if isStopped && jobs.isEmpty { return }
    }
  }
}

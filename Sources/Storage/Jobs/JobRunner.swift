// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// What went wrong in a job without being a `Problem`; for the log.
package struct JobFault: Sendable {
  /// The name of the kind; empty where looking for work itself failed.
  package let job: String
  /// What the page shows instead of the error.
  package let reference: String
  package let error: any Error
}

/// Does the work that waits in the table of jobs; any number of processes may have one on the same database.
///
/// A call of `WorkSignal` wakes it at once, other processes' jobs are seen within a second. An actor, because its workers
/// share what they know of tonight's jobs.
package actor JobRunner {
  private let database: Database
  private let kinds: [String: JobKind]
  private let workers: Int
  private let signal: WorkSignal
  private let onFault: @Sendable (JobFault) -> Void
  private var planned: Set<String> = []
  private var plannedOn: Day?

  private static let author = Principal.system("jobs")
  private static let pause = Duration.seconds(1)

  /// - Parameter workers: how many jobs this process does at the same time.
  package init(
    _ database: Database, _ kinds: [JobKind], workers: Int = 2, signal: WorkSignal = WorkSignal(),
    onFault: @escaping @Sendable (JobFault) -> Void
  ) {
    self.database = database
    self.kinds = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
    self.workers = workers
    self.signal = signal
    self.onFault = onFault
  }

  /// Works until the task is cancelled; jobs that are running then are handed back with their checkpoint.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<workers { group.addTask { await self.work() } }
    }
  }

  /// Plans what the clock asks for and does one job that is due.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  package func runNext() async throws -> Bool {
    try await plan()
    let names = Array(kinds.keys)
    let now = database.time.now()
    guard try await database.read({ try $0.hasDueJob(named: names, at: now) }) else { return false }
    let kinds = kinds
    let job = try await keeping { transaction in
      try transaction.leaseJob(kinds, as: transaction.makeID(JobEntry.self).text)
    }
    guard let job, let kind = kinds[job.name] else { return false }
    await perform(job, kind)
    return true
  }

  private func work() async {
    while !Task.isCancelled {
      let seen = signal.count
      do {
        if try await runNext() { continue }
      } catch {
        if !Task.isCancelled { onFault(JobFault(job: "", reference: "", error: error)) }
      }
      await signal.wait(after: seen, upTo: Self.pause)
    }
  }

  /// Puts tonight's jobs and those that come again and again into the table, each once whoever comes first.
  private func plan() async throws {
    let now = database.time.now()
    if plannedOn != now.berlin.day { (planned, plannedOn) = ([], now.berlin.day) }
    var due: [(name: String, slot: String)] = []
    for kind in kinds.values.sorted(by: { $0.name < $1.name }) {
      switch kind.schedule {
      case .onDemand: continue
      case .every: due.append((kind.name, kind.name))
      case .nightly(let minutes):
        if let slot = JobRules.slot(ofNightly: kind.name, minutes: minutes, at: now) { due.append((kind.name, slot)) }
      }
    }
    let fresh = due.filter { !planned.contains($0.slot) }
    guard !fresh.isEmpty else { return }
    try await keeping { transaction in
      for (name, slot) in fresh {
        try transaction.addJob(transaction.makeID(), name, of: nil, input: "", slot: slot, from: transaction.now)
      }
    }
    planned.formUnion(fresh.map(\.slot))
  }

  private func perform(_ job: Job, _ kind: JobKind) async {
    let ending = await outcome(of: job, kind)
    do {
      try await keeping { try $0.endJob(job, kind.schedule, ending) }
    } catch {
      onFault(JobFault(job: job.name, reference: JobRules.reference(job.id), error: error))
    }
  }

  /// Runs the work beside the task that keeps its lease; whichever ends first ends the other.
  private func outcome(of job: Job, _ kind: JobKind) async -> JobEnding {
    let run = jobRun(job)
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await kind.run(run) }
        group.addTask { try await self.keepLease(of: job) }
        defer { group.cancelAll() }
        try await group.next()
      }
      return .done
    } catch {
      if Task.isCancelled { return .handedBack }
      if error is JobStopped { return .stopped }
      let reference = JobRules.reference(job.id)
      if !(error is Problem) { onFault(JobFault(job: job.name, reference: reference, error: error)) }
      return JobRules.ending(of: error, attempt: job.attempts, limit: kind.attempts, reference: reference)
    }
  }

  private func jobRun(_ job: Job) -> JobRun {
    JobRun(
      id: job.id, tenant: job.tenant, principal: job.principal, input: job.input, checkpoint: job.checkpoint,
      database: database
    ) { progress in
      let isStopAsked = try await self.keeping { try $0.noteProgress(progress, of: job.id, job.lease) }
      if isStopAsked != false || Task.isCancelled { throw JobStopped() }
    }
  }

  /// Ends only by throwing: when somebody asked the job to stop, the lease was lost, or the work is done.
  private func keepLease(of job: Job) async throws {
    while true {
      try await Task.sleep(for: .seconds(JobRules.leaseSeconds / 3))
      var isStopAsked: Bool? = false
      do {
        isStopAsked = try await keeping { try $0.renewLease(of: job.id, job.lease) }
      } catch {
        onFault(JobFault(job: job.name, reference: JobRules.reference(job.id), error: error))
      }
      if isStopAsked != false { throw JobStopped() }
    }
  }

  /// Writes even when the task is already cancelled: what a job has done must be noted before the process ends.
  @discardableResult
  private func keeping<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
    let database = database
    return try await Task { try await database.write(by: Self.author, as: .queue, body) }.value
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

extension Connection {
  /// Whether there is anything to begin; a read, so that idle processes do not write.
  func hasDueJob(named names: [String], at now: Moment) throws -> Bool {
    try first("select 1 from job where name in (\(list: names)) and \(Self.isDue(at: now)) limit 1") { $0.integer() }
      != nil
  }

  static func isDue(at now: Moment) -> SQL {
    "((state = 'waiting' and not_before <= \(now)) or (state = 'running' and lease_until < \(now)))"
  }
}

extension Transaction {
  /// Takes the job that has waited longest; nothing when there is none.
  ///
  /// Whoever comes second finds the row changed and looks on, so two processes never hold the same job. Runs that were left
  /// alone are taken over, unless somebody wanted them stopped or they have used up their tries.
  func leaseJob(_ kinds: [String: JobKind], as lease: String) throws -> Job? {
    let names = kinds.keys.sorted()
    while let job = try first(
      "\(Self.jobSelection) where name in (\(list: names)) and \(Self.isDue(at: now)) order by not_before, id limit 1 \(lock: .skipping)",
      Self.job)
    {
      guard let kind = kinds[job.name] else { return nil }
      if let ending = endingOfAbandoned(job, kind) {
        try endJob(job, kind.schedule, ending)
        continue
      }
      let count = try run(
        """
        update job set state = 'running', leased_by = \(lease), lease_until = \(leaseEnd), attempts = attempts + 1,
          started_at = coalesce(started_at, \(now)), ended_at = null, stop_asked = 0
        where id = \(job.id) and state = \(job.state.rawValue) and leased_by = \(job.lease)
        """)
      if count == 1 { return try first("\(Self.jobSelection) where id = \(job.id)", Self.job) }
    }
    return nil
  }

  /// Notes how far a run is and keeps its lease.
  ///
  /// - Returns: whether somebody asked it to stop; nothing when the lease was lost.
  func noteProgress(_ progress: JobProgress, of id: RecordID<JobEntry>, _ lease: String) throws -> Bool? {
    let count = try run(
      """
      update job set done = \(progress.done), total = \(progress.total.value), note = \(progress.note),
        checkpoint = coalesce(\(progress.checkpoint.value), checkpoint), lease_until = \(leaseEnd)
      where id = \(id) and leased_by = \(lease) and state = 'running'
      """)
    return count == 0 ? nil : try isStopAsked(id)
  }

  /// Keeps the lease of a run that has nothing to tell.
  func renewLease(of id: RecordID<JobEntry>, _ lease: String) throws -> Bool? {
    let count = try run(
      "update job set lease_until = \(leaseEnd) where id = \(id) and leased_by = \(lease) and state = 'running'")
    return count == 0 ? nil : try isStopAsked(id)
  }

  /// Writes what became of a run, unless another process has taken it over meanwhile.
  func endJob(_ held: Job, _ schedule: JobKind.Schedule, _ ending: JobEnding) throws {
    guard
      let job = try first(
        "\(Self.jobSelection) where id = \(held.id) and leased_by = \(held.lease) and state = 'running'", Self.job)
    else { return }
    var ending = ending
    if job.isStopAsked {
      switch ending {
      case .handedBack, .retry: ending = .stopped
      case .done, .stopped, .failed: break
      }
    }
    let after = JobRules.outcome(of: ending, job, schedule, at: now)
    try run(
      """
      update job set state = \(after.state.rawValue), attempts = \(after.attempts), not_before = \(after.notBefore),
        error = \(after.error), checkpoint = \(after.checkpoint), ended_at = \(after.endedAt.value), stop_asked = 0,
        leased_by = '', lease_until = ''
      where id = \(job.id) and leased_by = \(job.lease) and state = 'running'
      """)
  }

  private var leaseEnd: Moment { now.adding(seconds: JobRules.leaseSeconds) }

  private func isStopAsked(_ id: RecordID<JobEntry>) throws -> Bool {
    try number("select stop_asked from job where id = \(id)") != 0
  }

  private func endingOfAbandoned(_ job: Job, _ kind: JobKind) -> JobEnding? {
    guard job.state == .running else { return nil }
    if job.isStopAsked { return .stopped }
    if job.attempts < kind.attempts { return nil }
    return .failed(
      "Der Auftrag brach \(job.attempts)-mal ab, ohne sich zu melden (Kennung \(JobRules.reference(job.id))).")
  }
}

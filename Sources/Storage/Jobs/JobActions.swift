// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

extension Transaction {
  /// Stops a job: one that waits at once, one that runs as soon as it reports, at the latest within 20 seconds.
  ///
  /// - Throws: a `Problem` for a job that has ended or comes again and again.
  package func stopJob(_ id: RecordID<JobEntry>, in scope: Scope) throws {
    let job = try wantedJob(id, scope)
    let isWaiting = job.state == .waiting && !job.isRecurring
    guard isWaiting || job.state == .running else {
      throw Problem("jobs.not-stoppable", .conflict, "Dieser Auftrag läuft nicht mehr, er lässt sich nicht anhalten.")
    }
    let count =
      isWaiting
      ? try run(
        "update job set state = 'stopped', ended_at = \(now), error = '' where id = \(id) and state = 'waiting'")
      : try run("update job set stop_asked = 1 where id = \(id) and state = 'running'")
    if count == 0 { throw Self.jobChanged }
    try audit("job.stopped", kind: "job", record: id.identifier, of: job.tenant ?? .ofInstallation)
  }

  /// Begins a failed or stopped job again, where it noted its last checkpoint; one that waits for its next try goes at once.
  ///
  /// - Throws: a `Problem` for a job that runs or has done its work.
  package func retryJob(_ id: RecordID<JobEntry>, in scope: Scope) throws {
    let job = try wantedJob(id, scope)
    guard [.failed, .stopped, .waiting].contains(job.state) else {
      throw Problem("jobs.not-repeatable", .conflict, "Dieser Auftrag läuft gerade oder ist schon erledigt.")
    }
    let count = try run(
      """
      update job set state = 'waiting', attempts = 0, not_before = \(now), error = '', ended_at = null, stop_asked = 0
      where id = \(id) and state = \(job.state.rawValue)
      """)
    if count == 0 { throw Self.jobChanged }
    callForWork()
    try audit("job.retried", kind: "job", record: id.identifier, of: job.tenant ?? .ofInstallation)
  }

  /// Forgets jobs that ended more than 90 days ago; how many.
  @discardableResult
  package func eraseOldJobs() throws -> Int {
    let limit = now.adding(seconds: -JobRules.daysKept * 86_400)
    return try run("delete from job where state in ('done', 'failed', 'stopped') and ended_at < \(limit)")
  }

  private func wantedJob(_ id: RecordID<JobEntry>, _ scope: Scope) throws -> Job {
    if let job = try job(id, in: scope) { return job }
    throw Problem("jobs.unknown", .notFound, "Diesen Auftrag gibt es nicht (mehr).")
  }

  private static let jobChanged = Problem(
    "jobs.changed-meanwhile", .conflict, "Der Auftrag hat sich inzwischen geändert. Bitte sehen Sie noch einmal nach.")
}

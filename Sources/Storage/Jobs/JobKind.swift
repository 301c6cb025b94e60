// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// A row of the table of jobs; only its id is known outside.
package enum JobEntry {}

/// Work that goes on behind the pages: an import, an export, a nightly look (F173).
package struct JobKind: Sendable {
  package enum Schedule: Sendable, Hashable {
    /// Somebody asks for it.
    case onDemand
    /// Once each night, so many minutes after midnight in Germany.
    case nightly(minutes: Int)
    case every(seconds: Int)
  }

  /// The contract: rows name it. `import.table`, `privacy.retention`.
  package let name: String
  /// German, for the page that lists jobs.
  package let label: String
  package let schedule: Schedule
  /// How often a run that failed for a passing reason is tried.
  package let attempts: Int
  package let run: @Sendable (JobRun) async throws -> Void

  package init(
    _ name: String, _ label: String, _ schedule: Schedule = .onDemand, attempts: Int = 3,
    run: @escaping @Sendable (JobRun) async throws -> Void
  ) {
    self.name = name
    self.label = label
    self.schedule = schedule
    self.attempts = attempts
    self.run = run
  }
}

/// One run of a job as its work sees it.
package struct JobRun: Sendable {
  package let id: RecordID<JobEntry>
  /// Nothing for jobs of the whole installation.
  package let tenant: TenantID?
  /// Who asked for it.
  package let principal: Principal
  /// What was asked for, as the asker wrote it; usually JSON.
  package let input: String
  /// What the last try noted, so that it need not begin anew; empty at first.
  package let checkpoint: String
  package let database: Database
  /// Notes how far it is, keeps the lease, and remembers the checkpoint.
  ///
  /// - Throws: `JobStopped` when somebody asked it to stop or the lease was lost: leave everything whole and return.
  package let report: @Sendable (JobProgress) async throws -> Void

  package init(
    id: RecordID<JobEntry>, tenant: TenantID?, principal: Principal, input: String, checkpoint: String,
    database: Database, report: @escaping @Sendable (JobProgress) async throws -> Void
  ) {
    self.id = id
    self.tenant = tenant
    self.principal = principal
    self.input = input
    self.checkpoint = checkpoint
    self.database = database
    self.report = report
  }
}

/// How far a job is.
package struct JobProgress: Sendable, Hashable {
  package var done: Int
  package var total: Int?
  /// A German sentence for whoever waits; empty for none.
  package var note: String
  /// Nothing leaves the checkpoint as it is.
  package var checkpoint: String?

  package init(done: Int, total: Int? = nil, note: String = "", checkpoint: String? = nil) {
    self.done = done
    self.total = total
    self.note = note
    self.checkpoint = checkpoint
  }
}

/// Somebody asked the job to stop.
package struct JobStopped: Error {}

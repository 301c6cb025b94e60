// SPDX-License-Identifier: EUPL-1.2
package import Kernel

package enum JobState: String, Sendable, CaseIterable { case waiting, running, done, failed, stopped }

/// A job as it stands in its table.
package struct Job: Sendable, Hashable {
  package let id: RecordID<JobEntry>
  /// The name of its kind.
  package let name: String
  /// Nothing for jobs of the whole installation.
  package let tenant: TenantID?
  /// Who asked for it.
  package let principal: Principal
  package let input: String
  package let checkpoint: String
  package let state: JobState
  /// How often it was begun.
  package let attempts: Int
  /// When it is begun, or begun again.
  package let notBefore: Moment
  package let done: Int
  package let total: Int?
  package let note: String
  /// What went wrong last; empty for nothing.
  package let error: String
  package let isStopAsked: Bool
  package let askedAt: Moment
  package let startedAt: Moment?
  package let endedAt: Moment?
  /// Whether it comes again and again in the same row.
  package let isRecurring: Bool
  /// Names the one run that may write to the row; empty while nobody does.
  let lease: String
}

extension Connection {
  /// Jobs, newest first.
  ///
  /// - Parameter scope: `.everyTenant` also brings those of the installation; only for its operators.
  package func jobs(
    in scope: Scope, state: JobState? = nil, limit: Int, offset: Int = 0
  ) throws -> [Job] {
    try rows(
      """
      \(Self.jobSelection) where \(scope.condition) and \(Self.condition(state)) order by asked_at desc, id desc
      limit \(limit) offset \(offset)
      """, Self.job)
  }

  package func countJobs(in scope: Scope, state: JobState? = nil) throws -> Int {
    try number("select count(*) from job where \(scope.condition) and \(Self.condition(state))")
  }

  /// How far one job is; nothing for an unknown id or another tenant's job.
  package func job(_ id: RecordID<JobEntry>, in scope: Scope) throws -> Job? {
    try first("\(Self.jobSelection) where id = \(id) and \(scope.condition)", Self.job)
  }

  static let jobSelection: SQL =
    """
    select id, name, tenant, slot, principal_kind, principal, principal_name, input, checkpoint, state, attempts,
      not_before, done, total, note, error, stop_asked, asked_at, started_at, ended_at, leased_by from job
    """

  private static func condition(_ state: JobState?) -> SQL { state.map { "state = \($0.rawValue)" } ?? "1 = 1" }

  static func job(_ row: inout Row) throws -> Job {
    let id: RecordID<JobEntry> = try row.id()
    let name = row.text()
    let tenant: TenantID? = row.optionalID()
    let slot = row.optionalText()
    return Job(
      id: id, name: name, tenant: tenant,
      principal: Principal(kind: Principal.Kind(rawValue: row.text()) ?? .system, id: row.text(), name: row.text()),
      input: row.text(), checkpoint: row.text(), state: JobState(rawValue: row.text()) ?? .failed,
      attempts: row.integer(), notBefore: try row.typed(), done: row.integer(), total: row.optionalInteger(),
      note: row.text(), error: row.text(), isStopAsked: row.flag(), askedAt: try row.typed(),
      startedAt: try row.typed(), endedAt: try row.typed(), isRecurring: slot == name, lease: row.text())
  }
}

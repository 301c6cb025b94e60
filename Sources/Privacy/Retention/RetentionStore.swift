// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// One night's retention as its proof tells it.
struct RetentionRun: Sendable, Hashable {
  let id: RecordID<JobEntry>
  let startedAt: Moment
  let endedAt: Moment?
}

/// How many values of one field a run erased in one tenant.
struct RetentionCount: Sendable, Hashable {
  let run: RecordID<JobEntry>
  let tenant: TenantID
  let kind: String
  let field: String
  let erased: Int
}

extension Transaction {
  func noteErasure(_ kind: String, _ record: Identifier, _ field: String, of tenant: TenantID) throws {
    try run(
      """
      insert into erasure (kind, record, field, tenant, erased_at)
      values (\(kind), \(record.text), \(field), \(tenant), \(now))
      on conflict (kind, record, field) do update set erased_at = excluded.erased_at
      """)
  }

  func beginRetention(_ id: RecordID<JobEntry>) throws {
    try run(
      "insert into retention_run (id, started_at) values (\(id), \(now)) on conflict (id) do nothing")
  }

  /// Adds to the proof in the transaction that erases, so that a killed run loses no number.
  func countErased(
    _ run: RecordID<JobEntry>, _ tenant: TenantID, _ kind: String, _ field: String, by count: Int
  ) throws {
    try self.run(
      """
      insert into retention_count (run, tenant, kind, field, erased)
      values (\(run), \(tenant), \(kind), \(field), \(count))
      on conflict (run, tenant, kind, field) do update set erased = retention_count.erased + excluded.erased
      """)
  }

  /// Ends a run: every tenant that lost something gets one sealed row with the counts.
  func endRetention(_ id: RecordID<JobEntry>) throws {
    let ended = try run("update retention_run set ended_at = \(now) where id = \(id) and ended_at is null")
    guard ended > 0 else { return }
    let counts = try retentionCounts(of: [id], in: .everyTenant)
    for (tenant, counts) in Dictionary(grouping: counts, by: \.tenant).sorted(by: { $0.key.text < $1.key.text }) {
      try audit(
        "privacy.retention", kind: "retention_run", record: id.identifier, of: tenant,
        changes: counts.map {
          FieldChange(field: "\($0.kind)/\($0.field)", old: .integer(Int64($0.erased)), new: .integer(0))
        })
    }
  }
}

extension Connection {
  /// Newest first.
  func retentionRuns(limit: Int) throws -> [RetentionRun] {
    try rows("select id, started_at, ended_at from retention_run order by started_at desc, id desc limit \(limit)") {
      RetentionRun(id: try $0.id(), startedAt: try $0.typed(), endedAt: try $0.typed())
    }
  }

  func retentionCounts(of runs: [RecordID<JobEntry>], in scope: Scope) throws -> [RetentionCount] {
    try rows(
      """
      select run, tenant, kind, field, erased from retention_count
      where run in (\(list: runs)) and \(scope.condition) order by run, tenant, kind, field
      """
    ) { row in
      RetentionCount(
        run: try row.id(), tenant: try row.id(), kind: row.text(), field: row.text(), erased: row.integer())
    }
  }
}

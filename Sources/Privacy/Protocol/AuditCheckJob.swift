// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Walks the chains of the protocol every night, and one of them when somebody asks; the page shows the last result (F164).
enum AuditCheckJob {
  static let name = "audit.check"

  static let kind = JobKind(name, "Protokoll auf Veränderungen prüfen", .nightly(minutes: 225)) { run in
    let scope = run.tenant.map { Scope.tenant($0) } ?? .everyTenant
    let verdicts = try await run.database.read { try $0.auditVerdicts(in: scope) }
    try await run.database.write(by: .system("audit")) { transaction in
      for verdict in verdicts { try transaction.keep(verdict) }
    }
    let broken = verdicts.filter { $0.broken != nil }.count
    try await run.report(
      JobProgress(
        done: verdicts.count, total: verdicts.count,
        note: broken == 0 ? "Alle Ketten sind unverändert." : "\(broken) Ketten sind verändert worden."))
  }
}

/// The last walk along a chain.
struct KeptVerdict: Sendable, Hashable {
  let number: Int
  let broken: Int?
  let checkedAt: Moment
}

extension Transaction {
  fileprivate func keep(_ verdict: AuditVerdict) throws {
    try run(
      """
      insert into audit_check (tenant, number, broken, checked_at)
      values (\(verdict.tenant), \(Int(verdict.number)), \(verdict.broken.map { Int($0) }.value), \(now))
      on conflict (tenant) do update set number = excluded.number, broken = excluded.broken,
        checked_at = excluded.checked_at
      """)
  }
}

extension Connection {
  func auditCheck(of tenant: TenantID) throws -> KeptVerdict? {
    try first("select number, broken, checked_at from audit_check where tenant = \(tenant)") { row in
      KeptVerdict(number: row.integer(), broken: row.optionalInteger(), checkedAt: try row.typed())
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// What a walk along one tenant's chain found.
package struct AuditVerdict: Sendable, Hashable {
  package let tenant: TenantID
  /// The number of the newest row.
  package let number: Int64
  /// The first row that does not fit: changed, missing or put in between; nothing where all is well.
  package let broken: Int64?
}

extension Connection {
  /// Walks all chains and names the first row of each that does not fit.
  package func brokenAudit() throws -> [(tenant: TenantID, number: Int64)] {
    try auditVerdicts(in: .everyTenant).compactMap { verdict in verdict.broken.map { (verdict.tenant, $0) } }
  }

  /// Walks the chains of a scope from their first rows; a second per 100,000 rows, memory for redacted rows only.
  package func auditVerdicts(in scope: Scope) throws -> [AuditVerdict] {
    var walks: [TenantID: AuditWalk] = [:]
    var unreadable: [TenantID] = []
    try each(
      """
      select tenant, number, at, actor_kind, actor, actor_name, action, kind, record, changes, previous, seal, salt, number
      from audit_log where \(scope.condition) order by tenant, audit_log.number
      """
    ) { row in
      var copy = row
      guard let tenant = TenantID(row.text()) else {
        if unreadable.isEmpty { unreadable.append(.ofInstallation) }
        return
      }
      let entry = try Self.auditEntry(&copy)
      row.skip(2)
      let isKnownKind = Principal.Kind(rawValue: row.text()) != nil
      row.skip(9)
      let isWhole = row.text() == String(entry.number) && isKnownKind
      walks[tenant, default: AuditWalk()].take(entry, isReadable: isWhole)
    }
    try each("select tenant, number, seal from audit_head where \(scope.condition)") { row in
      guard let tenant = TenantID(row.text()) else { return unreadable.append(.ofInstallation) }
      walks[tenant, default: AuditWalk()].end(at: Int64(row.integer()), row.text())
    }
    for tenant in unreadable { walks[tenant, default: AuditWalk()].miss(0) }
    return walks.sorted { $0.key.text < $1.key.text }.map { $1.verdict($0) }
  }
}

/// One tenant's chain as far as it was walked.
struct AuditWalk {
  private var number: Int64 = 0
  private var seal = ""
  private var broken: Int64?
  private var hasHead = false
  /// Rows whose content does not fit their seal, with the seal that it would have.
  private var altered: [Int64: String] = [:]
  /// What later rows say that redacted rows look like; the last one counts.
  private var stated: [Int64: String] = [:]

  mutating func take(_ entry: AuditEntry, isReadable: Bool) {
    if entry.number != number + 1 || entry.previous != seal || !isReadable { miss(entry.number) }
    let computed = entry.computedSeal
    if computed != entry.seal { altered[entry.number] = computed }
    // A statement may itself have lost the name of who acted; then a later row vouches for it.
    if entry.action == AuditEntry.redaction {
      for (row, seal) in entry.statements where row < entry.number { stated[row] = seal }
    }
    (number, seal) = (entry.number, entry.seal)
  }

  mutating func end(at number: Int64, _ seal: String) {
    hasHead = true
    if number != self.number || seal != self.seal { miss(max(number, 1)) }
  }

  mutating func miss(_ number: Int64) { broken = min(broken ?? number, number) }

  func verdict(_ tenant: TenantID) -> AuditVerdict {
    var end = self
    if !hasHead { end.miss(number) }
    for (row, computed) in altered where stated[row] != computed { end.miss(row) }
    for row in stated.keys where altered[row] == nil { end.miss(row) }
    return AuditVerdict(tenant: tenant, number: number, broken: end.broken)
  }
}

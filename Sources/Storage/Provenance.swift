// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// Where a record came from (F32): the system, its id there, and where it stands.
package struct Provenance: Sendable, Hashable {
  /// `integreat`, `hsds`, `csv`.
  package let system: String
  package let source: String
  /// Empty where the system gives none.
  package let address: String
  /// A digest of what was delivered, to see at the next import whether it changed.
  package let fingerprint: String

  package init(system: String, source: String, address: String, fingerprint: String) {
    self.system = system
    self.source = source
    self.address = address
    self.fingerprint = fingerprint
  }
}

extension Connection {
  /// The records of a kind that a system delivered to a tenant, by their ids there.
  package func provenance<R: Record>(
    of type: R.Type, system: String, in tenant: TenantID
  ) throws -> [String: (record: RecordID<R>, fingerprint: String, isVanished: Bool)] {
    var found: [String: (record: RecordID<R>, fingerprint: String, isVanished: Bool)] = [:]
    try each(
      """
      select source, record, fingerprint, vanished_at from provenance
      where tenant = \(tenant) and system = \(system) and kind = \(R.descriptor.kind)
      """
    ) { row in
      let source = row.text()
      found[source] = (try row.id(), row.text(), row.optionalText() != nil)
    }
    return found
  }

  /// Where these records came from.
  package func provenance<R: Record>(of ids: [RecordID<R>]) throws -> [RecordID<R>: Provenance] {
    if ids.isEmpty { return [:] }
    var found: [RecordID<R>: Provenance] = [:]
    try each(
      """
      select record, system, source, address, fingerprint from provenance
      where kind = \(R.descriptor.kind) and record in (\(list: ids)) order by seen_at
      """
    ) { row in
      let id: RecordID<R> = try row.id()
      found[id] = Provenance(system: row.text(), source: row.text(), address: row.text(), fingerprint: row.text())
    }
    return found
  }
}

extension Transaction {
  /// Notes that a system delivered this record (again).
  package func noteSource<R: Record>(_ provenance: Provenance, of id: RecordID<R>, in tenant: TenantID) throws {
    try run(
      """
      insert into provenance (tenant, system, kind, source, record, address, fingerprint, seen_at)
      values (\(tenant), \(provenance.system), \(R.descriptor.kind), \(provenance.source), \(id),
        \(provenance.address), \(provenance.fingerprint), \(now))
      on conflict (tenant, system, kind, source)
      do update set record = excluded.record, address = excluded.address, fingerprint = excluded.fingerprint,
        seen_at = excluded.seen_at, vanished_at = null
      """)
  }

  /// Notes that a system no longer delivers a record; the record itself stays.
  package func noteVanished<R: Record>(_ type: R.Type, system: String, source: String, in tenant: TenantID) throws {
    try run(
      """
      update provenance set vanished_at = \(now)
      where tenant = \(tenant) and system = \(system) and kind = \(R.descriptor.kind) and source = \(source)
        and vanished_at is null
      """)
  }
}

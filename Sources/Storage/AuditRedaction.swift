// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

extension AuditEntry {
  /// Says of earlier rows that personal values were taken out of them, and which seal what is left of them would have.
  package static let redaction = "audit.redacted"
  /// What stands where the name of a person stood.
  package static let erasedName = "gelöscht"

  /// Rows and seals that a redaction names.
  var statements: [(row: Int64, seal: String)] {
    (AuditText.members(of: changes) ?? []).compactMap { name, value in
      guard let row = Int64(name), value.hasPrefix("[null,\""), value.hasSuffix("\"]") else { return nil }
      return (row, String(value.dropFirst(7).dropLast(2)))
    }
  }

  /// What is left of the row without these values and without the salt; nothing where there is nothing to take.
  fileprivate func redacted(fields: Set<String>, name: String?) -> AuditEntry? {
    let members = AuditText.members(of: changes) ?? []
    let left = members.filter { member in
      !fields.contains(member.name.split(separator: ".").first.map(String.init) ?? member.name)
    }
    let shown = name.map { Principal(kind: actor.kind, id: actor.id, name: $0) } ?? actor
    if left.count == members.count && shown == actor { return nil }
    return AuditEntry(
      tenant: tenant, number: number, at: at, actor: shown, action: action, kind: kind, record: record,
      changes: left.count == members.count ? changes : AuditText.json(of: left), previous: previous, seal: seal,
      salt: "")
  }
}

extension Transaction {
  /// Takes the values of fields, translations too, out of all audit rows of one record.
  ///
  /// The rows keep their seals, so the chain holds; one new row states what is left of them (`audit.redacted`).
  /// - Returns: how many rows were redacted.
  @discardableResult
  package func redactAudit(
    _ kind: String, _ record: Identifier, of tenant: TenantID, fields: Set<String>
  ) throws -> Int {
    let entries = try rows(
      "\(Self.auditColumns) where tenant = \(tenant) and kind = \(kind) and record = \(record.text) order by number",
      Self.auditEntry)
    return try redact(entries.compactMap { $0.redacted(fields: fields, name: nil) }, about: record, of: tenant)
  }

  /// Takes the name of a person out of audit rows of what they did; their id stays.
  ///
  /// - Returns: how many rows were redacted; 0 when none is left.
  @discardableResult
  package func redactActor(_ account: Identifier, limit: Int) throws -> Int {
    let entries = try rows(
      """
      \(Self.auditColumns) where actor = \(account.text) and actor_name <> \(AuditEntry.erasedName)
      order by tenant, number limit \(limit)
      """, Self.auditEntry)
    let left = entries.compactMap { $0.redacted(fields: [], name: AuditEntry.erasedName) }
    for (tenant, entries) in Dictionary(grouping: left, by: \.tenant).sorted(by: { $0.key.text < $1.key.text }) {
      try redact(entries, about: account, of: tenant)
    }
    return left.count
  }

  @discardableResult
  private func redact(_ left: [AuditEntry], about record: Identifier, of tenant: TenantID) throws -> Int {
    if left.isEmpty { return 0 }
    for entry in left {
      try run(
        """
        update audit_log set changes = \(entry.changes), actor_name = \(entry.actor.name), salt = ''
        where tenant = \(tenant) and number = \(Int(entry.number))
        """)
    }
    let statements = left.map {
      FieldChange(field: String($0.number), old: .null, new: .text($0.computedSeal))
    }
    try audit(AuditEntry.redaction, kind: "audit_log", record: record, of: tenant, changes: statements)
    return left.count
  }
}

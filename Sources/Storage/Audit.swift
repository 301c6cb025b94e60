// SPDX-License-Identifier: EUPL-1.2
internal import CLibCrypto
package import Kernel
package import Records

/// The end of a tenant's chain: number and seal of its newest audit row.
struct AuditHead {
  var number: Int64
  var seal: String
  var isChanged = false
}

/// One audit row: who did what to which record, when; sealed with the row before (F164).
package struct AuditEntry: Sendable, Hashable {
  package let tenant: TenantID
  /// Counts from 1 without gaps within the tenant.
  package let number: Int64
  package let at: String
  package let actor: Principal
  /// Past tense with the slice in front: `offer.published`.
  package let action: String
  package let kind: String
  package let record: String
  /// `{"title":["alt","neu"]}`, JSON, keys in the order of the fields.
  package let changes: String
  package let previous: String
  package let seal: String
  /// Random digits under the seal, so that nobody can guess from it what was redacted; empty in rows that were redacted and
  /// in those of databases from before 25 November 2026.
  package let salt: String

  /// SHA-256 over all parts, each with its length in front, so that no two rows have the same bytes.
  static func seal(of parts: [String]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(parts.reduce(0) { $0 + $1.utf8.count + 8 })
    for part in parts {
      append(part.utf8.count, to: &bytes)
      bytes.append(58)
      bytes.append(contentsOf: part.utf8)
    }
    return hexadecimal(sha256(bytes))
  }

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &bytes) }
    bytes.append(48 + UInt8(truncatingIfNeeded: number % 10))
  }

  /// What the seal of this row should be.
  var computedSeal: String {
    let parts = [
      previous, tenant.text, String(number), at, actor.kind.rawValue, actor.id, actor.name, action, kind, record,
      changes,
    ]
    return Self.seal(of: salt.isEmpty ? parts : parts + [salt])
  }
}

extension Transaction {
  /// Adds a row to the tenant's chain.
  ///
  /// The chain's end is read once per transaction and written once at its end, so that long imports stay quick; writers of
  /// the same tenant are serialised by the row in `audit_head`, those of different tenants do not wait for each other.
  package func audit(
    _ action: String, kind: String, record: Identifier, of tenant: TenantID, changes: [FieldChange] = []
  ) throws {
    var head = try auditHeads[tenant] ?? auditHead(of: tenant)
    head.number += 1
    let draft = AuditEntry(
      tenant: tenant, number: head.number, at: now.iso, actor: principal, action: action, kind: kind,
      record: record.text, changes: AuditText.json(changes), previous: head.seal, seal: "",
      salt: hexadecimal(randomBytes(16)))
    head.seal = draft.computedSeal
    head.isChanged = true
    auditHeads[tenant] = head
    try run(
      """
      insert into audit_log
        (tenant, number, at, actor_kind, actor, actor_name, action, kind, record, changes, previous, seal, salt)
      values (\(tenant), \(Int(draft.number)), \(draft.at), \(principal.kind.rawValue), \(principal.id), \(principal.name),
        \(action), \(kind), \(draft.record), \(draft.changes), \(draft.previous), \(head.seal), \(draft.salt))
      """)
  }

  /// Two writers that begin a tenant's chain at once meet at its new row, later ones at the lock.
  private func auditHead(of tenant: TenantID) throws -> AuditHead {
    if let head = try keptAuditHead(of: tenant) { return head }
    try run("insert into audit_head (tenant, number, seal) values (\(tenant), 0, '') on conflict (tenant) do nothing")
    return try keptAuditHead(of: tenant) ?? AuditHead(number: 0, seal: "")
  }

  private func keptAuditHead(of tenant: TenantID) throws -> AuditHead? {
    try first("select number, seal from audit_head where tenant = \(tenant) \(lock: .waiting)") { row in
      AuditHead(number: Int64(row.integer()), seal: row.text())
    }
  }

  /// Writes the ends of all chains that grew.
  func sealAudit() throws {
    for (tenant, head) in auditHeads where head.isChanged {
      try run("update audit_head set number = \(Int(head.number)), seal = \(head.seal) where tenant = \(tenant)")
    }
    auditHeads = [:]
  }
}

extension Connection {
  /// What was done to one record, newest first; who looked at it stands in the audit log only.
  package func history(
    _ kind: String, _ record: Identifier, of tenant: TenantID, limit: Int = 200
  ) throws -> [AuditEntry] {
    try rows(
      """
      \(Self.auditColumns) where tenant = \(tenant) and kind = \(kind) and record = \(record.text) and action <> \(kind + ".read")
      order by number desc limit \(limit)
      """, Self.auditEntry)
  }

  static var auditColumns: SQL {
    """
    select tenant, number, at, actor_kind, actor, actor_name, action, kind, record, changes, previous, seal, salt
    from audit_log
    """
  }

  static func auditEntry(_ row: inout Row) throws -> AuditEntry {
    AuditEntry(
      tenant: try row.id(), number: Int64(row.integer()), at: row.text(),
      actor: Principal(kind: Principal.Kind(rawValue: row.text()) ?? .system, id: row.text(), name: row.text()),
      action: row.text(), kind: row.text(), record: row.text(), changes: row.text(), previous: row.text(),
      seal: row.text(), salt: row.text())
  }
}

/// SHA-256 by OpenSSL's libcrypto.
package func sha256(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes(sha256) }

package func sha256(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
  var digest = [UInt8](repeating: 0, count: 32)
  SHA256(bytes.baseAddress, bytes.count, &digest)
  return digest
}

/// Lower-case hexadecimal digits.
package func hexadecimal(_ bytes: [UInt8]) -> String {
  String(unsafeUninitializedCapacity: bytes.count * 2) { text in
    for (index, byte) in bytes.enumerated() {
      text[2 * index] = hexadecimalDigit(byte >> 4)
      text[2 * index + 1] = hexadecimalDigit(byte & 15)
    }
    return bytes.count * 2
  }
}

private func hexadecimalDigit(_ number: UInt8) -> UInt8 { number < 10 ? 48 + number : 87 + number }

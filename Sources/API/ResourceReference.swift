// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
package import Records
internal import Storage

/// A kind of record that fields of other kinds refer to, as programs may name one.
package struct ResourceReference: Sendable {
  package let kind: String
  /// Who may know such records at all; nothing where everybody may who sees the field.
  let view: Permission?
  /// Whether the tenant has such a record; archived ones count only where they are the present value.
  let exists: @Sendable (Connection, TenantID, Identifier, _ isPresent: Bool) throws -> Bool

  package static func records<R: Record>(of type: R.Type, view: Permission? = nil) -> ResourceReference {
    ResourceReference(kind: R.descriptor.kind, view: view) { connection, tenant, id, isPresent in
      let condition: SQL = isPresent ? "1 = 1" : "archived_at is null"
      return try connection.number(
        "select count(*) from \(table: type) where tenant = \(tenant) and id = \(id.text) and \(condition)") > 0
    }
  }
}

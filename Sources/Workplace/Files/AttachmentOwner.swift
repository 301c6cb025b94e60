// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
package import Records
package import Storage
package import Web

/// A kind of record that may have pictures and documents.
package struct AttachmentOwner: Sendable {
  let kind: String
  let view: Permission
  let edit: Permission
  /// Where staff see a record.
  let path: @Sendable (String) -> Path
  /// What decisions about a record are about, and what it is called; nothing for other tenants' records and archived ones.
  let find: @Sendable (Connection, Identifier, TenantID) throws -> (subject: Subject, title: String)?
  /// Whether everybody may see what belongs to a record.
  let isPublic: @Sendable (Connection, Identifier) throws -> Bool

  /// - Parameters:
  ///   - title: what a record is called.
  ///   - organisation: to which organisation it belongs, for providers.
  package init<R: Record>(
    _ type: R.Type, view: Permission, edit: Permission, path: @escaping @Sendable (String) -> Path,
    title: @escaping @Sendable (R, Connection) throws -> String,
    organisation: @escaping @Sendable (R) -> Identifier? = { _ in nil },
    isPublic: @escaping @Sendable (R) -> Bool
  ) {
    kind = R.descriptor.kind
    self.view = view
    self.edit = edit
    self.path = path
    find = { connection, id, tenant in
      guard let stored = try connection.find(R.self, RecordID(id), in: .tenant(tenant)), stored.archivedAt == nil else {
        return nil
      }
      let subject = Subject(
        tenant: tenant, kind: R.descriptor.kind, record: id, organisation: organisation(stored.record))
      return (subject, try title(stored.record, connection))
    }
    self.isPublic = { connection, id in
      guard let stored = try connection.find(R.self, RecordID(id), in: .everyTenant), stored.archivedAt == nil else {
        return false
      }
      return isPublic(stored.record)
    }
  }
}

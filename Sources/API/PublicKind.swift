// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Records
package import Storage
internal import Workplace

/// A kind of record that the public reads, for the change feed and the description.
package struct PublicKind: Sendable {
  let kind: RecordKind
  /// The part of its public addresses: `/api/v1/{collection}`.
  let collection: String
  /// Those of the ids that everybody may read today.
  let visible: @Sendable (Connection, [Identifier]) throws -> Set<Identifier>
  /// Whether everybody could ever read the record, so that its end is no secret.
  let wasVisible: @Sendable (Connection, Identifier, TenantID) throws -> Bool

  /// How far back a record's history is looked through.
  private static let historyLimit = 200

  /// - Parameter condition: what else must hold today, such as that the centre shows such records.
  package static func records<R: Record>(
    of type: R.Type, collection: String, where condition: SQL = "1 = 1", isPublic: @escaping @Sendable (R) -> Bool
  ) -> PublicKind {
    PublicKind(
      kind: R.descriptor.info, collection: collection,
      visible: { connection, ids in
        let found = try connection.list(
          R.self, in: .everyTenant, where: "id in (\(list: ids.map(\.text))) and \(condition)", limit: ids.count)
        return Set(found.filter { isPublic($0.record) }.map(\.id.identifier))
      },
      wasVisible: { connection, id, tenant in
        guard let stored = try connection.find(R.self, RecordID(id), in: .tenant(tenant)) else { return false }
        if isPublic(stored.record) { return true }
        var record = stored.record
        for entry in try connection.history(R.descriptor.kind, id, of: tenant, limit: historyLimit) {
          for change in HistoryChange.all(entry.changes) where change.language == nil {
            guard let field = R.descriptor.field(change.field) else { continue }
            do { try field.place(change.old, in: &record) } catch { continue }
          }
          if isPublic(record) { return true }
        }
        return false
      })
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Records

extension Transaction {
  /// Brings an archived record back into all lists, as it was.
  ///
  /// - Throws: a `Problem` `record.changed-meanwhile` when `stored` is not the newest version or is not archived.
  package func restore<R: Record>(_ stored: Stored<R>, as action: String? = nil) throws {
    let count = try run(
      """
      update \(table: R.self) set archived_at = null, modified_at = \(now), version = version + 1
      where id = \(stored.id) and tenant = \(stored.tenant) and version = \(stored.version) and archived_at is not null
      """)
    let kind = R.descriptor.kind
    if count == 0 {
      throw Problem(
        "record.changed-meanwhile", .conflict,
        "„\(R.descriptor.one)“ wurde inzwischen von jemand anderem geändert. Bitte laden Sie die Seite neu.")
    }
    try audit(action ?? "\(kind).restored", kind: kind, record: stored.id.identifier, of: stored.tenant)
    try noteChange(kind, stored.id.identifier, of: stored.tenant, .saved)
  }
}

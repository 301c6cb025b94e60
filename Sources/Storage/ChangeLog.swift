// SPDX-License-Identifier: EUPL-1.2
package import Kernel

package enum ChangeOperation: String, Sendable { case saved, removed }

/// One line of the change log: this record is different now.
package struct LoggedChange: Sendable, Hashable {
  package let number: Int64
  package let kind: String
  package let record: Identifier
  package let tenant: TenantID
  package let operation: ChangeOperation
}

extension Database {
  /// Numbers what is kept and has no number yet, so that it is seen by everybody who follows the change log.
  package func numberChanges() async throws { try await engine.numberChanges() }
}

extension Connection {
  /// Changes after a number, oldest first, at most `limit`.
  package func changes(after number: Int64, limit: Int) throws -> [LoggedChange] {
    try rows(
      """
      select number, kind, record, tenant, operation from change_log
      where number > \(Int(number)) order by number limit \(limit)
      """
    ) { row in
      let number = Int64(row.integer())
      let kind = row.text()
      let record: TenantID = try row.id()
      return LoggedChange(
        number: number, kind: kind, record: record.identifier, tenant: try row.id(),
        operation: ChangeOperation(rawValue: row.text()) ?? .saved)
    }
  }

  /// Whether something was written that has no number yet; always false in SQLite.
  package func hasUnnumberedChanges() throws -> Bool {
    guard session.dialect == .postgres else { return false }
    return try first("select 1 from change_log where number is null limit 1") { _ in true } != nil
  }

  /// The number of the newest change; 0 in an empty database.
  package func lastChange() throws -> Int64 {
    Int64(try number("select coalesce(max(number), 0) from change_log"))
  }
}

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

  /// The number of the newest change; 0 in an empty database.
  package func lastChange() throws -> Int64 {
    Int64(try number("select coalesce(max(number), 0) from change_log"))
  }
}

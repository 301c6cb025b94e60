// SPDX-License-Identifier: EUPL-1.2
internal import Records

/// Looks into tables by their names, for checks; names that are no table names of ours answer nothing.
extension Connection {
  /// - Returns: nothing for a name that cannot be one of ours.
  package func rowCount(of table: String) throws -> Int? {
    guard Self.isTableName(table) else { return nil }
    return try number(SQL(trusted: "select count(*) from \(table)"))
  }

  /// The kinds that a table's rows speak of.
  package func kindsMentioned(in table: String, as column: String) throws -> [String] {
    guard Self.isTableName(table), Self.isTableName(column) else { return [] }
    return try rows(SQL(trusted: "select distinct \(column) from \(table) order by \(column)")) { $0.text() }
  }

  /// Rows of a table that speak of records of a kind which do not exist: how many, and one of the ids.
  package func orphans(
    in table: String, kind: String, as kindColumn: String, _ recordColumn: String
  ) throws -> (count: Int, example: String) {
    guard [table, kind, kindColumn, recordColumn].allSatisfy(Self.isTableName) else { return (0, "") }
    let condition = SQL(
      trusted: """
        from \(table) where \(kindColumn) = ? and \(recordColumn) <> ''
        and not exists (select 1 from \(kind) where \(kind).id = \(table).\(recordColumn))
        """, [.text(kind)])
    let found: (Int, String)? = try first(
      "select count(*), \(SQL(trusted: "min(\(recordColumn))")) \(condition)"
    ) { ($0.integer(), $0.text()) }
    return (found?.0 ?? 0, found?.1 ?? "")
  }

  private static func isTableName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy { $0 == 95 || 48...57 ~= $0 || 97...122 ~= $0 }
  }
}

// SPDX-License-Identifier: EUPL-1.2

extension Connection {
  /// The columns that a table really has, in their order; nothing where there is no such table.
  package func columns(of table: String) throws -> [String] {
    let query: SQL =
      switch session.dialect {
      case .sqlite: "select name from pragma_table_info(\(table)) order by cid"
      case .postgres:
        """
        select column_name from information_schema.columns
        where table_schema = current_schema() and table_name = \(table) order by ordinal_position
        """
      }
    return try rows(query) { $0.text() }
  }
}

extension Database {
  /// The columns that a table really has, for checks of the schema.
  package func columns(of table: String) async throws -> [String] { try await read { try $0.columns(of: table) } }
}

// SPDX-License-Identifier: EUPL-1.2

extension Database {
  /// The columns that a table really has, for checks of the schema.
  package func columns(of table: String) async throws -> [String] {
    try await read { connection in
      try connection.rows("select name from pragma_table_info(\(table)) order by cid") { $0.text() }
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import GRDB

/// A read through GRDB's own pool of readers: what our layer over SQLite is measured against, nothing else.
package struct RawReads: Sendable {
  private let pool: DatabasePool

  package init(path: String) throws { pool = try DatabasePool(path: path) }

  package func setting(_ name: String) async throws -> String? {
    try await pool.read { database in
      let statement = try database.cachedStatement(sql: "select value from setting where name = ?")
      return try String.fetchOne(statement, arguments: [name])
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Guides
internal import Kernel
internal import Records
package import Storage

/// Brings a database to the state that this version of Verbund works with.
package enum Installation {
  /// Takes missing steps of the schema and, in an empty database, puts in catalogues, centres and statutory pages.
  ///
  /// - Parameter alone: says that no other process uses the database; see `Database.migrate`.
  /// - Returns: the names of the steps that were taken.
  @discardableResult
  package static func prepare(_ database: Database, alone: Bool = false) async throws -> [String] {
    let steps = try await database.migrate(SliceList.migrations, alone: alone)
    try await database.write(by: .system("installation")) { transaction in
      guard try transaction.count(Center.self, in: .everyTenant) == 0 else { return }
      let body = try CenterActions.install(transaction)
      try CatalogueActions.install(transaction, of: body.tenant)
      try GuideActions.installStatutory(transaction, of: body.tenant)
    }
    return steps
  }

  /// Takes the steps only: what a copy of another database is put into.
  package static func prepareTables(_ database: Database) async throws {
    try await database.migrate(SliceList.migrations)
  }

  /// Steps that are missing; nothing is changed.
  package static func missing(_ database: Database) async throws -> MissingMigrations {
    try await database.missingMigrations(SliceList.migrations)
  }
}

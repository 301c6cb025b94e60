// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// One step of the schema: dated, in plain statements, never changed once it has landed.
package struct Migration: Sendable {
  /// `2026-11-23-offers`; the order of all names is the order of all steps.
  package let name: String
  package let statements: [SQL]

  package init(_ name: String, _ statements: [SQL]) {
    self.name = name
    self.statements = statements
  }
}

extension Database {
  /// Brings the schema up to date; the names of the steps that were taken.
  ///
  /// - Throws: a `Problem` when the database was written by a newer version of Verbund.
  @discardableResult
  package func migrate(_ migrations: [Migration]) async throws -> [String] {
    let all = (StorageMigrations.all(engine.dialect) + migrations).sorted { $0.name < $1.name }
    let time = time
    return try await engine.write { session in
      _ = try session.run(
        "create table if not exists migration (name text primary key not null, taken_at text not null)")
      let taken = try Self.taken(session)
      try Self.refuseNewer(taken.subtracting(all.map(\.name)))
      let due = all.filter { !taken.contains($0.name) }
      for migration in due {
        for statement in migration.statements { _ = try session.run(statement) }
        _ = try session.run(
          "insert into migration (name, taken_at) values (\(migration.name), \(time.now()))")
      }
      return due.map(\.name)
    }
  }

  /// Steps that this version would take on the database as it is.
  package func missingMigrations(_ migrations: [Migration]) async throws -> [String] {
    let all = StorageMigrations.all(engine.dialect) + migrations
    let taken: Set<String> = try await read { connection in
      let isNew = try connection.number(StorageMigrations.countOfMigrationTables) == 0
      return isNew ? [] : Set(try connection.rows("select name from migration") { $0.text() })
    }
    try Self.refuseNewer(taken.subtracting(all.map(\.name)))
    return all.map(\.name).filter { !taken.contains($0) }.sorted()
  }

  private static func taken(_ session: any Session) throws -> Set<String> {
    var names: Set<String> = []
    try session.query("select name from migration") { names.insert($0.text()) }
    return names
  }

  private static func refuseNewer(_ unknown: Set<String>) throws {
    guard let name = unknown.min() else { return }
    throw Problem(
      "storage.newer", .conflict,
      "Diese Datenbank gehört zu einer neueren Version von Verbund (unbekannter Schritt „\(name)“). "
        + "Bitte aktualisieren Sie das Programm; an den Daten wurde nichts verändert.")
  }
}

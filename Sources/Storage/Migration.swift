// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// One step of the schema: dated, in plain statements, never changed once it has landed.
package struct Migration: Sendable {
  /// `2026-11-23-offers`; the order of all names is the order of all steps.
  package let name: String
  package let statements: [SQL]
  /// Whether processes of the version before go on working while and after it is taken, as in a rolling update: it only adds
  /// tables, indexes, or columns with a default.
  package let isCompatible: Bool

  package init(_ name: String, isCompatible: Bool = true, _ statements: [SQL]) {
    self.name = name
    self.isCompatible = isCompatible
    self.statements = statements
  }
}

/// Steps that a database lacks.
package struct MissingMigrations: Sendable, Hashable {
  package let names: [String]
  /// Those among them for which all other processes must be stopped.
  package let incompatible: [String]
  /// Whether nothing was ever written there.
  package let isNew: Bool
}

extension Database {
  /// Brings the schema up to date; the names of the steps that were taken. Two processes that do so at once wait for each
  /// other, the second finds nothing to do.
  ///
  /// - Parameter alone: says that no other process uses the database; needed for steps that are not compatible where there
  ///   may be several.
  /// - Throws: a `Problem` when the database was written by a newer version of Verbund whose steps this one cannot live
  ///   with, or when a missing step asks that other processes are stopped.
  @discardableResult
  package func migrate(_ migrations: [Migration], alone: Bool = false) async throws -> [String] {
    let all = (StorageMigrations.all(engine.dialect) + migrations).sorted { $0.name < $1.name }
    let (time, dialect) = (time, engine.dialect)
    return try await engine.write(.schema) { session in
      try Self.prepareTable(session)
      let taken = try Self.taken(session)
      try Self.refuseNewer(taken, all)
      let due = all.filter { taken[$0.name] == nil }
      if dialect == .postgres && !alone && !taken.isEmpty { try Self.refuseIncompatible(due) }
      for migration in due {
        for statement in migration.statements { _ = try session.run(statement) }
        _ = try session.run(
          """
          insert into migration (name, taken_at, is_compatible)
          values (\(migration.name), \(time.now()), \(migration.isCompatible))
          """)
      }
      return due.map(\.name)
    }
  }

  /// Steps that this version would take on the database as it is.
  package func missingMigrations(_ migrations: [Migration]) async throws -> MissingMigrations {
    let all = StorageMigrations.all(engine.dialect) + migrations
    let count = StorageMigrations.countOfMigrationTables(engine.dialect)
    let isNew = try await read { try $0.number(count) == 0 }
    let taken: [String: Bool] = isNew ? [:] : try await read { try Self.taken($0.session) }
    try Self.refuseNewer(taken, all)
    let missing = all.filter { taken[$0.name] == nil }.sorted { $0.name < $1.name }
    return MissingMigrations(
      names: missing.map(\.name), incompatible: isNew ? [] : missing.filter { !$0.isCompatible }.map(\.name),
      isNew: isNew)
  }

  /// Whether each step that was taken is one that older versions can live with.
  private static func taken(_ session: any Session) throws -> [String: Bool] {
    var taken: [String: Bool] = [:]
    let isOlder = try StorageMigrations.lacksCompatibility(session)
    let column: SQL = isOlder ? "0" : "is_compatible"
    try session.query("select name, \(column) from migration") { taken[$0.text()] = $0.flag() }
    return taken
  }

  private static func prepareTable(_ session: any Session) throws {
    _ = try session.run(
      """
      create table if not exists migration
        (name text primary key not null, taken_at text not null, is_compatible bigint not null default 0)
      """)
    if try StorageMigrations.lacksCompatibility(session) {
      _ = try session.run("alter table migration add column is_compatible bigint not null default 0")
    }
  }

  private static func refuseNewer(_ taken: [String: Bool], _ known: [Migration]) throws {
    let names = Set(known.map(\.name))
    guard let name = taken.filter({ !names.contains($0.key) && !$0.value }).keys.min() else { return }
    throw Problem(
      "storage.newer", .conflict,
      "Diese Datenbank gehört zu einer neueren Version von Verbund (unbekannter Schritt „\(name)“). "
        + "Bitte aktualisieren Sie das Programm; an den Daten wurde nichts verändert.")
  }

  private static func refuseIncompatible(_ due: [Migration]) throws {
    guard let name = due.first(where: { !$0.isCompatible })?.name else { return }
    throw Problem(
      "storage.stop-first", .conflict,
      "Der Schritt „\(name)“ verträgt sich nicht mit laufenden älteren Prozessen. Bitte halten Sie alle Prozesse an und "
        + "führen Sie dann aus: verbund migrate --alone; an den Daten wurde nichts verändert.")
  }
}

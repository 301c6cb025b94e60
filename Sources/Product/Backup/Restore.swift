// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
package import Storage

/// Brings a backup back into an empty database and makes sure that all of it is there.
package struct Restore: Sendable {
  private let address: String

  package init(into address: String) { self.address = address }

  /// - Parameters:
  ///   - isUnlisted: takes a file without its manifest, so that neither the file nor the number of rows can be checked.
  ///   - open: opens the database that is there then.
  /// - Returns: what is wrong with what came back, in German; empty where all is well.
  /// - Throws: a `Problem` where the database is not empty, or the file is damaged or for another engine. Nothing is changed
  ///   then.
  package func run(
    from path: String, isUnlisted: Bool, progress: @escaping Backup.Progress, open: @Sendable () throws -> Database
  ) async throws -> [String] {
    let manifest = try manifest(of: path, isUnlisted)
    if let manifest, (manifest.engine == "sqlite") != isFile {
      throw Problem(
        "backup.other-engine", .invalid,
        "Die Sicherung ist für \(manifest.engine), die Datenbank nicht. „verbund copy“ bringt "
          + "Daten von der einen in die andere.")
    }
    if isFile {
      try restoreFile(from: path, manifest, progress)
    } else {
      try await restoreServer(from: path, manifest, progress)
    }
    let database = try open()
    let faults = try await Self.faults(in: database, manifest)
    try database.close()
    return faults
  }

  private var isFile: Bool { address.hasPrefix("sqlite:") }

  private func manifest(of path: String, _ isUnlisted: Bool) throws -> BackupManifest? {
    let place = BackupManifest.path(of: path)
    guard let data = FileManager.default.contents(atPath: place) else {
      if isUnlisted { return nil }
      throw Problem(
        "backup.no-manifest", .notFound,
        "Das Begleitblatt „\(place)“ fehlt. Ohne es lässt sich nicht prüfen, ob die Sicherung "
          + "heil ist; wenn Sie sie trotzdem wollen: --unverified")
    }
    return try BackupManifest(parsing: Array(data))
  }

  private func restoreFile(from path: String, _ manifest: BackupManifest?, _ progress: @escaping Backup.Progress) throws
  {
    let target = String(address.dropFirst("sqlite:".count))
    try makeRoom(at: target)
    let grown = BackupFile.growing(target)
    do {
      let digest = try BackupFile.copy(path, to: grown) { progress(.copying, $0, $1) }
      try Self.compare(digest, manifest)
      if try SQLiteBackup.rows(in: grown).isEmpty {
        throw Problem("backup.empty", .invalid, "In dieser Sicherung ist keine Tabelle.")
      }
      try BackupFile.finish(target)
    } catch {
      BackupFile.discard(target)
      throw error
    }
  }

  /// An empty database gives way, any other one stays; with it goes what was derived from an earlier one.
  private func makeRoom(at target: String) throws {
    let folder = URL(fileURLWithPath: target).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    if FileManager.default.fileExists(atPath: target) {
      guard try SQLiteBackup.rows(in: target).isEmpty else { throw Self.notEmpty }
      try FileManager.default.removeItem(atPath: target)
    }
    if BackupFile.size(target + "-wal") > 0 { throw Self.notEmpty }
    for rest in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: target + rest) }
    try? FileManager.default.removeItem(atPath: Follower.keptFile(target))
  }

  private func restoreServer(
    from path: String, _ manifest: BackupManifest?, _ progress: @escaping Backup.Progress
  ) async throws {
    try Self.compare(try BackupFile.digest(of: path) { progress(.checking, $0, $1) }, manifest)
    let server = try PostgresTools(address)
    guard try await server.isEmpty() else { throw Self.notEmpty }
    progress(.copying, 0, nil)
    try await server.restore(from: path)
  }

  private static func compare(_ digest: String, _ manifest: BackupManifest?) throws {
    if let manifest, manifest.digest != digest {
      throw Problem(
        "backup.changed", .invalid, "Die Datei ist nicht die, die gesichert wurde: Die Prüfsumme stimmt nicht.")
    }
  }

  private static let notEmpty = Problem(
    "backup.not-empty", .conflict,
    "Die Datenbank ist nicht leer. Eine Sicherung kommt nur in eine leere; an den Daten wurde nichts verändert.")

  private static func faults(in database: Database, _ manifest: BackupManifest?) async throws -> [String] {
    var faults: [String] = []
    if let manifest {
      for (table, count) in manifest.rows.sorted(by: { $0.key < $1.key }) {
        let found = try await database.read { try $0.rowCount(of: table) }
        if found != count { faults.append("Tabelle \(table): \(found ?? 0) statt \(count) Zeilen.") }
      }
    }
    let check = InstallationCheck(database)
    // An older backup lacks steps of the schema, which the next start takes; then the tables are not those of today.
    if try await Installation.missing(database).names.isEmpty { faults += try await check.faults(.schema) }
    return faults + (try await check.faults(.audit))
  }
}

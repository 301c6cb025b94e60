// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
package import Kernel
internal import Storage

/// What backing up and restoring are doing, for whoever waits.
package enum BackupStep: Sendable { case copying, checking }

/// Puts all data of an installation into one file while it is being used.
package struct Backup: Sendable {
  package typealias Progress = @Sendable (BackupStep, _ done: Int, _ total: Int?) -> Void

  private let address: String
  private let time: TimeSource

  package init(_ address: String, time: TimeSource = .system) {
    self.address = address
    self.time = time
  }

  /// Everything is there afterwards, or nothing under this name.
  ///
  /// - Throws: a `Problem` where the name is taken, the database cannot be read, the disk is full or a tool is missing.
  package func take(to path: String, progress: @escaping Progress) async throws -> BackupManifest {
    try BackupFile.claim(path)
    let begin = time.now()
    do {
      let rows = try await grow(path, progress)
      let digest = try BackupFile.digest(of: BackupFile.growing(path)) { progress(.checking, $0, $1) }
      try BackupFile.finish(path)
      let manifest = BackupManifest(
        engine: isFile ? "sqlite" : "postgres", madeAt: begin, bytes: BackupFile.size(path), digest: digest, rows: rows)
      try Data(manifest.json).write(to: URL(fileURLWithPath: BackupManifest.path(of: path)), options: .atomic)
      return manifest
    } catch {
      BackupFile.discard(path)
      throw error
    }
  }

  private var isFile: Bool { address.hasPrefix("sqlite:") }

  private func grow(_ path: String, _ progress: @escaping Progress) async throws -> [String: Int] {
    let grown = BackupFile.growing(path)
    try? FileManager.default.removeItem(atPath: grown)
    guard isFile else {
      let server = try PostgresTools(address)
      try await server.dump(to: grown) { progress(.copying, $0, nil) }
      return try await server.rows(in: grown) { progress(.checking, $0, nil) }
    }
    try SQLiteBackup.copy(String(address.dropFirst("sqlite:".count)), to: grown) { progress(.copying, $0, $1) }
    return try SQLiteBackup.rows(in: grown)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
internal import Storage

/// Files of backups: never half there under their own name, never over another one.
enum BackupFile {
  private static let piece = 1 << 20

  /// Refuses a path where something lies already or nothing can be put.
  static func claim(_ path: String) throws(Problem) {
    for taken in [path, BackupManifest.path(of: path)] where FileManager.default.fileExists(atPath: taken) {
      throw Problem(
        "backup.exists", .conflict,
        "„\(taken)“ gibt es schon. Eine Sicherung überschreibt nichts; bitte einen anderen Namen.")
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw Problem("backup.folder", .unavailable, "In den Ordner „\(folder)“ lässt sich nichts schreiben.")
    }
  }

  /// Where a file grows before it gets its name.
  static func growing(_ path: String) -> String { path + ".part" }

  static func size(_ path: String) -> Int {
    (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  static func digest(of path: String, progress: (Int, Int) -> Void) throws -> String {
    try pass(path, progress) { _ in }
  }

  /// Copies a file and answers the digest of what was copied; the bytes are on the disk when it returns.
  static func copy(_ path: String, to target: String, progress: (Int, Int) -> Void) throws -> String {
    guard FileManager.default.createFile(atPath: target, contents: nil), let file = FileHandle(forWritingAtPath: target)
    else { throw full }
    defer { try? file.close() }
    do {
      let digest = try pass(path, progress) { try file.write(contentsOf: $0) }
      try file.synchronize()
      return digest
    } catch let problem as Problem {
      throw problem
    } catch {
      throw full
    }
  }

  /// Gives a grown file its name; a power cut leaves the one or the other, never a half.
  static func finish(_ path: String) throws {
    let (grown, name) = (growing(path), path)
    if let file = FileHandle(forUpdatingAtPath: grown) {
      try file.synchronize()
      try file.close()
    }
    guard rename(grown, name) == 0 else { throw full }
  }

  /// Takes away what grew, with the journal that SQLite leaves beside a copy that broke off.
  static func discard(_ path: String) {
    for file in [growing(path), growing(path) + "-journal"] { try? FileManager.default.removeItem(atPath: file) }
  }

  private static let full = Problem(
    "storage.full", .unavailable,
    "Die Datei lässt sich nicht schreiben; vermutlich ist auf dem Datenträger kein Platz mehr.")

  private static func pass(
    _ path: String, _ progress: (Int, Int) -> Void, _ take: (Data) throws -> Void
  ) throws -> String {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw Problem("file.unreadable", .notFound, "Die Datei „\(path)“ lässt sich nicht lesen.")
    }
    defer { try? file.close() }
    let (digest, total) = (RunningDigest(), size(path))
    var done = 0
    while let data = try file.read(upToCount: piece), !data.isEmpty {
      data.withUnsafeBytes { digest.add($0) }
      try take(data)
      done += data.count
      progress(done, total)
    }
    return digest.end()
  }
}

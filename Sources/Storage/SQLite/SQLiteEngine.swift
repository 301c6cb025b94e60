// SPDX-License-Identifier: EUPL-1.2
internal import CSQLiteSettings
internal import Foundation
internal import GRDB
internal import GRDBSQLite
internal import Kernel
internal import Synchronization

/// One SQLite file in WAL mode: one writer, many readers, nothing else to install.
///
/// Reads run on the calling thread: in WAL mode a reader waits for nobody, and the hop to another thread costs more than
/// the usual query (`Documentation/Decisions/2026-11-23-reads-without-a-hop.md`).
struct SQLiteEngine: Engine {
  let dialect = Dialect.sqlite
  private let pool: DatabasePool
  private let readers: SQLiteReaders
  private let line: SQLiteWriteLine

  /// More readers than threads that can ask at the same time, so that none waits.
  private static let readerCount = 16
  /// Pages of the log that are brought into the file at once (32 MiB). All who write wait for that, so it is done eight times
  /// less often than SQLite would; a copy beside the writes was slower, as their flushes wait for its flush.
  private static let logPages = 8192

  init(path: String, checksReferences: Bool = true) throws {
    guard !path.isEmpty, path != ":memory:" else {
      throw Problem(
        "storage.no-file", .malformed, "Bitte nennen Sie eine Datei, zum Beispiel sqlite:var/verbund.sqlite.")
    }
    // Too late, and harmless, when something else has used SQLite in this process before.
    _ = sqlite_settings_without_statistics()
    var configuration = Configuration()
    configuration.busyMode = .timeout(15)
    configuration.foreignKeysEnabled = checksReferences
    configuration.label = "verbund"
    configuration.prepareDatabase { database in
      try database.execute(sql: "pragma cache_size = -6144; pragma mmap_size = 0; pragma temp_store = memory")
      try database.execute(sql: "pragma case_sensitive_like = on")
      guard !database.configuration.readonly else { return }
      try database.execute(sql: "pragma synchronous = full; pragma wal_autocheckpoint = \(Self.logPages)")
    }
    do {
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      pool = try DatabasePool(path: path, configuration: configuration)
      readers = SQLiteReaders(path: path, count: Self.readerCount)
      line = SQLiteWriteLine(pool)
    } catch {
      throw SQLiteFault.opening(path, error)
    }
  }

  func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T { try readHere(body) }

  private func readHere<T: Sendable>(_ body: @Sendable (Connection) throws -> T) throws -> T {
    do {
      return try readers.read { session in try body(Connection(session)) }
    } catch {
      throw SQLiteFault.told(error)
    }
  }

  func write<T: Sendable>(
    _ kind: WriteKind, _ body: @escaping @Sendable (any Session) throws -> T
  ) async throws -> T {
    let result = Mutex<T?>(nil)
    do {
      return try await withCheckedThrowingContinuation { continuation in
        let entry = SQLiteWriteLine.Entry(
          isAlone: kind == .bulk || kind == .schema,
          perform: { session in
            let value = try body(session)
            result.withLock { $0 = value }
          },
          finish: { fault in
            if let fault { return continuation.resume(throwing: fault) }
            guard let value = result.withLock({ $0 }) else { preconditionFailure("kept without having run") }
            continuation.resume(returning: value)
          })
        line.add(entry)
      }
    } catch {
      throw SQLiteFault.told(error)
    }
  }

  func close() throws {
    readers.close()
    try pool.close()
  }
}

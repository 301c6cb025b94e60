// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// What a storage engine has to do; SQLite today, PostgreSQL beside it.
protocol Engine: Sendable {
  var dialect: Dialect { get }
  func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T
  func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T
  func close() throws
}

/// Where the engines' languages differ; known only inside of the storage floor.
enum Dialect: Sendable { case sqlite }

/// The one door to the data.
package struct Database: Sendable {
  let engine: any Engine
  package let time: TimeSource
  package let ids: IDSource
  /// Counts what readers may rely on; see `ContentVersion`.
  package let content: ContentVersion
  /// Wakes whoever does jobs and delivers mails.
  package let work = WorkSignal()

  /// Opens the database at an address such as `sqlite:var/verbund.sqlite` or `sqlite::memory:`.
  ///
  /// - Throws: a `Problem` for an address of another form, a file that cannot be opened or is no database.
  package init(address: String, time: TimeSource = .system, ids: IDSource? = nil) throws {
    guard let separator = address.firstIndex(of: ":"), address[..<separator] == "sqlite" else {
      throw Problem(
        "storage.unknown-address", .malformed,
        "Die Datenbank „\(address)“ ist nicht lesbar. Möglich ist zum Beispiel: sqlite:var/verbund.sqlite")
    }
    let path = String(address[address.index(after: separator)...])
    engine = try SQLiteEngine(path: path)
    self.time = time
    self.ids = ids ?? .system(time)
    content = ContentVersion()
  }

  /// Reads; everything inside sees the same state.
  package func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await engine.read(body)
  }

  /// Writes: all or nothing, in the name of somebody.
  ///
  /// - Throws: what `body` throws, after everything was taken back; a `Problem` where a rule of the database was broken,
  ///   the disk is full or the file is locked for too long.
  @discardableResult
  package func write<T: Sendable>(
    by principal: Principal, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let (time, ids) = (time, ids)
    let (result, touched, hasWork) = try await engine.write { session in
      let transaction = Transaction(session, by: principal, at: time.now(), ids: ids)
      let result = try body(transaction)
      try transaction.sealAudit()
      return (result, transaction.touched, transaction.hasWork)
    }
    if !touched.isEmpty { content.announce() }
    if hasWork { work.announce() }
    return result
  }

  package func close() throws { try engine.close() }
}

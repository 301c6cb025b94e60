// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// The one door to the data.
package struct Database: Sendable {
  package let engine: any Engine
  package let time: TimeSource
  package let ids: IDSource
  /// Counts what readers may rely on; see `ContentVersion`.
  package let content: ContentVersion
  /// Wakes whoever does jobs and delivers mails.
  package let work = WorkSignal()

  /// A database behind an engine that stands already.
  package init(engine: any Engine, time: TimeSource = .system, ids: IDSource? = nil) {
    self.engine = engine
    self.time = time
    self.ids = ids ?? .system(time)
    let (content, work) = (ContentVersion(), work)
    self.content = content
    engine.follow { notice in
      switch notice {
      case .content: content.wake()
      case .work: work.announce()
      }
    }
  }

  /// Opens the file at an address such as `sqlite:var/verbund.sqlite`.
  ///
  /// - Parameter checksReferences: whether foreign keys are checked; only a copy does that at its end.
  /// - Throws: a `Problem` for an address of another form, a file that cannot be opened or is no database.
  package init(
    address: String, time: TimeSource = .system, ids: IDSource? = nil, checksReferences: Bool = true
  ) throws {
    guard let separator = address.firstIndex(of: ":"), address[..<separator] == "sqlite" else {
      throw Problem(
        "storage.unknown-address", .malformed,
        "Die Datenbank „\(address)“ ist nicht lesbar. Möglich ist zum Beispiel: sqlite:var/verbund.sqlite")
    }
    let path = String(address[address.index(after: separator)...])
    self.init(engine: try SQLiteEngine(path: path, checksReferences: checksReferences), time: time, ids: ids)
  }

  /// Reads; everything inside sees the same state.
  package func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await engine.read(body)
  }

  /// Reads by one single statement: on PostgreSQL half as costly as `read`. Further statements in `body` would each see a state
  /// of their own.
  package func ask<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await engine.ask(body)
  }

  /// Reads what may be a second old, for pages that everybody sees: from a replica where one has taken in everything that
  /// this process knows of, so that a page kept for a content version never holds older data. Never for decisions.
  package func glance<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await engine.glance(after: content.applied, body)
  }

  /// Writes: all or nothing, in the name of somebody.
  ///
  /// - Parameters:
  ///   - kind: how it is kept apart from other writes.
  ///   - body: is run again from its start when two writes got in each other's way, so it must change nothing else.
  /// - Throws: what `body` throws, after everything was taken back; a `Problem` where a rule of the database was broken,
  ///   the disk is full, the file is locked for too long or the server is away.
  @discardableResult
  package func write<T: Sendable>(
    by principal: Principal, as kind: WriteKind = .decision, _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws -> T {
    let (time, ids) = (time, ids)
    let (result, touched, hasWork) = try await engine.write(kind) { session in
      let transaction = Transaction(session, by: principal, at: time.now(), ids: ids)
      let result = try body(transaction)
      try transaction.sealAudit()
      return (result, transaction.touched, transaction.hasWork)
    }
    if !touched.isEmpty { content.announce() }
    if hasWork {
      work.announce()
      await engine.tell(.work)
    }
    return result
  }

  package func close() throws { try engine.close() }
}

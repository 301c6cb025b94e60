// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage
internal import Synchronization

/// PostgreSQL 14 or newer through libpq: any number of processes on one database, replicas for what everybody sees.
package final class PostgresEngine: Engine, EngineReporting {
  package let dialect = Dialect.postgres
  private let primary: PostgresPool
  private let replicas: [PostgresReplica]
  private let listener: PostgresListener

  /// - Throws: a `Problem` when nobody answers at the address or refuses us.
  package init(_ address: PostgresAddress, replicas: [PostgresAddress] = []) throws {
    do {
      _ = try PostgresLink(address)
    } catch let fault as PostgresFault {
      throw Problem(
        "storage.cannot-open", .unavailable,
        "Die Datenbank \(address.shown) ist nicht erreichbar: \(fault.message.split(separator: "\n").first ?? "")")
    }
    primary = PostgresPool(address)
    self.replicas = replicas.map(PostgresReplica.init)
    listener = PostgresListener(address)
  }

  deinit {
    listener.stop()
    for replica in replicas { replica.stop() }
  }

  package func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await telling { try await primary.lend { try await $0.reading(body) } }
  }

  package func ask<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await telling { try await primary.lend { try await $0.asking(body) } }
  }

  package func glance<T: Sendable>(
    after change: Int64, _ body: @Sendable (Connection) throws -> T
  ) async throws -> T {
    for replica in replicas where replica.hasReached(change) {
      do {
        return try await replica.pool.lend { try await $0.reading(body) }
      } catch is PostgresFault {
        replica.leaveOut()
      }
    }
    return try await read(body)
  }

  package func write<T: Sendable>(
    _ kind: WriteKind, _ body: @escaping @Sendable (any Session) throws -> T
  ) async throws -> T {
    try await telling { try await primary.lend { try await $0.writing(kind, body) } }
  }

  package func numberChanges() async throws {
    guard try await ask({ try $0.hasUnnumberedChanges() }) else { return }
    try await write(.queue) { try PostgresSchema.number($0) }
    await tell(.content)
  }

  package func follow(_ onNotice: @escaping @Sendable (Notice) -> Void) {
    listener.start(onNotice)
    for replica in replicas { replica.start() }
  }

  package func tell(_ notice: Notice) async {
    // A lost notice costs a second: everybody looks from time to time anyway.
    try? await ask { try PostgresListener.tell(notice, $0) }
  }

  package func statistics() async throws -> EngineStatistics {
    let bytes = try await ask { try $0.number("select pg_database_size(current_database())") }
    let pools = replicas.enumerated().map { index, replica in
      var pool = replica.pool.statistics("replica \(index + 1)")
      (pool.secondsBehind, pool.isUsed) = (replica.secondsBehind, replica.hasReached(0))
      return pool
    }
    return EngineStatistics(engine: "postgres", bytes: bytes, pools: [primary.statistics("main")] + pools)
  }

  /// Connections that are lent out are closed when they come back.
  package func close() throws {
    listener.stop()
    for replica in replicas { replica.stop() }
    let pools = [primary] + replicas.map(\.pool)
    Task { for pool in pools { await pool.close() } }
  }

  private func telling<T>(_ work: () async throws -> T) async throws -> T {
    do {
      return try await work()
    } catch let fault as PostgresFault {
      throw fault.told
    }
  }
}

extension Database {
  /// Opens the database at an address such as `sqlite:var/verbund.sqlite` or `postgres://verbund@localhost/verbund`.
  ///
  /// - Parameters:
  ///   - replicas: PostgreSQL servers that follow the first, for reads that may be a second old.
  ///   - checksReferences: whether a SQLite file checks foreign keys; only a copy does that at its end.
  /// - Throws: a `Problem` for an address of another form or a database that cannot be opened.
  package static func open(
    _ address: String, replicas: [String] = [], time: TimeSource = .system, ids: IDSource? = nil,
    checksReferences: Bool = true
  ) throws -> Database {
    guard PostgresAddress.isOne(address) else {
      guard replicas.isEmpty else {
        throw Problem(
          "storage.no-replicas", .malformed, "Kopien zum Lesen gibt es nur mit PostgreSQL.", field: "--replica")
      }
      return try Database(address: address, time: time, ids: ids, checksReferences: checksReferences)
    }
    let engine = try PostgresEngine(PostgresAddress(address), replicas: replicas.map { try PostgresAddress($0) })
    return Database(engine: engine, time: time, ids: ids)
  }
}

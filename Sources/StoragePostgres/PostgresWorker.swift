// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
internal import Storage

/// One connection and the thread that waits for it.
///
/// An actor on a thread of its own: measured as the quickest way to libpq that never blocks an event loop.
actor PostgresWorker {
  private let address: PostgresAddress
  private let isReplica: Bool
  private let clock = ContinuousClock()
  private let reconnected: @Sendable () -> Void
  private var link: PostgresLink?
  private var wasConnected = false
  private nonisolated let thread: WorkerThread
  private nonisolated let cancelling = PostgresCancel()

  /// A write that met others is begun again this often; from the fifth time on it holds the gate, so it gets through.
  private static let tries = 12
  /// What somebody else has put in since we looked is often found by a second look.
  private static let triesAfterDuplicate = 2
  private static let gateFrom = 5
  /// So long a request tries to find a server that takes writes, while a replica is being promoted.
  private static let patience = Duration.seconds(8)

  /// - Parameter reconnected: is told each time that a connection is made in place of one that broke.
  init(_ address: PostgresAddress, isReplica: Bool, reconnected: @escaping @Sendable () -> Void) {
    self.address = address
    self.isReplica = isReplica
    self.reconnected = reconnected
    thread = WorkerThread(name: "postgres")
  }

  deinit { thread.stop() }

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Runs `body` on the thread; when the task is cancelled, the statement that is running is broken off.
  nonisolated func reading<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await withTaskCancellationHandler {
      try await read([.reading], body)
    } onCancel: {
      cancelling.now()
    }
  }

  /// The same for a single statement, without a transaction.
  nonisolated func asking<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await withTaskCancellationHandler {
      try await read([], body)
    } onCancel: {
      cancelling.now()
    }
  }

  nonisolated func writing<T: Sendable>(
    _ kind: WriteKind, _ body: @escaping @Sendable (any Session) throws -> T
  ) async throws -> T {
    try await withTaskCancellationHandler {
      try await write(kind, body)
    } onCancel: {
      cancelling.now()
    }
  }

  private func read<T: Sendable>(
    _ openings: [PostgresLink.Opening], _ body: @Sendable (Connection) throws -> T
  ) throws -> T {
    let start = clock.now
    while true {
      try Task.checkCancellation()
      do {
        return try readOnce(openings, body)
      } catch let fault as PostgresFault where fault.isLost {
        link = nil
        if isReplica || clock.now - start > Self.patience { throw fault }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  private func readOnce<T: Sendable>(
    _ openings: [PostgresLink.Opening], _ body: @Sendable (Connection) throws -> T
  ) throws -> T {
    let link = try connected()
    link.open(openings)
    do {
      let result = try cancelling.during { try body(Connection(PostgresSession(link))) }
      if !openings.isEmpty { link.leave() }
      return result
    } catch {
      if !link.rollback() { self.link = nil }
      throw error
    }
  }

  private func write<T: Sendable>(
    _ kind: WriteKind, _ body: @escaping @Sendable (any Session) throws -> T
  ) throws -> T {
    let start = clock.now
    var conflicts = 0
    while true {
      try Task.checkCancellation()
      do {
        return try writeOnce(kind, holdsGate: conflicts >= Self.gateFrom, body)
      } catch let fault as PostgresFault where conflicts < Self.tries(after: fault) {
        conflicts += 1
        Thread.sleep(forTimeInterval: Double.random(in: 0...0.002) * Double(conflicts))
      } catch let fault as PostgresFault where fault.isLost {
        link = nil
        if clock.now - start > Self.patience { throw fault }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }

  private static func tries(after fault: PostgresFault) -> Int {
    if fault.isConflict { return tries }
    return fault.isDuplicate ? triesAfterDuplicate : 0
  }

  private func writeOnce<T: Sendable>(
    _ kind: WriteKind, holdsGate: Bool, _ body: @escaping @Sendable (any Session) throws -> T
  ) throws -> T {
    let link = try connected()
    let gate: PostgresLink.Opening = holdsGate ? .holdingGate : .passingGate
    switch kind {
    case .decision, .bulk: link.open([.deciding, gate])
    case .queue: link.open([.queueing, gate])
    case .schema: link.open([.queueing])
    }
    let result: T
    do {
      result = try cancelling.during {
        let session = PostgresSession(link)
        if kind == .schema { try PostgresSchema.takeTurn(session) }
        return try body(session)
      }
    } catch {
      if !link.rollback() { self.link = nil }
      throw error
    }
    return try keep(result, link)
  }

  private func keep<T>(_ result: T, _ link: PostgresLink) throws -> T {
    do {
      try link.commit()
      return result
    } catch let fault as PostgresFault {
      if !link.rollback() { self.link = nil }
      // Nobody knows whether the server kept it: it must not be done a second time.
      if fault.isLost { throw PostgresFault.unknownOutcome }
      throw fault
    }
  }

  private func connected() throws -> PostgresLink {
    if let link {
      try link.tidy()
      return link
    }
    cancelling.forget()
    let fresh = try PostgresLink(address, isReplica: isReplica)
    cancelling.aim(at: fresh)
    if wasConnected { reconnected() }
    wasConnected = true
    link = fresh
    return fresh
  }

  func close() {
    cancelling.forget()
    link = nil
    thread.stop()
  }
}

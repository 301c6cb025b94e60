// SPDX-License-Identifier: EUPL-1.2

/// What a storage engine has to do: SQLite in one file, PostgreSQL beyond one machine.
package protocol Engine: Sendable {
  var dialect: Dialect { get }
  /// Everything inside sees one state of the data; may be begun again when the connection is lost, so it must only read.
  func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T
  /// The same for a single statement, which sees one state anyway and needs no transaction around it.
  func ask<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T
  /// The same as `read`, from a copy that has taken in all changes up to a number of the change log; from the first where none has.
  func glance<T: Sendable>(after change: Int64, _ body: @Sendable (Connection) throws -> T) async throws -> T
  /// One transaction, all or nothing. May be run again from its start, so it must do nothing but read and write here.
  func write<T: Sendable>(
    _ kind: WriteKind, _ body: @escaping @Sendable (any Session) throws -> T
  ) async throws -> T
  /// Gives numbers to changes that are kept and have none yet; see `Documentation/Algorithms/Transactions.md`.
  func numberChanges() async throws
  /// Is called when another process may have written something or has work for whoever does it.
  func follow(_ onNotice: @escaping @Sendable (Notice) -> Void)
  /// Tells the other processes.
  func tell(_ notice: Notice) async
  func close() throws
}

extension Engine {
  package func ask<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T { try await read(body) }
  package func glance<T: Sendable>(
    after change: Int64, _ body: @Sendable (Connection) throws -> T
  ) async throws -> T { try await read(body) }
  package func numberChanges() async throws {}
  package func follow(_ onNotice: @escaping @Sendable (Notice) -> Void) {}
  package func tell(_ notice: Notice) async {}
}

/// What processes on the same database tell each other; a lost one costs a second at most.
package enum Notice: String, Sendable, CaseIterable {
  /// Records are different.
  case content
  /// Jobs or mails wait.
  case work
}

/// How a write is kept apart from others at the same time.
package enum WriteKind: Sendable {
  /// As if all writes came one after the other: what was read stays true until it is kept. The rule.
  case decision
  /// A decision that may take long, such as an import: nobody else's write waits for it in the same group.
  case bulk
  /// The statements lock their rows themselves (`lock: .skipping`): queues of jobs and mails.
  case queue
  /// One at a time over all processes: steps of the schema.
  case schema
}

/// Where the engines' languages differ; asked only inside of the storage floor.
package enum Dialect: Sendable { case sqlite, postgres }

// SPDX-License-Identifier: EUPL-1.2
internal import CLibPQ
internal import Records
internal import Storage
internal import Synchronization

/// One connection to PostgreSQL with its prepared statements; every call blocks.
///
/// A class because it stands for a connection; it never leaves its worker.
final class PostgresLink {
  let connection: OpaquePointer
  private var kept: [String: String] = [:]
  private var parameters = PostgresParameters()
  /// A statement was sent whose answer nobody needed; it is read before the next one.
  private var owesAnswer = false
  /// Statements that begin a transaction travel with its first real one.
  private var openings: [Opening] = []

  /// Lists of different lengths make different statements; from here on the kept ones are given up.
  private static let limit = 600

  /// What begins and ends transactions.
  enum Opening: String, CaseIterable {
    case reading = "begin isolation level repeatable read read only"
    case deciding = "begin isolation level serializable"
    case queueing = "begin isolation level read committed"
    /// Everybody passes, unless somebody holds the gate; a lock on a table does not fix the snapshot yet.
    case passingGate = "lock table write_gate in row exclusive mode"
    case holdingGate = "lock table write_gate in exclusive mode"
    case commit
    case rollback

    var name: String { "\(self)" }
  }

  /// - Throws: `PostgresFault` where the server cannot be reached or refuses us.
  init(_ address: PostgresAddress, isReplica: Bool = false) throws {
    let settings: [(String, String)] = [
      ("application_name", "verbund"), ("client_encoding", "UTF8"), ("connect_timeout", "4"), ("keepalives_idle", "5"),
      ("keepalives_interval", "2"), ("keepalives_count", "3"), ("tcp_user_timeout", "6000"),
      ("target_session_attrs", isReplica ? "any" : "read-write"), ("dbname", address.target),
    ]
    guard let opened = Self.connect(settings) else { throw PostgresFault(lost: "out of memory") }
    guard PQstatus(opened) == CONNECTION_OK else {
      defer { PQfinish(opened) }
      throw PostgresFault(lost: String(cString: PQerrorMessage(opened)))
    }
    connection = opened
    try simple(
      """
      set statement_timeout = '\(address.timeoutSeconds)s'; set lock_timeout = '15s';
      set idle_in_transaction_session_timeout = '120s'; set jit = off; set client_min_messages = warning
      """)
    for opening in Opening.allCases { try prepare(opening.rawValue, as: opening.name) }
  }

  deinit { PQfinish(connection) }

  private static func connect(_ settings: [(String, String)]) -> OpaquePointer? {
    let texts = settings.map { ($0.0.utf8CString, $0.1.utf8CString) }
    func lend(_ index: Int, _ names: [UnsafePointer<CChar>?], _ values: [UnsafePointer<CChar>?]) -> OpaquePointer? {
      guard index < texts.count else { return PQconnectdbParams(names + [nil], values + [nil], 1) }
      return texts[index].0.withUnsafeBufferPointer { name in
        texts[index].1.withUnsafeBufferPointer { value in
          lend(index + 1, names + [name.baseAddress], values + [value.baseAddress])
        }
      }
    }
    return lend(0, [], [])
  }

  /// A statement of our own without values.
  func simple(_ text: String) throws {
    try settle()
    _ = try checked(PQexec(connection, text))
  }

  /// The transaction begins with the next statement.
  func open(_ openings: [Opening]) { self.openings = openings }

  /// Whether a transaction was only announced and nothing has been asked in it.
  var isUntouched: Bool { !openings.isEmpty }

  func execute(_ sql: SQL) throws -> PostgresResult {
    try settle()
    try parameters.set(sql.values)
    let name = try statement(sql.text)
    if openings.isEmpty {
      return try checked(
        parameters.lend { pointers, count in PQexecPrepared(connection, name, count, pointers, nil, nil, 0) })
    }
    return try executeWithOpenings(name)
  }

  /// - Throws: `PostgresFault`; lost when the connection ended before the answer came.
  func commit() throws {
    if isUntouched { return openings = [] }
    try settle()
    let result = try checked(PQexecPrepared(connection, Opening.commit.name, 0, nil, nil, nil, 0))
    if result.command != "COMMIT" { throw PostgresFault.brokenTransaction }
  }

  /// Ends a transaction that only read without waiting for the answer.
  func leave() {
    if isUntouched { return openings = [] }
    owesAnswer = PQsendQueryPrepared(connection, Opening.commit.name, 0, nil, nil, nil, 0) == 1
  }

  /// Whether the connection can be used again.
  func rollback() -> Bool {
    if isUntouched { openings = [] }
    guard PQstatus(connection) == CONNECTION_OK else { return false }
    if PQtransactionStatus(connection) == PQTRANS_IDLE && !owesAnswer { return true }
    do {
      try settle()
      _ = try checked(PQexecPrepared(connection, Opening.rollback.name, 0, nil, nil, nil, 0))
      return true
    } catch {
      return false
    }
  }

  /// Gives up prepared statements when there are too many; between transactions.
  func tidy() throws {
    guard kept.count > Self.limit else { return }
    kept = [:]
    try simple("deallocate all")
    for opening in Opening.allCases { try prepare(opening.rawValue, as: opening.name) }
  }

  private func settle() throws {
    guard owesAnswer else { return }
    owesAnswer = false
    while let result = PQgetResult(connection) { _ = try checked(result) }
    if PQstatus(connection) != CONNECTION_OK { throw PostgresFault(connection: connection) }
  }

  /// Sends the beginning and the first statement together: one way to the server and back instead of three.
  private func executeWithOpenings(_ name: String) throws -> PostgresResult {
    let openings = openings
    self.openings = []
    guard PQenterPipelineMode(connection) == 1 else { throw PostgresFault(connection: connection) }
    defer { PQexitPipelineMode(connection) }
    for opening in openings { try sent(PQsendQueryPrepared(connection, opening.name, 0, nil, nil, nil, 0)) }
    try parameters.lend { pointers, count in
      try sent(PQsendQueryPrepared(connection, name, count, pointers, nil, nil, 0))
    }
    try sent(PQpipelineSync(connection))
    var answers: [Result<PostgresResult, any Error>] = []
    for _ in 0...openings.count {
      answers.append(Result { try checked(PQgetResult(connection)) })
      while let rest = PQgetResult(connection) { PQclear(rest) }
    }
    PQclear(PQgetResult(connection))
    for answer in answers.dropLast() { _ = try answer.get() }
    guard let last = answers.last else { throw PostgresFault(connection: connection) }
    return try last.get()
  }

  private func sent(_ code: Int32) throws { if code != 1 { throw PostgresFault(connection: connection) } }

  private func checked(_ result: OpaquePointer?) throws -> PostgresResult {
    guard let result else { throw PostgresFault(connection: connection) }
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return PostgresResult(result)
    default:
      defer { PQclear(result) }
      throw PostgresFault(connection: connection, result: result)
    }
  }

  private func statement(_ text: String) throws -> String {
    if let name = kept[text] { return name }
    let name = "s\(kept.count)"
    try prepare(PostgresText.numbered(text), as: name)
    kept[text] = name
    return name
  }

  private func prepare(_ text: String, as name: String) throws {
    _ = try checked(PQprepare(connection, name, text, 0, nil))
  }
}

/// The portable text of a statement in PostgreSQL's own form.
enum PostgresText {
  /// `$1`, `$2` … for each `?` outside of quotation marks.
  static func numbered(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 16)
    var (count, isQuoted) = (0, false)
    for byte in withLocks(text).utf8 {
      if byte == 39 { isQuoted.toggle() }
      if byte == 63 && !isQuoted {
        count += 1
        bytes.append(36)
        bytes += String(count).utf8
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func withLocks(_ text: String) -> String {
    [RowLock.skipping, .waiting].reduce(text) { $0.replacing($1.mark, with: $1.words) }
  }
}

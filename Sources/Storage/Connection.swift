// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// How one engine runs statements on one connection.
package protocol Session: AnyObject {
  var dialect: Dialect { get }
  func query(_ sql: SQL, _ body: (inout Row) throws -> Void) throws
  /// The same for answers that may be larger than memory: rows come as they are read.
  func stream(_ sql: SQL, _ body: (inout Row) throws -> Void) throws
  /// The number of rows that changed.
  func run(_ sql: SQL) throws -> Int
}

/// A lease on the database for reading: everything read through it belongs to one state of the data.
///
/// A class because it stands for a connection; it is not `Sendable`, so the compiler keeps it inside its closure.
package class Connection {
  let session: any Session

  package init(_ session: any Session) { self.session = session }

  /// All rows, each turned into a value.
  package func rows<T>(_ sql: SQL, _ make: (inout Row) throws -> T) throws -> [T] {
    var found: [T] = []
    try session.query(sql) { row in found.append(try make(&row)) }
    return found
  }

  /// The first row, if there is one.
  package func first<T>(_ sql: SQL, _ make: (inout Row) throws -> T) throws -> T? {
    var found: T?
    try session.query(sql) { row in if found == nil { found = try make(&row) } }
    return found
  }

  /// Row by row without keeping them.
  package func each(_ sql: SQL, _ body: (inout Row) throws -> Void) throws { try session.query(sql, body) }

  /// Row by row for answers of any size, such as exports: memory stays constant on every engine.
  package func eachOfMany(_ sql: SQL, _ body: (inout Row) throws -> Void) throws { try session.stream(sql, body) }

  /// A single number, 0 where there is no row.
  package func number(_ sql: SQL) throws -> Int { try first(sql) { $0.integer() } ?? 0 }
}

/// A connection that may write: one intention, one transaction, by one principal, at one moment.
///
/// Either all of it is kept or nothing. What it changed is noted in the audit chain and the change log.
package final class Transaction: Connection {
  package let principal: Principal
  package let now: Moment
  private let ids: IDSource
  var auditHeads: [TenantID: AuditHead] = [:]
  private(set) var touched: Set<String> = []
  private(set) var hasWork = false

  init(_ session: any Session, by principal: Principal, at now: Moment, ids: IDSource) {
    self.principal = principal
    self.now = now
    self.ids = ids
    super.init(session)
  }

  /// Runs a statement that answers no rows; the number of rows it changed.
  @discardableResult
  package func run(_ sql: SQL) throws -> Int { try session.run(sql) }

  package func makeID<Subject>(_ type: Subject.Type = Subject.self) -> RecordID<Subject> { ids.make(type) }

  /// Jobs or mails wait: whoever does them is woken once this is kept.
  package func callForWork() { hasWork = true }

  /// Notes in the change log that a record is different now, so that indexes, caches and copies follow.
  package func noteChange(
    _ kind: String, _ record: Identifier, of tenant: TenantID, _ operation: ChangeOperation
  ) throws {
    touched.insert(kind)
    try run(
      """
      insert into change_log (at, kind, record, tenant, operation)
      values (\(now), \(kind), \(record.text), \(tenant), \(operation.rawValue))
      """)
  }
}

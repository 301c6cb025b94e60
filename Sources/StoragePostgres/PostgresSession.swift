// SPDX-License-Identifier: EUPL-1.2
internal import Storage

/// Runs statements on one connection.
///
/// A class because it counts the cursors that are open.
final class PostgresSession: Session {
  private let link: PostgresLink
  private var cursors = 0
  /// Rows that a cursor hands over at once: some hundred kilobytes of the widest records.
  private static let batch = 500

  init(_ link: PostgresLink) { self.link = link }

  var dialect: Dialect { .postgres }

  func query(_ sql: SQL, _ body: (inout Row) throws -> Void) throws { try link.execute(sql).each(body) }

  func run(_ sql: SQL) throws -> Int { try link.execute(sql).changed }

  func stream(_ sql: SQL, _ body: (inout Row) throws -> Void) throws {
    cursors += 1
    let cursor = SQLCursor(number: cursors)
    _ = try link.execute(cursor.declaration(of: sql))
    while true {
      let part = try link.execute(cursor.fetch(Self.batch))
      try part.each(body)
      if part.rowCount < Self.batch { break }
    }
    _ = try link.execute(cursor.close)
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// A cursor of an engine that would otherwise deliver an answer as a whole; its name is made here, never from a request.
package struct SQLCursor {
  private let name: String

  package init(number: Int) { name = "rows_\(number)" }

  package func declaration(of sql: SQL) -> SQL { SQL(trusted: "declare \(name) no scroll cursor for ") + sql }
  package func fetch(_ count: Int) -> SQL { SQL(trusted: "fetch \(count) from \(name)") }
  package var close: SQL { SQL(trusted: "close \(name)") }
}

/// How the rows that a queue reads are kept from others.
package enum RowLock: Sendable {
  /// Rows that somebody else has taken are passed over; in SQLite nobody else can have taken any.
  case skipping
  /// Rows that somebody else has taken are waited for.
  case waiting

  /// How it stands in the portable text: a comment for engines with one writer.
  package var mark: String { "/* \(words) */" }

  package var words: String {
    switch self {
    case .skipping: "for update skip locked"
    case .waiting: "for update"
    }
  }
}

extension SQL.StringInterpolation {
  /// At the end of a query: locks what it reads until the transaction ends.
  package mutating func appendInterpolation(lock: RowLock) { appendInterpolation(SQL(trusted: lock.mark)) }
}

// SPDX-License-Identifier: EUPL-1.2
internal import GRDB

/// SQLite's own full-text search over the same texts: what our index is measured against, nothing else.
package struct FullTextBaseline: Sendable {
  private let queue: DatabaseQueue

  /// - Parameter documents: title and text of each.
  package init(_ documents: [(title: String, body: String)]) throws {
    queue = try DatabaseQueue()
    try queue.write { database in
      try database.execute(sql: "create virtual table page using fts5(title, body, tokenize = 'unicode61')")
      let insert = try database.makeStatement(sql: "insert into page (title, body) values (?, ?)")
      for document in documents { try insert.execute(arguments: [document.title, document.body]) }
      try database.execute(sql: "insert into page (page) values ('optimize')")
    }
  }

  /// The row numbers of the best 20 for any of the words, by BM25 with the title weighing five times.
  package func top20(_ words: [String]) throws -> [Int64] {
    let any = words.map { "\"" + $0.filter { $0 != "\"" } + "\"" }.joined(separator: " OR ")
    guard !any.isEmpty else { return [] }
    return try queue.read { database in
      let statement = try database.cachedStatement(
        sql: "select rowid from page where page match ? order by bm25(page, 5.0, 1.0) limit 20")
      return try Int64.fetchAll(statement, arguments: [any])
    }
  }
}

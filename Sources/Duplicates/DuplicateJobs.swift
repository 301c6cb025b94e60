// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// The work behind the list of pairs: following the change log, and making everything anew when somebody asks.
struct DuplicateJobs: Sendable {
  let index: DuplicateIndex

  static let follow = "duplicates.follow"
  static let rebuild = "duplicates.rebuild"

  /// Raised whenever keys or scores are made differently, so that everything is made anew.
  private static let revision = 1
  private static let place = "duplicates.follow"
  private static let changes = 2000
  private static let records = 50
  /// Further behind than this, everything is made anew.
  private static let distance: Int64 = 100_000

  var all: [JobKind] {
    [
      JobKind(Self.follow, "Dubletten suchen", .every(seconds: 15)) { try await follow($0.database) },
      JobKind(Self.rebuild, "Dubletten ganz neu suchen") { run in
        for (number, kind) in index.kinds.enumerated() {
          try await index.rebuild(kind, of: run.tenant, run.database)
          try await run.report(JobProgress(done: number + 1, total: index.kinds.count))
        }
      },
    ]
  }

  /// Takes in everything that has changed since the last time.
  func follow(_ database: Database) async throws {
    try await database.numberChanges()
    let (known, last) = try await database.read { (try $0.followedChange(Self.revision), try $0.lastChange()) }
    guard var number = known, last - number <= Self.distance else {
      for kind in index.kinds { try await index.rebuild(kind, of: nil, database) }
      return try await note(last, database)
    }
    while true {
      let after = number
      let changes = try await database.read { try $0.changes(after: after, limit: Self.changes) }
      guard let newest = changes.last?.number else { return }
      for kind in index.kinds {
        let ids = Set(changes.filter { $0.kind == kind.kind }.map(\.record)).sorted()
        for start in stride(from: 0, to: ids.count, by: Self.records) {
          let part = Array(ids[start..<min(start + Self.records, ids.count)])
          let took = try await ContinuousClock().measure { try await refresh(kind, part, database) }
          // Most of the time belongs to people: thousands of changes at once are not worth a page that comes late.
          try await Task.sleep(for: took * 2)
        }
      }
      number = newest
      try await note(number, database)
    }
  }

  /// Looked at outside of the transaction, so that whoever saves waits for little.
  private func refresh(_ kind: DuplicateKind, _ ids: [Identifier], _ database: Database) async throws {
    let seen = try await database.read { try index.look(at: ids, of: kind, $0) }
    try await database.write(by: DuplicateIndex.author) { try index.keep(seen, of: kind, $0) }
  }

  private func note(_ number: Int64, _ database: Database) async throws {
    try await database.write(by: DuplicateIndex.author) { transaction in
      try transaction.run(
        """
        insert into setting (name, value) values (\(Self.place), \("\(Self.revision):\(number)"))
        on conflict (name) do update set value = excluded.value
        """)
    }
  }
}

extension Connection {
  /// The change up to which keys and pairs are made; nothing before the first time or after a new way to make them.
  fileprivate func followedChange(_ revision: Int) throws -> Int64? {
    let text = try first("select value from setting where name = 'duplicates.follow'") { $0.text() } ?? ""
    let parts = text.split(separator: ":")
    return parts.count == 2 && parts[0] == "\(revision)" ? Int64(parts[1]) : nil
  }
}

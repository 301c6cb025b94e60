// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Logging
internal import Search
internal import Storage
internal import Web

/// Compares the index that is kept beside the database, brought up to date as at a start, with one made anew of the records.
struct IndexCheck: Sendable {
  private let database: Database
  private let file: String?
  /// So many documents of each kind of fault are named.
  private static let named = 20

  init(_ database: Database, _ file: String?) {
    self.database = database
    self.file = file
  }

  private static let tries = 5

  /// Empty also where no index is kept: the next start makes one.
  ///
  /// - Throws: a `Problem` where others write so much that two states never fit each other.
  func faults() async throws -> [String] {
    guard let file else { return [] }
    for _ in 0..<Self.tries {
      try await database.numberChanges()
      let before = try await database.read { try $0.lastChange() }
      guard let kept = try await house().follower.keptIndex(file) else { return [] }
      let fresh = try await house().follower.freshIndex()
      if try await database.read({ try $0.lastChange() }) == before {
        return Self.differences(kept.digests(), fresh.digests())
      }
    }
    throw Problem(
      "check.busy", .unavailable,
      "Der Suchindex lässt sich gerade nicht prüfen, weil laufend geschrieben wird. Bitte versuchen Sie es später.")
  }

  static func differences(_ kept: [String: UInt64], _ fresh: [String: UInt64]) -> [String] {
    let missing = fresh.keys.filter { kept[$0] == nil }
    let extra = kept.keys.filter { fresh[$0] == nil }
    let stale = kept.keys.filter { key in fresh[key].map { $0 != kept[key] } ?? false }
    return lines(missing, "fehlt") + lines(extra, "steht noch, obwohl es ihn nicht mehr gibt")
      + lines(stale, "ist veraltet")
  }

  private static func lines(_ keys: [String], _ words: String) -> [String] {
    var lines = keys.sorted().prefix(named).map { "Suchindex: Der Eintrag \($0) \(words)." }
    if keys.count > named { lines.append("Suchindex: … und \(keys.count - named) weitere (\(words)).") }
    return lines
  }

  private func house() async throws -> House {
    var logger = Logger(label: "verbund")
    logger.logLevel = .error
    return try await House(database, site: SiteConfiguration(address: "http://localhost"), logger: logger)
  }
}

extension Follower {
  /// The kept index with all changes since; nothing where there is none that a start would use.
  func keptIndex(_ path: String) async throws -> SearchSnapshot? {
    let index = services.index
    let last = try await services.database.read { try $0.lastChange() }
    guard index.load(from: Self.keptFile(path)), index.stamp <= last else { return nil }
    services.database.content.raise(to: index.stamp, kinds: [])
    try await catchUp()
    return index.snapshot
  }

  /// An index of all records as they are now.
  func freshIndex() async throws -> SearchSnapshot {
    try await prepare()
    return services.index.snapshot
  }
}

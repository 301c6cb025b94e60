// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Keeps the tables of keys and pairs in step with the records.
struct DuplicateIndex: Sendable {
  let kinds: [DuplicateKind]

  static let author = Principal.system("duplicates")
  private static let batch = 1000
  private static let writeBatch = 2000

  private static let readLimit = 400

  /// Makes keys and pairs of a kind anew.
  ///
  /// - Parameter tenant: nothing for all tenants, and only then also the pairs across them.
  /// - Returns: how many records were looked at.
  @discardableResult
  func rebuild(_ kind: DuplicateKind, of tenant: TenantID?, _ database: Database) async throws -> Int {
    let (facts, pairs) = try await search(kind, of: tenant, database)
    try await keep(facts, pairs, kind.kind, of: tenant, database)
    return facts.count
  }

  /// Reads all records of a kind and finds the pairs among them; keeps nothing.
  func search(
    _ kind: DuplicateKind, of tenant: TenantID?, _ database: Database
  ) async throws -> (facts: [DuplicateFacts], pairs: [DuplicatePair]) {
    let scope: Scope = tenant.map { .tenant($0) } ?? .everyTenant
    var facts: [DuplicateFacts] = []
    var last = ""
    while true {
      let after = last
      let states = try await database.read { try kind.after($0, scope, after, Self.batch) }
      facts += states.map(kind.facts)
      guard states.count == Self.batch, let id = states.last?.id.text else { break }
      last = id
    }
    let finder = DuplicateFinder(profile: kind.profile, isAcross: kind.isAcross && tenant == nil)
    return (facts, finder.pairs(facts))
  }

  private func keep(
    _ facts: [DuplicateFacts], _ pairs: [DuplicatePair], _ name: String, of tenant: TenantID?, _ database: Database
  ) async throws {
    let scope: Scope = tenant.map { .tenant($0) } ?? .everyTenant
    try await database.write(by: Self.author) { transaction in
      try transaction.run("delete from duplicate_key where kind = \(name) and \(scope.condition)")
      let within: SQL = tenant.map { "one_tenant = \($0) and other_tenant = \($0)" } ?? "1 = 1"
      try transaction.run("delete from duplicate_pair where kind = \(name) and \(within)")
    }
    for start in stride(from: 0, to: max(facts.count, pairs.count), by: Self.writeBatch) {
      try await database.write(by: Self.author) { transaction in
        for record in Self.part(facts, start) { try transaction.addDuplicateKeys(name, record) }
        for pair in Self.part(pairs, start) { try transaction.addDuplicatePair(name, pair) }
      }
    }
  }

  private static func part<T>(_ items: [T], _ start: Int) -> ArraySlice<T> {
    start < items.count ? items[start..<min(start + writeBatch, items.count)] : []
  }

  /// Some records as they are now, with the pairs that they are part of.
  struct Look: Sendable {
    let ids: [Identifier]
    var facts: [DuplicateFacts] = []
    var pairs: [DuplicatePair] = []
  }

  /// Finds what changed records are alike: among themselves, and by the keys that are kept of all others.
  func look(at ids: [Identifier], of kind: DuplicateKind, _ connection: Connection) throws -> Look {
    let finder = DuplicateFinder(profile: kind.profile, isAcross: kind.isAcross)
    var look = Look(ids: ids)
    look.facts = try kind.some(connection, .everyTenant, ids).map(kind.facts)
    look.pairs = finder.pairs(look.facts)
    let own = Set(ids)
    for record in look.facts {
      for candidate in try candidates(of: record, kind, connection) where !own.contains(candidate.id) {
        if let pair = finder.scored(record, candidate) { look.pairs.append(pair) }
      }
    }
    return look
  }

  /// Keeps what was found; a record that has changed since then is looked at again, as its change comes later.
  func keep(_ look: Look, of kind: DuplicateKind, _ transaction: Transaction) throws {
    for id in look.ids { try transaction.forgetDuplicates(kind.kind, id) }
    for record in look.facts { try transaction.addDuplicateKeys(kind.kind, record) }
    for pair in look.pairs { try transaction.addDuplicatePair(kind.kind, pair) }
  }

  /// Records that share a key with one.
  func candidates(
    of record: DuplicateFacts, _ kind: DuplicateKind, _ connection: Connection
  ) throws -> [DuplicateFacts] {
    var ids: Set<Identifier> = []
    for key in record.keys {
      let digest = Connection.digest(key)
      ids.formUnion(try connection.duplicateRecords(kind.kind, digest, in: .tenant(record.tenant)))
      if kind.isAcross && record.isOpen {
        ids.formUnion(try connection.duplicateRecords(kind.kind, digest, in: .everyTenant))
      }
    }
    ids.remove(record.id)
    let sorted = ids.sorted()
    let scope: Scope = kind.isAcross && record.isOpen ? .everyTenant : .tenant(record.tenant)
    return try stride(from: 0, to: sorted.count, by: Self.readLimit).flatMap { start in
      let part = Array(sorted[start..<min(start + Self.readLimit, sorted.count)])
      return try kind.some(connection, scope, part).map(kind.facts)
    }
  }
}

extension Connection {
  /// Keys hold mail addresses and numbers: only their digests are kept.
  static func digest(_ key: String) -> String { hexadecimal(Array(sha256(Array(key.utf8)).prefix(12))) }

  /// The records with a key; none where too many share it.
  fileprivate func duplicateRecords(_ kind: String, _ digest: String, in scope: Scope) throws -> [Identifier] {
    let found = try rows(
      """
      select record from duplicate_key where kind = \(kind) and key = \(digest) and \(scope.condition)
      limit \(DuplicateFinder.keyLimit + 1)
      """
    ) { try $0.identifier() }
    return found.count > DuplicateFinder.keyLimit ? [] : found
  }
}

extension Transaction {
  func addDuplicateKeys(_ kind: String, _ record: DuplicateFacts) throws {
    for key in record.keys {
      try run(
        """
        insert into duplicate_key (kind, key, tenant, record)
        values (\(kind), \(Self.digest(key)), \(record.tenant), \(record.id.text))
        on conflict (kind, key, tenant, record) do nothing
        """)
    }
  }

  func addDuplicatePair(_ kind: String, _ pair: DuplicatePair) throws {
    let score = Int((pair.score.value * 1000).rounded())
    let reasons = pair.score.reasons.map(\.rawValue).joined(separator: " ")
    try run(
      """
      insert into duplicate_pair (kind, one, one_tenant, other, other_tenant, score, reasons)
      values (\(kind), \(pair.one.text), \(pair.oneTenant), \(pair.other.text), \(pair.otherTenant), \(score), \(reasons))
      on conflict (kind, one, other) do update set score = excluded.score, reasons = excluded.reasons
      """)
  }

  /// Forgets everything that was derived from a record.
  func forgetDuplicates(_ kind: String, _ id: Identifier) throws {
    try run("delete from duplicate_key where kind = \(kind) and record = \(id.text)")
    try run("delete from duplicate_pair where kind = \(kind) and one = \(id.text)")
    try run("delete from duplicate_pair where kind = \(kind) and other = \(id.text)")
  }
}

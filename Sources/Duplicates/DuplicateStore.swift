// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// A pair as the list has it.
struct ListedPair: Sendable {
  let kind: String
  let one: Identifier
  let other: Identifier
  let score: Double
  let reasons: [DuplicateReason]
}

/// A pair of public organisations of two centres: no more than name and town is told.
struct AcrossPair: Sendable {
  struct Side: Sendable {
    let id: String
    let tenant: TenantID
    let name: String
    let town: String
  }

  let one: Side
  let other: Side
  let score: Double
}

extension Connection {
  /// Pairs of a tenant that nobody has dismissed, the likeliest first.
  func duplicatePairs(of tenant: TenantID, _ kinds: [String], limit: Int, offset: Int) throws -> [ListedPair] {
    try rows(
      """
      select p.kind, p.one, p.other, p.score, p.reasons from duplicate_pair p
      where \(Self.isOpen(tenant, kinds))
      order by p.score desc, p.kind desc, p.one desc, p.other desc limit \(limit) offset \(offset)
      """, Self.listedPair)
  }

  func countDuplicatePairs(of tenant: TenantID, _ kinds: [String]) throws -> Int {
    try number("select count(*) from duplicate_pair p where \(Self.isOpen(tenant, kinds))")
  }

  /// Pairs of a tenant that one record is part of.
  func duplicatePairs(of tenant: TenantID, _ kind: String, with id: Identifier) throws -> [ListedPair] {
    try rows(
      """
      select p.kind, p.one, p.other, p.score, p.reasons from duplicate_pair p
      where \(Self.isOpen(tenant, [kind])) and (p.one = \(id.text) or p.other = \(id.text))
      order by p.score desc, p.one, p.other limit 10
      """, Self.listedPair)
  }

  private static func isOpen(_ tenant: TenantID, _ kinds: [String]) -> SQL {
    """
    p.one_tenant = \(tenant) and p.other_tenant = \(tenant) and p.kind in (\(list: kinds)) and not exists (
      select 1 from duplicate_dismissed d
      where d.tenant = \(tenant) and d.kind = p.kind and d.one = p.one and d.other = p.other)
    """
  }

  private static func listedPair(_ row: inout Row) throws -> ListedPair {
    ListedPair(
      kind: row.text(), one: try row.identifier(), other: try row.identifier(), score: Double(row.integer()) / 1000,
      reasons: row.text().split(separator: " ").compactMap { DuplicateReason(rawValue: String($0)) })
  }

  /// Who said that a pair is none, and when; nothing where nobody did.
  func dismissal(
    _ tenant: TenantID, _ kind: String, _ one: Identifier, _ other: Identifier
  ) throws -> (name: String, at: Moment)? {
    try first(
      """
      select dismissed_by, dismissed_at from duplicate_dismissed
      where tenant = \(tenant) and kind = \(kind) and one = \(min(one, other).text) and other = \(max(one, other).text)
      """
    ) { row in (row.text(), try row.typed()) }
  }

  // MARK: - Across centres

  private static let acrossTables: SQL =
    """
    from duplicate_pair p join organisation a on a.id = p.one join organisation b on b.id = p.other
    where p.kind = 'organisation' and p.one_tenant <> p.other_tenant
      and a.archived_at is null and a.status = 'active' and b.archived_at is null and b.status = 'active'
    """

  private static let acrossColumns: SQL =
    "select p.one, p.one_tenant, a.name, a.town, p.other, p.other_tenant, b.name, b.town, p.score"

  /// Public organisations that two centres keep, for the coordination body.
  func acrossPairs(limit: Int, offset: Int) throws -> [AcrossPair] {
    try rows(
      """
      \(Self.acrossColumns) \(Self.acrossTables)
      order by a.name, p.one, p.other limit \(limit) offset \(offset)
      """, Self.acrossPair)
  }

  func countAcrossPairs() throws -> Int { try number("select count(*) \(Self.acrossTables)") }

  /// Where else a public organisation is kept.
  func acrossPairs(with id: Identifier) throws -> [AcrossPair] {
    try rows(
      """
      \(Self.acrossColumns) \(Self.acrossTables) and (p.one = \(id.text) or p.other = \(id.text))
      order by p.score desc, p.one, p.other limit 10
      """, Self.acrossPair)
  }

  private static func acrossPair(_ row: inout Row) throws -> AcrossPair {
    AcrossPair(
      one: AcrossPair.Side(id: row.text(), tenant: try row.id(), name: row.text(), town: row.text()),
      other: AcrossPair.Side(id: row.text(), tenant: try row.id(), name: row.text(), town: row.text()),
      score: Double(row.integer()) / 1000)
  }
}

extension Transaction {
  /// Remembers that two records are no duplicates, or forgets it again.
  func dismissDuplicate(
    _ tenant: TenantID, _ kind: String, _ first: Identifier, _ second: Identifier, isDismissed: Bool
  ) throws {
    let (one, other) = (min(first, second), max(first, second))
    if isDismissed {
      try run(
        """
        insert into duplicate_dismissed (tenant, kind, one, other, dismissed_at, dismissed_by)
        values (\(tenant), \(kind), \(one.text), \(other.text), \(now), \(principal.name))
        on conflict (tenant, kind, one, other) do nothing
        """)
    } else {
      try run(
        """
        delete from duplicate_dismissed
        where tenant = \(tenant) and kind = \(kind) and one = \(one.text) and other = \(other.text)
        """)
    }
    for (record, second) in [(one, other), (other, one)] {
      try audit(
        isDismissed ? "duplicate.dismissed" : "duplicate.recalled", kind: "duplicate_dismissed", record: record,
        of: tenant, changes: [FieldChange(field: "other", old: .null, new: .text(second.text))])
    }
  }
}

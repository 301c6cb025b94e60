// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// Two records that may mean the same thing; the smaller id stands first.
struct DuplicatePair: Sendable {
  let one: Identifier
  let oneTenant: TenantID
  let other: Identifier
  let otherTenant: TenantID
  let score: DuplicateScore
}

/// Finds all pairs among many records in memory: bounded by the size of the groups, never all with all.
struct DuplicateFinder {
  let profile: DuplicateProfile
  /// Whether records of different tenants are compared too, as far as both are open.
  let isAcross: Bool

  /// Keys that more records share say nothing and are passed over.
  static let keyLimit = 50

  func pairs(_ facts: [DuplicateFacts]) -> [DuplicatePair] {
    var groups: [String: [Int32]] = [:]
    groups.reserveCapacity(facts.count * 3)
    for (index, record) in facts.enumerated() {
      for key in record.keys { groups[key, default: []].append(Int32(index)) }
    }
    var seen: Set<UInt64> = []
    var found: [DuplicatePair] = []
    for (_, members) in groups where members.count > 1 {
      if members.count <= Self.keyLimit {
        compare(members, facts, &seen, &found)
      } else {
        for part in Dictionary(grouping: members, by: { facts[Int($0)].tenant }).values
        where part.count > 1 && part.count <= Self.keyLimit { compare(part, facts, &seen, &found) }
      }
    }
    return found
  }

  private func compare(
    _ members: [Int32], _ facts: [DuplicateFacts], _ seen: inout Set<UInt64>, _ found: inout [DuplicatePair]
  ) {
    for (position, first) in members.enumerated() {
      for second in members[(position + 1)...] {
        let pair = UInt64(UInt32(min(first, second))) << 32 | UInt64(UInt32(max(first, second)))
        guard seen.insert(pair).inserted, let scored = scored(facts[Int(first)], facts[Int(second)]) else { continue }
        found.append(scored)
      }
    }
  }

  /// Nothing for records that are compared in vain or must not be compared.
  func scored(_ first: DuplicateFacts, _ second: DuplicateFacts) -> DuplicatePair? {
    if first.id == second.id { return nil }
    if first.tenant != second.tenant && !(isAcross && first.isOpen && second.isOpen) { return nil }
    let score = DuplicateScore(first, second, profile)
    guard score.value >= DuplicateScore.possible else { return nil }
    let (one, other) = first.id < second.id ? (first, second) : (second, first)
    return DuplicatePair(
      one: one.id, oneTenant: one.tenant, other: other.id, otherTenant: other.tenant, score: score)
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// What a query looked for, in every form it may have in a text.
package struct SearchTerms: Sendable {
  private static let limit = 1_000
  /// Concept and weight by the hash of a word's key.
  private var roles: [UInt32: (concept: Int, weight: Float)] = [:]
  /// One bit for the low bits of each hash: most words of a text are none of the query's.
  private var sieve = [UInt64](repeating: 0, count: 64)
  private(set) var conceptCount = 0

  init(_ plan: QueryPlan, _ snapshot: SearchSnapshot) {
    roles.reserveCapacity(Self.limit / 2)
    conceptCount = plan.concepts.count + plan.keys.count
    for (index, concept) in plan.concepts.enumerated() {
      for form in [concept.forms, concept.synonyms].joined() where roles.count < Self.limit {
        let lexicon = form.term < snapshot.overlay.firstTerm ? snapshot.lexicon : snapshot.overlay
        let weight = concept.factor * form.weight * (concept.isBonus ? 0.3 : 1)
        note(lexicon.keys.hash(Int(form.term - lexicon.firstTerm)), index, weight)
      }
    }
    for (index, key) in plan.keys.enumerated() {
      let importance = StopWords.importance(of: key, language: 0)
      note(
        key.withUnsafeBufferPointer { hashBytes($0) }, plan.concepts.count + index, importance == .full ? 1 : 0.2)
    }
  }

  private mutating func note(_ hash: UInt32, _ concept: Int, _ weight: Float) {
    sieve[Int(hash >> 6 & 63)] |= 1 << UInt64(hash & 63)
    if roles[hash].map({ $0.weight < weight }) ?? true { roles[hash] = (concept, weight) }
  }

  package var isEmpty: Bool { roles.isEmpty }

  func role(_ key: [UInt8]) -> (concept: Int, weight: Float)? {
    let hash = key.withUnsafeBufferPointer { hashBytes($0) }
    return sieve[Int(hash >> 6 & 63)] & 1 << UInt64(hash & 63) == 0 ? nil : roles[hash]
  }
}

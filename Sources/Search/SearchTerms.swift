// SPDX-License-Identifier: EUPL-1.2

/// What a query looked for, in every form it may have in a text.
package struct SearchTerms: Sendable {
  private static let limit = 1_000
  /// Concept and weight by the hash of a word's key.
  private var roles: [UInt32: (concept: Int, weight: Float)] = [:]
  /// One bit for the low bits of each hash: most words of a text are none of the query's.
  private var sieve = [UInt64](repeating: 0, count: 64)
  /// The first bytes of their keys, so that most words of a text need not be folded.
  private var beginnings = [Bool](repeating: false, count: 256)
  private(set) var conceptCount = 0

  init(_ plan: QueryPlan, _ snapshot: SearchSnapshot) {
    roles.reserveCapacity(Self.limit / 2)
    conceptCount = plan.concepts.count + plan.keys.count
    for (index, concept) in plan.concepts.enumerated() {
      for form in [concept.forms, concept.synonyms].joined() where roles.count < Self.limit {
        let lexicon = form.term < snapshot.overlay.firstTerm ? snapshot.lexicon : snapshot.overlay
        let weight = concept.factor * form.weight * (concept.isBonus ? 0.3 : 1)
        let place = Int(form.term - lexicon.firstTerm)
        note(lexicon.keys.hash(place), lexicon.keys.strings[place].first, index, weight)
      }
    }
    for (index, key) in plan.keys.enumerated() {
      let importance = StopWords.importance(of: key, language: 0)
      note(
        key.withUnsafeBufferPointer { hashBytes($0) }, key.first, plan.concepts.count + index,
        importance == .full ? 1 : 0.2)
    }
  }

  private mutating func note(_ hash: UInt32, _ first: UInt8?, _ concept: Int, _ weight: Float) {
    if let first { beginnings[Int(first)] = true }
    sieve[Int(hash >> 6 & 63)] |= 1 << UInt64(hash & 63)
    if roles[hash].map({ $0.weight < weight }) ?? true { roles[hash] = (concept, weight) }
  }

  package var isEmpty: Bool { roles.isEmpty }

  /// Whether a word that begins with this byte in the text can be one of them.
  func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case 65...90: beginnings[Int(byte | 0x20)]
    case 48...57, 97...122: beginnings[Int(byte)]
    default: true
    }
  }

  func role(_ key: [UInt8]) -> (concept: Int, weight: Float)? {
    let hash = key.withUnsafeBufferPointer { hashBytes($0) }
    return sieve[Int(hash >> 6 & 63)] & 1 << UInt64(hash & 63) == 0 ? nil : roles[hash]
  }
}

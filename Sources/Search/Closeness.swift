// SPDX-License-Identifier: EUPL-1.2

/// Looks closely at the best candidates: how near to each other the words of the query stand in them.
struct Closeness {
  let snapshot: SearchSnapshot
  let ranking: SearchRanking
  let weights: [Float]
  let positions: [Int]
  let isBonus: [Bool]
  private static let reach = 5
  private static let tokenLimit = 3_000

  init(_ snapshot: SearchSnapshot, _ ranking: SearchRanking, plan: QueryPlan, weights: [Float]) {
    self.snapshot = snapshot
    self.ranking = ranking
    self.weights = weights
    positions = plan.concepts.map(\.position)
    isBonus = plan.concepts.map(\.isBonus)
  }

  /// Notes for every term which concept it serves.
  static func assignRoles(_ plan: QueryPlan, _ scratch: inout Scratch) {
    for (index, concept) in plan.concepts.prefix(250).enumerated() {
      for form in concept.forms + concept.synonyms + concept.parts.joined() {
        let weight = UInt16(max(1, min(255, form.weight * 255)))
        let role = UInt16(index + 1) << 8 | weight
        let old = scratch.roles[Int(form.term)]
        if old == 0 || (!concept.isBonus && old & 0xFF < weight) { scratch.roles[Int(form.term)] = role }
      }
    }
  }

  static func clearRoles(_ plan: QueryPlan, _ scratch: inout Scratch) {
    for concept in plan.concepts {
      for form in concept.forms + concept.synonyms { scratch.roles[Int(form.term)] = 0 }
      for part in concept.parts { for form in part { scratch.roles[Int(form.term)] = 0 } }
    }
  }

  /// What the score of a document is multiplied by, at least 1 unless its body is empty.
  ///
  /// - Parameter trail: memory that one document after the other uses.
  func factor(_ document: Int, total: Float, _ roles: [UInt16], _ trail: inout Trail) -> Float {
    let (segment, local) = snapshot.locate(document)
    let body = segment.tokens(local, .body)
    var factor: Float = 1
    if body.isEmpty { factor -= ranking.emptyBody }
    guard total > 0 else { return factor }
    trail.startDocument()
    segment.tokens.withUnsafeBufferPointer { tokens in
      roles.withUnsafeBufferPointer { roles in
        for field in SearchField.allCases {
          trail.startField()
          for position in segment.tokens(local, field).prefix(Self.tokenLimit) {
            let term = tokens[position]
            let role = term == LexiconBuilder.noTerm ? 0 : roles[Int(term)]
            if role != 0 { see(role, at: position, &trail) }
          }
        }
      }
    }
    factor += min(1, trail.bonus / total)
    factor += ranking.passage * min(1, trail.bestPassage / total)
    factor += ranking.closeness * min(1, trail.near.reduce(0, +) / total)
    return factor + ranking.title * titleShare(segment, local, roles)
  }

  var trail: Trail { Trail(count: weights.count, window: ranking.passageLength) }

  /// What was met on the way through a document.
  struct Trail {
    var ring: [(position: Int, concept: Int)] = []
    var head = 0
    var counts: [Int]
    var last: [Int]
    var near: [Float]
    var sum: Float = 0
    var bestPassage: Float = 0
    /// Weight of the parts of compounds that were met.
    var bonus: Float = 0
    var met: [Bool]
    let window: Int

    init(count: Int, window: Int) {
      counts = Array(repeating: 0, count: count)
      last = Array(repeating: -1_000, count: count)
      near = Array(repeating: 0, count: count)
      met = Array(repeating: false, count: count)
      self.window = window
    }

    mutating func startDocument() {
      for index in near.indices {
        near[index] = 0
        met[index] = false
      }
      bestPassage = 0
      bonus = 0
    }

    mutating func startField() {
      ring.removeAll(keepingCapacity: true)
      head = 0
      for index in counts.indices {
        counts[index] = 0
        last[index] = -1_000
      }
      sum = 0
    }
  }

  private func see(_ role: UInt16, at position: Int, _ trail: inout Trail) {
    let concept = Int(role >> 8) - 1
    let strength = Float(role & 0xFF) / 255
    while trail.head < trail.ring.count, trail.ring[trail.head].position <= position - trail.window {
      let old = trail.ring[trail.head].concept
      trail.counts[old] -= 1
      trail.sum -= gain(old, trail.counts[old])
      trail.head += 1
    }
    if isBonus[concept], !trail.met[concept] { trail.bonus += weights[concept] * strength }
    trail.met[concept] = true
    trail.sum += gain(concept, trail.counts[concept])
    trail.counts[concept] += 1
    trail.ring.append((position, concept))
    trail.bestPassage = max(trail.bestPassage, trail.sum)
    for other in weights.indices where other != concept && positions[other] != positions[concept] {
      let distance = position - trail.last[other]
      guard distance <= Self.reach else { continue }
      let isInOrder = positions[other] < positions[concept]
      let pair = min(weights[other], weights[concept]) * strength / Float(distance) * (isInOrder ? 1 : 0.7)
      trail.near[concept] = max(trail.near[concept], pair)
    }
    trail.last[concept] = position
  }

  /// What one more word of a concept adds to a passage that has some.
  private func gain(_ concept: Int, _ count: Int) -> Float {
    switch count {
    case 0: weights[concept] * 0.7
    case 1: weights[concept] * 0.2
    case 2: weights[concept] * 0.1
    default: 0
    }
  }

  /// How much of the title consists of words of the query, by rarity.
  private func titleShare(_ segment: Segment, _ document: Int, _ roles: [UInt16]) -> Float {
    var found: Float = 0
    var all: Float = 0
    for position in segment.tokens(document, .title) {
      let term = segment.tokens[position]
      guard term != LexiconBuilder.noTerm else { continue }
      let rarity = (Float(snapshot.count + 1) / Float(snapshot.frequency(term) + 1)).logarithm
      all += rarity
      if roles[Int(term)] != 0 { found += rarity * Float(roles[Int(term)] & 0xFF) / 255 }
    }
    return all > 0 ? found / all : 0
  }
}

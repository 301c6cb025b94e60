// SPDX-License-Identifier: EUPL-1.2

/// Scores all documents that any word of a plan is in.
struct Scorer {
  let snapshot: SearchSnapshot
  let ranking: SearchRanking
  /// Weight of each concept: its rarity times its factor.
  private(set) var weights: [Float] = []
  private(set) var totalWeight: Float = 0

  init(_ snapshot: SearchSnapshot, _ ranking: SearchRanking) {
    self.snapshot = snapshot
    self.ranking = ranking
  }

  mutating func run(_ plan: QueryPlan, _ scratch: inout Scratch) {
    for concept in plan.concepts {
      if concept.isBonus {
        weights.append(concept.factor * rarity(of: expected(concept)))
        continue
      }
      let complete = concept.parts.isEmpty ? [] : documentsWithAll(concept.parts, &scratch)
      collect(concept.forms, in: Expansion.ownWeight...1, &scratch)
      let own = scratch.touchedCount
      collect(concept.forms, in: 0...Expansion.ownWeight.nextDown, &scratch)
      collect(complete: complete, &scratch)
      collect(concept.synonyms, in: 0...1, &scratch)
      let weight = settle(concept, own: own, &scratch)
      weights.append(weight)
      totalWeight += weight
    }
  }

  /// The score of a matched document, with what it has of the whole query.
  @inline(__always)
  func score(_ document: Int, _ scratch: Scratch) -> Float {
    let share = totalWeight > 0 ? min(1, scratch.shares[document] / totalWeight) : 0
    return scratch.scores[document] * (1 - ranking.coverage + ranking.coverage * share)
  }

  /// Adds the strengths of forms to every document that has them.
  private func collect(_ forms: [Form], in weights: ClosedRange<Float>, _ scratch: inout Scratch) {
    let segments = snapshot.delta.count == 0 ? [(snapshot.base, 0)] : snapshot.segments
    var count = scratch.touchedCount
    scratch.strengths.withUnsafeMutableBufferPointer { sums in
      scratch.touched.withUnsafeMutableBufferPointer { touched in
        Postings.strengths.withUnsafeBufferPointer { strengths in
          for (segment, first) in segments {
            for form in forms where weights.contains(form.weight) {
              segment.postings.forEach(form.term) { document, strength in
                let index = first &+ document
                let sum = sums[index]
                touched[count] = UInt32(truncatingIfNeeded: index)
                count &+= sum == 0 ? 1 : 0
                sums[index] = sum + form.weight * strengths[Int(strength)]
              }
            }
          }
        }
      }
    }
    scratch.touchedCount = count
  }

  /// Roughly how many documents have a form of a concept, without looking at them.
  private func expected(_ concept: Concept) -> Float {
    Float(min(snapshot.count, concept.forms.reduce(0) { $0 + snapshot.frequency($1.term) }))
  }

  private func rarity(of found: Float) -> Float {
    let rarity = (1 + (max(0, Float(snapshot.count) - found) + 0.5) / (found + 0.5)).logarithm
    return (rarity.logarithm * ranking.rarityPower).exponential
  }

  /// The documents that have a form of every part; `lowest` holds the strength of their weakest part.
  private func documentsWithAll(_ parts: [[Form]], _ scratch: inout Scratch) -> [UInt32] {
    var kept: [UInt32] = []
    for (position, part) in parts.enumerated() {
      collect(part, in: 0...1, &scratch)
      let candidates = position == 0 ? Array(scratch.touched[..<scratch.touchedCount]) : kept
      kept.removeAll(keepingCapacity: true)
      for document in candidates {
        let strength = scratch.strengths[Int(document)]
        let lowest = position == 0 ? strength : min(strength, scratch.lowest[Int(document)])
        scratch.lowest[Int(document)] = lowest
        if lowest > 0 { kept.append(document) }
      }
      for index in 0..<scratch.touchedCount { scratch.strengths[Int(scratch.touched[index])] = 0 }
      scratch.touchedCount = 0
    }
    return kept
  }

  private func collect(complete documents: [UInt32], _ scratch: inout Scratch) {
    for document in documents {
      if scratch.strengths[Int(document)] == 0 {
        scratch.touched[scratch.touchedCount] = document
        scratch.touchedCount += 1
      }
      scratch.strengths[Int(document)] += scratch.lowest[Int(document)] * ranking.allParts
      scratch.lowest[Int(document)] = 0
    }
  }

  /// Turns the collected strengths of a concept into score; gives the weight of the concept.
  private func settle(_ concept: Concept, own: Int, _ scratch: inout Scratch) -> Float {
    if !snapshot.isCompact { return settleLive(concept, own: own, &scratch) }
    let weight = concept.factor * rarity(of: found(own: own, all: scratch.touchedCount))
    add(weight, &scratch)
    return weight
  }

  /// Own forms make a word frequent, other words for it only a little.
  private func found(own: Int, all: Int) -> Float {
    own == 0 ? Float(all) : Float(own) + Float(all - own) * ranking.rarityOfOthers
  }

  /// As above where some documents were replaced or deleted: those do not count.
  private func settleLive(_ concept: Concept, own: Int, _ scratch: inout Scratch) -> Float {
    var kept = 0
    var keptOwn = 0
    for index in 0..<scratch.touchedCount {
      let document = Int(scratch.touched[index])
      if !snapshot.live.contains(document) {
        scratch.strengths[document] = 0
        continue
      }
      scratch.touched[kept] = UInt32(document)
      kept += 1
      if index < own { keptOwn += 1 }
    }
    scratch.touchedCount = kept
    let weight = concept.factor * rarity(of: found(own: keptOwn, all: kept))
    add(weight, &scratch)
    return weight
  }

  private func add(_ weight: Float, _ scratch: inout Scratch) {
    let saturation = ranking.saturation
    let full = weight * (saturation + 1)
    let touchedCount = scratch.touchedCount
    var matchedCount = scratch.matchedCount
    scratch.strengths.withUnsafeMutableBufferPointer { strengths in
      scratch.scores.withUnsafeMutableBufferPointer { scores in
        scratch.shares.withUnsafeMutableBufferPointer { shares in
          scratch.matched.withUnsafeMutableBufferPointer { matched in
            scratch.touched.withUnsafeBufferPointer { touched in
              for index in 0..<touchedCount {
                let document = Int(touched[index])
                let strength = strengths[document]
                let score = scores[document]
                strengths[document] = 0
                matched[matchedCount] = touched[index]
                matchedCount &+= score == 0 ? 1 : 0
                scores[document] = score + max(full * strength / (strength + saturation), 1e-6)
                shares[document] += weight
              }
            }
          }
        }
      }
    }
    scratch.matchedCount = matchedCount
    scratch.touchedCount = 0
  }
}

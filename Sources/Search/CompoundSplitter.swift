// SPDX-License-Identifier: EUPL-1.2

/// Cuts German compounds into words of the vocabulary: "fortbildungsangebote" into "fortbildung" and "angebote".
///
/// The cheapest chain of known words that covers the whole word wins; see `Documentation/Algorithms/Search.md`.
struct CompoundSplitter {
  /// Vocabularies, the largest first.
  let tables: [PartTable]

  private static let links: [[UInt8]] = ["s", "es", "n", "en", "er", "e", "ens"].map { Array($0.utf8) }
  private static let endings: [[UInt8]] = ["en", "e", "n", "s", "es", "er", "ern"].map { Array($0.utf8) }

  private struct Step {
    var cost: Float = .infinity
    var from = 0
    var term: UInt32 = 0
    var frequency: UInt32 = 0
  }

  /// The terms of the parts, head last; empty where the word is no compound of known words.
  ///
  /// - Parameter frequency: documents with the whole word. A word far more frequent than its parts stays whole.
  func split(_ key: ArraySlice<UInt8>, frequency: UInt32) -> [UInt32] {
    guard key.count >= 7, key.count <= 64, key.allSatisfy({ $0 &- 97 < 26 }) else { return [] }
    let word = Array(key)
    var steps = Array(repeating: Step(), count: word.count + 1)
    steps[0].cost = 0
    for start in 0...(word.count - 3) where steps[start].cost < 8 {
      extend(word, from: start, steps: &steps)
    }
    guard steps[word.count].cost < .infinity else { return head(word) }
    return chain(steps, whole: frequency)
  }

  /// The known word that an otherwise unknown compound ends with: "angebot" in "xyzangebot".
  private func head(_ word: [UInt8]) -> [UInt32] {
    for start in 4..<max(4, word.count - 4) {
      let hash = word[start...].reduce(PartTable.seed, PartTable.extend)
      for table in tables {
        guard let part = table.find(hash), !part.isShortened, part.frequency >= 1 else { continue }
        return StopWords.isNoCompoundPart(Array(word[..<start])) ? [] : [part.term]
      }
    }
    return []
  }

  private func extend(_ word: [UInt8], from start: Int, steps: inout [Step]) {
    var hash = PartTable.seed
    for end in (start + 1)...word.count {
      hash = PartTable.extend(hash, word[end - 1])
      guard end - start >= 3, end - start < word.count else { continue }
      for table in tables {
        guard let part = table.find(hash) else { continue }
        record(part, word, start, end, &steps)
        break
      }
    }
  }

  /// Notes that a part reaches from start to end, and beyond it over a linking element or, at the end, over an inflection.
  private func record(_ part: PartTable.Part, _ word: [UInt8], _ start: Int, _ end: Int, _ steps: inout [Step]) {
    let length = end - start
    if part.isShortened && (end == word.count || length < 4) { return }
    var cost = steps[start].cost + 1 + 2 / Float(length) + 1 / (1 + Float(part.frequency).squareRoot())
    if part.isShortened { cost += 0.3 }
    func offer(_ position: Int, _ extra: Float) {
      guard cost + extra < steps[position].cost else { return }
      steps[position] = Step(cost: cost + extra, from: start, term: part.term, frequency: part.frequency)
    }
    offer(end, 0)
    if part.isShortened { return }
    for link in Self.links where word.count - end - link.count >= 3 && word[end...].starts(with: link) {
      offer(end + link.count, 0.1)
    }
    if length >= 4, end < word.count, start > 0 {
      for ending in Self.endings where word[end...].elementsEqual(ending) { offer(word.count, 0.2) }
    }
  }

  private func chain(_ steps: [Step], whole: UInt32) -> [UInt32] {
    var parts: [UInt32] = []
    var position = steps.count - 1
    var logSum: Float = 0
    while position > 0 {
      let step = steps[position]
      parts.append(step.term)
      logSum += Float(step.frequency + 1).logarithm
      position = step.from
    }
    guard parts.count >= 2, parts.count <= 5 else { return [] }
    let isCommonEnough = logSum / Float(parts.count) + 1.4 >= Float(whole).logarithm
    return isCommonEnough ? parts.reversed() : []
  }
}

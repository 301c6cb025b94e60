// SPDX-License-Identifier: EUPL-1.2

/// Collects words while texts are read and ties them together at the end.
///
/// A raw word is folded and stemmed only the first time it is seen.
struct LexiconBuilder {
  static let noTerm = UInt32.max

  private let below: Lexicon?
  private let firstTerm: UInt32
  private var keys = ByteTable()
  private var languages: [UInt32] = []
  private var laterLanguages: [UInt32: UInt32] = [:]
  private var groups = ByteTable()
  private var stems: [(term: UInt32, group: UInt32)] = []
  private var raws = ByteTable()
  private var rawTerms: [UInt32] = []
  private var rawCounts: [UInt32] = []
  private let stemming = Stemming()

  /// - Parameter below: a lexicon whose words keep their terms; only other words become new ones.
  init(over below: Lexicon? = nil) {
    self.below = below
    firstTerm = below.map { $0.firstTerm + UInt32($0.count) } ?? 0
  }

  /// Number of terms, those of the lexicon below included.
  var termSpace: Int { Int(firstTerm) + keys.count }

  /// The term of a word as it stands in a text; `noTerm` where nothing but marks is in it.
  mutating func term(_ raw: Bytes, language: Int) -> UInt32 {
    let (index, isNew) = raws.insert(raw)
    if isNew {
      rawCounts.append(0)
      rawTerms.append(makeTerm(Folding.key(raw)))
    }
    rawCounts[index] &+= 1
    let term = rawTerms[index]
    if term != Self.noTerm, !isSeen(term, language) { see(term, raw, language) }
    return term
  }

  private mutating func makeTerm(_ key: [UInt8]) -> UInt32 {
    if key.isEmpty { return Self.noTerm }
    if let known = below?.term(key) { return known }
    let (index, isNew) = keys.insert(key)
    if isNew { languages.append(0) }
    return firstTerm + UInt32(index)
  }

  @inline(__always)
  private func isSeen(_ term: UInt32, _ language: Int) -> Bool {
    let bit = UInt32(1) << UInt32(language)
    if term >= firstTerm { return languages[Int(term - firstTerm)] & bit != 0 }
    guard let below else { return true }
    return below.languages[Int(term)] & bit != 0 || laterLanguages[term, default: 0] & bit != 0
  }

  private mutating func see(_ term: UInt32, _ raw: Bytes, _ language: Int) {
    let bit = UInt32(1) << UInt32(language)
    let key: [UInt8]
    if term >= firstTerm {
      languages[Int(term - firstTerm)] |= bit
      key = Array(keys.strings[Int(term - firstTerm)])
    } else {
      laterLanguages[term, default: 0] |= bit
      key = Folding.key(raw)
    }
    tie(term, to: stemming.stem(key, language: language, raw: raw))
  }

  private mutating func tie(_ term: UInt32, to stem: [UInt8]) {
    stems.append((term, UInt32(groups.insert(stem).index)))
  }

  /// Takes over a word of another lexicon with its stems, spelling and languages.
  mutating func adopt(_ index: Int, of lexicon: Lexicon, below: Lexicon?) -> UInt32 {
    let key = Array(lexicon.keys.strings[index])
    let term = makeTerm(key)
    guard term >= firstTerm else { return term }
    languages[Int(term - firstTerm)] |= lexicon.languages[index]
    let spelling = Array(lexicon.spellings[index])
    let (raw, isNew) = raws.insert(spelling)
    if isNew {
      rawTerms.append(term)
      rawCounts.append(lexicon.frequencies[index])
    }
    for tied in lexicon.ties[index] where tied & 3 == Lexicon.Tie.stem.rawValue {
      let stem = Array(lexicon.groups.strings[Int(tied >> 2)])
      if stem.first != 0x7E { tie(term, to: stem) }
    }
    rawCounts[raw] = max(rawCounts[raw], lexicon.frequencies[index])
    return term
  }

  /// Takes over what a lexicon learned later about words of the one below it.
  mutating func adoptLater(_ lexicon: Lexicon, map: (UInt32) -> UInt32) {
    for (old, mask) in lexicon.laterLanguages {
      let term = map(old)
      guard term != Self.noTerm else { continue }
      if term >= firstTerm {
        languages[Int(term - firstTerm)] |= mask
      } else {
        laterLanguages[term, default: 0] |= mask
      }
    }
    for group in 0..<lexicon.groups.count {
      let stem = Array(lexicon.groups.strings[group])
      guard stem.first != 0x7E else { continue }
      for old in lexicon.members[group] where old < lexicon.firstTerm && map(old) != Self.noTerm {
        tie(map(old), to: stem)
      }
    }
  }

  /// - Parameter frequencies: documents by term, those of the lexicon below included.
  func build(frequencies: [UInt32]) -> Lexicon {
    var content = LexiconContent(firstTerm: firstTerm, keys: keys, spellings: spellings(), languages: languages)
    content.frequencies = Array(frequencies[Int(firstTerm)...])
    content.byKey = keys.strings.sortedIndexes()
    let first = firstTerm
    let ofTerm = Lists(
      count: keys.count, pairs: stems.filter { $0.term >= first }.map { ($0.term - first, $0.group) })
    let parts = PartTable(content) { index in ofTerm[index].first.map { groups.strings[Int($0)] } }
    var weaver = LexiconWeaver(
      below: below, content: content, parts: parts, groups: groups, stemsOfTerm: ofTerm,
      laterStems: stems.filter { $0.term < first })
    weaver.weave(&content)
    return Lexicon(content, laterLanguages: laterLanguages, parts: parts)
  }

  private func spellings() -> ByteStrings {
    var best = Array(repeating: -1, count: keys.count)
    for raw in 0..<raws.count where rawTerms[raw] != Self.noTerm && rawTerms[raw] >= firstTerm {
      let index = Int(rawTerms[raw] - firstTerm)
      if best[index] < 0 || rawCounts[raw] > rawCounts[best[index]] { best[index] = raw }
    }
    var spellings = ByteStrings()
    for index in 0..<keys.count { spellings.append(best[index] < 0 ? keys.strings[index] : raws.strings[best[index]]) }
    return spellings
  }
}

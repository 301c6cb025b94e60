// SPDX-License-Identifier: EUPL-1.2

/// Makes the next snapshot from one and its changes.
struct SnapshotBuilder {
  let ranking: SearchRanking
  /// Changes are merged into the large segment when they exceed an eighth of it and this number, or all of it.
  private static let deltaLimit = 1_000

  private enum Source {
    case fresh(SearchDocument)
    case kept(segment: Int, document: Int)
  }

  func empty(stamp: Int64 = 0) -> SearchSnapshot {
    SearchSnapshot(
      base: Segment(SegmentContent()), delta: Segment(SegmentContent()), lexicon: Lexicon(LexiconContent()),
      overlay: Lexicon(LexiconContent()), live: Bitset(size: 0), stamp: stamp)
  }

  func applying(upserts: [SearchDocument], deletes: [String], stamp: Int64, to old: SearchSnapshot) -> SearchSnapshot {
    var live = old.live
    for key in deletes + upserts.map(\.key) { remove(key, from: old, &live) }
    let changed = upserts.count + old.delta.count
    let trimmed = SearchSnapshot(
      base: old.base, delta: old.delta, lexicon: old.lexicon, overlay: old.overlay, live: live, stamp: stamp)
    if changed > max(min(Self.deltaLimit, old.base.count), old.base.count / 8) {
      return merging(trimmed, upserts: upserts, stamp: stamp)
    }
    return extending(trimmed, upserts: upserts, stamp: stamp)
  }

  private func remove(_ key: String, from old: SearchSnapshot, _ live: inout Bitset) {
    let bytes = Array(key.utf8)
    if let document = old.base.keys.find(bytes) { live.remove(document) }
    if let document = old.delta.keys.find(bytes) { live.remove(old.deltaStart + document) }
  }

  /// Makes the small segment anew; the large one stays.
  private func extending(_ old: SearchSnapshot, upserts: [SearchDocument], stamp: Int64) -> SearchSnapshot {
    var words = LexiconBuilder(over: old.lexicon)
    for index in 0..<old.overlay.count { _ = words.adopt(index, of: old.overlay, below: old.lexicon) }
    words.adoptLater(old.overlay) { $0 }
    var builder = SegmentBuilder()
    for source in sources(old, segments: [1], upserts) {
      switch source {
      case .fresh(let document): builder.add(document, words: &words)
      case .kept(_, let document): builder.add(document, of: old.delta, number: 0, map: [])
      }
    }
    builder.addFacets(of: old.delta, number: 0)
    let lengths = old.base.count > 0 ? old.base.lengths : nil
    let delta = builder.build(termSpace: words.termSpace, ranking: ranking, lengths: lengths)
    var live = Bitset(size: SearchSnapshot.deltaStart(old.base) + delta.count)
    for document in 0..<old.base.count where old.live.contains(document) { live.insert(document) }
    for document in 0..<delta.count { live.insert(old.deltaStart + document) }
    return SearchSnapshot(
      base: old.base, delta: delta, lexicon: old.lexicon, overlay: words.build(frequencies: delta.postings.counts),
      live: live, stamp: stamp)
  }

  /// Puts all documents into one new segment with a new vocabulary.
  func merging(_ old: SearchSnapshot, upserts: [SearchDocument], stamp: Int64) -> SearchSnapshot {
    var words = LexiconBuilder()
    let map = adoptWords(of: old, &words)
    var builder = SegmentBuilder()
    for source in sources(old, segments: [0, 1], upserts) {
      switch source {
      case .fresh(let document): builder.add(document, words: &words)
      case .kept(let number, let document):
        builder.add(document, of: number == 0 ? old.base : old.delta, number: number, map: map)
      }
    }
    builder.addFacets(of: old.base, number: 0)
    builder.addFacets(of: old.delta, number: 1)
    let base = builder.build(termSpace: words.termSpace, ranking: ranking, lengths: nil)
    let lexicon = words.build(frequencies: base.postings.counts)
    return Self.whole(base, lexicon, stamp: stamp)
  }

  /// A snapshot without later changes.
  static func whole(_ base: Segment, _ lexicon: Lexicon, stamp: Int64) -> SearchSnapshot {
    var none = LexiconContent()
    none.firstTerm = UInt32(lexicon.count)
    return SearchSnapshot(
      base: base, delta: Segment(SegmentContent()), lexicon: lexicon, overlay: Lexicon(none),
      live: Bitset(size: base.count, filled: true).grown(to: SearchSnapshot.deltaStart(base)), stamp: stamp)
  }

  /// Takes over the words that a remaining document still has; gives their new terms.
  private func adoptWords(of old: SearchSnapshot, _ words: inout LexiconBuilder) -> [UInt32] {
    var map = Array(repeating: LexiconBuilder.noTerm, count: old.termSpace)
    var isUsed = Array(repeating: false, count: old.termSpace)
    for (segment, first) in [(old.base, 0), (old.delta, old.deltaStart)] {
      for document in 0..<segment.count where old.live.contains(first + document) {
        let range = segment.tokens(document, .title).lowerBound..<segment.tokens(document, .body).upperBound
        for term in segment.tokens[range] where term != LexiconBuilder.noTerm { isUsed[Int(term)] = true }
      }
    }
    for lexicon in [old.lexicon, old.overlay] {
      for index in 0..<lexicon.count where isUsed[Int(lexicon.firstTerm) + index] {
        map[Int(lexicon.firstTerm) + index] = words.adopt(index, of: lexicon, below: nil)
      }
    }
    words.adoptLater(old.overlay) { map[Int($0)] }
    return map
  }

  /// What remains and what is new, in static order; of several documents with one key the last.
  private func sources(_ old: SearchSnapshot, segments: [Int], _ upserts: [SearchDocument]) -> [Source] {
    var latest: [String: Int] = [:]
    for (index, document) in upserts.enumerated() { latest[document.key] = index }
    var all: [(rank: Double, key: [UInt8], source: Source)] = []
    for (index, document) in upserts.enumerated() where latest[document.key] == index {
      all.append((document.rank.isFinite ? document.rank : 0, Array(document.key.utf8), .fresh(document)))
    }
    for number in segments {
      let segment = number == 0 ? old.base : old.delta
      let first = number == 0 ? 0 : old.deltaStart
      for document in 0..<segment.count where old.live.contains(first + document) {
        all.append(
          (
            segment.ranks[document], Array(segment.keys.strings[document]),
            .kept(segment: number, document: document)
          ))
      }
    }
    all.sort { $0.rank == $1.rank ? $0.key.lexicographicallyPrecedes($1.key) : $0.rank > $1.rank }
    return all.map(\.source)
  }
}

extension Bitset {
  /// The same members with room for more.
  func grown(to size: Int) -> Bitset {
    Bitset(words: words + Array(repeating: 0, count: max(0, (size + 63) / 64 - words.count)))
  }
}

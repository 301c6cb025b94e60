// SPDX-License-Identifier: EUPL-1.2

/// The vocabulary: every folded word once, with its stems and, for German compounds, its parts.
///
/// Terms are numbered from `firstTerm` on. A group is what words are found through: a stem, or after a tilde a root
/// that several stems share ("~wohn").
final class Lexicon: Sendable {
  /// How a word belongs to a group.
  enum Tie: UInt32 {
    case stem, modifier, head
  }

  let firstTerm: UInt32
  let keys: ByteTable
  /// The usual spelling of each key, for suggestions.
  let spellings: ByteStrings
  /// Bit mask of the languages a word was seen in.
  let languages: [UInt32]
  /// Number of documents with the word, when the vocabulary was built.
  let frequencies: [UInt32]
  /// Positions in byte order of their keys.
  let byKey: [UInt32]
  let groups: ByteTable
  /// Terms by group, most frequent first.
  let members: Lists
  /// Compounds by the group of a part: `term << 1 | isHead`, most frequent first.
  let hosts: Lists
  /// Groups of a word: `group << 2 | Tie`.
  let ties: Lists
  let parts: PartTable
  /// Languages in which words of the lexicon below were seen since.
  let laterLanguages: [UInt32: UInt32]
  private let signatures: [UInt32]

  init(_ content: LexiconContent, laterLanguages: [UInt32: UInt32] = [:], parts: PartTable? = nil) {
    firstTerm = content.firstTerm
    keys = content.keys
    spellings = content.spellings
    languages = content.languages
    frequencies = content.frequencies
    byKey = content.byKey
    groups = content.groups
    members = content.members
    hosts = content.hosts
    ties = content.ties
    self.laterLanguages = laterLanguages
    self.parts = parts ?? PartTable(content) { content.stem($0) }
    signatures = (0..<content.keys.count).map { Self.signature(content.keys.strings[$0]) }
  }

  var count: Int { keys.count }

  func term(_ key: [UInt8]) -> UInt32? { keys.find(key).map { firstTerm + UInt32($0) } }

  func frequency(_ term: UInt32) -> UInt32 { frequencies[Int(term - firstTerm)] }

  func contains(_ term: UInt32) -> Bool { term >= firstTerm && term < firstTerm + UInt32(count) }

  /// The words that begin with the key, the most frequent ones where there are more than the limit.
  func terms(withPrefix prefix: [UInt8], limit: Int) -> [UInt32] {
    var position = keys.strings.lowerBound(prefix[...], in: byKey)
    var found: [UInt32] = []
    while position < byKey.count, found.count < 20_000, keys.strings[Int(byKey[position])].starts(with: prefix) {
      found.append(byKey[position])
      position += 1
    }
    if found.count > limit {
      found.sort { (frequencies[Int($0)], $1) > (frequencies[Int($1)], $0) }
      found.removeLast(found.count - limit)
    }
    return found.map { $0 + firstTerm }
  }

  /// Words at least three bytes longer that end with the key, or with it and one or two letters more.
  func terms(endingWith key: [UInt8]) -> [UInt32] {
    guard let last = key.last else { return [] }
    var found: [UInt32] = []
    keys.strings.bytes.withUnsafeBufferPointer { all in
      for index in 0..<count {
        let range = keys.strings.range(index)
        guard range.count > key.count + 2 else { continue }
        for end in (range.upperBound - 2)...range.upperBound where all[end - 1] == last {
          if key.elementsEqual(all[(end - key.count)..<end]) {
            found.append(firstTerm + UInt32(index))
            break
          }
        }
      }
    }
    return found
  }

  /// The words with the fewest typing errors between them and the key, the most frequent first.
  func nearest(_ key: [UInt8], within limit: Int) -> [(term: UInt32, distance: Int)] {
    var measure = EditDistance(to: key)
    let mine = Self.signature(key[...])
    var best = limit
    var found: [(term: UInt32, distance: Int)] = []
    for index in 0..<keys.count where (signatures[index] ^ mine).nonzeroBitCount <= 2 * best {
      let range = keys.strings.range(index)
      guard abs(range.count - key.count) <= best * 3, frequencies[index] > 0 else { continue }
      let distance = keys.strings.bytes.withUnsafeBufferPointer {
        measure.distance(to: Bytes(rebasing: $0[range]), limit: best)
      }
      if distance > best { continue }
      if distance < best { found.removeAll() }
      best = distance
      found.append((firstTerm + UInt32(index), distance))
    }
    return found.sorted { (frequency($0.term), $1.term) > (frequency($1.term), $0.term) }
  }

  /// Which letters occur: one edit changes at most two bits.
  private static func signature(_ key: ArraySlice<UInt8>) -> UInt32 {
    key.reduce(0) { $1 < 0x80 || $1 >= 0xC0 ? $0 | 1 << UInt32($1 & 31) : $0 | 1 << UInt32(($1 &* 7) & 31) }
  }
}

/// The saved part of a lexicon.
struct LexiconContent: Sendable {
  var firstTerm: UInt32 = 0
  var keys = ByteTable()
  var spellings = ByteStrings()
  var languages: [UInt32] = []
  var frequencies: [UInt32] = []
  var byKey: [UInt32] = []
  var groups = ByteTable()
  var members = Lists()
  var hosts = Lists()
  var ties = Lists()

  /// The first stem of the word at an index.
  func stem(_ index: Int) -> ArraySlice<UInt8>? {
    ties[index].first { $0 & 3 == Lexicon.Tie.stem.rawValue }.map { groups.strings[Int($0 >> 2)] }
  }
}

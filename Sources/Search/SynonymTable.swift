// SPDX-License-Identifier: EUPL-1.2

/// Synonym groups by the stems of their words and phrases.
struct SynonymTable: Sendable {
  struct Entry: Sendable {
    let keys: [[UInt8]]
    let language: Int
    /// Members of a large group say less about one another.
    var share: Float = 1
  }

  private var entries: [[Entry]] = []
  private var groupsByStems: [[UInt8]: [Int]] = [:]
  /// Words of the longest phrase.
  private(set) var longest = 1

  init(_ groups: [SynonymGroup]) {
    let stemming = Stemming()
    for group in groups {
      let language = Languages.bit(of: group.language)
      var members: [Entry] = []
      for var word in group.words {
        let keys = word.withUTF8 { Tokens.scan($0, limit: 8).map(\.key) }
        guard !keys.isEmpty else { continue }
        members.append(Entry(keys: keys, language: language))
        let stems = Self.joined(keys[...].map { key in stemming.stem(key, language: language) { key } })
        groupsByStems[stems, default: []].append(entries.count)
        longest = max(longest, keys.count)
      }
      let share = (2 / Float(max(2, members.count))).squareRoot()
      entries.append(members.map { Entry(keys: $0.keys, language: $0.language, share: share) })
    }
  }

  /// The other members of all groups that the stems are a member of.
  func others(_ stems: ArraySlice<[UInt8]>, keys: ArraySlice<[UInt8]>) -> [Entry] {
    guard let groups = groupsByStems[Self.joined(Array(stems))] else { return [] }
    return groups.flatMap { entries[$0] }.filter { !$0.keys.elementsEqual(keys) }
  }

  private static func joined(_ stems: [[UInt8]]) -> [UInt8] { Array(stems.joined(separator: [0x20])) }
}

// SPDX-License-Identifier: EUPL-1.2

/// Ties the words of a new lexicon to their stems, roots and compound parts.
struct LexiconWeaver {
  private let below: Lexicon?
  private let content: LexiconContent
  private let splitter: CompoundSplitter
  private var groups: ByteTable
  private let stemsOfTerm: Lists
  private let laterStems: [(term: UInt32, group: UInt32)]
  private var memberPairs: [(list: UInt32, value: UInt32)] = []
  private var hostPairs: [(list: UInt32, value: UInt32)] = []
  private var tiePairs: [(list: UInt32, value: UInt32)] = []

  init(
    below: Lexicon?, content: LexiconContent, parts: PartTable, groups: ByteTable, stemsOfTerm: Lists,
    laterStems: [(term: UInt32, group: UInt32)]
  ) {
    self.below = below
    self.content = content
    self.groups = groups
    self.stemsOfTerm = stemsOfTerm
    self.laterStems = laterStems
    splitter = CompoundSplitter(tables: [below?.parts, parts].compactMap { $0 })
  }

  mutating func weave(_ content: inout LexiconContent) {
    let frequencies = content.frequencies
    let order = (0..<UInt32(content.keys.count)).sorted {
      (frequencies[Int($0)], $1) > (frequencies[Int($1)], $0)
    }
    for index in order {
      tieStems(index)
      if content.languages[Int(index)] & 1 != 0 { tieParts(index) }
    }
    for (term, group) in laterStems { memberPairs.append((group, term)) }
    content.groups = groups
    content.members = Lists(count: groups.count, pairs: memberPairs)
    content.hosts = Lists(count: groups.count, pairs: hostPairs)
    content.ties = Lists(count: content.keys.count, pairs: tiePairs)
  }

  private mutating func tieStems(_ index: UInt32) {
    let term = content.firstTerm + index
    var done: [UInt32] = []
    for group in stemsOfTerm[Int(index)] where !done.contains(group) {
      done.append(group)
      memberPairs.append((group, term))
      tiePairs.append((index, group << 2 | Lexicon.Tie.stem.rawValue))
      guard content.languages[Int(index)] & 1 != 0, let root = German.root(Array(groups.strings[Int(group)])) else {
        continue
      }
      memberPairs.append((UInt32(groups.insert([0x7E] + root).index), term))
    }
  }

  private mutating func tieParts(_ index: UInt32) {
    let term = content.firstTerm + index
    let parts = splitter.split(content.keys.strings[Int(index)], frequency: content.frequencies[Int(index)])
    var done: [UInt32] = []
    func add(_ part: UInt32, isHead: Bool, isDirect: Bool) {
      guard let group = stemGroup(of: part), !done.contains(group) else { return }
      done.append(group)
      hostPairs.append((group, term << 1 | (isHead ? 1 : 0)))
      if isDirect {
        tiePairs.append((index, group << 2 | (isHead ? Lexicon.Tie.head : .modifier).rawValue))
      }
    }
    for (position, part) in parts.enumerated() {
      add(part, isHead: position == parts.count - 1, isDirect: true)
    }
    for (position, part) in parts.enumerated() {
      let (key, frequency) = word(part)
      for (inner, smaller) in splitter.split(key, frequency: frequency).enumerated() {
        add(smaller, isHead: position == parts.count - 1 && inner > 0, isDirect: false)
      }
    }
  }

  private func word(_ term: UInt32) -> (ArraySlice<UInt8>, UInt32) {
    if term < content.firstTerm, let below {
      return (below.keys.strings[Int(term)], below.frequencies[Int(term)])
    }
    let index = Int(term - content.firstTerm)
    return (content.keys.strings[index], content.frequencies[index])
  }

  private mutating func stemGroup(of term: UInt32) -> UInt32? {
    if term >= content.firstTerm { return stemsOfTerm[Int(term - content.firstTerm)].first }
    guard let below, let tied = below.ties[Int(term)].first(where: { $0 & 3 == Lexicon.Tie.stem.rawValue }) else {
      return nil
    }
    return UInt32(groups.insert(Array(below.groups.strings[Int(tied >> 2)])).index)
  }
}

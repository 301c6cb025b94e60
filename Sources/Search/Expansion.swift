// SPDX-License-Identifier: EUPL-1.2

/// Finds the words of the vocabulary that a word of a query stands for.
struct Expansion {
  /// Forms of the word itself weigh at least this, compounds and roots less.
  static let ownWeight: Float = 0.85
  private static let hostLimit = 256
  private static let synonymHostLimit = 32
  private static let prefixLimit = 256

  let lexicons: [Lexicon]
  let ranking: SearchRanking
  let language: Int
  private let stemming = Stemming()
  private let splitter: CompoundSplitter

  init(lexicons: [Lexicon], ranking: SearchRanking, language: Int) {
    self.lexicons = lexicons
    self.ranking = ranking
    self.language = language
    splitter = CompoundSplitter(tables: lexicons.map(\.parts))
  }

  static func sorted(_ forms: [UInt32: Float]) -> [Form] {
    forms.map { Form(term: $0.key, weight: $0.value) }.sorted { $0.term < $1.term }
  }

  func stem(_ key: [UInt8], raw: Bytes) -> [UInt8] { stemming.stem(key, language: language, raw: raw) }

  /// Exact form, forms of the same stem and root, compounds with it.
  func forms(key: [UInt8]?, stem: [UInt8]) -> [UInt32: Float] {
    var forms: [UInt32: Float] = [:]
    add(key: key, stem: stem, scale: 1, to: &forms)
    return forms
  }

  /// Adds another word for the same thing.
  func add(key: [UInt8], language: Int, scale: Float, to forms: inout [UInt32: Float]) {
    add(key: key, stem: stemming.stem(key, language: language) { key }, scale: scale, to: &forms)
  }

  private func add(key: [UInt8]?, stem: [UInt8], scale: Float, to forms: inout [UInt32: Float]) {
    var stems: Set<[UInt8]> = [stem]
    for lexicon in lexicons {
      guard let key, let term = lexicon.term(key) else { continue }
      raise(term, scale, &forms)
      for tie in lexicon.ties[Int(term - lexicon.firstTerm)] where tie & 3 == Lexicon.Tie.stem.rawValue {
        stems.insert(Array(lexicon.groups.strings[Int(tie >> 2)]))
      }
    }
    for stem in stems { addGroup(stem, scale: scale, to: &forms) }
  }

  private func addGroup(_ stem: [UInt8], scale: Float, to forms: inout [UInt32: Float]) {
    let root = German.root(stem)
    for lexicon in lexicons {
      if let group = lexicon.groups.find(stem) {
        for term in lexicon.members[group] { raise(term, scale * ranking.stem, &forms) }
        for host in lexicon.hosts[group].prefix(scale < 1 ? Self.synonymHostLimit : Self.hostLimit) {
          raise(host >> 1, scale * (host & 1 == 1 ? ranking.head : ranking.modifier), &forms)
        }
      }
      if let group = lexicon.groups.find([0x7E] + (root ?? stem)) {
        for term in lexicon.members[group] { raise(term, scale * ranking.root, &forms) }
      }
      if let root, let group = lexicon.groups.find(root) {
        for term in lexicon.members[group] { raise(term, scale * ranking.root, &forms) }
      }
    }
  }

  private func raise(_ term: UInt32, _ weight: Float, _ forms: inout [UInt32: Float]) {
    if forms[term, default: 0] < weight { forms[term] = weight }
  }

  func addPrefix(_ key: [UInt8], to forms: inout [UInt32: Float]) {
    for lexicon in lexicons {
      for term in lexicon.terms(withPrefix: key, limit: Self.prefixLimit) { raise(term, ranking.prefix, &forms) }
    }
  }

  /// Stems of the parts of a compound, known or not.
  func parts(of key: [UInt8]) -> [[UInt8]] {
    for lexicon in lexicons {
      guard let term = lexicon.term(key) else { continue }
      let parts = lexicon.ties[Int(term - lexicon.firstTerm)].filter { $0 & 3 != Lexicon.Tie.stem.rawValue }
      return parts.map { Array(lexicon.groups.strings[Int($0 >> 2)]) }
    }
    return splitter.split(key[...], frequency: 0).compactMap { term in
      guard let lexicon = lexicons.first(where: { $0.contains(term) }) else { return nil }
      let ties = lexicon.ties[Int(term - lexicon.firstTerm)]
      return ties.first { $0 & 3 == Lexicon.Tie.stem.rawValue }.map { Array(lexicon.groups.strings[Int($0 >> 2)]) }
    }
  }

  /// Longer words that begin with an unknown word, or end with it: its compounds, as far as the vocabulary has any.
  func addEmbedded(_ key: [UInt8], to forms: inout [UInt32: Float]) {
    guard key.count >= 5 else { return }
    for lexicon in lexicons {
      for term in lexicon.terms(withPrefix: key, limit: 64) { raise(term, ranking.modifier, &forms) }
      for term in lexicon.terms(endingWith: key) { raise(term, ranking.head, &forms) }
    }
  }

  /// Adds the nearest known words and gives the spelling of the best.
  func correction(of key: [UInt8], to forms: inout [UInt32: Float]) -> String? {
    let letters = key.withUnsafeBufferPointer { EditDistance.scalars($0).count }
    guard letters >= 4, letters <= 40, !key.contains(where: { $0 &- 48 < 10 }) else { return nil }
    var best: (term: UInt32, distance: Int, lexicon: Lexicon)?
    for lexicon in lexicons {
      let found = lexicon.nearest(key, within: best?.distance ?? (letters >= 8 ? 2 : 1))
      for candidate in found.prefix(3) {
        let weight = ranking.correction / Float(candidate.distance)
        let stem = lexicon.ties[Int(candidate.term - lexicon.firstTerm)].first
        raise(candidate.term, weight, &forms)
        if let stem { addGroup(Array(lexicon.groups.strings[Int(stem >> 2)]), scale: weight, to: &forms) }
      }
      guard let first = found.first, first.distance < best?.distance ?? .max else { continue }
      best = (first.term, first.distance, lexicon)
    }
    return best.map { $0.lexicon.spellings.string(Int($0.term - $0.lexicon.firstTerm)) }
  }
}

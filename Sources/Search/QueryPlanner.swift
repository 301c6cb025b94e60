// SPDX-License-Identifier: EUPL-1.2

/// Turns the text of a query into concepts.
struct QueryPlanner {
  static let wordLimit = 32
  static let byteLimit = 10_000

  let lexicons: [Lexicon]
  let synonyms: SynonymTable
  let ranking: SearchRanking
  let language: Int
  let expansion: Expansion

  init(lexicons: [Lexicon], synonyms: SynonymTable, ranking: SearchRanking, language: Int) {
    self.lexicons = lexicons
    self.synonyms = synonyms
    self.ranking = ranking
    self.language = language
    expansion = Expansion(lexicons: lexicons, ranking: ranking, language: language)
  }

  private struct Word {
    let token: Token
    let stem: [UInt8]
    let importance: WordImportance
    let isPrefix: Bool
    let isCapital: Bool
  }

  func plan(_ text: String, prefixLast: Bool) -> QueryPlan {
    var text = String(text.prefix(Self.byteLimit))
    let words = text.withUTF8 { self.words($0, prefixLast: prefixLast) }
    let chosen = important(words)
    let isSentence =
      language == 0 && chosen.contains { words[$0].isCapital } && words.contains { !$0.isCapital }
      && words.count >= 4
    var plan = QueryPlan()
    var corrections: [(range: Range<Int>, spelling: String)] = []
    for (position, word) in words.enumerated() where chosen.contains(position) {
      let factor = isSentence && !word.isCapital ? ranking.lowerCase : 1
      add(word, at: position, factor: factor, to: &plan, &corrections)
    }
    addPhrases(words, to: &plan)
    if !corrections.isEmpty { plan.didYouMean = replaced(text, corrections) }
    return plan
  }

  private func words(_ bytes: Bytes, prefixLast: Bool) -> [Word] {
    let tokens = Tokens.scan(bytes, limit: Self.wordLimit * 4)
    var seen: Set<[UInt8]> = []
    var words: [Word] = []
    for (index, token) in tokens.enumerated() where words.count < Self.wordLimit && seen.insert(token.key).inserted {
      let isLast = prefixLast && index == tokens.count - 1 && token.range.upperBound == bytes.count
      let isLetter = token.key.count == 1 && token.key[0] > 57
      let importance = isLetter ? .none : StopWords.importance(of: token.key, language: language)
      words.append(
        Word(
          token: token, stem: expansion.stem(token.key, raw: Bytes(rebasing: bytes[token.range])),
          importance: isLast && token.key.count > 1 ? .full : importance, isPrefix: isLast,
          isCapital: Self.startsWithCapital(bytes, token.range.lowerBound)))
    }
    return words
  }

  private static func startsWithCapital(_ bytes: Bytes, _ index: Int) -> Bool {
    let (scalar, _) = decodeScalar(bytes, index)
    return Unicode.Scalar(scalar)?.properties.isUppercase ?? false || (0x30...0x39).contains(scalar)
  }

  /// Function words count only where there is nothing else.
  private func important(_ words: [Word]) -> Set<Int> {
    let chosen = words.indices.filter { words[$0].importance != .none }
    return Set(chosen.isEmpty ? Array(words.indices) : chosen)
  }

  private func add(
    _ word: Word, at position: Int, factor: Float, to plan: inout QueryPlan,
    _ corrections: inout [(range: Range<Int>, spelling: String)]
  ) {
    var concept = Concept(factor: word.importance == .little ? ranking.weakWord : factor, position: position)
    var forms = expansion.forms(key: word.token.key, stem: word.stem)
    let isKnown = !forms.isEmpty
    concept.synonyms = synonymForms([word.stem], [word.token.key], besides: forms)
    if word.isPrefix { expansion.addPrefix(word.token.key, to: &forms) }
    let parts = expansion.parts(of: word.token.key)
    var partForms = parts.map { formsOfPart($0, withSynonyms: !isKnown) }
    if forms.isEmpty && concept.synonyms.isEmpty && parts.isEmpty { expansion.addEmbedded(word.token.key, to: &forms) }
    if forms.isEmpty && concept.synonyms.isEmpty && parts.isEmpty,
      let nearest = expansion.correction(of: word.token.key, to: &forms)
    {
      corrections.append((word.token.range, nearest))
    }
    plan.keys.append(word.token.key)
    concept.forms = Expansion.sorted(forms)
    partForms = partForms.filter { !$0.isEmpty }
    if parts.count > 1, partForms.count == parts.count { concept.parts = partForms }
    if !concept.forms.isEmpty || !concept.synonyms.isEmpty || partForms.isEmpty { plan.concepts.append(concept) }
    for part in partForms {
      let factor = concept.factor * (isKnown ? ranking.partBonus : ranking.allParts)
      plan.concepts.append(Concept(forms: part, factor: factor, isBonus: isKnown, position: position))
    }
  }

  private func formsOfPart(_ stem: [UInt8], withSynonyms: Bool) -> [Form] {
    let forms = expansion.forms(key: nil, stem: stem)
    guard withSynonyms else { return Expansion.sorted(forms) }
    return Expansion.sorted(forms) + synonymForms([stem], [stem], besides: forms)
  }

  private func synonymForms(_ stems: [[UInt8]], _ keys: [[UInt8]], besides own: [UInt32: Float]) -> [Form] {
    var forms: [UInt32: Float] = [:]
    for other in synonyms.others(stems[...], keys: keys[...]) where other.keys.count == 1 {
      expansion.add(key: other.keys[0], language: other.language, scale: ranking.synonym * other.share, to: &forms)
    }
    return Expansion.sorted(forms.filter { own[$0.key] == nil })
  }

  /// Phrases of the query that have synonyms, and words of the query whose synonym is a phrase.
  private func addPhrases(_ words: [Word], to plan: inout QueryPlan) {
    for length in 1...max(1, synonyms.longest) where length <= words.count {
      for start in 0...(words.count - length) {
        let range = start..<(start + length)
        let stems = words[range].map(\.stem)
        for other in synonyms.others(stems[...], keys: words[range].map(\.token.key)[...])
        where other.keys.count > 1 || length > 1 {
          addPhrase(other, at: start, to: &plan)
        }
      }
    }
  }

  private func addPhrase(_ entry: SynonymTable.Entry, at position: Int, to plan: inout QueryPlan) {
    let keys = entry.keys.filter { StopWords.importance(of: $0, language: entry.language) == .full }
    guard plan.concepts.count < 2 * Self.wordLimit, !keys.isEmpty else { return }
    var parts: [[Form]] = []
    for key in keys {
      var forms: [UInt32: Float] = [:]
      expansion.add(key: key, language: entry.language, scale: 1, to: &forms)
      parts.append(Expansion.sorted(forms))
    }
    guard parts.allSatisfy({ !$0.isEmpty }) else { return }
    var concept = Concept(factor: ranking.synonym * entry.share, position: position)
    if parts.count == 1 { concept.forms = parts[0] } else { concept.parts = parts }
    plan.concepts.append(concept)
  }

  private func replaced(_ text: String, _ corrections: [(range: Range<Int>, spelling: String)]) -> String {
    var bytes = Array(text.utf8)
    for correction in corrections.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(correction.range, with: Array(correction.spelling.utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

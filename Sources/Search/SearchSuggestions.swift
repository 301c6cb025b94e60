// SPDX-License-Identifier: EUPL-1.2

/// What someone may be about to type.
package struct SearchSuggestion: Sendable, Equatable {
  package let text: String
  /// The document whose label this is; nil for a completed word.
  package let key: String?
}

extension SearchIndex {
  /// Labels of the best documents and completed words for an unfinished text; labels first.
  ///
  /// - Parameter filters: as in a query, for instance the centre someone looks at.
  package func suggest(
    _ prefix: String, language: String = "de", limit: Int = 8, filters: [String: Set<String>] = [:]
  ) -> [SearchSuggestion] {
    let snapshot = self.snapshot
    guard limit > 0, !prefix.allSatisfy(\.isWhitespace) else { return [] }
    let words = completedWords(prefix, limit: max(2, limit / 3), in: snapshot)
    var query = SearchQuery(prefix)
    query.language = language
    query.filters = filters
    query.prefixLast = true
    query.limit = limit
    var suggestions: [SearchSuggestion] = []
    for hit in search(query, in: snapshot).hits where suggestions.count < limit - words.count {
      let label = snapshot.label(hit.key)
      if label.isEmpty || suggestions.contains(where: { $0.text == label }) { continue }
      suggestions.append(SearchSuggestion(text: label, key: hit.key))
    }
    return suggestions + words.filter { word in !suggestions.contains { $0.text == word.text } }
  }

  private func completedWords(_ prefix: String, limit: Int, in snapshot: SearchSnapshot) -> [SearchSuggestion] {
    var text = String(prefix.suffix(200))
    let last = text.withUTF8 { bytes in
      Tokens.scan(bytes, limit: 64).last.flatMap { $0.range.upperBound == bytes.count ? $0 : nil }
    }
    guard let last, last.key.count >= 2 else { return [] }
    let before = String(decoding: Array(text.utf8)[..<last.range.lowerBound], as: UTF8.self)
    var found: [(word: String, frequency: UInt32)] = []
    for lexicon in [snapshot.lexicon, snapshot.overlay] {
      for term in lexicon.terms(withPrefix: last.key, limit: limit * 4) {
        let key = Array(lexicon.keys.strings[Int(term - lexicon.firstTerm)])
        if key.count < 3 || StopWords.importance(of: key, language: 0) == .none { continue }
        found.append((lexicon.spellings.string(Int(term - lexicon.firstTerm)), lexicon.frequency(term)))
      }
    }
    found.sort { ($0.frequency, $1.word) > ($1.frequency, $0.word) }
    return found.prefix(limit).map { SearchSuggestion(text: before + $0.word, key: nil) }
  }
}

extension SearchSnapshot {
  /// The label of a document; empty where there is no such document.
  package func label(_ key: String) -> String {
    let bytes = Array(key.utf8)
    if let document = delta.keys.find(bytes), live.contains(deltaStart + document) {
      return delta.labels.string(document)
    }
    if let document = base.keys.find(bytes), live.contains(document) { return base.labels.string(document) }
    return ""
  }

  /// Whether there is a document with the key.
  package func contains(_ key: String) -> Bool {
    let bytes = Array(key.utf8)
    return delta.keys.find(bytes).map { live.contains(deltaStart + $0) } ?? false
      || base.keys.find(bytes).map { live.contains($0) } ?? false
  }
}

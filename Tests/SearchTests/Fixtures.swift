// SPDX-License-Identifier: EUPL-1.2
import Search

/// A document with one title and body.
func page(_ key: String, _ title: String, _ body: String = "", language: String = "de") -> SearchDocument {
  var document = SearchDocument(key: key)
  document.label = title
  document.texts = [SearchText(.title, language: language, title), SearchText(.body, language: language, body)]
  return document
}

func makeIndex(_ documents: [SearchDocument], synonyms: [SynonymGroup] = []) -> SearchIndex {
  let index = SearchIndex(synonyms: synonyms)
  index.apply(upserts: documents)
  return index
}

extension SearchIndex {
  /// The keys that a text finds, best first.
  func keys(_ text: String, language: String = "de", prefixLast: Bool = false) -> [String] {
    var query = SearchQuery(text)
    query.language = language
    query.prefixLast = prefixLast
    query.limit = 100
    return search(query).hits.map(\.key)
  }
}

/// A small generator with a fixed seed (SplitMix64), so that every run sees the same documents.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

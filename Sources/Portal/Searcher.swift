// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Search
internal import Web

/// Asks the index what a wish means, in the reader's language first.
///
/// Texts in the reader's language and German ones are looked through; where they hold nothing, all languages are, so that
/// somebody who types Turkish on a German page finds the Turkish text.
struct Searcher: Sendable {
  let index: SearchIndex

  func answer(_ wish: SearchWish, near: SearchPlace?, _ language: Language) -> SearchAnswer {
    var query = wish.query(near: near, language, texts: [language.code, Language.german.code])
    let answer = answer(&query)
    guard answer.total > 0, answer.hits.isEmpty else { return answer }
    query.offset = (answer.total - 1) / SearchWish.perPage * SearchWish.perPage
    return index.search(query)
  }

  /// - Parameter query: looks through all languages afterwards where its own hold nothing.
  func answer(_ query: inout SearchQuery) -> SearchAnswer {
    let answer = index.search(query)
    guard answer.total == 0, query.filters["text"] != nil, !query.text.isEmpty else { return answer }
    query.filters["text"] = nil
    let wider = index.search(query)
    return wider.total > 0 ? wider : answer
  }
}

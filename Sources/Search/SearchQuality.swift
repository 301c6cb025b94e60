// SPDX-License-Identifier: EUPL-1.2

/// How well an index answers questions whose right page is known.
package struct SearchQuality: Sendable, Equatable {
  /// A question and the key of the document that answers it.
  package struct Question: Sendable, Equatable {
    package var text: String
    package var key: String

    package init(text: String, key: String) {
      self.text = text
      self.key = key
    }
  }

  package private(set) var questions = 0
  private var found1 = 0
  private var found5 = 0
  private var found10 = 0
  private var reciprocal = 0.0

  package init() {}

  /// Asks all questions; each counts alike.
  package init(_ questions: [Question], language: String = "de", in index: SearchIndex) {
    for question in questions {
      var query = SearchQuery(question.text)
      query.language = language
      query.limit = 10
      add(rank: index.search(query).hits.firstIndex { $0.key == question.key })
    }
  }

  /// Notes one question by the position of its right page, from 0; nil where the first ten hits lack it.
  package mutating func add(rank: Int?) {
    questions += 1
    guard let rank, rank < 10 else { return }
    found10 += 1
    if rank == 0 { found1 += 1 }
    if rank < 5 { found5 += 1 }
    reciprocal += 1 / Double(rank + 1)
  }

  /// Share of questions whose page is the first hit, among the first five, among the first ten.
  package var recallAt1: Double { share(Double(found1)) }
  package var recallAt5: Double { share(Double(found5)) }
  package var recallAt10: Double { share(Double(found10)) }
  /// Mean of 1 / position, 0 beyond the tenth hit.
  package var meanReciprocalRank: Double { share(reciprocal) }

  private func share(_ sum: Double) -> Double { questions == 0 ? 0 : sum / Double(questions) }
}

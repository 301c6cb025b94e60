// SPDX-License-Identifier: EUPL-1.2

/// A term to look for and how much it counts.
struct Form: Sendable {
  let term: UInt32
  let weight: Float
}

/// One word of a query with everything it may be called in the documents.
struct Concept: Sendable {
  var forms: [Form] = []
  /// Other words for the same thing; they do not make the word itself less rare.
  var synonyms: [Form] = []
  /// Forms of the parts of a compound; a document that has all parts has the compound, with a lower weight.
  var parts: [[Form]] = []
  var factor: Float = 1
  /// Only adds to the score of documents that were found by other words.
  var isBonus = false
  /// Position among the query's words, for closeness.
  var position = 0
}

/// A query after analysis.
struct QueryPlan: Sendable {
  var concepts: [Concept] = []
  var didYouMean: String?
  /// Keys of the query's own words, for snippets.
  var keys: [[UInt8]] = []
  /// Whether there was any word to look for.
  var hasWords: Bool { !concepts.isEmpty }
}

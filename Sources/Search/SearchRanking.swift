// SPDX-License-Identifier: EUPL-1.2

/// The numbers behind the order of hits; `Documentation/Algorithms/Search.md` says what each does.
package struct SearchRanking: Sendable, Equatable {
  /// By field: title, ancestors, keywords, body.
  package var fieldWeights: [Float] = [6, 2, 2.5, 1]
  /// How much a long field dilutes its words, 0 to 1.
  package var lengthNorms: [Float] = [0.3, 0.3, 0.4, 0.75]
  /// How soon more of the same word stops helping.
  package var saturation: Float = 2

  package var stem: Float = 0.9
  package var root: Float = 0.5
  package var head: Float = 0.6
  package var modifier: Float = 0.5
  package var allParts: Float = 0.8
  package var synonym: Float = 0.6
  package var rarityOfOthers: Float = 0.1
  package var rarityPower: Float = 1.2
  package var lowerCase: Float = 0.6
  package var prefix: Float = 0.4
  package var correction: Float = 0.5

  /// Factor of words that questions are built with.
  package var weakWord: Float = 0.25
  /// Factor of the parts of a known compound, which only help documents found otherwise.
  package var partBonus: Float = 0.3
  /// Share of the score that depends on how much of the query was found.
  package var coverage: Float = 0.15
  /// Gain of the best passage, of neighbouring words, of a title made of query words.
  package var passage: Float = 0.15
  package var closeness: Float = 0.3
  package var title: Float = 0.4
  /// Loss of a document without body.
  package var emptyBody: Float = 0.3
  /// Words of a passage.
  package var passageLength = 50
  /// Candidates that are looked at closely.
  package var candidates = 150

  package init() {}
}

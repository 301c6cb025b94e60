// SPDX-License-Identifier: EUPL-1.2

/// How hits are sorted.
package enum SearchOrder: UInt8, Sendable {
  /// By score; an empty text falls back to `rank`.
  case relevance
  /// By the documents' own rank, then by key.
  case rank
  /// By distance from `SearchQuery.near`; without it falls back to `relevance`.
  case distance
}

/// A circle that hits must have a place in.
package struct SearchCircle: Sendable, Equatable {
  package var centre: SearchPlace
  package var kilometres: Double

  package init(centre: SearchPlace, kilometres: Double) {
    self.centre = centre
    self.kilometres = kilometres
  }
}

/// A question to the index; any text is allowed, nothing in it is an operator.
package struct SearchQuery: Sendable, Equatable {
  /// Only the first 32 different words count.
  package var text = ""
  /// ISO 639 code of the language the person most likely types in.
  package var language = "de"
  /// Chosen values by facet name: any value within one facet, all facets together. An empty set restricts nothing.
  package var filters: [String: Set<String>] = [:]
  /// Hits suit at least one of these years of age.
  package var ages: ClosedRange<Int>?
  package var near: SearchCircle?
  package var order = SearchOrder.relevance
  package var offset = 0
  package var limit = 20
  /// Names of the facets to count.
  package var facets: [String] = []
  /// Whether the last word may be unfinished, as while typing.
  package var prefixLast = false

  package init(_ text: String = "") { self.text = text }
}

/// One found document.
package struct SearchHit: Sendable, Equatable {
  package let key: String
  package let score: Float
  /// Kilometres from the centre of `SearchQuery.near` to the nearest place.
  package let distance: Double?
}

/// How many hits have a value.
package struct FacetCount: Sendable, Equatable {
  package let value: String
  package let count: Int

  package init(value: String, count: Int) {
    self.value = value
    self.count = count
  }
}

/// What the index found.
package struct SearchAnswer: Sendable {
  /// All hits, exact.
  package let total: Int
  package let hits: [SearchHit]
  /// Counts by facet name, exact, largest first: under all filters but the facet's own. Values without hits are left out.
  package let facets: [String: [FacetCount]]
  /// The text with unknown words replaced by the nearest known ones; they were searched as well.
  package let didYouMean: String?
  /// What was looked for, to mark it in snippets.
  package let terms: SearchTerms
}

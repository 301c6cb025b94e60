// SPDX-License-Identifier: EUPL-1.2

/// The part of a document a text comes from; each part has its own weight in the ranking.
package enum SearchField: UInt8, CaseIterable, Sendable {
  case title, ancestors, keywords, body
}

/// One text of a document in one language.
package struct SearchText: Sendable, Equatable {
  package var field: SearchField
  /// ISO 639 code such as "de" or "ar"; chooses the stemmer and the compound splitter.
  package var language: String
  package var text: String

  package init(_ field: SearchField, language: String = "de", _ text: String) {
    self.field = field
    self.language = language
    self.text = text
  }
}

/// A point on the earth in degrees (WGS 84).
package struct SearchPlace: Sendable, Equatable {
  package var latitude: Double
  package var longitude: Double

  package init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// What the index knows about one findable thing.
///
/// A document with the same key replaces the earlier one.
package struct SearchDocument: Sendable, Equatable {
  /// Opaque and unique, such as "offer:018f…".
  package var key: String
  /// What suggestions show, usually the title.
  package var label = ""
  package var texts: [SearchText] = []
  /// Values by facet name; a document may have several values of one facet.
  package var facets: [String: [String]] = [:]
  /// Whom it is for, in years; nil suits every age.
  package var ages: ClosedRange<Int>?
  package var places: [SearchPlace] = []
  /// Static order, higher first; decides where there is no text to rank by, and between equal scores.
  package var rank = 0.0

  package init(key: String) { self.key = key }
}

/// Words and phrases of one language that people use for the same thing.
package struct SynonymGroup: Sendable, Equatable {
  package var language: String
  package var words: [String]

  package init(language: String = "de", words: [String]) {
    self.language = language
    self.words = words
  }
}

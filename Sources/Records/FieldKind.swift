// SPDX-License-Identifier: EUPL-1.2

/// What a field holds; closed, so that the compiler lists every renderer when a kind is added.
package enum FieldKind: Sendable, Equatable {
  /// One line.
  case text(limit: Int)
  /// Several lines without markup.
  case longText(limit: Int)
  /// Cleaned HTML of the allowed elements.
  case richText(limit: Int)
  /// One of fixed values.
  case choice([Choice])
  /// One code of a catalogue.
  case code(catalogue: String)
  /// Several codes of a catalogue.
  case codes(catalogue: String)
  /// Several languages, as ISO 639-3 codes.
  case languages
  case integer(ClosedRange<Int>)
  /// A number with decimals, such as a coordinate.
  case decimal(ClosedRange<Double>)
  /// Integer cents of euros.
  case money
  case flag
  /// A time of day in minutes since midnight, 0 to 1440.
  case time
  case day
  case moment
  /// The id of a record of another kind.
  case reference(kind: String)
  case mail
  case phone
  case link

  /// One fixed value with its German word.
  package struct Choice: Sendable, Equatable {
    package let value: String
    package let label: String
  }
}

/// Who sees a field at all.
package enum Audience: String, Sendable, CaseIterable, Comparable {
  case everyone, staff, coordination, nobody

  package static func < (one: Audience, other: Audience) -> Bool {
    (allCases.firstIndex(of: one) ?? 0) < (allCases.firstIndex(of: other) ?? 0)
  }
}

/// How much a field's words count in the search.
package enum SearchRole: String, Sendable { case title, keywords, body }

/// Why a field of personal data may be held, and for how long (Art. 5, 6 and 30 GDPR).
package struct PersonalData: Sendable, Equatable {
  package let purpose: String
  package let legalBasis: String
  package let retention: Retention

  package init(purpose: String, legalBasis: String, retention: Retention) {
    self.purpose = purpose
    self.legalBasis = legalBasis
    self.retention = retention
  }

  /// When it must be gone.
  package enum Retention: Sendable, Equatable {
    /// Together with the record.
    case withRecord
    /// This many days after the record was archived or, for records that are never archived, created.
    case days(Int)
  }
}

/// What else is true of a field.
package enum FieldTrait: Sendable, Equatable {
  case required
  /// May be given in other languages too.
  case translated
  /// A column of lists.
  case listed
  case search(SearchRole)
  case audience(Audience)
  case personal(PersonalData)
  /// Says why a mail address or number is no personal data.
  case impersonal(String)
  case hint(String)
  case section(String)
}

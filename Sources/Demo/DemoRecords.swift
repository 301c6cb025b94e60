// SPDX-License-Identifier: EUPL-1.2

/// A yes, a no, or nobody has looked yet.
package enum DemoAnswer: String, Sendable { case yes, no, unknown }

/// One of the 54 centres as the demo shows it.
package struct DemoCenter: Sendable {
  package let ags: String
  /// Name of the city or district, e.g. "Kreis Kleve".
  package let name: String
  /// "kreisfreie Stadt", "Kreis", "Städteregion" or "regionsangehörige Stadt".
  package let kind: String
  package let seat: String
  package let displayName: String
  package let slug: String
  package let population: Int
  package let latitude: Double
  package let longitude: Double
  /// Organisational attachment (Anbindung) within the administration.
  package let attachment: String
  package let street: String
  package let postcode: String
  package let phone: String
  package let mail: String
  package let web: String
  package let openingHours: [DemoHours]
  /// Codes of fields of action: the two statutory areas, education first.
  package let focusFields: [String]
  package let accent: Int
  /// BCP 47 tags of the languages this centre shows.
  package let languages: [String]
  /// Introduction by language tag: de, en, ar.
  package let introductions: [DemoText]
  package let municipalities: [DemoTown]
}

/// A text in one language (BCP 47 tag).
package struct DemoText: Sendable, Equatable {
  package let language: String
  package let text: String
}

/// Opening hours on one day of the week; minutes since midnight.
package struct DemoHours: Sendable, Equatable {
  /// 1 = Monday … 7 = Sunday.
  package let weekday: Int
  package let start: Int
  package let end: Int
}

/// A municipality with its social spaces (quarters).
package struct DemoTown: Sendable {
  package let ags: String
  package let name: String
  package let postcode: String
  package let latitude: Double
  package let longitude: Double
  package var quarters: [DemoQuarter]
}

/// A social space within a municipality.
package struct DemoQuarter: Sendable {
  package let name: String
  package let postcode: String
  package let latitude: Double
  package let longitude: Double
}

/// A function (never a named person) that answers questions.
package struct DemoContact: Sendable {
  package let role: String
  /// Numbers of the ranges that the Bundesnetzagentur keeps free for films and books.
  package let phone: String
  package let mail: String
}

/// An invented organisation.
package struct DemoOrganisation: Sendable {
  package let index: Int
  package let ags: String
  package let name: String
  /// Code of the catalogue `einrichtungstyp`; `ET-VER` for the centre itself.
  package let kind: String
  package let isCenter: Bool
  package let legalForm: String
  package let profile: String
  package let needs: String
  /// What the community calls itself; empty but for migrant self-organisations.
  package let community: String
  /// ISO 639-3.
  package let languages: [String]
  package let parent: Int?
  package let contact: DemoContact
  package let web: String
  /// Indices of its places.
  package let places: [Int]
}

/// An address where something happens.
package struct DemoPlace: Sendable {
  package let index: Int
  package let organisation: Int
  package let ags: String
  package let name: String
  package let street: String
  package let postcode: String
  package let municipality: String
  /// Name of the social space; empty when the whole municipality is meant.
  package let quarter: String
  package let latitude: Double?
  package let longitude: Double?
  package let accessible: DemoAnswer
  package let accessNote: String
}

/// A spoken language with what one should know about it.
package struct DemoLanguage: Sendable, Equatable {
  /// ISO 639-3.
  package let code: String
  package let remark: String
}

/// When an offer takes place.
package struct DemoSchedule: Sendable {
  package enum Kind: String, Sendable { case weekly, dates, appointment }
  package let kind: Kind
  /// Index of the place.
  package let place: Int
  /// 1 = Monday … 7 = Sunday; empty unless weekly.
  package let weekdays: [Int]
  /// Minutes since midnight.
  package let start: Int
  package let end: Int
  /// 1 = every week, 2 = every other week.
  package var everyWeeks: Int
  /// Once a month only: 1 to 4 for the first to the fourth, -1 for the last.
  package var monthWeek: Int?
  package let from: DemoDay?
  package let until: DemoDay?
  /// Single days, for `dates`.
  package let days: [DemoDay]
  package let closedInSchoolHolidays: Bool
  package let closedOnPublicHolidays: Bool
  package let exceptions: [DemoException]
  package var note: String
}

/// A day on which the usual times do not hold.
package struct DemoException: Sendable {
  package let from: DemoDay
  package let until: DemoDay
  package let reason: String
}

/// What taking part costs.
package struct DemoCost: Sendable {
  package enum Kind: String, Sendable { case free, fee, reduced, funded }
  package let kind: Kind
  package let cents: Int
  package let text: String
}

/// Title, summary and description of an offer in another language.
package struct DemoTranslation: Sendable {
  package let language: String
  package let title: String
  package let summary: String
  package let description: String
  /// The German text has changed since.
  package let outdated: Bool
}

/// One offer with everything the directory shows.
package struct DemoOffer: Sendable {
  package enum Status: String, Sendable { case draft, review, published, paused, ended }
  package enum Continuity: String, Sendable { case project, perpetuated, ending }
  package let index: Int
  package let ags: String
  package let organisation: Int
  package let template: String
  package let title: String
  package let summary: String
  /// Paragraphs separated by an empty line.
  package let description: String
  package let translations: [DemoTranslation]
  /// IDB or IQA.
  package let strategy: String
  package let fields: [String]
  package let stages: [String]
  package let targetGroups: [String]
  package let ageFrom: Int?
  package let ageTo: Int?
  package let languages: [DemoLanguage]
  package let cost: DemoCost
  package let eligibility: String
  package let registration: String
  package let capacity: Int?
  package let freePlaces: Int?
  package let accessible: DemoAnswer
  package let childcare: Bool
  package let schedules: [DemoSchedule]
  package let contact: DemoContact
  package let web: String
  package let fundingSource: String
  package let fundingEnd: DemoDay?
  package let continuity: Continuity
  package let status: Status
  package let verifiedOn: DemoDay?
  package let verifiedBy: String
  package let reviewIntervalDays: Int
  /// Codes of `leistungsart` and `programm`; empty where none fits.
  package let serviceKind: String
  package let programme: String
  /// Where the record came from, e.g. "beispiel" or "beispiel:csv".
  package let source: String
}

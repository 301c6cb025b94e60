// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Organisations
package import Records

/// Something that people in a town can take part in or get help from (F20 to F28, F34); where and when stands in `OfferPlace` and `OfferSchedule`.
package struct Offer: Record, Equatable {
  package let id: RecordID<Offer>
  package var title = ""
  /// One or two sentences for cards and result lists.
  package var summary = ""
  /// Cleaned HTML.
  package var description = ""
  /// Who offers it.
  package var organisation: RecordID<Organisation>?
  package var strategy = ""
  package var fields: [String] = []
  package var stages: [String] = []
  package var targetGroups: [String] = []
  /// Kind of service (Leistungsart).
  package var service = ""
  package var programmes: [String] = []
  /// In years; nothing means no limit.
  package var ageFrom: Int?
  package var ageTo: Int?
  /// Spoken at the offer, ISO 639-3 (F26).
  package var languages: [String] = []
  package var languagesNote = ""
  package var cost = OfferCost.unknown
  /// Per person and course, in cents; only where something is to be paid.
  package var costCents: Int?
  package var costNote = ""
  package var childcare = Answer.unknown
  package var eligibility = ""
  /// How to register or where to turn to.
  package var registration = ""
  package var capacity: Int?
  package var freePlaces: Int?
  /// The day for which `freePlaces` and the waiting list were told (F27).
  package var placesAsOf: Day?
  package var waiting = false
  package var waitingWeeks: Int?
  package var website = ""
  package var mail = ""
  package var phone = ""
  /// A contact person who agreed to be named in public.
  package var contact: RecordID<ContactPerson>?
  package var startsOn: Day?
  package var endsOn: Day?
  /// Ids of the social spaces that it is meant for.
  package var spaces: [String] = []
  /// It is there for the whole area of the centre: no place of its own, or at home, online, on the road.
  package var wholeArea = false
  package var fundingSource = ""
  package var fundingEnd: Day?
  /// What is to become of it when the funding ends (Verstetigung, F34).
  package var followUp = ""
  package var continuity = OfferContinuity.unknown
  package var status = OfferStatus.draft
  package var verifiedOn: Day?
  /// The office or organisation that looked it through; never a person's name.
  package var verifiedBy = ""
  /// Days after which it must be looked through again (F28).
  package var reviewDays = 180

  package init(id: RecordID<Offer>) { self.id = id }

  package static let descriptor = RecordDescriptor<Offer>(
    "offer", (one: "Angebot", many: "Angebote"),
    fields: content + conditions + contactAndTime + care)

  private static let content: [Field<Offer>] = [
    .text("title", \.title, "Titel", limit: 160, .required, .translated, .listed, .search(.title)),
    .longText("summary", \.summary, "Kurztext", limit: 600, .translated, .search(.body)),
    .richText("description", \.description, "Beschreibung", limit: 40_000, .translated, .search(.body)),
    .reference("organisation", \.organisation, "Anbietende Organisation", to: "organisation", .listed),
    .code("strategy", \.strategy, "Strategie", of: "strategie", .section("Einordnung")),
    .codes("fields", \.fields, "Handlungsfelder", of: "handlungsfeld", .listed, .search(.keywords)),
    .codes("stages", \.stages, "Abschnitte der Bildungskette", of: "bildungskette", .search(.keywords)),
    .codes("target_groups", \.targetGroups, "Zielgruppen", of: "zielgruppe", .search(.keywords)),
    .code("service", \.service, "Art der Leistung", of: "leistungsart", .search(.keywords)),
    .codes("programmes", \.programmes, "Programme", of: "programm", .search(.keywords)),
  ]

  private static let conditions: [Field<Offer>] = [
    .integer("age_from", \.ageFrom, "Alter ab", in: 0...120, .section("Für wen")),
    .integer("age_to", \.ageTo, "Alter bis", in: 0...120),
    .languages("languages", \.languages, "Sprachen vor Ort", .search(.keywords)),
    .text("languages_note", \.languagesNote, "Hinweis zu den Sprachen", limit: 300, .translated),
    .choice("cost", \.cost, "Kosten", .section("Bedingungen")),
    .money("cost_cents", \.costCents, "Betrag"),
    .text("cost_note", \.costNote, "Hinweis zu den Kosten", limit: 400, .translated),
    .choice("childcare", \.childcare, "Kinderbetreuung"),
    .longText("eligibility", \.eligibility, "Voraussetzungen", limit: 2000, .translated),
    .longText("registration", \.registration, "Anmeldung", limit: 2000, .translated),
    .integer("capacity", \.capacity, "Plätze insgesamt", in: 0...100_000),
    .integer("free_places", \.freePlaces, "Freie Plätze", in: 0...100_000),
    .day("places_as_of", \.placesAsOf, "Stand der freien Plätze"),
    .flag("waiting", \.waiting, "Warteliste"),
    .integer("waiting_weeks", \.waitingWeeks, "Wartezeit in Wochen", in: 0...520),
  ]

  private static let contactAndTime: [Field<Offer>] = [
    .link("website", \.website, "Internetseite", .section("Kontakt")),
    .mail("mail", \.mail, "E-Mail", .impersonal("Postfach des Angebots oder der Organisation")),
    .phone("phone", \.phone, "Telefon", .impersonal("Nummer des Angebots oder der Organisation")),
    .reference("contact", \.contact, "Ansprechperson", to: "contact_person", .audience(.staff)),
    .day("starts_on", \.startsOn, "Beginnt am", .section("Zeit und Ort")),
    .day("ends_on", \.endsOn, "Endet am", .listed),
    .codes("spaces", \.spaces, "Sozialräume", of: "sozialraum"),
    .flag("whole_area", \.wholeArea, "Im ganzen Gebiet"),
  ]

  private static let care: [Field<Offer>] = [
    .text("funding_source", \.fundingSource, "Förderung durch", limit: 200, .section("Förderung und Pflege")),
    .day("funding_end", \.fundingEnd, "Förderung bis"),
    .longText("follow_up", \.followUp, "Plan zur Verstetigung", limit: 2000, .audience(.staff)),
    .choice("continuity", \.continuity, "Dauer"),
    .choice("status", \.status, "Stand", .listed),
    .day("verified_on", \.verifiedOn, "Zuletzt geprüft am", .listed),
    .text(
      "verified_by", \.verifiedBy, "Geprüft durch", limit: 120, .hint("Stelle oder Organisation, kein Personenname")),
    .integer("review_days", \.reviewDays, "Prüfung alle … Tage", in: 7...1500),
  ]
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
package import Tables

/// Offers as CSV and JSON files, with their places and times in columns of their own.
package enum OfferTable {
  /// The table for one import or export; an import that was taken back leaves its table useless.
  package static func make() -> RecordTable<Offer> {
    let memory = OfferTableMemory()
    return RecordTable<Offer>(
      identity: ["title", "organisation"], aliases: aliases,
      companions: [
        OfferTablePlaces.column(memory), OfferTableTimes.column(memory), OfferTableExceptions.column(memory),
      ],
      check: OfferRules.problems)
  }

  private static let aliases: [String: [String]] = [
    "title": ["Angebot", "Name", "Bezeichnung", "Titel des Angebots", "offer"],
    "summary": ["Kurzbeschreibung", "Zusammenfassung", "short description"],
    "description": ["Text", "Inhalt", "Langtext"],
    "organisation": ["Organisation", "Anbieter", "Träger", "Einrichtung", "organization", "provider"],
    "fields": ["Handlungsfeld", "Themen", "Thema", "topics"],
    "stages": ["Bildungskette", "Bildungsabschnitte", "education stages"],
    "target_groups": ["Zielgruppe", "Für wen"],
    "service": ["Leistungsart", "Art des Angebots", "Angebotsart", "kind of service"],
    "programmes": ["Programm", "Landesprogramm", "programs"],
    "age_from": ["Mindestalter", "Alter von", "minimum age"],
    "age_to": ["Höchstalter", "maximum age"],
    "languages": ["Sprache", "Sprachen", "language"],
    "languages_note": ["Hinweis Sprachen"],
    "cost": ["Kostenart"],
    "cost_cents": ["Preis", "Kosten in Euro", "Gebühr", "price"],
    "cost_note": ["Kostenhinweis", "Hinweis Kosten"],
    "childcare": ["Mit Kinderbetreuung"],
    "eligibility": ["Teilnahmevoraussetzungen", "Zugang"],
    "registration": ["Wie anmelden"],
    "capacity": ["Plätze", "Kapazität"],
    "website": ["Homepage", "Webseite", "Website", "Internet", "Link", "url"],
    "mail": ["Mail", "E-Mail-Adresse", "email"],
    "phone": ["Telefonnummer", "Tel", "Tel.", "telephone"],
    "contact": ["Kontaktperson", "Ansprechpartner", "Ansprechpartnerin", "contact person"],
    "starts_on": ["Beginn", "Start", "Startdatum", "start date"],
    "ends_on": ["Ende", "Enddatum", "end date"],
    "spaces": ["Sozialraum", "Stadtteil", "Stadtteile", "Quartier"],
    "whole_area": ["Ganzes Gebiet", "Stadtweit", "Kreisweit"],
    "funding_source": ["Förderung", "Finanzierung", "Fördermittelgeber", "funding"],
    "funding_end": ["Förderende", "Ende der Förderung"],
    "follow_up": ["Verstetigung", "Verstetigungsplan"],
    "continuity": ["Verstetigungsstand"],
    "status": ["Status"],
    "verified_on": ["Geprüft am", "Stand vom"],
    "verified_by": ["Geprüft von"],
    "review_days": ["Prüfintervall"],
  ]
}

extension OfferTable {
  /// Which of the wanted entries are there already, by position; what is there and not wanted any more.
  ///
  /// Equal entries are taken in their order, each once.
  static func matches<Entry: Hashable>(
    _ wanted: [Entry], among current: [Entry]
  ) -> (found: [Int?], left: [Int]) {
    var positions: [Entry: [Int]] = [:]
    for (position, entry) in current.enumerated().reversed() { positions[entry, default: []].append(position) }
    let found = wanted.map { positions[$0]?.popLast() }
    let taken = Set(found.compactMap { $0 })
    return (found, current.indices.filter { !taken.contains($0) })
  }
}

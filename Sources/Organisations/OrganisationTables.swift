// SPDX-License-Identifier: EUPL-1.2
package import Catalogues
internal import Centers
internal import Kernel
internal import Records
internal import Storage
package import Tables
internal import Web

/// Organisations, places and contact people as CSV files.
package enum OrganisationTables {
  package static let organisations = RecordTable<Organisation>(
    identity: ["name", "postcode", "street"],
    aliases: [
      "name": ["Organisation", "Einrichtung", "Bezeichnung", "organisation name"],
      "short_name": ["Abkürzung", "acronym"],
      "kind": ["Art", "Typ", "Einrichtungstyp", "type"],
      "parent": ["Träger", "Dachorganisation", "parent organisation"],
      "summary": ["Kurzbeschreibung", "short description"],
      "description": ["Profil", "profile"],
      "languages": ["Sprache"],
      "communities": ["Community", "Gemeinschaften", "Herkunftsgemeinschaften"],
      "needs": ["Bedarf"],
      "founded_year": ["Gegründet", "founded"],
      "members": ["Mitglieder", "Mitgliederzahl"],
    ].merging(addressAliases) { own, _ in own },
    check: OrganisationRules.problems)

  package static let places = RecordTable<Place>(
    identity: ["name", "postcode", "street"],
    aliases: [
      "name": ["Bezeichnung", "Name des Ortes", "place"],
      "organisation": ["Träger", "Einrichtung"],
      "latitude": ["lat", "Breite"],
      "longitude": ["lon", "lng", "Länge"],
      "step_free": ["Stufenlos", "Barrierefrei", "step free entrance"],
      "transport": ["ÖPNV", "Haltestelle", "public transport"],
    ].merging(addressAliases) { own, _ in own },
    check: OrganisationRules.problems)

  package static let contacts = RecordTable<ContactPerson>(
    identity: ["name", "organisation"], aliases: addressAliases, check: OrganisationRules.problems)

  private static let addressAliases: [String: [String]] = [
    "street": ["Straße", "Strasse", "Adresse", "Anschrift", "address"],
    "postcode": ["PLZ", "zip", "postal code"],
    "town": ["Stadt", "city"],
    "municipality": ["Gemeinde"],
    "social_space": ["Stadtteil", "Quartier", "quarter", "district"],
    "mail": ["Mail", "E-Mail-Adresse", "email"],
    "phone": ["Telefonnummer", "Tel", "Tel.", "telephone"],
    "website": ["Homepage", "Webseite", "Website", "Internet", "url"],
  ]
}

/// Rules over several fields of organisations, places and contact people.
enum OrganisationRules {
  static func problems(_ organisation: Organisation) -> [Problem] {
    guard organisation.parent == organisation.id else { return [] }
    return [
      Problem(
        "organisation.own-parent", .invalid, "Eine Organisation kann nicht zu sich selbst gehören.", field: "parent")
    ]
  }

  static func problems(_ place: Place) -> [Problem] {
    if (place.latitude == nil) == (place.longitude == nil) { return [] }
    let missing = place.latitude == nil ? "latitude" : "longitude"
    return [
      Problem(
        "place.half-a-point", .invalid, "Breitengrad und Längengrad gehören zusammen: einer von beiden fehlt.",
        field: missing)
    ]
  }

  static func problems(_ person: ContactPerson) -> [Problem] {
    if !person.isPublic || person.consentOn != nil { return [] }
    return [
      Problem(
        "contact-person.consent-missing", .invalid,
        "Veröffentlicht werden darf nur, wer eingewilligt hat: Das Datum der Einwilligung fehlt.", field: "consent_on")
    ]
  }

  /// Other centres see only who has agreed to that, too.
  static func sharing(_ person: ContactPerson, on today: Day, _ connection: Connection) throws -> [Problem] {
    guard person.isShared else { return [] }
    let consents = try connection.list(
      Consent.self, in: .everyTenant, where: "person = \(person.id) and purpose = 'addressBook'")
    if consents.contains(where: { $0.record.holds(on: today) }) { return [] }
    return [
      Problem(
        "contact-person.not-agreed", .invalid,
        "Ins gemeinsame Adressbuch kommt nur, wer eingewilligt hat: Legen Sie zuerst die Einwilligung an.",
        field: "is_shared")
    ]
  }
}

extension TableWords {
  /// The words of the whole Verbund: catalogue entries, languages, organisations, places, towns and quarters by name.
  package static func verbund(_ book: CatalogueBook) -> TableWords {
    TableWords(
      code: { catalogue, text in Catalogue(rawValue: catalogue).flatMap { book.code(named: text, in: $0) } },
      language: { LanguageNames.code(named: $0) },
      references: [
        .records(of: Organisation.self) { [$0.name, $0.shortName] }, .records(of: Place.self) { [$0.name] },
        .records(of: ContactPerson.self) { [$0.name] }, .records(of: Municipality.self) { [$0.name, $0.slug] },
        .records(of: SocialSpace.self) { [$0.name, $0.slug] },
      ],
      codeName: { _, code in book.name(code, .german).text },
      languageName: { LanguageNames.name($0, in: .german) })
  }
}

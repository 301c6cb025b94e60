// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// What would make an offer better for the people who look for it (F131).
enum OfferHints {
  private static let slug = OfferDesks.slug

  static func hints(_ stored: Stored<Offer>, on today: Day, _ connection: Connection) throws -> [QualityHint] {
    let offer = stored.record
    var hints = QualityRules.empty(
      ["summary", "description", "fields", "languages", "organisation"], of: stored, slug: slug)
    hints += try parts(stored, connection) + facts(offer, stored.id.text, today)
    hints += QualityRules.unverified("verified_on", after: offer.reviewDays, today: today, of: stored, slug: slug)
    hints += try QualityRules.links(of: stored, slug: slug, connection)
    return hints + (try QualityRules.translations(into: Language.interface, of: stored, slug: slug, connection))
  }

  private static func parts(_ stored: Stored<Offer>, _ connection: Connection) throws -> [QualityHint] {
    let (scope, path) = (Scope.tenant(stored.tenant), OfferDeskPath(stored.id.text))
    var hints: [QualityHint] = []
    if !stored.record.wholeArea,
      try connection.count(OfferPlace.self, in: scope, where: "offer = \(stored.id)") == 0
    {
      hints.append(QualityHint("", "Es fehlt ein Ort.", path.newPlace()))
    }
    if try connection.count(OfferSchedule.self, in: scope, where: "offer = \(stored.id)") == 0 {
      hints.append(QualityHint("", "Es fehlen Zeiten.", path.newTime))
    }
    return hints
  }

  private static func facts(_ offer: Offer, _ id: String, _ today: Day) -> [QualityHint] {
    func at(_ field: String) -> Path { DeskPath(slug).edit(id).at("f-\(field)") }
    var hints: [QualityHint] = []
    if offer.mail.isEmpty, offer.phone.isEmpty, offer.contact == nil, offer.website.isEmpty {
      hints.append(QualityHint("phone", "Es fehlt jeder Kontakt: Telefon, E-Mail oder Internetseite.", at("phone")))
    }
    if let ends = offer.endsOn, ends < today, offer.status == .published {
      hints.append(
        QualityHint(
          "ends_on", "Das Angebot ist seit dem \(ends.german) vorbei, aber noch veröffentlicht.", at("ends_on")))
    }
    if let free = offer.freePlaces, let capacity = offer.capacity, free > capacity {
      hints.append(
        QualityHint("free_places", "Es sind mehr Plätze frei (\(free)) als vorhanden (\(capacity)).", at("free_places"))
      )
    }
    if offer.freePlaces != nil, offer.placesAsOf == nil {
      hints.append(
        QualityHint("places_as_of", "Es fehlt, von welchem Tag die freien Plätze sind.", at("places_as_of")))
    }
    if let ends = offer.fundingEnd, offer.followUp.isEmpty, offer.continuity == .unknown, ends >= today {
      hints.append(
        QualityHint(
          "follow_up", "Die Förderung endet am \(ends.german). Was danach kommt, ist noch offen.", at("follow_up")))
    }
    return hints
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Formats
internal import Kernel
internal import Offers
internal import Records
internal import Storage
internal import Web

/// Writes offers as services of HSDS; what becomes what stands in `Documentation/Algorithms/HSDSFeed.md`.
struct FeedServices {
  let batch: FeedBatch
  let house: FeedHouse
  private let calendar: FeedCalendar

  init(_ batch: FeedBatch, _ house: FeedHouse) {
    self.batch = batch
    self.house = house
    calendar = FeedCalendar(today: house.today)
  }

  /// The service as lists show it: direct fields, organisation and programme.
  func brief(_ service: FeedOffer, _ json: inout JSONWriter, withOrganisation: Bool = true) {
    json.object { json in
      direct(service, &json)
      if withOrganisation { organisation(service, &json) }
      program(service, &json)
    }
  }

  /// - Parameter withPlaces: false inside of a pair, which is one of its places itself.
  func full(_ service: FeedOffer, _ json: inout JSONWriter, withPlaces: Bool = true) {
    json.object { json in
      direct(service, &json)
      organisation(service, &json)
      program(service, &json)
      contactNumbers(service, &json)
      spoken(service, &json)
      money(service, &json)
      reach(service, &json)
      times(service, of: nil, &json)
      if withPlaces { places(service, &json) }
      capacity(service, &json)
      attributes(service, &json)
    }
  }

  private func direct(_ service: FeedOffer, _ json: inout JSONWriter) {
    json.field("id", service.key)
    json.field("organization_id", ifPresent: service.organisation)
    if let programme = programme(of: service) { json.field("program_id", Self.programID(programme)) }
    json.field("name", service.title)
    json.filled("description", service.description)
    json.filled("url", service.website)
    json.filled("email", service.mail)
    json.field("status", "active")
    json.filled("interpretation_services", service.languagesNote)
    json.filled("application_process", service.registration)
    json.filled("fees_description", service.costNote)
    json.filled("wait_time", waiting(service))
    json.filled("eligibility_description", service.eligibility)
    json.field("minimum_age", ifPresent: service.ageFrom)
    json.field("maximum_age", ifPresent: service.ageTo)
    json.field("assured_date", ifPresent: service.verifiedOn)
    json.field("last_modified", service.modified)
  }

  private func waiting(_ service: FeedOffer) -> String {
    switch (service.isWaiting, service.waitingWeeks) {
    case (_, let weeks?): weeks == 1 ? "1 Woche" : "\(weeks) Wochen"
    case (true, nil): "Warteliste"
    case (false, nil): ""
    }
  }

  private func organisation(_ service: FeedOffer, _ json: inout JSONWriter) {
    guard let bytes = service.organisation.flatMap({ batch.organisations[$0] }) else { return }
    json.name("organization")
    json.raw(bytes)
  }

  // MARK: Programme and terms

  /// HSDS has one programme; further ones stand among the attributes.
  private func programme(of service: FeedOffer) -> FeedTerm? {
    guard let list = service.codes.last?.list, !list.isEmpty else { return nil }
    return list.codes.lazy.compactMap { house.terms.term($0, of: .programme) }.first
  }

  static func programID(_ term: FeedTerm) -> Identifier { term.id.identifier.part(.program) }

  private func program(_ service: FeedOffer, _ json: inout JSONWriter) {
    guard let term = programme(of: service) else { return }
    json.object("program") {
      $0.field("id", Self.programID(term))
      $0.field("name", term.name)
      $0.field("description", term.description)
    }
  }

  private func attributes(_ service: FeedOffer, _ json: inout JSONWriter) {
    json.name("attributes")
    json.array { json in
      for (catalogue, list) in service.codes where !list.isEmpty {
        for code in list.codes {
          guard let term = house.terms.term(code, of: catalogue) else { continue }
          term.attribute(of: service.key.identifier, entity: .service, &json)
        }
      }
      if service.childcare != .unknown { childcare(service, &json) }
    }
  }

  /// An attribute without a term, as HSDS has no field for it.
  private func childcare(_ service: FeedOffer, _ json: inout JSONWriter) {
    json.object {
      $0.field("id", service.key.identifier.part(.attribute, "childcare"))
      $0.field("link_id", service.key)
      $0.field("link_entity", FeedEntity.service.rawValue)
      $0.field("label", Self.childcareLabel)
      $0.field("value", service.childcare.label)
    }
  }

  private static let childcareLabel = Offer.descriptor.field("childcare")?.info.label ?? ""

  // MARK: Lists of single values

  private func contactNumbers(_ service: FeedOffer, _ json: inout JSONWriter) {
    if !service.phone.isEmpty {
      part("phones", .phone, service.phone, of: service, &json) {
        $0.field("number", service.phone)
        $0.field("type", "voice")
      }
    }
    if let contact = service.contact.flatMap({ batch.contacts[$0] }) {
      json.list("contacts", [contact]) { $0.raw($1) }
    }
  }

  private func spoken(_ service: FeedOffer, _ json: inout JSONWriter) {
    let codes = service.languages.codes
    guard !codes.isEmpty else { return }
    json.list("languages", codes) { json, code in
      json.object {
        $0.field("id", service.key.identifier.part(.language, code))
        $0.field("service_id", service.key)
        $0.field("name", LanguageNames.name(String(code), in: .german))
        $0.field("code", String(code))
      }
    }
  }

  private func money(_ service: FeedOffer, _ json: inout JSONWriter) {
    let cents = service.cost == .free ? 0 : service.costCents
    if service.cost != .unknown || cents != nil {
      part("cost_options", .price, "", of: service, &json) { json in
        guard let cents else { return json.field("option", OfferCost.paid.label) }
        json.field("currency", "EUR")
        if cents % 100 == 0 { json.field("amount", cents / 100) } else { json.field("amount", Double(cents) / 100) }
      }
    }
    if !service.funding.isEmpty {
      part("funding", .funding, "", of: service, &json) { $0.field("source", service.funding) }
    }
  }

  private func reach(_ service: FeedOffer, _ json: inout JSONWriter) {
    var areas: [(key: Identifier, name: String)] = []
    if service.isEverywhere, let center = house.centers[service.tenant] {
      areas.append((center.id.identifier, center.municipality))
    }
    for id in service.spaces.codes {
      guard let space = RecordID<SocialSpace>(id).flatMap({ house.centers[$0] }) else { continue }
      areas.append((space.id.identifier, space.name))
    }
    guard !areas.isEmpty else { return }
    json.list("service_areas", areas) { json, area in
      json.object {
        $0.field("id", service.key.identifier.part(.area, number: area.key.low))
        $0.field("service_id", service.key)
        $0.field("name", area.name)
      }
    }
  }

  /// HSDS asks for the number of free places; without it there is nothing to say.
  private func capacity(_ service: FeedOffer, _ json: inout JSONWriter) {
    guard let free = service.freePlaces else { return }
    let unit = FeedTaxonomy.units
    part("capacities", .capacity, "", of: service, &json) { json in
      json.field("unit_id", unit)
      json.object("unit") {
        $0.field("id", unit)
        $0.field("name", "Plätze")
      }
      json.field("available", free)
      json.field("maximum", ifPresent: service.capacity)
      json.field("updated", service.placesAsOf.map { $0 + "T00:00:00Z" } ?? service.modified)
    }
  }

  /// A list with one object that belongs to the service.
  private func part(
    _ list: String, _ part: FeedPart, _ name: String, of service: FeedOffer, _ json: inout JSONWriter,
    _ members: (inout JSONWriter) -> Void
  ) {
    json.name(list)
    json.array { json in
      json.object { json in
        json.field("id", service.key.identifier.part(part, name))
        json.field("service_id", service.key)
        members(&json)
      }
    }
  }

  // MARK: Places and times

  private func places(_ service: FeedOffer, _ json: inout JSONWriter) {
    guard let links = batch.links[service.key] else { return }
    json.list("service_at_locations", links) { json, link in
      json.object { json in pair(link, service, &json) }
    }
  }

  private func pair(_ link: FeedLink, _ service: FeedOffer, _ json: inout JSONWriter) {
    json.field("id", link.id)
    json.field("service_id", service.key)
    json.field("location_id", link.place)
    json.filled("description", link.remark)
    if let location = batch.locations[link.place] {
      json.name("location")
      json.raw(location)
    }
    times(service, of: link, &json)
  }

  /// Times of the service as a whole, or those that hold at one place only.
  private func times(_ service: FeedOffer, of link: FeedLink?, _ json: inout JSONWriter) {
    guard let times = batch.times[service.key], times.contains(where: { $0.link == link?.id }) else { return }
    json.name("schedules")
    json.array { json in
      for time in times where time.link == link?.id { calendar.write(time, of: service, &json) }
    }
  }

  /// The pair with its service, as its own page shows it.
  func full(_ link: FeedLink, of service: FeedOffer, _ json: inout JSONWriter) {
    json.object { json in
      pair(link, service, &json)
      json.name("service")
      full(service, &json, withPlaces: false)
    }
  }

  /// The pair as lists show it.
  func brief(_ link: FeedLink, of service: FeedOffer, location: [UInt8]?, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", link.id)
      json.field("service_id", service.key)
      json.field("location_id", link.place)
      json.filled("description", link.remark)
      if let location {
        json.name("location")
        json.raw(location)
      }
      json.name("service")
      brief(service, &json)
    }
  }
}

extension FeedTaxonomy {
  /// The unit of all capacities: places for people.
  static let units = Identifier(high: 0x7665_7262_756e_6400, low: 1).part(.unit)
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Storage

extension DemoRun {
  mutating func fillOffers(_ progress: (Int) -> Void) throws {
    for demo in material.offers {
      let tenant = try tenant(demo.ags)
      let offer = offer(demo)
      try transaction.insert(offer, of: tenant)
      try fillTimes(demo, of: offer.id, tenant)
      try translate(demo, offer.id, tenant)
      report.offers += 1
      if report.offers % 100 == 0 { progress(report.offers) }
    }
  }

  private mutating func offer(_ demo: DemoOffer) -> Offer {
    var offer = Offer(id: makeID())
    offer.title = demo.title
    offer.summary = demo.summary
    offer.description = Self.paragraphs(demo.description)
    offer.organisation = organisations[demo.organisation]
    offer.strategy = demo.strategy
    offer.fields = demo.fields
    offer.stages = demo.stages
    offer.targetGroups = demo.targetGroups
    offer.service = demo.serviceKind
    offer.programmes = demo.programme.isEmpty ? [] : [demo.programme]
    offer.ageFrom = demo.ageFrom
    offer.ageTo = demo.ageTo
    offer.languages = demo.languages.map(\.code)
    offer.languagesNote = demo.languages.map(\.remark).filter { !$0.isEmpty }.joined(separator: "; ")
    offer.childcare = demo.childcare ? .yes : .unknown
    offer.eligibility = demo.eligibility
    offer.registration = demo.registration
    offer.mail = demo.contact.mail
    offer.phone = demo.contact.phone
    offer.website = demo.web
    offer.wholeArea = demo.schedules.isEmpty
    fillCare(demo, &offer)
    fillCostAndPlaces(demo, &offer)
    return offer
  }

  private func fillCare(_ demo: DemoOffer, _ offer: inout Offer) {
    offer.fundingSource = demo.fundingSource
    offer.fundingEnd = day(demo.fundingEnd)
    offer.continuity = OfferContinuity(rawValue: demo.continuity.rawValue) ?? .unknown
    offer.status = OfferStatus(rawValue: demo.status.rawValue) ?? .draft
    offer.verifiedOn = day(demo.verifiedOn)
    offer.verifiedBy = demo.verifiedBy
    offer.reviewDays = demo.reviewIntervalDays
  }

  private func fillCostAndPlaces(_ demo: DemoOffer, _ offer: inout Offer) {
    let isFree = demo.cost.kind == .free || demo.cost.kind == .funded
    offer.cost = isFree ? .free : .paid
    offer.costCents = isFree || demo.cost.cents == 0 ? nil : demo.cost.cents
    offer.costNote = demo.cost.kind == .free ? "" : demo.cost.text
    offer.capacity = demo.capacity
    offer.freePlaces = demo.freePlaces
    offer.placesAsOf = demo.freePlaces == nil ? nil : today.adding(days: -(demo.index % 20))
    offer.waiting = demo.freePlaces == 0
  }

  private mutating func fillTimes(_ demo: DemoOffer, of offer: RecordID<Offer>, _ tenant: TenantID) throws {
    var links: [Int: RecordID<OfferPlace>] = [:]
    let fallback = material.organisations[demo.organisation].places.prefix(1)
    for place in demo.schedules.map(\.place) + (demo.schedules.isEmpty ? Array(fallback) : [])
    where links[place] == nil {
      var link = OfferPlace(id: makeID())
      link.offer = offer
      link.place = places[place]
      try transaction.insert(link, of: tenant)
      links[place] = link.id
    }
    for demo in demo.schedules {
      for schedule in schedules(demo, of: offer, at: links[demo.place]) {
        try transaction.insert(schedule, of: tenant)
        for exception in demo.exceptions { try insert(exception, of: schedule.id, tenant) }
      }
    }
  }

  /// One for each weekday or single day.
  private mutating func schedules(
    _ demo: DemoSchedule, of offer: RecordID<Offer>, at place: RecordID<OfferPlace>?
  ) -> [OfferSchedule] {
    var blank = OfferSchedule(id: makeID())
    blank.offer = offer
    blank.offerPlace = place
    blank.kind = demo.kind == .appointment ? .appointment : .course
    blank.opens = demo.kind == .appointment ? nil : demo.start
    blank.closes = demo.kind == .appointment ? nil : demo.end
    blank.everyWeeks = max(1, demo.everyWeeks)
    blank.monthWeek = demo.monthWeek.flatMap { MonthWeek(ordinal: $0) }
    (blank.startsOn, blank.endsOn) = (day(demo.from), day(demo.until))
    // An offer that has ended began before that.
    if let from = blank.startsOn, let until = blank.endsOn, until < from { blank.startsOn = until }
    blank.notInSchoolHolidays = demo.closedInSchoolHolidays
    blank.notOnPublicHolidays = demo.closedOnPublicHolidays
    blank.note = demo.note
    if demo.kind == .appointment { return [blank] }
    let days = demo.kind == .weekly ? demo.weekdays.map { (Weekday.allCases[$0 - 1], Day?.none) } : []
    let single = demo.kind == .dates ? demo.days.map { (Weekday?.none, day($0)) } : []
    return (days.map { (Optional($0.0), $0.1) } + single).map { weekday, day in
      var schedule = OfferSchedule(id: makeID())
      schedule.copyTimes(of: blank)
      schedule.weekday = weekday
      schedule.day = day
      return schedule
    }
  }

  private mutating func insert(
    _ demo: DemoException, of schedule: RecordID<OfferSchedule>, _ tenant: TenantID
  ) throws {
    var exception = ScheduleException(id: makeID())
    exception.schedule = schedule
    exception.day = day(demo.from)
    exception.lastDay = demo.until == demo.from ? nil : day(demo.until)
    exception.note = demo.reason
    try transaction.insert(exception, of: tenant)
  }

  private func translate(_ demo: DemoOffer, _ id: RecordID<Offer>, _ tenant: TenantID) throws {
    for text in demo.translations {
      guard let language = Language(text.language) else { continue }
      let version = text.outdated ? 0 : 1
      try transaction.translate(id, of: tenant, "title", into: language, text.title, version: version)
      try transaction.translate(id, of: tenant, "summary", into: language, text.summary, version: version)
      try transaction.translate(
        id, of: tenant, "description", into: language, Self.paragraphs(text.description), version: version)
    }
  }
}

extension OfferSchedule {
  /// Takes over everything but the id and the day.
  fileprivate mutating func copyTimes(of other: OfferSchedule) {
    offer = other.offer
    offerPlace = other.offerPlace
    kind = other.kind
    opens = other.opens
    closes = other.closes
    everyWeeks = other.everyWeeks
    monthWeek = other.monthWeek
    startsOn = other.startsOn
    endsOn = other.endsOn
    notInSchoolHolidays = other.notInSchoolHolidays
    notOnPublicHolidays = other.notOnPublicHolidays
    note = other.note
  }
}

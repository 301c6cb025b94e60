// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Storage

/// An offer as the feed reads it; texts that are only passed on stay texts.
struct FeedOffer: Sendable {
  let key: RecordID<Offer>
  let tenant: TenantID
  let title: String
  let description: String
  /// Only where the public may see it.
  let organisation: RecordID<Organisation>?
  /// Codes by catalogue, as the table holds them: between blanks.
  let codes: [(catalogue: Catalogue, list: String)]
  let ageFrom: Int?
  let ageTo: Int?
  let languages: String
  let languagesNote: String
  let cost: OfferCost
  let costCents: Int?
  let costNote: String
  let eligibility: String
  let registration: String
  let capacity: Int?
  let freePlaces: Int?
  let placesAsOf: String?
  let isWaiting: Bool
  let waitingWeeks: Int?
  let website: String
  let mail: String
  let phone: String
  let contact: RecordID<ContactPerson>?
  let startsOn: Day?
  let endsOn: Day?
  let spaces: String
  let isEverywhere: Bool
  let funding: String
  let verifiedOn: String?
  let childcare: Answer
  /// ISO text of the last change of the offer, its organisation or its places.
  private(set) var modified: String

  /// - Parameter withPlaces: whether the last change of its places is read as well; otherwise the places bring it.
  static func columns(withPlaces: Bool) -> SQL {
    let places: SQL =
      withPlaces
      ? "(select max(p.modified_at) from offer_place l join place p on p.id = l.place where l.offer = o.id and l.archived_at is null)"
      : "null"
    return "\(columns), \(places) \(tables)"
  }

  private static let columns: SQL = """
    select o.id, o.tenant, o.title, o.description, o.summary, g.id, o.strategy, o.fields, o.stages, o.target_groups,
      o.service, o.programmes, o.age_from, o.age_to, o.languages, o.languages_note, o.cost, o.cost_cents, o.cost_note,
      o.eligibility, o.registration, o.capacity, o.free_places, o.places_as_of, o.waiting, o.waiting_weeks, o.website,
      o.mail, o.phone, o.contact, o.starts_on, o.ends_on, o.spaces, o.whole_area, o.funding_source, o.verified_on,
      o.childcare, o.modified_at, g.modified_at
    """

  private static let tables: SQL = """
    from offer o
    left join organisation g on g.id = o.organisation and g.archived_at is null and g.status = 'active'
    """

  /// One of its places was changed at this moment.
  mutating func note(placeModified moment: String) { modified = max(modified, moment) }

  init(_ row: inout Row) throws {
    key = try row.id()
    tenant = try row.id()
    title = row.text()
    let (html, summary) = (row.text(), row.text())
    description = html.isEmpty ? summary : FeedProse.plain(html)
    organisation = row.optionalID()
    codes = [.strategy, .field, .stage, .targetGroup, .service, .programme].map { ($0, row.text()) }
    ageFrom = row.optionalInteger()
    ageTo = row.optionalInteger()
    languages = row.text()
    languagesNote = row.text()
    cost = OfferCost(rawValue: row.text()) ?? .unknown
    costCents = row.optionalInteger()
    costNote = row.text()
    eligibility = row.text()
    registration = row.text()
    capacity = row.optionalInteger()
    freePlaces = row.optionalInteger()
    placesAsOf = row.optionalText()
    isWaiting = row.flag()
    waitingWeeks = row.optionalInteger()
    website = row.text()
    mail = row.text()
    phone = row.text()
    contact = row.optionalID()
    startsOn = row.optionalText().flatMap { Day(iso: $0) }
    endsOn = row.optionalText().flatMap { Day(iso: $0) }
    spaces = row.text()
    isEverywhere = row.flag()
    funding = row.text()
    verifiedOn = row.optionalText()
    childcare = Answer(rawValue: row.text()) ?? .unknown
    modified = [row.text(), row.text(), row.text()].max() ?? ""
  }
}

/// An offer at one of its places.
struct FeedLink: Sendable {
  let id: RecordID<OfferPlace>
  let offer: RecordID<Offer>
  let place: RecordID<Place>
  let remark: String
}

/// A time of an offer.
struct FeedTime: Sendable {
  let id: RecordID<OfferSchedule>
  let offer: RecordID<Offer>
  let link: RecordID<OfferPlace>?
  let kind: ScheduleKind
  let weekday: Weekday?
  let day: Day?
  let opens: Int?
  let closes: Int?
  let everyWeeks: Int
  let monthWeek: MonthWeek?
  let startsOn: Day?
  let endsOn: Day?
  let notInSchoolHolidays: Bool
  let notOnPublicHolidays: Bool
  let note: String
  var exceptions: [FeedException] = []

  static let columns: SQL = """
    select id, offer, offer_place, kind, weekday, day, opens, closes, every_weeks, month_week,
      starts_on, ends_on,
      not_in_school_holidays, not_on_public_holidays, note from offer_schedule
    """

  init(_ row: inout Row) throws {
    id = try row.id()
    offer = try row.id()
    link = row.optionalID()
    kind = ScheduleKind(rawValue: row.text()) ?? .course
    weekday = row.optionalText().flatMap { Weekday(rawValue: $0) }
    day = row.optionalText().flatMap { Day(iso: $0) }
    opens = row.optionalInteger()
    closes = row.optionalInteger()
    everyWeeks = row.integer()
    monthWeek = row.optionalText().flatMap { MonthWeek(rawValue: $0) }
    startsOn = row.optionalText().flatMap { Day(iso: $0) }
    endsOn = row.optionalText().flatMap { Day(iso: $0) }
    notInSchoolHolidays = row.flag()
    notOnPublicHolidays = row.flag()
    note = row.text()
  }
}

/// Days on which a time is different.
struct FeedException: Sendable {
  let schedule: RecordID<OfferSchedule>
  let first: Day
  let last: Day
  let isClosed: Bool
  let opens: Int?
  let closes: Int?
}

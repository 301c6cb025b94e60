// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Storage

/// What writing needs to know of the whole house.
struct FeedHouse: Sendable {
  let centers: CenterBook
  let terms: FeedTerms
  let today: Day
}

/// Services with all that belongs to them, read with one query for each kind of record.
///
/// Organisations, places and people are turned into JSON here, once for all services that name them.
struct FeedBatch {
  /// How much of the records is wanted.
  enum Depth: Sendable {
    /// Direct fields and single objects.
    case list
    case full
  }

  private(set) var services: [FeedOffer] = []
  private(set) var links: [RecordID<Offer>: [FeedLink]] = [:]
  private(set) var times: [RecordID<Offer>: [FeedTime]] = [:]
  private(set) var organisations: [RecordID<Organisation>: [UInt8]] = [:]
  private(set) var locations: [RecordID<Place>: [UInt8]] = [:]
  private(set) var contacts: [RecordID<ContactPerson>: [UInt8]] = [:]

  /// - Parameter ids: services that the public may not see (any more) are left out.
  init(_ ids: [RecordID<Offer>], _ depth: Depth, _ connection: Connection, _ house: FeedHouse) throws {
    if ids.isEmpty { return }
    services.reserveCapacity(ids.count)
    try connection.each(
      "\(FeedOffer.columns(withPlaces: depth != .full)) where \(FeedFinder.visible(house.today)) and o.id in (\(list: ids)) order by o.id"
    ) { row in
      services.append(try FeedOffer(&row))
    }
    let owners = Set(services.compactMap(\.organisation)).sorted()
    organisations = try FeedOrganisations.bytes(owners, depth, connection, house)
    guard depth == .full else { return }
    try readPlaces(ids, connection)
    try readTimes(ids, connection)
    let people = Set(services.compactMap(\.contact)).sorted()
    contacts = try FeedContacts.bytes(people, connection, on: house.today)
  }

  private mutating func readPlaces(_ ids: [RecordID<Offer>], _ connection: Connection) throws {
    let all = try connection.rows(
      """
      select l.id, l.offer, l.place, l.remark from offer_place l
      where l.archived_at is null and l.offer in (\(list: ids)) order by l.id
      """
    ) { row in FeedLink(id: try row.id(), offer: try row.id(), place: try row.id(), remark: row.text()) }
    let places = try FeedLocations.found(Set(all.map(\.place)).sorted(), .full, connection)
    locations = places.bytes
    let positions = Dictionary(
      services.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    for link in all {
      if let position = positions[link.offer], let moment = places.modified[link.place] {
        services[position].note(placeModified: moment)
      }
      if locations[link.place] != nil { links[link.offer, default: []].append(link) }
    }
  }

  private mutating func readTimes(_ ids: [RecordID<Offer>], _ connection: Connection) throws {
    let all = try connection.rows(
      "\(FeedTime.columns) where archived_at is null and offer in (\(list: ids)) order by id"
    ) { try FeedTime(&$0) }
    let exceptions = try Self.exceptions(of: all.map(\.id), connection)
    for var time in all {
      if let different = exceptions[time.id] { time.exceptions = different }
      times[time.offer, default: []].append(time)
    }
  }

  private static func exceptions(
    of schedules: [RecordID<OfferSchedule>], _ connection: Connection
  ) throws -> [RecordID<OfferSchedule>: [FeedException]] {
    if schedules.isEmpty { return [:] }
    var found: [RecordID<OfferSchedule>: [FeedException]] = [:]
    try connection.each(
      """
      select schedule, day, last_day, closed, opens, closes from schedule_exception
      where archived_at is null and schedule in (\(list: schedules)) order by day, id
      """
    ) { row in
      let schedule: RecordID<OfferSchedule> = try row.id()
      let (first, last) = (Day(iso: row.text()), row.optionalText().flatMap { Day(iso: $0) })
      guard let first else { throw StorageFault.unreadable(column: 1) }
      found[schedule, default: []].append(
        FeedException(
          schedule: schedule, first: first, last: last ?? first, isClosed: row.flag(), opens: row.optionalInteger(),
          closes: row.optionalInteger()))
    }
    return found
  }
}

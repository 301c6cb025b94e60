// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Storage

/// Writes one item of a list.
typealias FeedItem = (inout JSONWriter) -> Void

/// One list of the feed: how its records are found, counted and written.
struct FeedList<R>: Sendable {
  let kind: FeedKind
  let select: @Sendable (FeedFinder, Connection) throws -> FeedSelection<R>
  /// Ids that meet a condition, ascending.
  let ids: @Sendable (_ condition: SQL, Connection, _ after: RecordID<R>?, _ limit: Int?) throws -> [RecordID<R>]
  /// Items in the order of the ids; what the public may not see is left out.
  let load: @Sendable ([RecordID<R>], Connection, FeedHouse, FeedWish) throws -> [FeedItem]
}

/// How deep items are written.
struct FeedWish: Sendable {
  var isFull = false
  var isMinimal = false
  var fullServices = false

  static let one = FeedWish(isFull: true)
}

extension FeedList where R == Offer {
  static let services = FeedList(
    kind: .services, select: { try $0.services($1) },
    ids: { try FeedFinder.serviceIDs($0, $1, after: $2, limit: $3) },
    load: { ids, connection, house, wish in
      if wish.isMinimal { return try minimal(ids, connection, house) }
      let batch = try FeedBatch(ids, wish.isFull ? .full : .list, connection, house)
      let writer = FeedServices(batch, house)
      let places = Dictionary(batch.services.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
      return ids.compactMap { places[$0] }.map { index in
        { json in
          if wish.isFull {
            writer.full(batch.services[index], &json)
          } else {
            writer.brief(batch.services[index], &json)
          }
        }
      }
    })

  /// `id` and `modified_date`, the latter being the name that the specification has for it here.
  private static func minimal(
    _ ids: [RecordID<Offer>], _ connection: Connection, _ house: FeedHouse
  ) throws -> [FeedItem] {
    var found: [RecordID<Offer>: String] = [:]
    found.reserveCapacity(ids.count)
    for start in stride(from: 0, to: ids.count, by: 500) {
      try connection.each(
        """
        select o.id, o.modified_at, g.modified_at,
          (select max(p.modified_at) from offer_place l join place p on p.id = l.place where l.offer = o.id and l.archived_at is null)
        from offer o
        left join organisation g on g.id = o.organisation and \(FeedOrganisations.visible)
        where \(FeedFinder.visible(house.today)) and o.id in (\(list: Array(ids[start..<min(start + 500, ids.count)])))
        """
      ) { row in
        let id: RecordID<Offer> = try row.id()
        found[id] = [row.text(), row.text(), row.text()].max() ?? ""
      }
    }
    return ids.compactMap { id in
      found[id].map { modified in
        { json in
          json.object {
            $0.field("id", id)
            $0.field("modified_date", modified)
          }
        }
      }
    }
  }
}

extension FeedList where R == OfferPlace {
  static let links = FeedList(
    kind: .serviceAtLocations, select: { try $0.links($1) },
    ids: { try FeedFinder.linkIDs($0, $1, after: $2, limit: $3) },
    load: { ids, connection, house, wish in
      let links = try connection.rows(
        """
        select l.id, l.offer, l.place, l.remark from offer_place l
        join place p on p.id = l.place and p.archived_at is null
        where l.archived_at is null and l.id in (\(list: ids))
        """
      ) { row in FeedLink(id: try row.id(), offer: try row.id(), place: try row.id(), remark: row.text()) }
      let offers = Set(links.map(\.offer)).sorted()
      let batch = try FeedBatch(offers, wish.isFull ? .full : .list, connection, house)
      let writer = FeedServices(batch, house)
      let locations =
        wish.isFull
        ? batch.locations : try FeedLocations.found(Set(links.map(\.place)).sorted(), .list, connection).bytes
      let byID = Dictionary(links.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      let places = Dictionary(batch.services.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
      return ids.compactMap { id in
        guard let link = byID[id], let index = places[link.offer] else { return nil }
        return { json in
          if wish.isFull {
            writer.full(link, of: batch.services[index], &json)
          } else {
            writer.brief(link, of: batch.services[index], location: locations[link.place], &json)
          }
        }
      }
    })
}

extension FeedList where R == Organisation {
  static let organizations = FeedList(
    kind: .organizations, select: { try $0.organisations($1) },
    ids: { try FeedFinder.organisationIDs($0, $1, after: $2, limit: $3) },
    load: { ids, connection, house, wish in
      let rows = try FeedOrganisations.rows(ids, where: FeedOrganisations.listed, connection)
      let nested = try FeedNested(rows.map(\.id), connection, house, wish)
      let byID = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
      return ids.compactMap { byID[$0] }.map { organisation in
        { nested.write(organisation, &$0) }
      }
    })
}

/// What stands inside of organisations: places and services.
struct FeedNested {
  private let wish: FeedWish
  private let house: FeedHouse
  private var locations: [RecordID<Organisation>: [FeedLocation]] = [:]
  private var services: [RecordID<Organisation>: [[UInt8]]] = [:]

  init(
    _ ids: [RecordID<Organisation>], _ connection: Connection, _ house: FeedHouse, _ wish: FeedWish
  ) throws {
    self.wish = wish
    self.house = house
    guard wish.isFull || wish.fullServices else { return }
    if wish.isFull { locations = try FeedLocations.of(ids, connection) }
    let offers: [RecordID<Offer>] = try connection.rows(
      """
      select o.id from offer o where \(FeedFinder.visible(house.today)) and o.organisation in (\(list: ids))
      order by o.id
      """
    ) { try $0.id() }
    for start in stride(from: 0, to: offers.count, by: 500) {
      let part = Array(offers[start..<min(start + 500, offers.count)])
      let batch = try FeedBatch(part, wish.fullServices ? .full : .list, connection, house)
      let writer = FeedServices(batch, house)
      for service in batch.services {
        guard let owner = service.organisation else { continue }
        var json = JSONWriter(reserving: 2048)
        if wish.fullServices {
          writer.full(service, &json)
        } else {
          writer.brief(service, &json, withOrganisation: false)
        }
        services[owner, default: []].append(json.bytes)
      }
    }
  }

  func write(_ organisation: FeedOrganisation, _ json: inout JSONWriter) {
    json.object { json in
      organisation.direct(&json)
      if wish.isFull {
        organisation.parts(&json, house)
        places(of: organisation, &json)
      }
      if wish.isFull || wish.fullServices {
        json.list("services", services[organisation.id] ?? []) { $0.raw($1) }
      }
    }
  }

  /// Its places, and its own address where none of them has it.
  private func places(of organisation: FeedOrganisation, _ json: inout JSONWriter) {
    let own = locations[organisation.id] ?? []
    let hasAddress = !organisation.street.isEmpty && !organisation.postcode.isEmpty && !organisation.town.isEmpty
    let isKnown = own.contains { $0.street == organisation.street && $0.postcode == organisation.postcode }
    guard !own.isEmpty || hasAddress else { return }
    json.name("locations")
    json.array { json in
      for place in own { json.raw(place.bytes(.full)) }
      if hasAddress, !isKnown { postal(organisation, &json) }
    }
  }

  private func postal(_ organisation: FeedOrganisation, _ json: inout JSONWriter) {
    let owner = organisation.id.identifier
    let place = owner.part(.postalPlace)
    json.object { json in
      json.field("id", place)
      json.field("location_type", "postal")
      json.field("organization_id", organisation.id)
      json.field("name", organisation.name)
      json.list("addresses", [owner.part(.postalAddress)]) { json, address in
        json.object { json in
          json.field("id", address)
          json.field("location_id", place)
          FeedAddress.members(&json, organisation.street, organisation.postcode, organisation.town, "postal")
        }
      }
    }
  }
}

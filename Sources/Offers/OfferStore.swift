// SPDX-License-Identifier: EUPL-1.2
internal import Centers
package import Kernel
package import Organisations
internal import Records
package import Storage

extension OfferActions {
  /// A part of the offer changed: programs that ask for what is new must see it, and the index must follow.
  static func touch(_ id: RecordID<Offer>?, of tenant: TenantID, _ transaction: Transaction) throws {
    guard let id else { return }
    try transaction.run("update offer set modified_at = \(transaction.now) where id = \(id) and tenant = \(tenant)")
    try transaction.noteChange(Offer.descriptor.kind, id.identifier, of: tenant, .saved)
  }
}

/// An offer with all that its page shows.
package struct OfferDetail: Sendable {
  package let offer: Stored<Offer>
  package let organisation: Stored<Organisation>?
  /// In the order in which they were attached; places that were archived are left out.
  package let places: [(link: OfferPlace, place: Place)]
  package let schedules: [OfferSchedule]
  package let exceptions: [ScheduleException]
  /// Only someone who may be shown in public.
  package let contact: ContactPerson?
  package let source: Provenance?

  package var timetable: Timetable {
    Timetable(schedules, exceptions, from: offer.record.startsOn, until: offer.record.endsOn)
  }
}

extension Connection {
  /// One offer with its parts, archived or not.
  package func offerDetail(_ id: RecordID<Offer>, on today: Day) throws -> OfferDetail? {
    guard let stored = try find(Offer.self, id, in: .everyTenant) else { return nil }
    let offer = stored.record
    let links = try list(OfferPlace.self, in: .everyTenant, where: "offer = \(id)", limit: 200).map(\.record)
    let places = try placesByID(links.compactMap(\.place))
    let schedules = try list(OfferSchedule.self, in: .everyTenant, where: "offer = \(id)", limit: 500).map(\.record)
    let exceptions =
      schedules.isEmpty
      ? []
      : try list(
        ScheduleException.self, in: .everyTenant, where: "schedule in (\(list: schedules.map(\.id)))",
        order: "day", limit: 2000
      )
      .map(\.record)
    let contact = try offer.contact.flatMap { try find(ContactPerson.self, $0, in: .everyTenant) }
    return OfferDetail(
      offer: stored,
      organisation: try offer.organisation.flatMap { try find(Organisation.self, $0, in: .everyTenant) },
      places: links.compactMap { link in link.place.flatMap { places[$0] }.map { (link, $0) } },
      schedules: schedules, exceptions: exceptions,
      contact: contact.flatMap { $0.archivedAt == nil && $0.record.mayBeShown(on: today) ? $0.record : nil },
      source: try provenance(of: [id])[id])
  }

  private func placesByID(_ ids: [RecordID<Place>]) throws -> [RecordID<Place>: Place] {
    if ids.isEmpty { return [:] }
    let stored = try list(Place.self, in: .everyTenant, where: "id in (\(list: ids))", limit: ids.count)
    return Dictionary(stored.map { ($0.id, $0.record) }, uniquingKeysWith: { first, _ in first })
  }

  /// Offers by their ids in that order, of all tenants, without archived ones.
  package func offers(_ ids: [RecordID<Offer>]) throws -> [Stored<Offer>] {
    if ids.isEmpty { return [] }
    let stored = try list(Offer.self, in: .everyTenant, where: "id in (\(list: ids))", limit: ids.count)
    let byID = Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ids.compactMap { byID[$0] }
  }

  /// What runs out at the offers of a scope up to a day, with its reasons; the most urgent offers first (F28, F34).
  package func expiringOffers(
    in scope: Scope, from today: Day, until last: Day
  ) throws -> [(offer: Stored<Offer>, expiries: [OfferExpiry])] {
    let stored = try list(
      Offer.self, in: scope, where: "status in ('published', 'paused')", order: "title", limit: 100_000)
    let expiring = stored.map { ($0, OfferRules.expiries($0.record, from: today, until: last)) }
      .filter { !$0.1.isEmpty }
    return expiring.sorted { one, other in (one.1.first?.day ?? last) < (other.1.first?.day ?? last) }
      .map { (offer: $0.0, expiries: $0.1) }
  }

  /// Ids of public offers that are different since a moment, in the order of their changes.
  func changedOffers(after moment: Moment) throws -> [RecordID<Offer>] {
    try rows(
      """
      select id from offer where archived_at is null and status = 'published' and modified_at > \(moment)
        and tenant not in \(CenterModule.offers.leftOut)
      order by modified_at, id
      """
    ) { try $0.id() }
  }

  /// All public offers with the day of their last change, for the site map.
  func publicOfferDays() throws -> [(id: RecordID<Offer>, modified: String)] {
    try rows(
      """
      select id, modified_at from offer
      where archived_at is null and status = 'published' and tenant not in \(CenterModule.offers.leftOut) order by id
      """
    ) { row in (id: try row.id(), modified: String(row.text().prefix(10))) }
  }
}

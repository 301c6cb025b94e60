// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

/// Places and times of an offer, as they are stored.
struct OfferTableParts {
  /// In the order of their ids, without archived places.
  var places: [(link: Stored<OfferPlace>, place: Place)] = []
  var schedules: [Stored<OfferSchedule>] = []
  /// By schedule, in the order of their days.
  var exceptions: [RecordID<OfferSchedule>: [Stored<ScheduleException>]] = [:]
  /// Remarks in other languages, by the id of the place, schedule or exception.
  var translations: [Identifier: [Language: String]] = [:]

  func note(_ id: Identifier, _ text: String) -> OfferTableNote {
    OfferTableNote(text: text, translations: translations[id] ?? [:])
  }
}

extension Connection {
  private static var many: Int { 10_000_000 }

  /// Places and times of one offer; one that was made in this transaction has none yet.
  func offerTableParts(of id: RecordID<Offer>, isNew: Bool) throws -> OfferTableParts {
    if isNew { return OfferTableParts() }
    return try offerTableParts(of: [id])[id] ?? OfferTableParts()
  }

  /// Places and times of several offers in few queries.
  func offerTableParts(of ids: [RecordID<Offer>]) throws -> [RecordID<Offer>: OfferTableParts] {
    if ids.isEmpty { return [:] }
    var parts: [RecordID<Offer>: OfferTableParts] = [:]
    let links = try list(OfferPlace.self, in: .everyTenant, where: "offer in (\(list: ids))", limit: Self.many)
    let schedules = try list(OfferSchedule.self, in: .everyTenant, where: "offer in (\(list: ids))", limit: Self.many)
    let places = try placesForTable(links.compactMap(\.record.place))
    for link in links {
      guard let offer = link.record.offer, let place = link.record.place.flatMap({ places[$0] }) else { continue }
      parts[offer, default: OfferTableParts()].places.append((link, place))
    }
    var offers: [RecordID<OfferSchedule>: RecordID<Offer>] = [:]
    for schedule in schedules {
      guard let offer = schedule.record.offer else { continue }
      parts[offer, default: OfferTableParts()].schedules.append(schedule)
      offers[schedule.id] = offer
    }
    for exception in try exceptionsForTable(schedules.map(\.id)) {
      guard let schedule = exception.record.schedule, let offer = offers[schedule] else { continue }
      parts[offer]?.exceptions[schedule, default: []].append(exception)
    }
    try addTranslations(to: &parts)
    return parts
  }

  private func placesForTable(_ ids: [RecordID<Place>]) throws -> [RecordID<Place>: Place] {
    if ids.isEmpty { return [:] }
    let wanted = Array(Set(ids))
    let stored = try list(Place.self, in: .everyTenant, where: "id in (\(list: wanted))", limit: Self.many)
    return Dictionary(stored.map { ($0.id, $0.record) }, uniquingKeysWith: { first, _ in first })
  }

  private func exceptionsForTable(_ ids: [RecordID<OfferSchedule>]) throws -> [Stored<ScheduleException>] {
    if ids.isEmpty { return [] }
    return try list(
      ScheduleException.self, in: .everyTenant, where: "schedule in (\(list: ids))", order: "day", limit: Self.many)
  }

  private func addTranslations(to parts: inout [RecordID<Offer>: OfferTableParts]) throws {
    for kind in [OfferPlace.descriptor.kind, OfferSchedule.descriptor.kind, ScheduleException.descriptor.kind] {
      guard try number("select exists (select 1 from translation where kind = \(kind))") == 1 else { continue }
      var owners: [Identifier: RecordID<Offer>] = [:]
      for (offer, part) in parts {
        for place in part.places { owners[place.link.id.identifier] = offer }
        for schedule in part.schedules { owners[schedule.id.identifier] = offer }
        for exception in part.exceptions.values.joined() { owners[exception.id.identifier] = offer }
      }
      let ids = owners.keys.map(\.text)
      try each(
        "select record, language, text from translation where kind = \(kind) and record in (\(list: ids)) and text <> ''"
      ) { row in
        let id: RecordID<Offer> = try row.id()
        guard let language = Language(row.text()), let offer = owners[id.identifier] else { return }
        parts[offer]?.translations[id.identifier, default: [:]][language] = row.text()
      }
    }
  }

  /// All places of a tenant, in the order of their ids.
  func eachPlace(of tenant: TenantID, _ body: (Place) -> Void) throws {
    try eachBatch(of: Place.self, in: .tenant(tenant)) { batch in
      for stored in batch { body(stored.record) }
    }
  }
}

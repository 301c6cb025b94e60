// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Brings one offer with its places and times into the database.
struct HSDSOfferWriter {
  enum Outcome { case added, changed, unchanged }

  private let shelves: HSDSShelves
  private let package: HSDSPackage
  private let tenant: TenantID
  private let transaction: Transaction
  /// Parts that earlier deliveries brought, by their offers.
  private let schedules: [RecordID<Offer>: [Stored<OfferSchedule>]]
  private let places: [RecordID<Offer>: [Stored<OfferPlace>]]
  /// Places that people here attached.
  private let ownPlaces: [RecordID<Offer>: [Stored<OfferPlace>]]

  init(_ shelves: HSDSShelves, _ package: HSDSPackage, _ tenant: TenantID, _ transaction: Transaction) {
    self.shelves = shelves
    self.package = package
    self.tenant = tenant
    self.transaction = transaction
    schedules = Dictionary(grouping: shelves.schedules.delivered) { $0.record.offer ?? Self.none }
    places = Dictionary(grouping: shelves.offerPlaces.delivered) { $0.record.offer ?? Self.none }
    let delivered = Set(shelves.offerPlaces.delivered.map(\.id))
    let own = shelves.offerPlaces.stored.values.filter { !delivered.contains($0.id) }
    ownPlaces = Dictionary(grouping: own) { $0.record.offer ?? Self.none }
  }

  private static let none = RecordID<Offer>(Identifier(high: 0, low: 0))

  /// Fields that the source decides alone, also when it empties them.
  private static let fields: Set<String> = [
    "title", "summary", "description", "organisation", "age_from", "age_to", "languages", "languages_note", "cost",
    "cost_cents", "cost_note", "eligibility", "registration", "capacity", "free_places", "places_as_of", "waiting",
    "waiting_weeks", "website", "mail", "phone", "funding_source",
  ]

  func keep(_ draft: HSDSOfferDraft, _ ledger: inout HSDSLedger) throws -> Outcome {
    let known = shelves.offers.sources[draft.source]
    let fingerprint = "\(draft.sourceStatus) \(Self.fingerprint(draft))"
    if let known, known.fingerprint == fingerprint, !known.isVanished { return .unchanged }
    if shelves.offers.isArchived(draft.source) { return .unchanged }
    let stored = shelves.offers.current(draft.source)
    var offer = draft.offer
    if let stored {
      offer = HSDSWriter.merged(draft.offer, over: stored.record, Self.fields)
      if let own = stored.record.verifiedOn, own > offer.verifiedOn ?? own { offer.verifiedOn = own }
    }
    let hasOldStatus = known.map { !$0.isVanished && $0.fingerprint.hasPrefix(draft.sourceStatus + " ") } ?? false
    offer.status = status(draft, offer, stored, hasOldStatus, &ledger)
    if let stored {
      try transaction.save(offer, over: stored, as: "offer.imported")
    } else {
      try transaction.insert(offer, of: tenant, as: "offer.imported")
    }
    if try keepParts(draft, isNew: stored == nil), stored != nil {
      try OfferActions.touch(offer.id, of: tenant, transaction)
    }
    try transaction.noteSource(
      Provenance(system: HSDSImport.system, source: draft.source, address: "", fingerprint: fingerprint),
      of: offer.id, in: tenant)
    return stored == nil ? .added : .changed
  }

  private static func fingerprint(_ draft: HSDSOfferDraft) -> String {
    var parts = HSDSWriter.parts(draft.offer)
    for place in draft.places { parts += [place.key] + HSDSWriter.parts(place.record) }
    for schedule in draft.schedules {
      parts += [schedule.key] + HSDSWriter.parts(schedule.record, except: ["offer_place"])
    }
    return HSDSWriter.fingerprint(parts)
  }

  // MARK: Status

  /// What the source says of its state, as far as our rules allow; people's own decisions stay while it says the same.
  private func status(
    _ draft: HSDSOfferDraft, _ offer: Offer, _ stored: Stored<Offer>?, _ hasOldStatus: Bool,
    _ ledger: inout HSDSLedger
  ) -> OfferStatus {
    let place = package.items[draft.item].place
    let old = stored?.record.status
    switch draft.sourceStatus {
    case "inactive", "defunct": return hasOldStatus ? old ?? .ended : .ended
    case "temporarily closed": return hasOldStatus ? old ?? .paused : .paused
    default: break
    }
    if hasOldStatus, let old, old != .draft, old != .published { return old }
    let gaps = OfferRules.gaps(offer, hasPlace: !draft.places.isEmpty, on: transaction.now.berlin.day)
    if gaps.isEmpty { return .published }
    let reasons = gaps.map(\.sentence).joined(separator: " ")
    let state = old == .published ? OfferStatus.review : .draft
    ledger.notice(place, "Das Angebot steht auf „\(state.label)“: \(reasons)")
    return state
  }

  // MARK: Places and times

  /// - Returns: whether anything was different.
  private func keepParts(_ draft: HSDSOfferDraft, isNew: Bool) throws -> Bool {
    var isChanged = false
    if !isNew {
      let schedules = Set(draft.schedules.map(\.record.id))
      isChanged = try archive(self.schedules[draft.offer.id] ?? [], keeping: schedules)
      let places = Set(draft.places.map(\.record.id))
      isChanged = try archive(self.places[draft.offer.id] ?? [], keeping: places) || isChanged
    }
    var replaced: [RecordID<OfferPlace>: RecordID<OfferPlace>] = [:]
    for place in draft.places {
      if let own = isNew ? nil : ownPlace(place.record) {
        replaced[place.record.id] = own
        continue
      }
      isChanged = try keep(place.record, place.key, shelves.offerPlaces) || isChanged
    }
    for schedule in draft.schedules {
      var record = schedule.record
      if let place = record.offerPlace, let own = replaced[place] { record.offerPlace = own }
      isChanged = try keep(record, schedule.key, shelves.schedules) || isChanged
    }
    return isChanged
  }

  /// The same place, attached by people here.
  private func ownPlace(_ place: OfferPlace) -> RecordID<OfferPlace>? {
    place.offer.flatMap { ownPlaces[$0] }?.first { $0.record.place == place.place }?.id
  }

  private func keep<R: Record>(_ record: R, _ key: String, _ shelf: HSDSShelf<R>) throws -> Bool {
    if let stored = shelf.current(key) {
      return try transaction.save(record, over: stored, as: "\(R.descriptor.kind).imported")
    }
    try transaction.insert(record, of: tenant, as: "\(R.descriptor.kind).imported")
    try transaction.noteSource(
      Provenance(system: HSDSImport.system, source: key, address: "", fingerprint: ""), of: record.id, in: tenant)
    return true
  }

  private func archive<R: Record>(_ delivered: [Stored<R>], keeping: Set<RecordID<R>>) throws -> Bool {
    let gone = delivered.filter { !keeping.contains($0.id) }
    for stored in gone { try transaction.archive(stored) }
    return !gone.isEmpty
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Tables

/// The column of an offer's places.
enum OfferTablePlaces {
  static func column(_ memory: OfferTableMemory) -> TableCompanion<Offer> {
    TableCompanion(
      name: "places", label: "Orte", aliases: ["Ort", "Veranstaltungsort", "Veranstaltungsorte", "locations", "place"],
      cells: { connection, ids in
        try connection.offerTableParts(of: ids).mapValues { parts in
          OfferTableText.joined(entries(parts).map(\.parts))
        }
      },
      read: { connection, tenant, cell in
        memory.placeCount = .max
        let wanted = try read(cell, connection, tenant, memory)
        memory.placeCount = wanted.count
        return { transaction, offer, isNew in
          var writer = try PlaceWriter(offer, isNew: isNew, tenant, transaction, memory)
          return try writer.write(wanted)
        }
      })
  }

  static func entries(_ parts: OfferTableParts) -> [OfferTablePlace] {
    parts.places.map { OfferTablePlace($0.place, parts.note($0.link.id.identifier, $0.link.record.remark)) }
  }

  private static func read(
    _ cell: String, _ connection: Connection, _ tenant: TenantID, _ memory: OfferTableMemory
  ) throws -> [OfferTablePlace] {
    let entries = try OfferTableText.entries(cell, atMost: 200)
    if entries.isEmpty { return [] }
    try memory.load(connection, tenant)
    return try entries.map { parts in
      var place = try OfferTablePlace(parts)
      if place.isName { place.key = try found(place.key, memory) }
      place.isName = false
      return place
    }
  }

  /// The place that has only been named.
  private static func found(
    _ named: OfferTablePlace.Key, _ memory: OfferTableMemory
  ) throws(Problem) -> OfferTablePlace.Key {
    if !memory.places(named).isEmpty { return named }
    let keys = memory.keys(named: named.name)
    guard keys.count > 1 else { return keys.first ?? named }
    throw Problem(
      "offer-table.ambiguous-place", .invalid,
      "Den Ort „\(named.name.prefix(80))“ gibt es an mehreren Adressen. Bitte schreiben Sie: Name; Straße; PLZ Ort.")
  }
}

/// Gives one offer the places of its cell.
private struct PlaceWriter {
  let offer: RecordID<Offer>
  let isNew: Bool
  let tenant: TenantID
  let transaction: Transaction
  let memory: OfferTableMemory
  private let current: [Stored<OfferPlace>]
  private let entries: [OfferTablePlace]
  private var isChanged = false

  init(
    _ offer: RecordID<Offer>, isNew: Bool, _ tenant: TenantID, _ transaction: Transaction, _ memory: OfferTableMemory
  ) throws {
    (self.offer, self.isNew, self.tenant, self.transaction) = (offer, isNew, tenant, transaction)
    self.memory = memory
    let parts = try transaction.offerTableParts(of: offer, isNew: isNew)
    current = parts.places.map(\.link)
    entries = OfferTablePlaces.entries(parts)
  }

  /// - Returns: whether anything was different.
  mutating func write(_ wanted: [OfferTablePlace]) throws -> Bool {
    var (found, left) = OfferTable.matches(wanted.map(\.parts), among: entries.map(\.parts))
    for (index, place) in wanted.enumerated() where found[index] == nil {
      guard let same = left.firstIndex(where: { entries[$0].key == place.key }) else { continue }
      found[index] = left.remove(at: same)
      try change(found[index] ?? 0, place.note)
    }
    for position in left { try transaction.archive(current[position], as: "offer_place.imported") }
    let fresh = try add(wanted.enumerated().filter { found[$0.offset] == nil }.map(\.element), instead: left)
    var next = fresh.makeIterator()
    memory.keep(found.compactMap { $0.map { current[$0].id } ?? next.next() }, of: offer)
    isChanged = isChanged || !left.isEmpty || !fresh.isEmpty
    if isChanged, !isNew { try OfferActions.touch(offer, of: tenant, transaction) }
    return isChanged
  }

  private mutating func change(_ position: Int, _ note: OfferTableNote) throws {
    let stored = current[position]
    var link = stored.record
    link.remark = note.text
    try transaction.save(link, over: stored, as: "offer_place.imported")
    try transaction.translateForTable(stored.id, "remark", note, over: entries[position].note, of: tenant)
    isChanged = true
  }

  private func add(_ wanted: [OfferTablePlace], instead left: [Int]) throws -> [RecordID<OfferPlace>] {
    if wanted.isEmpty { return [] }
    let gone = Set(left.map { current[$0].id })
    var taken = Set(current.filter { !gone.contains($0.id) }.compactMap(\.record.place))
    let ids = wanted.map { _ in transaction.makeID(OfferPlace.self) }.sorted()
    let fresh = wanted.map { _ in transaction.makeID(Place.self) }.sorted()
    for (index, entry) in wanted.enumerated() {
      var link = OfferPlace(id: ids[index])
      link.offer = offer
      link.remark = entry.note.text
      let known = memory.places(entry.key).first { !taken.contains($0) }
      let place = try known ?? create(entry.key, fresh[index])
      taken.insert(place)
      link.place = place
      try transaction.insert(link, of: tenant, as: "offer_place.imported")
      try transaction.translateForTable(link.id, "remark", entry.note, over: OfferTableNote(), of: tenant)
    }
    return ids
  }

  private func create(_ key: OfferTablePlace.Key, _ id: RecordID<Place>) throws -> RecordID<Place> {
    var place = Place(id: id)
    (place.name, place.street, place.postcode, place.town) = (key.name, key.street, key.postcode, key.town)
    try transaction.insert(place, of: tenant, as: "place.imported")
    memory.add(place)
    return id
  }
}

extension Transaction {
  /// Writes what is different in the translations of a remark.
  func translateForTable<R: Record>(
    _ id: RecordID<R>, _ field: String, _ note: OfferTableNote, over old: OfferTableNote, of tenant: TenantID
  ) throws {
    let languages = Set(note.translations.keys).union(old.translations.keys)
    for language in languages.sorted() {
      let text = note.translations[language] ?? ""
      if text == old.translations[language] ?? "" { continue }
      try translate(id, of: tenant, field, into: language, text, version: 1)
    }
  }
}

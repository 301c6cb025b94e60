// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Tables

/// The column of an offer's times.
enum OfferTableTimes {
  static func column(_ memory: OfferTableMemory) -> TableCompanion<Offer> {
    TableCompanion(
      name: "schedules", label: "Zeiten", aliases: ["Termine", "Uhrzeiten", "Zeit", "times", "schedule"],
      cells: { connection, ids in
        try connection.offerTableParts(of: ids).mapValues { parts in
          OfferTableText.joined(entries(parts, parts.places.map(\.link.id)).map(\.parts))
        }
      },
      read: { _, tenant, cell in
        memory.timeCount = .max
        let wanted = try OfferTableText.entries(cell, atMost: 500).map { try OfferTableTime($0) }
        for place in wanted.compactMap(\.place) { try check(place, memory.placeCount) }
        memory.timeCount = wanted.count
        return { transaction, offer, isNew in try write(wanted, transaction, offer, isNew: isNew, tenant, memory) }
      })
  }

  static func entries(_ parts: OfferTableParts, _ places: [RecordID<OfferPlace>]) -> [OfferTableTime] {
    parts.schedules.map { stored in
      let place = stored.record.offerPlace.flatMap { places.firstIndex(of: $0) }.map { $0 + 1 }
      return OfferTableTime(stored.record, place: place, parts.note(stored.id.identifier, stored.record.note))
    }
  }

  private static func check(_ place: Int, _ count: Int?) throws(Problem) {
    guard let count else {
      throw Problem(
        "offer-table.places-missing", .invalid, "„Ort \(place)“ ist nur zusammen mit der Spalte „Orte“ verständlich.")
    }
    if (1...max(1, count)).contains(place), count > 0 { return }
    throw Problem(
      "offer-table.no-such-place", .invalid, "„Ort \(place)“ gibt es nicht: In der Spalte „Orte“ stehen \(count).")
  }

  private static func write(
    _ wanted: [OfferTableTime], _ transaction: Transaction, _ offer: RecordID<Offer>, isNew: Bool,
    _ tenant: TenantID, _ memory: OfferTableMemory
  ) throws -> Bool {
    let parts = try transaction.offerTableParts(of: offer, isNew: isNew)
    let places = memory.links(of: offer) ?? parts.places.map(\.link.id)
    let (found, left) = OfferTable.matches(wanted.map(\.parts), among: entries(parts, places).map(\.parts))
    for position in left {
      let stored = parts.schedules[position]
      for exception in parts.exceptions[stored.id] ?? [] {
        try transaction.archive(exception, as: "schedule_exception.imported")
      }
      try transaction.archive(stored, as: "offer_schedule.imported")
    }
    let ids = found.filter { $0 == nil }.map { _ in transaction.makeID(OfferSchedule.self) }.sorted()
    var next = ids.makeIterator()
    var order: [RecordID<OfferSchedule>] = []
    for (entry, position) in zip(wanted, found) {
      if let position {
        order.append(parts.schedules[position].id)
      } else if let id = next.next() {
        try insert(entry, id, of: offer, places, tenant, transaction)
        order.append(id)
      }
    }
    memory.keep(order, of: offer)
    if ids.isEmpty, left.isEmpty { return false }
    if !isNew { try OfferActions.touch(offer, of: tenant, transaction) }
    return true
  }

  private static func insert(
    _ entry: OfferTableTime, _ id: RecordID<OfferSchedule>, of offer: RecordID<Offer>,
    _ places: [RecordID<OfferPlace>], _ tenant: TenantID, _ transaction: Transaction
  ) throws {
    var schedule = OfferSchedule(id: id)
    for field in OfferSchedule.descriptor.fields {
      try field.place(field.read(entry.schedule), in: &schedule)
    }
    schedule.offer = offer
    schedule.offerPlace = entry.place.flatMap { $0 <= places.count ? places[$0 - 1] : nil }
    try transaction.insert(schedule, of: tenant, as: "offer_schedule.imported")
    try transaction.translateForTable(id, "note", entry.note, over: OfferTableNote(), of: tenant)
  }
}

/// The column of the exceptions of an offer's times.
enum OfferTableExceptions {
  static func column(_ memory: OfferTableMemory) -> TableCompanion<Offer> {
    TableCompanion(
      name: "exceptions", label: "Ausnahmen", aliases: ["Ausfälle", "Ausnahmetage"],
      cells: { connection, ids in
        try connection.offerTableParts(of: ids).mapValues { parts in
          OfferTableText.joined(entries(parts, parts.schedules.map(\.id)).map(\.entry.parts))
        }
      },
      read: { _, tenant, cell in
        let wanted = try OfferTableText.entries(cell, atMost: 1000).map { try OfferTableException($0) }
        try check(wanted, memory.timeCount)
        return { transaction, offer, isNew in try write(wanted, transaction, offer, isNew: isNew, tenant, memory) }
      })
  }

  private static func entries(
    _ parts: OfferTableParts, _ times: [RecordID<OfferSchedule>]
  ) -> [(stored: Stored<ScheduleException>, entry: OfferTableException)] {
    times.enumerated().flatMap { index, schedule in
      (parts.exceptions[schedule] ?? []).map { stored in
        (
          stored,
          OfferTableException(stored.record, time: index + 1, parts.note(stored.id.identifier, stored.record.note))
        )
      }
    }
  }

  private static func check(_ wanted: [OfferTableException], _ count: Int?) throws(Problem) {
    var seen: Set<String> = []
    for entry in wanted {
      guard let count else {
        throw Problem(
          "offer-table.times-missing", .invalid, "Ausnahmen sind nur zusammen mit der Spalte „Zeiten“ verständlich.")
      }
      guard entry.time >= 1, entry.time <= count else {
        throw Problem(
          "offer-table.no-such-time", .invalid,
          "„Zeit \(entry.time)“ gibt es nicht: In der Spalte „Zeiten“ stehen \(count).")
      }
      let day = entry.exception.day
      guard seen.insert("\(entry.time) \(day?.iso ?? "")").inserted else {
        throw Problem(
          "offer-table.exception-twice", .invalid,
          "Für „Zeit \(entry.time)“ stehen zwei Ausnahmen am \(day?.german ?? "") da.")
      }
    }
  }

  private static func write(
    _ wanted: [OfferTableException], _ transaction: Transaction, _ offer: RecordID<Offer>, isNew: Bool,
    _ tenant: TenantID, _ memory: OfferTableMemory
  ) throws -> Bool {
    let parts = try transaction.offerTableParts(of: offer, isNew: isNew)
    let times = memory.times(of: offer) ?? parts.schedules.map(\.id)
    let current = entries(parts, times)
    let (found, left) = OfferTable.matches(wanted.map(\.parts), among: current.map(\.entry.parts))
    for position in left { try transaction.archive(current[position].stored, as: "schedule_exception.imported") }
    let fresh = zip(wanted, found).filter { $0.1 == nil }.map(\.0)
    for entry in fresh where entry.time <= times.count {
      var exception = ScheduleException(id: transaction.makeID())
      for field in ScheduleException.descriptor.fields {
        try field.place(field.read(entry.exception), in: &exception)
      }
      exception.schedule = times[entry.time - 1]
      try transaction.insert(exception, of: tenant, as: "schedule_exception.imported")
      try transaction.translateForTable(exception.id, "note", entry.note, over: OfferTableNote(), of: tenant)
    }
    if fresh.isEmpty, left.isEmpty { return false }
    if !isNew { try OfferActions.touch(offer, of: tenant, transaction) }
    return true
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
internal import Records
package import Storage

/// An offer with all that belongs to it, as imports and demo data bring it.
package struct OfferSheet: Sendable {
  package var offer: Offer
  package var places: [OfferPlace] = []
  package var schedules: [OfferSchedule] = []
  package var exceptions: [ScheduleException] = []
  /// Texts of the offer by language and field.
  package var translations: [Language: TranslatedFields] = [:]

  package init(_ offer: Offer) { self.offer = offer }

  /// Everything that contradicts itself, in the offer and in its times.
  package var problems: [Problem] {
    OfferRules.problems(offer) + schedules.flatMap(ScheduleRules.problems)
      + exceptions.flatMap(ScheduleRules.problems)
  }
}

extension OfferActions {
  /// Keeps a new offer with its places, times and translations; the references between them are set here.
  package static func create(_ sheet: OfferSheet, of tenant: TenantID, _ transaction: Transaction) throws {
    try refuse(sheet.problems)
    let offer = try cleaned(sheet.offer)
    try transaction.insert(offer, of: tenant)
    for var place in sheet.places {
      place.offer = offer.id
      try transaction.insert(place, of: tenant)
    }
    for var schedule in sheet.schedules {
      schedule.offer = offer.id
      try transaction.insert(schedule, of: tenant)
    }
    for exception in sheet.exceptions { try transaction.insert(exception, of: tenant) }
    for (language, texts) in sheet.translations.sorted(by: { $0.key < $1.key }) {
      for (field, text) in texts.sorted(by: { $0.key < $1.key }) where !text.isEmpty {
        try transaction.translate(
          offer.id, of: tenant, field, into: language, try translation(of: field, text), version: 1)
      }
    }
  }

  /// Attaches a place to an offer.
  package static func addPlace(_ place: OfferPlace, to offer: Stored<Offer>, _ transaction: Transaction) throws {
    var place = place
    place.offer = offer.id
    if let id = place.place,
      try transaction.count(
        OfferPlace.self, in: .tenant(offer.tenant), where: "offer = \(offer.id) and place = \(id)") > 0
    {
      throw OfferRules.refusal(
        "place-twice", "Dieser Ort steht schon bei dem Angebot.", "place", .conflict)
    }
    try transaction.insert(place, of: offer.tenant)
    try touch(offer.id, of: offer.tenant, transaction)
  }

  /// Detaches a place; times that held only there go with it.
  package static func removePlace(_ stored: Stored<OfferPlace>, _ transaction: Transaction) throws {
    for schedule in try transaction.list(
      OfferSchedule.self, in: .tenant(stored.tenant), where: "offer_place = \(stored.id)")
    {
      try transaction.archive(schedule)
    }
    try transaction.archive(stored)
    try touch(stored.record.offer, of: stored.tenant, transaction)
  }

  package static func addSchedule(
    _ schedule: OfferSchedule, to offer: Stored<Offer>, _ transaction: Transaction
  ) throws {
    var schedule = schedule
    schedule.offer = offer.id
    try refuse(ScheduleRules.problems(schedule))
    try transaction.insert(schedule, of: offer.tenant)
    try touch(offer.id, of: offer.tenant, transaction)
  }

  package static func changeSchedule(
    _ schedule: OfferSchedule, over stored: Stored<OfferSchedule>, _ transaction: Transaction
  ) throws {
    try refuse(ScheduleRules.problems(schedule))
    if try transaction.save(schedule, over: stored) {
      try touch(stored.record.offer, of: stored.tenant, transaction)
    }
  }

  package static func removeSchedule(_ stored: Stored<OfferSchedule>, _ transaction: Transaction) throws {
    try transaction.archive(stored)
    try touch(stored.record.offer, of: stored.tenant, transaction)
  }

  package static func addException(
    _ exception: ScheduleException, to schedule: Stored<OfferSchedule>, _ transaction: Transaction
  ) throws {
    var exception = exception
    exception.schedule = schedule.id
    try refuse(ScheduleRules.problems(exception))
    try transaction.insert(exception, of: schedule.tenant)
    try touch(schedule.record.offer, of: schedule.tenant, transaction)
  }

  package static func removeException(
    _ stored: Stored<ScheduleException>, of schedule: Stored<OfferSchedule>, _ transaction: Transaction
  ) throws {
    try transaction.archive(stored)
    try touch(schedule.record.offer, of: schedule.tenant, transaction)
  }

  /// Keeps one field of an offer in another language.
  package static func translate(
    _ stored: Stored<Offer>, _ field: String, into language: Language, _ text: String, _ transaction: Transaction
  ) throws {
    try transaction.translate(
      stored.id, of: stored.tenant, field, into: language, try translation(of: field, text), version: stored.version)
    try touch(stored.id, of: stored.tenant, transaction)
  }

  private static func translation(of field: String, _ text: String) throws -> String {
    field == "description" ? try CleanHTML(cleaning: text).text : text
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Storage
internal import Workplace

extension OfferActions {
  /// Changes the remark of a place.
  package static func changePlace(
    _ place: OfferPlace, over stored: Stored<OfferPlace>, _ transaction: Transaction
  ) throws {
    var place = place
    (place.offer, place.place) = (stored.record.offer, stored.record.place)
    if try transaction.save(place, over: stored) { try touch(stored.record.offer, of: stored.tenant, transaction) }
  }

  package static func changeException(
    _ exception: ScheduleException, over stored: Stored<ScheduleException>, of schedule: Stored<OfferSchedule>,
    _ transaction: Transaction
  ) throws {
    try refuse(ScheduleRules.problems(exception))
    if try transaction.save(exception, over: stored) {
      try touch(schedule.record.offer, of: schedule.tenant, transaction)
    }
  }

  /// Takes an offer out of all lists. A public one is paused before, so that bringing it back does not publish it.
  package static func archive(_ stored: Stored<Offer>, _ transaction: Transaction) throws {
    guard stored.record.status == .published else { return try transaction.archive(stored) }
    try pause(stored, transaction)
    guard let paused = try transaction.find(Offer.self, stored.id, in: .tenant(stored.tenant)) else { return }
    try transaction.archive(paused)
  }

  /// Gives an offer under review back to its writers and says why.
  ///
  /// - Throws: a `Problem` at `text` without a reason.
  package static func sendBack(_ stored: Stored<Offer>, because reason: String, _ transaction: Transaction) throws {
    if reason.isEmpty {
      throw OfferRules.refusal("no-reason", "Bitte schreiben Sie, was noch fehlt oder anders sein soll.", "text")
    }
    try sendBack(stored, transaction)
    try transaction.comment(returnMark + reason, on: stored)
  }

  /// How a comment begins that says why an offer came back.
  static let returnMark = "Zurückgegeben: "

  /// - Throws: a `Problem` where the part of an offer that a time names is not one of the same offer, or a day is taken.
  static func checkPlace(
    _ schedule: OfferSchedule, of offer: Stored<Offer>, _ connection: Connection
  ) throws {
    guard let place = schedule.offerPlace else { return }
    let count = try connection.count(
      OfferPlace.self, in: .tenant(offer.tenant), where: "id = \(place) and offer = \(offer.id)")
    if count == 0 {
      throw OfferRules.refusal("unknown-place", "Diesen Ort gibt es bei dem Angebot nicht (mehr).", "offer_place")
    }
  }

  static func checkDay(
    _ exception: ScheduleException, of schedule: Stored<OfferSchedule>, _ connection: Connection
  ) throws {
    guard let day = exception.day else { return }
    let count = try connection.count(
      ScheduleException.self, in: .tenant(schedule.tenant),
      where: "schedule = \(schedule.id) and day = \(day) and id <> \(exception.id)")
    if count > 0 {
      throw OfferRules.refusal("day-twice", "Für diesen Tag gibt es schon eine Ausnahme.", "day", .conflict)
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Storage

/// What people do with offers; each is one intention in one transaction.
package enum OfferActions {
  /// - Throws: a `Problem` with everything that contradicts itself.
  package static func create(_ offer: Offer, of tenant: TenantID, _ transaction: Transaction) throws {
    try refuse(OfferRules.problems(offer))
    try transaction.insert(cleaned(offer), of: tenant)
  }

  /// Keeps changed data; the status only changes by its own actions.
  ///
  /// - Returns: whether anything was different.
  @discardableResult
  package static func change(_ offer: Offer, over stored: Stored<Offer>, _ transaction: Transaction) throws -> Bool {
    var offer = try cleaned(offer)
    offer.status = stored.record.status
    try refuse(OfferRules.problems(offer))
    return try transaction.save(offer, over: stored)
  }

  /// Shows a complete offer to the public.
  ///
  /// - Throws: a `Problem` that names every gap.
  package static func publish(_ stored: Stored<Offer>, on today: Day, _ transaction: Transaction) throws {
    try OfferRules.check(stored.record.status, to: .published)
    let hasPlace =
      try transaction.count(OfferPlace.self, in: .tenant(stored.tenant), where: "offer = \(stored.id)") > 0
    try refuse(OfferRules.gaps(stored.record, hasPlace: hasPlace, on: today))
    try move(stored, to: .published, as: "offer.published", transaction)
  }

  package static func pause(_ stored: Stored<Offer>, _ transaction: Transaction) throws {
    try move(stored, to: .paused, as: "offer.paused", transaction)
  }

  package static func end(_ stored: Stored<Offer>, _ transaction: Transaction) throws {
    try move(stored, to: .ended, as: "offer.ended", transaction)
  }

  /// Hands a draft in for review, or takes an offer back from the public to look at it again.
  package static func sendToReview(_ stored: Stored<Offer>, _ transaction: Transaction) throws {
    try move(stored, to: .review, as: "offer.sent-to-review", transaction)
  }

  /// Gives an offer under review back to its writers.
  package static func sendBack(_ stored: Stored<Offer>, _ transaction: Transaction) throws {
    try move(stored, to: .draft, as: "offer.sent-back", transaction)
  }

  /// Notes that somebody looked through the data and found them right (F28).
  ///
  /// - Parameter office: who did, as an office or organisation; never a person's name.
  package static func verify(
    _ stored: Stored<Offer>, by office: String, on today: Day, _ transaction: Transaction
  ) throws {
    var offer = stored.record
    offer.verifiedOn = today
    offer.verifiedBy = office
    try transaction.save(offer, over: stored, as: "offer.verified")
  }

  /// Ends everything whose last day is over; meant for once a day and for each start.
  ///
  /// - Returns: how many offers that were.
  @discardableResult
  package static func endPast(on today: Day, _ transaction: Transaction) throws -> Int {
    let past = try transaction.list(
      Offer.self, in: .everyTenant,
      where: "status in ('published', 'paused') and ends_on is not null and ends_on < \(today)", limit: 100_000)
    for stored in past { try end(stored, transaction) }
    return past.count
  }

  private static func move(
    _ stored: Stored<Offer>, to status: OfferStatus, as action: String, _ transaction: Transaction
  ) throws {
    try OfferRules.check(stored.record.status, to: status)
    var offer = stored.record
    offer.status = status
    try transaction.save(offer, over: stored, as: action)
  }

  /// The offer with its description free of everything that must not stand on pages.
  static func cleaned(_ offer: Offer) throws -> Offer {
    var offer = offer
    offer.description = try CleanHTML(cleaning: offer.description).text
    return offer
  }

  static func refuse(_ problems: [Problem]) throws {
    if let problem = Problem.joined(problems) { throw problem }
  }
}

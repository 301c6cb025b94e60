// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Offers
import Organisations
import Records
import Storage
import TestKit
import Web

/// A product with one organisation, one place and offers that a test writes.
struct OfferTown {
  let product: TestProduct
  let center: Center
  let organisation: RecordID<Organisation>
  let place: RecordID<Place>

  init() async throws {
    product = try await TestProduct()
    let center = try await product.center("dortmund")
    self.center = center
    (organisation, place) = try await product.database.write(by: .system("test")) { transaction in
      var organisation = Organisation(id: transaction.makeID())
      organisation.name = "Familienbüro Nordstadt"
      try transaction.insert(organisation, of: center.tenant)
      var place = Place(id: transaction.makeID())
      place.name = "Haus am Markt"
      place.street = "Markt 1"
      place.postcode = "44147"
      place.town = "Dortmund"
      place.latitude = center.latitude
      place.longitude = center.longitude
      place.stepFree = .yes
      place.hearingLoop = .no
      try transaction.insert(place, of: center.tenant)
      return (organisation.id, place.id)
    }
  }

  /// Keeps an offer with its place and a weekly time; indexed when this returns.
  @discardableResult
  func add(
    _ title: String, status: OfferStatus = .published, change: @escaping @Sendable (inout OfferSheet) -> Void = { _ in }
  ) async throws -> RecordID<Offer> {
    let (organisation, place, tenant) = (organisation, place, center.tenant)
    let id = try await product.database.write(by: .system("test")) { transaction in
      var offer = Offer(id: transaction.makeID())
      offer.title = title
      offer.summary = "Kurz gesagt: \(title)."
      offer.description = "<p>Mehr dazu.</p>"
      offer.organisation = organisation
      offer.fields = ["HF-SP"]
      offer.languages = ["deu", "ara"]
      offer.cost = .free
      offer.status = status
      offer.verifiedOn = TestProduct.now.berlin.day
      var sheet = OfferSheet(offer)
      var link = OfferPlace(id: transaction.makeID())
      link.place = place
      sheet.places = [link]
      var schedule = OfferSchedule(id: transaction.makeID())
      schedule.weekday = .tuesday
      schedule.opens = 540
      schedule.closes = 690
      sheet.schedules = [schedule]
      change(&sheet)
      try OfferActions.create(sheet, of: tenant, transaction)
      return offer.id
    }
    try await product.settle()
    return id
  }

  func stored(_ id: RecordID<Offer>) async throws -> Stored<Offer> {
    let found = try await product.database.read { try $0.find(Offer.self, id, in: .everyTenant) }
    guard let found else { throw Problem.notFound }
    return found
  }
}

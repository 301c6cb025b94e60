// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import Foundation
import Kernel
import Offers
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web

/// A product with one organisation, one place, one person and offers that a test writes.
struct FeedTown {
  let product: TestProduct
  let center: Center
  let organisation: RecordID<Organisation>
  let place: RecordID<Place>
  let person: RecordID<ContactPerson>

  init(consent: Day? = Day(year: 2026, month: 1, day: 5)) async throws {
    product = try await TestProduct()
    let center = try await product.center("dortmund")
    self.center = center
    (organisation, place, person) = try await product.database.write(by: .system("test")) { transaction in
      var organisation = Organisation(id: transaction.makeID())
      organisation.name = "Familienbüro \"Nordstadt\""
      organisation.identifiers = "Vereinsregister: Dortmund VR 1234"
      organisation.kind = "ET-MSO"
      try transaction.insert(organisation, of: center.tenant)
      var place = Place(id: transaction.makeID())
      place.name = "Haus am Markt"
      place.organisation = organisation.id
      place.street = "Markt 1"
      place.postcode = "44147"
      place.town = "Dortmund"
      place.latitude = center.latitude
      place.longitude = center.longitude
      place.stepFree = .yes
      try transaction.insert(place, of: center.tenant)
      var person = ContactPerson(id: transaction.makeID())
      person.name = "Frau Beispiel"
      person.isPublic = consent != nil
      person.consentOn = consent
      try transaction.insert(person, of: center.tenant)
      return (organisation.id, place.id, person.id)
    }
  }

  /// Keeps an offer that fills every field which HSDS can hold; read by the search when this returns.
  @discardableResult
  func add(
    _ title: String, status: OfferStatus = .published, change: @escaping @Sendable (inout OfferSheet) -> Void = { _ in }
  ) async throws -> RecordID<Offer> {
    let (organisation, place, person, tenant) = (organisation, place, person, center.tenant)
    let id = try await product.database.write(by: .system("test")) { transaction in
      var sheet = OfferSheet(Self.offer(transaction.makeID(), title, organisation, person, status))
      var link = OfferPlace(id: transaction.makeID())
      link.place = place
      link.remark = "Raum 12"
      sheet.places = [link]
      var weekly = OfferSchedule(id: transaction.makeID())
      weekly.weekday = .tuesday
      (weekly.opens, weekly.closes) = (540, 690)
      weekly.startsOn = Day(year: 2026, month: 9, day: 1)
      weekly.endsOn = Day(year: 2027, month: 6, day: 29)
      var single = OfferSchedule(id: transaction.makeID())
      single.day = Day(year: 2026, month: 12, day: 5)
      single.offerPlace = link.id
      (single.opens, single.closes) = (600, 1440)
      single.note = "Mit Musik"
      sheet.schedules = [weekly, single]
      change(&sheet)
      try OfferActions.create(sheet, of: tenant, transaction)
      return sheet.offer.id
    }
    try await product.settle()
    return id
  }

  private static func offer(
    _ id: RecordID<Offer>, _ title: String, _ organisation: RecordID<Organisation>, _ person: RecordID<ContactPerson>,
    _ status: OfferStatus
  ) -> Offer {
    var offer = Offer(id: id)
    offer.title = title
    offer.summary = "Kurz gesagt."
    offer.description = "<p>Wir üben &lt;Deutsch&gt; &amp; kochen.</p><p>Mit Kaffee.</p>"
    offer.organisation = organisation
    offer.contact = person
    offer.strategy = "IDB"
    offer.fields = ["HF-EL", "HF-SP"]
    offer.targetGroups = ["ZG-ELT"]
    offer.languages = ["deu", "ara"]
    offer.languagesNote = "Dolmetschen nach Absprache"
    (offer.ageFrom, offer.ageTo) = (18, 60)
    offer.cost = .paid
    offer.costCents = 1250
    offer.costNote = "Mit Dortmund-Pass kostenlos"
    offer.eligibility = "Wohnsitz in Dortmund"
    offer.registration = "Telefonisch"
    (offer.capacity, offer.freePlaces) = (15, 7)
    offer.placesAsOf = Day(year: 2026, month: 11, day: 20)
    offer.waiting = true
    offer.waitingWeeks = 3
    offer.website = "https://nordstadt.example/kurs"
    offer.mail = "kurs@nordstadt.example"
    offer.phone = "0231 123456"
    offer.fundingSource = "Kommunale Mittel"
    offer.verifiedOn = Day(year: 2026, month: 10, day: 1)
    offer.status = status
    return offer
  }

  func get(_ path: String) async throws -> (answer: TestAnswer, json: JSONObject) {
    let answer = try await product.client.get("/api/hsds/v3" + path)
    guard case .object(let object) = try JSONValue(parsing: Array(answer.body.utf8)) else { throw Problem.notFound }
    return (answer, object)
  }

  func ids(_ path: String) async throws -> [String] {
    let (answer, page) = try await get(path)
    #expect(answer.status == 200, "\(path): \(answer.body.prefix(200))")
    return page.objects("contents").compactMap { $0.text("id") }
  }
}

extension JSONObject {
  func text(_ name: String) -> String? { if case .string(let text)? = self[name] { text } else { nil } }

  func number(_ name: String) -> Double? {
    if case .number(let number)? = self[name] { Double(number.text) } else { nil }
  }

  func flag(_ name: String) -> Bool? { if case .bool(let flag)? = self[name] { flag } else { nil } }

  func object(_ name: String) -> JSONObject? { if case .object(let object)? = self[name] { object } else { nil } }

  func objects(_ name: String) -> [JSONObject] {
    guard case .array(let items)? = self[name] else { return [] }
    return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
  }
}

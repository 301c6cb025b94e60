// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Offers
import Records
import Storage
import TestKit
import Testing

@Suite("What people do with offers")
struct OfferActionTests {
  let today = TestProduct.now.berlin.day

  @Test("An incomplete draft is not published; the refusal names every gap")
  func gaps() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Entwurf", status: .draft) { sheet in
      sheet.offer.summary = ""
      sheet.offer.fields = []
      sheet.places = []
    }
    let stored = try await town.stored(id)
    let problem = await #expect(throws: Problem.self) {
      try await town.product.database.write(by: .visitor) { try OfferActions.publish(stored, on: today, $0) }
    }
    #expect(problem?.all.map(\.field) == ["summary", "fields", "whole_area"])
    #expect(try await town.stored(id).record.status == .draft)
  }

  @Test("Published, paused and ended leave their traces in the history")
  func life() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Kurs", status: .draft)
    let steps: [@Sendable (Stored<Offer>, Transaction) throws -> Void] = [
      { try OfferActions.publish($0, on: TestProduct.now.berlin.day, $1) }, { try OfferActions.pause($0, $1) },
      { try OfferActions.verify($0, by: "KI Dortmund", on: TestProduct.now.berlin.day.adding(days: 1), $1) },
      { try OfferActions.end($0, $1) },
    ]
    for step in steps {
      let stored = try await town.stored(id)
      try await town.product.database.write(by: .visitor) { try step(stored, $0) }
    }
    let history = try await town.product.database.read { connection in
      try connection.history("offer", id.identifier, of: town.center.tenant)
    }
    #expect(
      history.map(\.action) == ["offer.ended", "offer.verified", "offer.paused", "offer.published", "offer.created"])
    #expect(try await town.stored(id).record.verifiedBy == "KI Dortmund")
  }

  @Test("A change keeps the status and loses scripts")
  func change() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Kurs")
    let stored = try await town.stored(id)
    var offer = stored.record
    offer.status = .ended
    offer.description = "<p onclick=\"x()\">Neu<script>alert(1)</script></p>"
    let changed = offer
    try await town.product.database.write(by: .visitor) { try OfferActions.change(changed, over: stored, $0) }
    let after = try await town.stored(id).record
    #expect(after.status == .published)
    #expect(after.description == "<p>Neu</p>")
  }

  @Test("A new time changes the offer for programs and indexes; the same place is refused twice")
  func parts() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Kurs")
    let stored = try await town.stored(id)
    let place = town.place
    try await town.product.database.numberChanges()
    let before = try await town.product.database.read { try $0.lastChange() }
    try await town.product.database.write(by: .visitor) { transaction in
      var schedule = OfferSchedule(id: transaction.makeID())
      schedule.weekday = .friday
      try OfferActions.addSchedule(schedule, to: stored, transaction)
    }
    try await town.product.database.numberChanges()
    let changes = try await town.product.database.read { try $0.changes(after: before, limit: 10) }
    #expect(changes.contains { $0.kind == "offer" && $0.record == id.identifier })
    await #expect(throws: Problem.self) {
      try await town.product.database.write(by: .visitor) { transaction in
        var link = OfferPlace(id: transaction.makeID())
        link.place = place
        try OfferActions.addPlace(link, to: stored, transaction)
      }
    }
  }

  @Test("Contradictions keep the whole sheet out")
  func sheet() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    await #expect(throws: Problem.self) {
      try await town.add("Kurs") { sheet in sheet.schedules[0].closes = 60 }
    }
    let count = try await town.product.database.read { try $0.count(Offer.self, in: .everyTenant) }
    #expect(count == 0)
  }

  @Test("What is past its last day is ended, what is not stays")
  func past() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let (over, last) = (today.adding(days: -1), today)
    let ended = try await town.add("Gestern") { $0.offer.endsOn = over }
    let stays = try await town.add("Heute") { $0.offer.endsOn = last }
    let count = try await town.product.database.write(by: .visitor) { try OfferActions.endPast(on: last, $0) }
    #expect(count == 1)
    #expect(try await town.stored(ended).record.status == .ended)
    #expect(try await town.stored(stays).record.status == .published)
  }

  @Test("The list of what runs out begins with the most urgent")
  func expiring() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let (soon, later) = (today.adding(days: 10), today.adding(days: 40))
    try await town.add("Später") { $0.offer.endsOn = later }
    try await town.add("Bald") { $0.offer.fundingEnd = soon }
    try await town.add("Ohne Ende")
    let tenant = town.center.tenant
    let titles = try await town.product.database.read { connection in
      try connection.expiringOffers(in: .tenant(tenant), from: TestProduct.now.berlin.day, until: later).map {
        "\($0.offer.record.title) \($0.expiries.map(\.reason.rawValue))"
      }
    }
    #expect(titles == ["Bald [\"funding_ends_without_plan\"]", "Später [\"offer_ends\"]"])
  }
}

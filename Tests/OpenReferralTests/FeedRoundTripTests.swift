// SPDX-License-Identifier: EUPL-1.2
import Centers
import Foundation
import Kernel
import Offers
import Organisations
import Product
import Records
import Storage
import TestKit
import Testing

/// What our feed gives, our import takes back: the same offers at the same places and times.
///
/// What HSDS cannot hold is named in `Documentation/Algorithms/HSDSFeed.md`.
@Suite("From the feed into another directory")
struct FeedRoundTripTests {
  @Test("Offers, places and times are the same after export and import")
  func roundTrip() async throws {
    let town = try await FeedTown()
    let given = try await town.add("Sprachcafé")
    let free = try await town.add("Kochen") {
      $0.offer.cost = .free
      $0.offer.costCents = nil
      ($0.offer.waiting, $0.offer.waitingWeeks) = (false, nil)
    }
    let stream = try await town.product.client.get("/api/hsds/v3/services?format=ndjson&full=true")
    let target = try await Target()
    let report = try await target.load(stream.body)
    #expect(report.isKept)
    #expect(report.problems.isEmpty)
    #expect(report.offers.added == 2)
    for id in [given, free] { try await compare(id, town, target) }
    target.close()
    try town.product.remove()
  }

  private func compare(_ id: RecordID<Offer>, _ town: FeedTown, _ target: Target) async throws {
    let today = TestProduct.now.berlin.day
    let old = try #require(try await town.product.database.read { try $0.offerDetail(id, on: today) })
    let new = try #require(try await target.detail(of: id, on: today))
    let (before, after) = (old.offer.record, new.offer.record)
    for field in Offer.descriptor.fields where Self.kept.contains(field.name) {
      #expect(field.read(before) == field.read(after), "\(field.name)")
    }
    #expect(
      old.places.map { [$0.place.name, $0.place.street, $0.place.postcode, $0.place.town, $0.link.remark] }
        == new.places.map { [$0.place.name, $0.place.street, $0.place.postcode, $0.place.town, $0.link.remark] })
    #expect(old.places.map(\.place.latitude) == new.places.map(\.place.latitude))
    #expect(old.schedules.map(Self.text).sorted() == new.schedules.map(Self.text).sorted())
    #expect(old.organisation?.record.name == new.organisation?.record.name)
  }

  private static let kept: Set<String> = [
    "title", "description", "strategy", "fields", "stages", "target_groups", "service", "programmes", "age_from",
    "age_to", "languages", "languages_note", "cost", "cost_cents", "cost_note", "eligibility", "registration",
    "capacity",
    "free_places", "places_as_of", "waiting", "waiting_weeks", "website", "mail", "phone", "funding_source",
    "verified_on",
  ]

  private static func text(_ schedule: OfferSchedule) -> String {
    let parts: [String?] = [
      schedule.weekday?.rawValue, schedule.day?.iso, schedule.opens.map { String($0) },
      schedule.closes.map { String($0) },
      schedule.startsOn?.iso, schedule.endsOn?.iso, String(schedule.everyWeeks), schedule.monthWeek?.rawValue,
      schedule.note,
      schedule.offerPlace == nil ? "überall" : "an einem Ort",
    ]
    return parts.map { $0 ?? "-" }.joined(separator: " ")
  }
}

/// An empty directory into which a delivery comes.
private struct Target {
  let folder: URL
  let database: Database
  let tenant: TenantID

  init() async throws {
    folder = try TestProduct.temporaryFolder()
    database = try TestProduct.database(in: folder)
    try await Installation.prepare(database)
    let book = try await database.read { try CenterBook($0) }
    tenant = try #require(book.center(ags: "05913000")).tenant
  }

  func load(_ text: String) async throws -> HSDSImport.Report {
    let file = folder.appendingPathComponent("services.ndjson")
    try Data(text.utf8).write(to: file)
    return try await HSDSImport.run(path: file.path, options: HSDSImport.Options(tenant: tenant), on: database)
  }

  func detail(of source: RecordID<Offer>, on today: Day) async throws -> OfferDetail? {
    try await database.read { connection in
      let offers = try connection.list(Offer.self, in: .everyTenant, limit: 100)
      let sources = try connection.provenance(of: offers.map(\.id))
      guard let found = offers.first(where: { sources[$0.id]?.source == source.text }) else { return nil }
      return try connection.offerDetail(found.id, on: today)
    }
  }

  func close() {
    try? database.close()
    try? TestDatabase.remove(in: folder)
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Access
import Kernel
import Offers
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web

@testable import Duplicates

@Suite("Merging two records and taking it back")
struct MergeTests {
  @Test("The chosen values stay, everything that hung on the other record moves, the old address leads on")
  func merge() async throws {
    let office = try await MergeOffice()
    let page = try await office.anna.get(office.pair)
    #expect(page.status == 200)
    #expect(page.body.contains("Treffpunkt") && page.body.contains("Sprachcafé"))
    _ = try await office.merge()
    let kept = try await office.organisation(office.target)
    #expect(kept.record.name == "Haus der Vielfalt" && kept.record.summary == "Treffpunkt")
    #expect(kept.record.languages == ["deu", "ara"] && kept.record.identifiers == "VR: 12")
    #expect(try await office.organisation(office.source).archivedAt != nil)
    #expect(try await office.ownerOfOffer() == office.target)
    let (target, source, tenant) = (office.target, office.source, office.here)
    try await office.database.read { connection throws -> Void in
      #expect(try connection.translations(of: target)[.english]?["summary"] == "Meeting place")
      #expect(try connection.provenance(of: [target])[target]?.source == "7")
      #expect(try connection.mergeTarget(of: source) == target)
      #expect(try connection.count(Place.self, in: .tenant(tenant), where: "organisation = \(target)") == 1)
      #expect(try connection.brokenAudit().isEmpty)
      for id in [target, source] {
        let actions = try connection.history("organisation", id.identifier, of: tenant).map(\.action)
        #expect(actions.contains { $0.hasPrefix("organisation.merged") })
      }
    }
    #expect(try await office.anna.get(office.pair).status == 409)
    try office.product.remove()
  }

  @Test("Taking back restores both records and all references; a second time is refused")
  func undo() async throws {
    let office = try await MergeOffice()
    let before = try await office.organisation(office.target).record
    let address = try await office.merge()
    #expect(try await office.anna.post(address + "/zuruecknehmen", []).status == 303)
    #expect(try await office.organisation(office.target).record == before)
    #expect(try await office.organisation(office.source).archivedAt == nil)
    #expect(try await office.ownerOfOffer() == office.source)
    let (target, source) = (office.target, office.source)
    try await office.database.read { connection throws -> Void in
      #expect(try connection.mergeTarget(of: source) == nil)
      #expect(try connection.provenance(of: [source])[source]?.source == "7")
      #expect(try connection.translations(of: target)[.english]?["summary"] ?? "" == "")
      #expect(try connection.translations(of: source)[.english]?["summary"] == "Meeting place")
      #expect(try connection.brokenAudit().isEmpty)
    }
    #expect(try await office.anna.post(address + "/zuruecknehmen", []).status == 409)
    try office.product.remove()
  }

  @Test("What was changed since stands in the way by name and person; then nothing is taken back")
  func blocked() async throws {
    let office = try await MergeOffice()
    let address = try await office.merge()
    let offer = office.offer
    try await office.database.write(by: Principal(kind: .user, id: "z", name: "Frau Zwischenzeit")) { transaction in
      guard let stored = try transaction.find(Offer.self, offer, in: .everyTenant) else { throw Problem.notFound }
      var changed = stored.record
      changed.title = "Erzählcafé"
      try transaction.save(changed, over: stored)
    }
    let answer = try await office.anna.post(address + "/zuruecknehmen", [])
    #expect(answer.status == 409)
    #expect(answer.body.contains("Angebot „Erzählcafé“") && answer.body.contains("Frau Zwischenzeit"))
    #expect(try await office.organisation(office.source).archivedAt != nil)
    #expect(try await office.ownerOfOffer() == office.target)
    try office.product.remove()
  }

  @Test("Two merges into the same record are taken back one after the other, the newer first")
  func stacked() async throws {
    let office = try await MergeOffice()
    let first = try await office.merge()
    let tenant = office.here
    let third = try await office.database.write(by: .system("test")) { transaction in
      var third = Organisation(id: transaction.makeID())
      (third.name, third.town) = ("Haus der Vielfalt", "Dortmund")
      try transaction.insert(third, of: tenant)
      return third.id
    }
    let pair = "/arbeitsplatz/dubletten/organisationen/\(office.target)/\(third)"
    let version = try await office.organisation(office.target).version
    let form = [
      ("version-bleibt", String(version)), ("version-geht", "1"), ("seite-town", "anderer"),
      ("seite-summary", "bleibend"), ("seite-languages", "bleibend"), ("seite-postcode", "bleibend"),
      ("seite-phone", "bleibend"), ("seite-identifiers", "bleibend"),
    ]
    let answer = try await office.anna.post(pair + "/zusammenfuehren", form)
    #expect(answer.status == 303)
    let second = String(try #require(answer.header("Location")).prefix { $0 != "?" })
    #expect(try await office.anna.post(first + "/zuruecknehmen", []).status == 409)
    #expect(try await office.anna.post(second + "/zuruecknehmen", []).status == 303)
    #expect(try await office.anna.post(first + "/zuruecknehmen", []).status == 303)
    #expect(try await office.organisation(office.target).record.summary.isEmpty)
    try office.product.remove()
  }

  private struct Killed: Error {}

  @Test("An end in the middle of a merge or its undoing leaves nothing half done")
  func killed() async throws {
    let office = try await MergeOffice()
    let (target, source, tenant) = (office.target.identifier, office.source.identifier, office.here)
    let kinds = DuplicateKinds.all(office.product.services)
    let kind = try #require(kinds.first)
    await #expect(throws: Killed.self) {
      try await office.database.write(by: .system("test")) { transaction in
        let asked = DuplicatePages.Asked(kind: kind, tenant: tenant, target: target, source: source)
        let plan = try asked.plan(transaction)
        var work = MergeWork(plan, DuplicateKinds.referring, transaction)
        _ = try work.run(plan.suggested)
        throw Killed()
      }
    }
    #expect(try await office.organisation(office.source).archivedAt == nil)
    #expect(try await office.organisation(office.target).version == 1)
    #expect(try await office.ownerOfOffer() == office.source)
    let address = try await office.merge()
    let id = try #require(RecordID<Merge>(address.suffix(36)))
    await #expect(throws: Killed.self) {
      try await office.database.write(by: .system("test")) { transaction in
        guard let merge = try transaction.merge(id, of: tenant) else { throw Problem.notFound }
        try MergeUndo(kinds: DuplicateKinds.referring).undo(merge, transaction)
        throw Killed()
      }
    }
    #expect(try await office.ownerOfOffer() == office.target)
    #expect(try await office.anna.post(address + "/zuruecknehmen", []).status == 303)
    try office.product.remove()
  }

  @Test("Offers at the same place keep one link and one set of times; taking back brings the other again")
  func twins() async throws {
    let office = try await MergeOffice()
    let (tenant, organisation) = (office.here, office.source)
    let (one, other) = try await office.database.write(by: .system("test")) { transaction in
      var place = Place(id: transaction.makeID())
      place.name = "Laden"
      try transaction.insert(place, of: tenant)
      var offers: [RecordID<Offer>] = []
      for _ in 0..<2 {
        var offer = Offer(id: transaction.makeID())
        (offer.title, offer.organisation) = ("Nähtreff", organisation)
        try transaction.insert(offer, of: tenant)
        var link = OfferPlace(id: transaction.makeID())
        (link.offer, link.place) = (offer.id, place.id)
        try transaction.insert(link, of: tenant)
        var schedule = OfferSchedule(id: transaction.makeID())
        (schedule.offer, schedule.offerPlace, schedule.opens) = (offer.id, link.id, 600)
        try transaction.insert(schedule, of: tenant)
        offers.append(offer.id)
      }
      return (offers[0], offers[1])
    }
    @Sendable func open(_ offer: RecordID<Offer>) async throws -> [Int] {
      try await office.database.read { connection in
        [
          try connection.count(OfferPlace.self, in: .tenant(tenant), where: "offer = \(offer)"),
          try connection.count(OfferSchedule.self, in: .tenant(tenant), where: "offer = \(offer)"),
        ]
      }
    }
    let versions = [("version-bleibt", "1"), ("version-geht", "1")]
    let pair = "/arbeitsplatz/dubletten/angebote/\(one)/\(other)"
    let answer = try await office.anna.post(pair + "/zusammenfuehren", versions)
    #expect(answer.status == 303)
    #expect(try await open(one) == [1, 1])
    let address = String(try #require(answer.header("Location")).prefix { $0 != "?" })
    #expect(try await office.anna.post(address + "/zuruecknehmen", []).status == 303)
    #expect(try await open(one) == [1, 1])
    #expect(try await open(other) == [1, 1])
    try office.product.remove()
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Access
import Kernel
import Organisations
import Records
import Storage
import TestKit
import Testing

@testable import Duplicates

@Suite("Duplicates: list, rights and attacks")
struct DuplicateAttackTests {
  @Test("The job finds the pair with its reasons; a dismissed pair is gone until somebody recalls it")
  func list() async throws {
    let office = try await MergeOffice()
    try await office.search()
    let page = try await office.anna.get("/arbeitsplatz/dubletten?art=organisationen")
    #expect(page.status == 200 && page.body.contains("Haus der Vielfalt e. V."))
    #expect(page.body.contains("Telefon"))
    #expect(try await office.anna.post(office.pair + "/keine", []).status == 303)
    let list = try await office.anna.get("/arbeitsplatz/dubletten")
    #expect(!list.body.contains("Haus der Vielfalt e. V."))
    try await office.search()
    #expect(try await office.anna.get(office.pair).body.contains("Anna hat am"))
    #expect(try await office.anna.post(office.pair + "/keine", [("zurueck", "1")]).status == 303)
    #expect(try await office.anna.get("/arbeitsplatz/dubletten").body.contains("Haus der Vielfalt e. V."))
    let tenant = office.here
    let audited = try await office.database.read { connection in
      try connection.number(
        "select count(*) from audit_log where tenant = \(tenant) and kind = 'duplicate_dismissed'")
    }
    #expect(audited == 4)
    try office.product.remove()
  }

  @Test("The list follows changes: archived records leave it, keys hold no mail address or number")
  func follows() async throws {
    let office = try await MergeOffice()
    try await office.search()
    let tenant = office.here
    @Sendable func pairs() async throws -> Int {
      try await office.database.read { try $0.countDuplicatePairs(of: tenant, ["organisation"]) }
    }
    #expect(try await pairs() == 1)
    let readable = try await office.database.read { connection in
      try connection.number("select count(*) from duplicate_key where key like '%123456%' or key like '%vielfalt%'")
    }
    #expect(readable == 0)
    let stored = try await office.organisation(office.source)
    try await office.database.write(by: .system("test")) { try $0.archive(stored) }
    try await office.search()
    #expect(try await pairs() == 0)
    let id = office.source.text
    let left = try await office.database.read { connection in
      try connection.number("select count(*) from duplicate_key where record = \(id)")
    }
    #expect(left == 0)
    try office.product.remove()
  }

  @Test("Records of another centre are not there, whichever side they stand on")
  func foreign() async throws {
    let office = try await MergeOffice()
    let there = office.there
    let foreign = try await office.database.write(by: .system("test")) { transaction in
      var organisation = Organisation(id: transaction.makeID())
      organisation.name = "Haus der Vielfalt"
      try transaction.insert(organisation, of: there)
      return organisation.id
    }
    for (one, other) in [(office.target, foreign), (foreign, office.source)] {
      let pair = "/arbeitsplatz/dubletten/organisationen/\(one)/\(other)"
      #expect(try await office.anna.get(pair).status == 404)
      #expect(try await office.anna.post(pair + "/zusammenfuehren", office.form()).status == 404)
      #expect(try await office.anna.post(pair + "/keine", []).status == 404)
    }
    let address = try await office.merge()
    let olga = try await office.product.person(.centerHead, in: there)
    #expect(try await olga.get(address).status == 404)
    #expect(try await olga.post(address + "/zuruecknehmen", []).status == 404)
    #expect(try await office.organisation(foreign).version == 1)
    let pair = "/arbeitsplatz/dubletten/organisationen/\(office.target)/\(office.target)"
    #expect(try await office.anna.get(pair).status == 409)
    try office.product.remove()
  }

  @Test("Only heads and staff merge; providers, readers and administration do not; a form without token does nothing")
  func rights() async throws {
    let office = try await MergeOffice()
    let provider = try await office.product.person(.provider, in: office.here, organisation: office.source)
    let reader = try await office.product.person(.centerReader, in: office.here)
    for person in [provider, reader] {
      #expect(try await person.get("/arbeitsplatz/dubletten").status == 403)
      #expect(try await person.get(office.pair).status == 403)
      #expect(try await person.post(office.pair + "/zusammenfuehren", office.form()).status == 403)
    }
    #expect(try await office.anna.get("/koordination/dubletten").status == 403)
    #expect(try await office.anna.forge(office.pair + "/zusammenfuehren", office.form()).status == 403)
    let forged = office.form() + [("csrf", String(repeating: "0", count: 64))]
    #expect(try await office.anna.forge(office.pair + "/zusammenfuehren", forged).status == 403)
    #expect(try await office.organisation(office.source).archivedAt == nil)
    try office.product.remove()
  }

  @Test("A change between preview and merge shows both again with what was chosen; a missing choice is told")
  func meanwhile() async throws {
    let office = try await MergeOffice()
    let stored = try await office.organisation(office.source)
    try await office.database.write(by: .system("test")) { transaction in
      var changed = stored.record
      changed.summary = "Neuer Text"
      try transaction.save(changed, over: stored)
    }
    let answer = try await office.anna.post(office.pair + "/zusammenfuehren", office.form())
    #expect(answer.status == 409 && answer.body.contains("Neuer Text"))
    #expect(answer.body.contains("value=\"anderer\" required checked"))
    #expect(try await office.organisation(office.source).archivedAt == nil)
    let incomplete = [("version-bleibt", "1"), ("version-geht", "2"), ("seite-name", "bleibend")]
    #expect(try await office.anna.post(office.pair + "/zusammenfuehren", incomplete).status == 422)
    let wrong = office.form(other: 2).map { $0.0 == "seite-name" ? ($0.0, "beide") : $0 }
    #expect(try await office.anna.post(office.pair + "/zusammenfuehren", wrong).status == 422)
    #expect(try await office.anna.post(office.pair + "/zusammenfuehren", office.form(other: 2)).status == 303)
    try office.product.remove()
  }

  @Test("The coordination body sees name, town and centre of public doubles, and nothing of ended ones")
  func across() async throws {
    let office = try await MergeOffice()
    let there = office.there
    let foreign = try await office.database.write(by: .system("test")) { transaction in
      var organisation = Organisation(id: transaction.makeID())
      (organisation.name, organisation.phone) = ("Haus der Vielfalt", "0231 123456")
      (organisation.town, organisation.needs) = ("Hagen", "Geheimer Bedarf")
      try transaction.insert(organisation, of: there)
      return organisation
    }
    try await office.search()
    let clara = try await office.product.person(.coordinationMember, in: try await office.product.statewide())
    let page = try await clara.get("/koordination/dubletten")
    #expect(page.status == 200 && page.body.contains("Hagen"))
    #expect(!page.body.contains("Geheimer Bedarf") && !page.body.contains("123456"))
    let here = office.here
    let within = try await office.database.read { try $0.countDuplicatePairs(of: here, ["organisation"]) }
    #expect(within == 1)
    let stored = try await office.organisation(foreign.id)
    try await office.database.write(by: .system("test")) { transaction in
      var ended = stored.record
      ended.status = .ended
      try transaction.save(ended, over: stored)
    }
    #expect(!(try await clara.get("/koordination/dubletten").body.contains("Hagen</")))
    try office.product.remove()
  }

  @Test("Texts of records are text on every page, never markup")
  func markup() async throws {
    let office = try await MergeOffice()
    let stored = try await office.organisation(office.source)
    try await office.database.write(by: .system("test")) { transaction in
      var changed = stored.record
      changed.name = "<script>alert(1)</script> Haus der Vielfalt"
      changed.summary = "\"><img src=x onerror=alert(1)>"
      try transaction.save(changed, over: stored)
    }
    try await office.search()
    for path in [office.pair, "/arbeitsplatz/dubletten"] {
      let body = try await office.anna.get(path).body
      #expect(!body.contains("<script>alert") && !body.contains("<img src=x"))
    }
    try office.product.remove()
  }

  @Test("A new organisation is told of the one that exists already")
  func similar() async throws {
    let office = try await MergeOffice()
    try await office.search()
    let (tenant, services) = (office.here, office.product.services)
    let found = try await office.database.read { connection -> [SimilarRecord] in
      var typed = Organisation(id: office.database.ids.make())
      (typed.name, typed.phone) = ("Haus der Vielfalt", "0231/123456")
      return try Duplicates.similar(to: typed, in: tenant, services, connection)
    }
    #expect(Set(found.map(\.id)) == [office.target.text, office.source.text])
    try office.product.remove()
  }
}

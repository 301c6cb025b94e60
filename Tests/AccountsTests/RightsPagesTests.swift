// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Kernel
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("Team, deputies and tokens")
struct RightsPagesTests {
  @Test("A head invites; the person is in the team with that role")
  func invitation() async throws {
    let product = try await TestProduct()
    let center = try await product.center("dortmund")
    let head = try await product.person(.centerHead, in: center.tenant)
    let answer = try await head.post(
      "/arbeitsplatz/team/einladen", [("name", "Olga Neu"), ("mail", "olga@neu.example"), ("rolle", "centerStaff")])
    #expect(answer.status == 303)
    let page = try await head.get("/arbeitsplatz/team?q=olga")
    #expect(page.body.contains("Olga Neu"))
    let table = try await head.get("/arbeitsplatz/team/tabelle.csv?q=olga")
    #expect(table.body.contains("olga@neu.example") && !table.body.contains("@test.example"))
    let twice = try await head.post(
      "/arbeitsplatz/team/einladen", [("name", "Olga"), ("mail", "OLGA@neu.example"), ("rolle", "centerHead")])
    #expect(twice.status == 409)
    #expect(twice.body.contains("OLGA@neu.example"))
    try product.remove()
  }

  @Test("No form makes more of anybody than the giver may give")
  func growth() async throws {
    let product = try await TestProduct()
    let (dortmund, bielefeld) = (try await product.center("dortmund"), try await product.center("bielefeld"))
    let head = try await product.person(.centerHead, in: dortmund.tenant)
    let staff = try await product.person(.centerStaff, in: dortmund.tenant)
    let stranger = try await product.person(.centerStaff, in: bielefeld.tenant)
    let own = try #require(try await product.entry(of: head, in: dortmund.tenant))
    let theirs = try #require(try await product.entry(of: staff, in: dortmund.tenant))
    let foreign = try #require(try await product.entry(of: stranger, in: bielefeld.tenant))
    let team = "/arbeitsplatz/team"
    for role in ["systemOperator", "coordinationHead", "ministryReader", "nonsense"] {
      let answer = try await head.post("\(team)/person/\(theirs.id)", [("rolle", role)])
      #expect([403, 422].contains(answer.status), "\(role)")
    }
    #expect(
      try await head.post("\(team)/person/\(own.id)", [("rolle", "centerHead"), ("bis", "2030-01-01")]).status == 403)
    #expect(try await head.post("\(team)/person/\(own.id)/entfernen", []).status == 403)
    #expect(try await head.post("\(team)/person/\(foreign.id)", [("rolle", "centerReader")]).status == 404)
    let address = "?zentrum=\(bielefeld.tenant)"
    #expect(try await head.post("\(team)/person/\(foreign.id)\(address)", [("rolle", "centerReader")]).status == 403)
    #expect(try await head.get(team + address).status == 403)
    #expect(try await head.get("\(team)?zentrum=\(Account.installation)").status == 403)
    #expect(try await staff.post("\(team)/person/\(theirs.id)", [("rolle", "centerHead")]).status == 403)
    #expect(try await staff.post("\(team)/einladen", [("mail", "x@y.example"), ("rolle", "centerHead")]).status == 403)
    #expect(try await head.forge("\(team)/person/\(theirs.id)/entfernen").status == 403)
    #expect(try await product.entry(of: staff, in: dortmund.tenant)?.record == theirs.record)
    #expect(try await product.entry(of: stranger, in: bielefeld.tenant)?.record == foreign.record)
    try product.remove()
  }

  @Test("A provider needs an organisation of the same centre")
  func provider() async throws {
    let product = try await TestProduct()
    let (dortmund, bielefeld) = (try await product.center("dortmund"), try await product.center("bielefeld"))
    let head = try await product.person(.centerHead, in: dortmund.tenant)
    let ids = try await product.database.write(by: .system("test")) { transaction in
      try [dortmund.tenant, bielefeld.tenant].map { tenant in
        var organisation = Organisation(id: transaction.makeID())
        organisation.name = "Verein"
        try transaction.insert(organisation, of: tenant)
        return organisation.id
      }
    }
    let form = [("name", "V"), ("mail", "v@verein.example"), ("rolle", "provider")]
    let path = "/arbeitsplatz/team/einladen"
    #expect(try await head.post(path, form).status == 422)
    #expect(try await head.post(path, form + [("organisation", ids[1].text)]).status == 422)
    #expect(try await head.post(path, form + [("organisation", ids[0].text)]).status == 303)
    try product.remove()
  }

  @Test("The last head stays; whoever is removed is signed out")
  func removal() async throws {
    let product = try await TestProduct()
    let center = try await product.center("dortmund")
    let system = try await product.person(.systemOperator)
    let (head, second) = (
      try await product.person(.centerHead, in: center.tenant), try await product.person(.centerHead, in: center.tenant)
    )
    func remove(_ person: TestPerson) async throws -> Int {
      let entry = try #require(try await product.entry(of: person, in: center.tenant))
      return try await system.post("/arbeitsplatz/team/person/\(entry.id)/entfernen?zentrum=\(center.tenant)", [])
        .status
    }
    #expect(try await head.get("/arbeitsplatz/team").status == 200)
    #expect(try await remove(head) == 303)
    #expect(try await head.get("/arbeitsplatz/team").status == 303)
    #expect(try await remove(second) == 409)
    let entry = try #require(try await product.entry(of: second, in: center.tenant))
    let path = "/arbeitsplatz/team/person/\(entry.id)?zentrum=\(center.tenant)"
    #expect(try await system.post(path, [("rolle", "centerStaff")]).status == 409)
    #expect(try await system.post(path, [("rolle", "centerHead"), ("bis", "2026-12-31")]).status == 409)
    try product.remove()
  }

  @Test("A deputy leads for the days named and makes no heads")
  func deputy() async throws {
    let product = try await TestProduct()
    let center = try await product.center("dortmund")
    let head = try await product.person(.centerHead, in: center.tenant, name: "Marta Lindner")
    let staff = try await product.person(.centerStaff, in: center.tenant)
    let entry = try #require(try await product.entry(of: head, in: center.tenant))
    let answer = try await head.post(
      "/arbeitsplatz/team/person/\(entry.id)/vertretung",
      [("person", staff.account.id.text), ("von", "2026-11-23"), ("bis", "2026-11-30")])
    #expect(answer.status == 303)
    let days = [("2026-11-22", 0), ("2026-11-23", 1), ("2026-11-30", 1), ("2026-12-01", 0)]
    let page = try await head.get("/arbeitsplatz/team")
    #expect(page.body.contains("in Vertretung von Marta Lindner"))
    for (iso, heads) in days {
      let day = try #require(Day(iso: iso))
      let held = try await product.database.read { try $0.memberships(of: staff.account.id, on: day) }
      #expect(held.filter { $0.role == .centerHead && $0.deputyFor == "Marta Lindner" }.count == heads, "\(iso)")
    }
    let path = "/arbeitsplatz/team/einladen"
    #expect(
      try await staff.post(path, [("name", "X"), ("mail", "x@y.example"), ("rolle", "centerHead")]).status == 403)
    #expect(
      try await staff.post(path, [("name", "X"), ("mail", "x@y.example"), ("rolle", "centerStaff")]).status == 303)
    try product.remove()
  }

  @Test("A token is shown once, kept as a digest, does only what it may, and ends")
  func tokens() async throws {
    let product = try await TestProduct()
    let center = try await product.center("dortmund")
    let (head, other) = (
      try await product.person(.centerHead, in: center.tenant), try await product.person(.centerHead, in: center.tenant)
    )
    let form = [("name", "Abgleich"), ("rechte", "team.view"), ("bis", "2027-01-31")]
    let made = try await head.post("/konto/zugaenge", form)
    let secret = try #require(made.body.firstMatch(of: /vb_[0-9a-f]{64}/).map { String($0.0) })
    #expect(try await !head.get("/konto/zugaenge").body.contains(secret))
    let digest = ProgramToken.digest(of: secret)
    let somebody = try #require(
      try await product.database.read { try $0.signedIn(byToken: digest, at: TestProduct.now) })
    #expect(Decision.on(.permission(Rights.viewTeam), for: somebody).isAllowed)
    #expect(!Decision.on(.permission(Rights.keepTeam), for: somebody).isAllowed)
    let bearer = ["Authorization": "Bearer \(secret)"]
    #expect(try await product.client.get("/arbeitsplatz/team", bearer).status == 200)
    #expect(try await product.client.get("/konto/zugaenge", bearer).status == 403)
    #expect(try await product.client.post("/konto/zugaenge", form, bearer).status == 403)
    let later = TestProduct.now.adding(seconds: 90 * 86_400)
    #expect(try await product.database.read { try $0.signedIn(byToken: digest, at: later) } == nil)
    let id = try await product.database.read { connection in
      try connection.list(ProgramToken.self, in: .everyTenant, where: "digest = \(digest)").first?.id
    }
    let path = "/konto/zugaenge/\(try #require(id))/beenden"
    #expect(try await other.post(path, []).status == 404)
    #expect(try await head.post(path, []).status == 303)
    #expect(try await product.client.get("/arbeitsplatz/team", bearer).status != 200)
    for wrong in [("rechte", "audit.everything"), ("rechte", "team.keep"), ("bis", "2028-12-31")] {
      let forged = form.filter { $0.0 != wrong.0 } + [wrong]
      #expect(try await head.post("/konto/zugaenge", forged).status == 422, "\(wrong)")
    }
    try product.remove()
  }

  @Test("The explanation says what the decision function says")
  func explanation() async throws {
    let product = try await TestProduct()
    let (dortmund, bielefeld) = (try await product.center("dortmund"), try await product.center("bielefeld"))
    _ = try await product.person(.centerHead, in: dortmund.tenant, name: "Hier Leitung")
    _ = try await product.person(.centerHead, in: bielefeld.tenant, name: "Dort Leitung")
    let reader = try await product.person(.centerReader, in: dortmund.tenant, name: "Mit Recht")
    let record = Identifier(high: 7, low: 7)
    let subject = Subject(tenant: dortmund.tenant, kind: "organisation", record: record)
    try await product.database.write(by: .system("test")) { transaction in
      var grant = AccessGrant(id: transaction.makeID())
      (grant.account, grant.permission, grant.kind) = (reader.account.id, Rights.keepTeam.name, "organisation")
      (grant.record, grant.reason) = (record.text, "Urlaub")
      (grant.from, grant.until) = (transaction.now.berlin.day, transaction.now.berlin.day)
      try transaction.insert(grant, of: dortmund.tenant)
    }
    let today = product.database.time.today
    let people = try await product.database.read {
      try AccessExplanation(subject, [Rights.keepTeam], $0, on: today).people
    }
    #expect(people.map(\.name) == ["Hier Leitung", "Mit Recht"])
    #expect(people.last?.rights.first?.reason.contains("für diesen Eintrag") == true)
    let tomorrow = try await product.database.read {
      try AccessExplanation(subject, [Rights.keepTeam], $0, on: today.adding(days: 1)).people
    }
    #expect(tomorrow.map(\.name) == ["Hier Leitung"])
    try product.remove()
  }
}

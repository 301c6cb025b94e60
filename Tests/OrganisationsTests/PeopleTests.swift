// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Foundation
import Kernel
import Product
import Records
import Storage
import TestKit
import Testing

@testable import Organisations

@Suite("Relations, consents and the shared address book")
struct PeopleTests {
  private struct Town {
    let product: TestProduct
    let tenant: TenantID
    let club: RecordID<Organisation>
    let union: RecordID<Organisation>
    let person: RecordID<ContactPerson>

    var database: Database { product.database }

    init() async throws {
      product = try await TestProduct()
      let tenant = try await product.center("dortmund").tenant
      self.tenant = tenant
      (club, union, person) = try await product.database.write(by: .system("test")) { transaction in
        var club = Organisation(id: transaction.makeID())
        club.name = "Brücke e. V."
        try OrganisationActions.add(club, of: tenant, transaction)
        var union = Organisation(id: transaction.makeID())
        union.name = "Verband der Brücken"
        try OrganisationActions.add(union, of: tenant, transaction)
        var person = ContactPerson(id: transaction.makeID())
        (person.name, person.role, person.organisation) = ("Erika Muster", "Vorstand", club.id)
        (person.mail, person.phone, person.note) = ("erika@verein.example", "0231 12345", "Nur für uns")
        try transaction.insert(person, of: tenant)
        return (club.id, union.id, person.id)
      }
    }

    func consent(_ purpose: Consent.Purpose, from day: Day, until end: Day? = nil) async throws -> Stored<Consent> {
      try await database.write(by: .system("test")) { transaction in
        var consent = Consent(id: transaction.makeID())
        (consent.person, consent.purpose, consent.givenOn, consent.expiresOn) = (person, purpose, day, end)
        try ConsentActions.keep(consent, over: nil, of: tenant, transaction)
        guard let stored = try transaction.find(Consent.self, consent.id, in: .tenant(tenant)) else {
          throw Problem.notFoundInTest
        }
        return stored
      }
    }

    func change(_ change: @escaping @Sendable (inout ContactPerson) -> Void) async throws {
      try await database.write(by: .system("test")) { transaction in
        guard let stored = try transaction.find(ContactPerson.self, person, in: .tenant(tenant)) else { return }
        var changed = stored.record
        change(&changed)
        try transaction.save(changed, over: stored)
      }
    }

    func read() async throws -> ContactPerson? {
      try await database.read { try $0.find(ContactPerson.self, person, in: .tenant(tenant))?.record }
    }
  }

  private static let today = TestProduct.now.berlin.day

  @Test("A relation needs somebody on the left, another on the right, and days in order")
  func rules() {
    var relation = Relation(id: RecordID(Identifier(high: 1, low: 1)))
    let club = RecordID<Organisation>(Identifier(high: 1, low: 2))
    #expect(relation.problems.map(\.code) == ["relation.who"])
    (relation.organisation, relation.target) = (club, club)
    #expect(relation.problems.map(\.code) == ["relation.itself"])
    relation.target = RecordID(Identifier(high: 1, low: 3))
    relation.bond = .worksFor
    #expect(relation.problems.map(\.code) == ["relation.people-only"])
    relation.bond = .memberOf
    (relation.since, relation.until) = (Self.today, Self.today.adding(days: -1))
    #expect(relation.problems.map(\.code) == ["relation.days"])
    relation.until = Self.today.adding(days: 1)
    #expect(relation.problems.isEmpty && relation.holds(on: Self.today))
    #expect(!relation.holds(on: Self.today.adding(days: 2)) && !relation.holds(on: Self.today.adding(days: -1)))
  }

  @Test("Both sides show a relation, with its days; ending it keeps it")
  func shown() async throws {
    let town = try await Town()
    let staff = try await town.product.person(.centerStaff, in: town.tenant)
    let answer = try await staff.post(
      "/arbeitsplatz/beziehungen/neu",
      [
        ("role", "Schatzmeisterin"), ("person", town.person.text), ("bond", "volunteersFor"),
        ("target", town.union.text), ("since", "01.02.2025"),
      ])
    #expect(answer.status == 303, "\(answer.body)")
    let id = try #require(
      try await town.database.read { try $0.list(Relation.self, in: .tenant(town.tenant)).first?.id })
    let union = try await staff.get("/arbeitsplatz/organisationen/\(town.union)").body
    #expect(union.contains("hat ehrenamtlich (Schatzmeisterin)") && union.contains("seit 01.02.2025"))
    let person = try await staff.get("/arbeitsplatz/ansprechpersonen/\(town.person)").body
    #expect(person.contains("ist ehrenamtlich bei (Schatzmeisterin)") && person.contains("Verband der Brücken"))
    #expect(try await staff.post("/arbeitsplatz/beziehungen/\(id)/schritt/beenden", [("version", "1")]).status == 303)
    let ended = try await town.database.read { try $0.find(Relation.self, id, in: .tenant(town.tenant)) }
    #expect(ended?.record.until == Self.today && ended?.archivedAt == nil)
    let refused = try await staff.post(
      "/arbeitsplatz/beziehungen/neu", [("bond", "funds"), ("target", town.union.text)])
    #expect(refused.status == 422 && refused.body.contains("entweder eine Person oder eine Organisation"))
    try town.product.remove()
  }

  @Test("A consent allows publication; its withdrawal takes the person off the portal in the same step")
  func publication() async throws {
    let town = try await Town()
    let consent = try await town.consent(.publication, from: Self.today)
    #expect(try await town.read()?.consentOn == Self.today)
    try await town.change { $0.isPublic = true }
    #expect(try await town.read()?.mayBeShown(on: Self.today) == true)
    let head = try await town.product.person(.centerHead, in: town.tenant)
    let path = "/arbeitsplatz/einwilligungen/\(consent.id)/schritt/widerrufen"
    #expect(try await head.post(path, [("version", "1")]).status == 303)
    let person = try #require(try await town.read())
    #expect(!person.isPublic && person.consentOn == nil)
    let kept = try await town.database.read { try $0.find(Consent.self, consent.id, in: .tenant(town.tenant)) }
    #expect(kept?.record.withdrawnOn == Self.today)
    // The form does not let her back without a new consent.
    let again = try await head.post(
      "/arbeitsplatz/ansprechpersonen/\(town.person)/bearbeiten",
      [("version", "3"), ("name", "Erika Muster"), ("is_public", "1")])
    #expect(again.status == 422 || again.status == 409)
    try town.product.remove()
  }

  @Test("What expired is followed in the night after")
  func expiry() async throws {
    let town = try await Town()
    _ = try await town.consent(.publication, from: Self.today.adding(days: -30), until: Self.today.adding(days: 10))
    _ = try await town.consent(.addressBook, from: Self.today.adding(days: -30), until: Self.today.adding(days: 10))
    try await town.change { ($0.isPublic, $0.isShared) = (true, true) }
    let later = try TestDatabase.open(
      in: town.product.folder,
      time: .fixed(TestProduct.now.adding(seconds: 12 * 86_400)), ids: TestIDs(at: TestProduct.now).source)
    let run = JobRun(
      id: RecordID(Identifier(high: 1, low: 9)), tenant: nil, principal: .system("test"), input: "", checkpoint: "",
      database: later, report: { _ in })
    try await ConsentActions.job.run(run)
    let person = try #require(try await town.read())
    #expect(!person.isPublic && person.consentOn == nil && !person.isShared)
    try later.close()
    try town.product.remove()
  }

  @Test("Other centres see only who agreed, and only the fields that were opened")
  func addressBook() async throws {
    let town = try await Town()
    let other = try await town.product.person(.centerStaff, in: try await town.product.center("bielefeld").tenant)
    try await town.change { ($0.isShared, $0.sharesMail) = (true, true) }
    #expect(!(try await other.get("/arbeitsplatz/adressbuch").body.contains("Erika Muster")))
    let consent = try await town.consent(.addressBook, from: Self.today)
    try await town.change { ($0.isShared, $0.sharesMail) = (true, true) }
    let page = try await other.get("/arbeitsplatz/adressbuch?suche=br%C3%BCcke").body
    #expect(page.contains("Erika Muster") && page.contains("erika@verein.example") && page.contains("Brücke e. V."))
    #expect(!page.contains("0231 12345") && !page.contains("Vorstand") && !page.contains("Nur für uns"))
    #expect(!(try await other.get("/arbeitsplatz/adressbuch?suche=gibtsnicht").body.contains("Erika Muster")))
    #expect(try await other.get("/arbeitsplatz/ansprechpersonen/\(town.person)").status == 404)
    let seen = try await town.database.read {
      try $0.number("select count(*) from audit_log where action = 'address_book.read'")
    }
    #expect(seen == 1)
    let provider = try await town.product.person(.provider, in: town.tenant, organisation: town.club)
    #expect(try await provider.get("/arbeitsplatz/adressbuch").status == 403)
    #expect(try await provider.get("/arbeitsplatz/einwilligungen").status == 403)
    #expect(try await provider.get("/arbeitsplatz/beziehungen").status == 403)
    try await town.database.write(by: .system("test")) { try ConsentActions.withdraw(consent, $0) }
    #expect(!(try await other.get("/arbeitsplatz/adressbuch").body.contains("Erika Muster")))
    try town.product.remove()
  }

  @Test("Nobody is shared by a form before they agreed")
  func refusedSharing() async throws {
    let town = try await Town()
    let staff = try await town.product.person(.centerStaff, in: town.tenant)
    let form = [("version", "1"), ("name", "Erika Muster"), ("is_shared", "1")]
    let path = "/arbeitsplatz/ansprechpersonen/\(town.person)/bearbeiten"
    let refused = try await staff.post(path, form)
    #expect(refused.status == 422 && refused.body.contains("Legen Sie zuerst die Einwilligung an"))
    _ = try await town.consent(.addressBook, from: Self.today)
    #expect(try await staff.post(path, form).status == 303)
    #expect(try await town.read()?.isShared == true)
    try town.product.remove()
  }
}

extension Problem {
  fileprivate static let notFoundInTest = Problem("test.missing", .notFound, "Fehlt.")
}

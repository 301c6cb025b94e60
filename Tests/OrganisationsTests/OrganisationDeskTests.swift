// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Kernel
import Organisations
import Product
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

@Suite("Organisations at the workplace")
struct OrganisationDeskTests {
  private static func client(_ product: TestProduct, _ people: [String: SignedIn]) throws -> TestClient {
    let old = product.services
    let door = Door(
      identify: { headers in headers.cookie("wer").flatMap { people[$0] } }, signInPath: { _ in nil }, menu: [])
    let services = Services(
      database: product.database, index: old.index, catalogue: try SliceList.texts(), site: old.site, frame: old.frame,
      forgery: old.forgery, cache: PageCache(), limiter: old.limiter, door: door, logger: old.logger)
    let slice = Slice(name: "Desks", routes: { OrganisationDesks.routes($0) })
    return TestClient(try RouteTable([slice], services).responder())
  }

  private static func person(_ name: String, _ membership: Membership) -> SignedIn {
    SignedIn(
      account: Identifier(high: 1, low: UInt64(name.utf8.count)), name: name, mail: "\(name)@example.org",
      means: .session(name), memberships: [membership], tenant: membership.tenant)
  }

  @Test("A provider keeps its own organisation and no other, and sees no contact people")
  func provider() async throws {
    let product = try await TestProduct()
    let tenant = try await product.center("dortmund").tenant
    let (own, other, person) = try await product.database.write(by: .system("test")) { transaction in
      var own = Organisation(id: transaction.makeID())
      own.name = "Eigener Verein"
      own.needs = "Räume für das Zentrum"
      try OrganisationActions.add(own, of: tenant, transaction)
      var other = Organisation(id: transaction.makeID())
      other.name = "Anderer Verein"
      try OrganisationActions.add(other, of: tenant, transaction)
      var person = ContactPerson(id: transaction.makeID())
      (person.name, person.organisation) = ("Erika Muster", own.id)
      try transaction.insert(person, of: tenant)
      return (own.id, other.id, person.id)
    }
    let people = [
      "traeger": Self.person("traeger", Membership(.provider, in: tenant, organisation: own.identifier)),
      "anna": Self.person("anna", Membership(.centerStaff, in: tenant)),
    ]
    let client = try Self.client(product, people)
    func get(_ path: String, _ name: String) async throws -> TestAnswer {
      try await client.get("/arbeitsplatz/" + path, ["Cookie": "wer=\(name)"])
    }
    let page = try await get("organisationen/\(own)", "traeger")
    #expect(page.status == 200 && !page.body.contains("Räume für") && !page.body.contains("Erika Muster"))
    #expect(try await get("organisationen/\(own)/bearbeiten", "traeger").status == 200)
    #expect(try await get("organisationen/\(other)", "traeger").status == 403)
    #expect(try await get("organisationen/\(other)/bearbeiten", "traeger").status == 403)
    #expect(try await get("organisationen/neu", "traeger").status == 403)
    #expect(try await get("orte/neu", "traeger").status == 200)
    #expect(try await get("ansprechpersonen/\(person)", "traeger").status == 403)
    let full = try await get("organisationen/\(own)", "anna")
    #expect(full.status == 200 && full.body.contains("Räume für") && full.body.contains("Erika Muster"))
    let form = try await get("organisationen/neu", "anna")
    #expect(form.status == 200 && form.body.contains("name=\"kind\"") && form.body.contains("ET-MSO"))
    let contact = try await get("ansprechpersonen/\(person)/bearbeiten", "anna")
    #expect(contact.status == 200 && contact.body.contains("Art. 6 Abs. 1"), "the privacy notice")
    try product.remove()
  }

  @Test("The vocabulary of a centre has the shared catalogues, its own towns and quarters, and no others'")
  func vocabulary() async throws {
    let product = try await TestProduct()
    let dortmund = try await product.center("dortmund")
    let tenant = dortmund.tenant
    let reader = CenterVocabulary.reader(product.database.time)
    let vocabulary = try await product.database.read { try reader($0, tenant) }
    #expect(vocabulary.choices("einrichtungstyp").contains { $0.code == Organisation.selfOrganisation })
    #expect(vocabulary.label("einrichtungstyp", "gibt-es-nicht") == "gibt-es-nicht")
    let book = try await product.database.read { try CenterBook($0) }
    let towns = Set(vocabulary.choices(CenterVocabulary.municipalities).map(\.code))
    #expect(towns == Set(book.municipalities.filter { $0.center == dortmund.id }.map(\.id.text)))
    try product.remove()
  }
}

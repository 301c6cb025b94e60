// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Foundation
import HTTPTypes
import Kernel
import Organisations
import Product
import Records
import Storage
import TestKit
import Testing
import Web

@testable import Privacy

/// The product with people who are known by a header, so that nothing of signing in is needed.
struct Office {
  let product: TestProduct
  let client: TestClient
  let koeln: TenantID
  let bonn: TenantID
  let holdings = Holdings(kinds: KeptKinds.all, beside: OtherHolding.all)
  let author = Principal(kind: .user, id: "u1", name: "Probe")

  var database: Database { product.database }

  init(at now: Moment = TestProduct.now) async throws {
    let product = try await TestProduct(at: now)
    let koeln = try await product.center("05315000").tenant
    let bonn = try await product.center("05314000").tenant
    let people: [String: SignedIn] = [
      "head": Self.person("head", Membership(.centerHead, in: koeln), at: koeln),
      "bonn": Self.person("bonn", Membership(.centerHead, in: bonn), at: bonn),
      "elsewhere": Self.person("elsewhere", Membership(.centerHead, in: koeln), at: bonn),
      "staff": Self.person("staff", Membership(.centerStaff, in: koeln), at: koeln),
      "operator": Self.person("operator", Membership(.systemOperator, in: nil), at: nil),
    ]
    let given = product.services
    let door = Door(
      identify: { headers in HTTPField.Name("X-Test-Person").flatMap { headers[$0] }.flatMap { people[$0] } },
      signInPath: { _ in nil }, menu: [])
    let services = Services(
      database: given.database, index: given.index, catalogue: try SliceList.texts(), site: given.site,
      frame: given.frame, forgery: given.forgery, cache: given.cache, limiter: given.limiter, door: door,
      logger: given.logger)
    client = TestClient(try RouteTable([Privacy.slice(kinds: KeptKinds.all)], services).responder())
    (self.product, self.koeln, self.bonn) = (product, koeln, bonn)
  }

  private static func person(_ name: String, _ membership: Membership, at tenant: TenantID?) -> SignedIn {
    SignedIn(
      account: Identifier(high: 9, low: UInt64(name.utf8.count)), name: name, mail: "\(name)@example.org",
      means: .session(name), memberships: [membership], tenant: tenant)
  }

  func get(_ path: String, as person: String) async throws -> TestAnswer {
    try await client.get(path, ["X-Test-Person": person])
  }

  /// Sends a form with the token of the person's own page.
  func send(_ path: String, _ form: [(String, String)], as person: String) async throws -> TestAnswer {
    let page = try await get("/arbeitsplatz/datenschutz/auskunft", as: person).body
    let token = page.firstMatch(of: /name="csrf" value="([^"]+)"/).map { String($0.1) } ?? ""
    return try await forge(path, form + [("csrf", token)], as: person)
  }

  func forge(_ path: String, _ form: [(String, String)], as person: String) async throws -> TestAnswer {
    try await client.post(path, form, ["X-Test-Person": person, "Sec-Fetch-Site": "same-origin"])
  }

  /// A contact person that was changed once and, unless nothing is given, archived at a moment.
  func contact(
    _ name: String, in tenant: TenantID, archived: Moment? = nil
  ) async throws -> RecordID<ContactPerson> {
    try await database.write(by: author) { transaction in
      var contact = ContactPerson(id: transaction.makeID())
      contact.name = name
      contact.mail = "\(contact.id.text)@example.org"
      contact.phone = "0221 / 12 34-56"
      try transaction.insert(contact, of: tenant)
      guard let stored = try transaction.find(ContactPerson.self, contact.id, in: .tenant(tenant)) else {
        throw Problem.notFound
      }
      contact.note = "Notiz zu \(name)"
      try transaction.save(contact, over: stored)
      if let archived {
        try transaction.run("update contact_person set archived_at = \(archived) where id = \(contact.id)")
      }
      return contact.id
    }
  }

  func contact(_ id: RecordID<ContactPerson>) async throws -> Stored<ContactPerson> {
    try #require(try await database.read { try $0.find(ContactPerson.self, id, in: .everyTenant) })
  }

  /// Everything that the protocol says, as one text.
  func protocolText() async throws -> String {
    try await database.read { connection in
      try connection.rows("select changes from audit_log") { $0.text() }.joined(separator: "\n")
    }
  }

  func run(
    _ id: RecordID<JobEntry>, _ report: @escaping @Sendable (JobProgress) async throws -> Void = { _ in }
  ) -> JobRun {
    JobRun(
      id: id, tenant: nil, principal: .system("test"), input: "", checkpoint: "", database: database, report: report)
  }
}

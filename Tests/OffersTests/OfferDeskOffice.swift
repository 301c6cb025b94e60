// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import HTTPTypes
import Kernel
import Offers
import Organisations
import Product
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

/// The desk of offers with people of two centres and of two providers at the door.
struct OfferDeskOffice {
  let town: OfferTown
  let client: TestClient
  let there: TenantID
  /// Another provider in the same centre.
  let other: RecordID<Organisation>

  var tenant: TenantID { town.center.tenant }
  var database: Database { town.product.database }

  init() async throws {
    town = try await OfferTown()
    there = try await town.product.center("hagen").tenant
    let tenant = town.center.tenant
    other = try await town.product.database.write(by: .system("test")) { transaction in
      var organisation = Organisation(id: transaction.makeID())
      organisation.name = "Anderer Verein"
      try transaction.insert(organisation, of: tenant)
      return organisation.id
    }
    let roles: [(String, Membership)] = [
      ("anna", Membership(.centerStaff, in: tenant)), ("bert", Membership(.centerHead, in: tenant)),
      ("rita", Membership(.centerReader, in: tenant)), ("olga", Membership(.centerStaff, in: there)),
      ("paul", Membership(.provider, in: tenant, organisation: town.organisation.identifier)),
      ("nora", Membership(.provider, in: tenant, organisation: other.identifier)),
    ]
    var people: [String: SignedIn] = [:]
    for (index, (name, membership)) in roles.enumerated() {
      people[name] = SignedIn(
        account: Identifier(high: 9, low: UInt64(index)), name: "Person \(name)", mail: "\(name)@example.org",
        means: .session("s-\(name)"), memberships: [membership], tenant: membership.tenant)
    }
    let old = town.product.services
    let door = Door(
      identify: { [people] headers in headers.cookie("wer").flatMap { people[$0] } }, signInPath: { _ in nil }, menu: []
    )
    let services = Services(
      database: town.product.database, index: old.index, catalogue: try SliceList.texts(), site: old.site,
      frame: old.frame, forgery: old.forgery, cache: PageCache(), limiter: old.limiter, door: door, logger: old.logger)
    let desk = Slice(name: "Desk", routes: { OfferDesks.routes($0) })
    client = TestClient(
      try RouteTable([desk, Workplace.slice(panels: OfferStartPanels.all)], services).responder())
  }

  func get(_ path: String, as name: String) async throws -> TestAnswer {
    try await client.get("/arbeitsplatz" + path, ["Cookie": "wer=\(name)"])
  }

  /// A form with the sender's own token, unless another is given.
  func post(
    _ path: String, _ form: [(String, String)], as name: String, token: String? = nil
  ) async throws -> TestAnswer {
    var sent = token ?? ""
    if token == nil {
      let body = try await get("/angebote/neu", as: name).body
      sent = body.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
    }
    return try await client.post(
      "/arbeitsplatz" + path, form + [("csrf", sent)],
      ["Cookie": "wer=\(name)", "Sec-Fetch-Site": "same-origin"])
  }

  /// Presses the button of a step on the newest version.
  func step(_ step: String, _ id: RecordID<Offer>, as name: String) async throws -> TestAnswer {
    let version = try await town.stored(id).version
    return try await post("/angebote/\(id)/schritt/\(step)", [("version", "\(version)")], as: name)
  }

  func schedules(_ id: RecordID<Offer>) async throws -> [Stored<OfferSchedule>] {
    let tenant = tenant
    return try await database.read { try $0.list(OfferSchedule.self, in: .tenant(tenant), where: "offer = \(id)") }
  }

  func actions(of id: RecordID<Offer>) async throws -> [String] {
    let tenant = tenant
    return try await database.read { connection in
      try connection.history("offer", id.identifier, of: tenant).reversed().map(\.action)
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Access
import Catalogues
import Centers
import Foundation
import HTTPTypes
import Kernel
import Organisations
import Product
import TestKit
import Testing
import Web

@testable import Imports
@testable import Storage

/// The pages of imports in the whole product, with people of two centres at the door.
struct ImportOffice {
  static let editOffers = Permission("offer.edit", "Angebote pflegen", [.centerHead, .centerStaff])
  static let publishOffers = Permission("offer.publish", "Angebote veröffentlichen", [.centerHead])

  let product: TestProduct
  let client: TestClient
  let jobs: ImportJobs
  let here: TenantID
  let there: TenantID

  var database: Database { product.database }

  init() async throws {
    product = try await TestProduct()
    here = try await product.center("dortmund").tenant
    there = try await product.center("hagen").tenant
    try await Self.install(product.database)
    let people = Self.people(here, there)
    let door = Door(
      identify: { headers in headers.cookie("wer").flatMap { people[$0] } }, signInPath: { _ in nil }, menu: [])
    let old = product.services
    let services = Services(
      database: product.database, index: old.index,
      catalogue: try TextCatalogue(tables: [WebTexts.table, Imports.slice([], records: []).texts]),
      site: old.site, frame: old.frame, forgery: old.forgery, cache: PageCache(), limiter: old.limiter, door: door,
      logger: old.logger)
    jobs = ImportJobs(
      kinds: ImportKinds.all(editOffers: Self.editOffers, publishOffers: Self.publishOffers),
      records: ImportKinds.records, meter: ImportMeter())
    let jobs = jobs
    let slice = Slice(name: "Imports", routes: { ImportPages($0, jobs).routes })
    client = TestClient(try RouteTable([slice], services).responder())
  }

  /// Brings the tables that the product does not have on its own yet.
  private static func install(_ database: Database) async throws {
    let hasRuns = try await !database.columns(of: "import_run").isEmpty
    let hasJobs = try await !database.columns(of: "job").isEmpty
    var missing = hasRuns ? [] : ImportMigrations.all.flatMap(\.statements)
    if !hasJobs { missing += JobMigrations.all.flatMap(\.statements) }
    let statements = missing
    try await database.write(by: .system("test")) { transaction in
      for statement in statements { try transaction.run(statement) }
    }
  }

  private static func people(_ here: TenantID, _ there: TenantID) -> [String: SignedIn] {
    let roles: [(String, Membership)] = [
      ("anna", Membership(.centerStaff, in: here)), ("adam", Membership(.centerAdministration, in: here)),
      ("hans", Membership(.centerHead, in: here)), ("rita", Membership(.centerReader, in: here)),
      ("olga", Membership(.centerHead, in: there)),
    ]
    var people: [String: SignedIn] = [:]
    for (index, (name, membership)) in roles.enumerated() {
      people[name] = SignedIn(
        account: Identifier(high: 7, low: UInt64(index)), name: "Frau \(name)", mail: "\(name)@example.org",
        means: .session("s-\(name)"), memberships: [membership], tenant: membership.tenant)
    }
    return people
  }

  // MARK: - Requests

  static let start = "/arbeitsplatz/import"

  func get(_ path: String, as name: String = "anna") async throws -> TestAnswer {
    try await client.get(path, ["Cookie": "wer=\(name)"])
  }

  func post(
    _ path: String, _ form: [(String, String)] = [], as name: String = "anna", token: String? = nil
  ) async throws -> TestAnswer {
    let valid = token == nil ? try await self.token(of: name) : ""
    return try await client.post(
      path, [("csrf", token ?? valid)] + form, ["Cookie": "wer=\(name)", "Sec-Fetch-Site": "same-origin"])
  }

  func token(of name: String) async throws -> String {
    let page = try await get(Self.start, as: name)
    let start = try #require(page.body.range(of: "name=\"csrf\" value=\""))
    return String(page.body[start.upperBound...].prefix { $0 != "\"" })
  }

  /// Sends a file as a browser does; the token stands first.
  func upload(
    _ bytes: [UInt8], named name: String, kind: String = "organisationen", as person: String = "anna",
    token: String? = nil
  ) async throws -> TestAnswer {
    let valid = token == nil ? try await self.token(of: person) : ""
    let edge = "----grenze7"
    func part(_ head: String, _ body: [UInt8]) -> [UInt8] {
      Array("--\(edge)\r\nContent-Disposition: form-data; \(head)\r\n\r\n".utf8) + body + [13, 10]
    }
    let body =
      part("name=\"csrf\"", Array((token ?? valid).utf8)) + part("name=\"art\"", Array(kind.utf8))
      + part("name=\"datei\"; filename=\"\(name)\"\r\nContent-Type: text/csv", bytes) + Array("--\(edge)--\r\n".utf8)
    return try await client.send(
      .post, Self.start,
      [
        "Cookie": "wer=\(person)", "Sec-Fetch-Site": "same-origin",
        "Content-Type": "multipart/form-data; boundary=\(edge)",
      ], body: body)
  }

  // MARK: - Steps

  /// Uploads a file, keeps the guessed mapping and looks at the preview; the address of the run.
  func preview(
    _ text: String, kind: String = "organisationen", isComplete: Bool = false, as name: String = "anna"
  ) async throws -> String {
    let sent = try await upload(Array(text.utf8), named: "liste.csv", kind: kind, as: name)
    let address = try #require(sent.header("Location"))
    #expect(sent.status == 303)
    #expect(try await map(address, isComplete: isComplete, as: name).status == 303)
    return address
  }

  /// Sends the mapping that the page shows, with changes.
  func map(
    _ address: String, _ changes: [Int: String] = [:], isComplete: Bool = false, as name: String = "anna"
  ) async throws -> TestAnswer {
    let mapping = try await run(address).mapping
    let form = mapping.enumerated().map { ("s\($0)", changes[$0] ?? $1) }
    return try await post(address + "/zuordnung", form + (isComplete ? [("vollstaendig", "1")] : []), as: name)
  }

  /// Has the rows written, by the page and by the job.
  func write(_ address: String, _ form: [(String, String)] = []) async throws {
    #expect(try await post(address + "/schreiben", form).status == 303)
    try await work(address)
  }

  /// Does what waits for a run.
  func work(_ address: String) async throws {
    let run = try await run(address)
    switch run.state {
    case .looking: try await jobs.look(run, database, .system("test"))
    case .waiting: try await jobs.write(run, database, .system("test"))
    case .undoing: try await jobs.undo(run, database, .system("test"))
    default: return
    }
  }

  func run(_ address: String) async throws -> ImportRun {
    let text = try #require(address.split(separator: "/").last)
    let id = try #require(RecordID<ImportRun>(text.prefix { $0 != "?" }))
    let (here, there) = (here, there)
    let found = try await database.read { try $0.importRun(id, of: here) ?? $0.importRun(id, of: there) }
    return try #require(found)
  }

  func organisations(_ tenant: TenantID? = nil) async throws -> [Stored<Organisation>] {
    let tenant = tenant ?? here
    return try await database.read { try $0.list(Organisation.self, in: .tenant(tenant), order: "name") }
  }

  func plant(_ change: @Sendable (inout Organisation) -> Void) async throws -> RecordID<Organisation> {
    var organisation = Organisation(id: database.ids.make())
    change(&organisation)
    let (kept, tenant) = (organisation, here)
    try await database.write(by: .system("test")) { try $0.insert(kept, of: tenant) }
    return organisation.id
  }

  func change(_ id: RecordID<Organisation>, _ change: @escaping @Sendable (inout Organisation) -> Void) async throws {
    let tenant = here
    try await database.write(by: Principal(kind: .user, id: "x", name: "Frau Zwischenzeit")) { transaction in
      let stored = try #require(try transaction.find(Organisation.self, id, in: .tenant(tenant)))
      var organisation = stored.record
      change(&organisation)
      try transaction.save(organisation, over: stored)
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import API
import Access
import Centers
import Foundation
import HTTPTypes
import Kernel
import Product
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

/// A record with a field of most kinds, kept by programs.
struct Instrument: Record, Equatable {
  enum Size: String, FieldChoice {
    case small, large

    var label: String { self == .small ? "klein" : "groß" }
  }

  let id: RecordID<Instrument>
  var title = ""
  var size = Size.small
  var color = ""
  var languages: [String] = []
  var seats: Int?
  var weight: Double?
  var isOpen = false
  var day: Day?
  var owner: RecordID<Instrument>?
  var website = ""
  var inside = ""
  var hidden = ""
  var status = ""

  init(id: RecordID<Instrument>) { self.id = id }

  static let descriptor = RecordDescriptor<Instrument>(
    "instrument", (one: "Instrument", many: "Instrumente"),
    fields: [
      .text("title", \.title, "Titel", limit: 60, .required, .listed),
      .choice("size", \.size, "Größe"),
      .code("color", \.color, "Farbe", of: "farbe"),
      .languages("languages", \.languages, "Sprachen"),
      .integer("seats", \.seats, "Plätze", in: 0...500, .listed),
      .decimal("weight", \.weight, "Gewicht", in: 0...100),
      .flag("is_open", \.isOpen, "Offen"),
      .day("day", \.day, "Tag"),
      .reference("owner", \.owner, "Gehört zu", to: "instrument"),
      .link("website", \.website, "Seite"),
      .text("inside", \.inside, "Intern", limit: 80, .audience(.staff)),
      .text("hidden", \.hidden, "Technisch", limit: 80, .audience(.nobody)),
      .text("status", \.status, "Stand", limit: 20),
    ])

  static let table: SQL =
    """
    create table instrument (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      title text not null, size text not null, color text not null, languages text not null, seats bigint,
      weight double precision, is_open bigint not null, day text, owner text, website text not null,
      inside text not null, hidden text not null, status text not null)
    """
}

/// The interface over instruments in the whole product, with programs of two centres at the door.
struct Orchestra {
  static let view = Permission("instrument.view", "Instrumente ansehen", [.centerStaff, .centerReader, .provider])
  static let edit = Permission("instrument.edit", "Instrumente pflegen", [.centerStaff, .provider])

  let product: TestProduct
  let client: TestClient
  let here: TenantID
  let there: TenantID
  /// The instrument whose records the provider keeps.
  let own: RecordID<Instrument>

  static var desk: Desk<Instrument> {
    Desk(
      "instrumente", view: view, edit: edit, filters: ["size", "color", "languages", "day"], organisationField: "owner",
      vocabulary: { _, _ in
        let choices = [Vocabulary.Choice(code: "rot", label: "Rot")]
        return Vocabulary(choices: { $0 == "farbe" ? choices : [] }, label: { $1 })
      },
      problems: { instrument, _ in
        instrument.title == "verboten"
          ? [Problem("instrument.no", .invalid, "Dieser Titel geht nicht.", field: "title")] : []
      },
      steps: [
        DeskStep("stimmen", "Stimmen", edit, applies: { $0.record.status.isEmpty }) { stored, transaction in
          var instrument = stored.record
          instrument.status = "public"
          try transaction.save(instrument, over: stored)
        }
      ])
  }

  init(limits: ProgramLimits = ProgramLimits()) async throws {
    product = try await TestProduct()
    here = try await product.center("dortmund").tenant
    there = try await product.center("hagen").tenant
    let own = product.database.ids.make(Instrument.self)
    self.own = own
    let slice = API.slice(
      publicKinds: [.records(of: Instrument.self, collection: "instruments") { $0.status == "public" }],
      publicValues: PublicValues.Source(kinds: []) { _, _ in PublicValues([.center: ["orchester-b", "orchester-a"]]) },
      limits: limits
    ) { _ in
      [Resource(Self.desk, references: [.records(of: Instrument.self)], fixed: ["status"]).erased]
    }
    let hasTable = try await !product.database.columns(of: "program_answer").isEmpty
    try await product.database.write(by: .system("test")) { transaction in
      try transaction.run(Instrument.table)
      if !hasTable { for statement in slice.migrations.flatMap(\.statements) { try transaction.run(statement) } }
    }
    let people = Self.people(here, there, own.identifier)
    let door = Door(
      identify: { headers in
        if let header = headers[.authorization] { return people[String(header.dropFirst(7))] }
        return headers.cookie("wer").flatMap { people[$0] }
      }, signInPath: { _ in nil }, menu: [])
    let old = product.services
    let texts = try TextCatalogue(tables: [WebTexts.table, slice.texts])
    let services = Services(
      database: product.database, index: old.index, catalogue: texts, site: old.site, frame: old.frame,
      forgery: old.forgery, cache: PageCache(), limiter: old.limiter, door: door, logger: old.logger)
    client = TestClient(try RouteTable([slice], services).responder())
  }

  private static func people(_ here: TenantID, _ there: TenantID, _ own: Identifier) -> [String: SignedIn] {
    let all: Set<String> = [view.name, edit.name]
    let roles: [(String, Membership, SignedIn.Means)] = [
      ("anna", Membership(.centerStaff, in: here), .token(scopes: all)),
      ("lea", Membership(.centerStaff, in: here), .token(scopes: [view.name])),
      ("nix", Membership(.centerStaff, in: here), .token(scopes: [])),
      ("olga", Membership(.centerStaff, in: there), .token(scopes: all)),
      ("paul", Membership(.provider, in: here, organisation: own), .token(scopes: all)),
      ("browser", Membership(.centerStaff, in: here), .session("s")),
    ]
    var people: [String: SignedIn] = [:]
    for (index, (name, membership, means)) in roles.enumerated() {
      people[name] = SignedIn(
        account: Identifier(high: 9, low: UInt64(index)), name: name, mail: "\(name)@example.org", means: means,
        memberships: [membership], tenant: membership.tenant)
    }
    return people
  }

  // MARK: - Requests

  static let list = "/api/v1/records/instrument"

  func send(
    _ method: HTTPRequest.Method, _ path: String = "", as name: String? = "anna", _ body: String = "",
    _ headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    var all = headers
    if let name { all["Authorization"] = "Bearer \(name)" }
    if !body.isEmpty, all["Content-Type"] == nil { all["Content-Type"] = "application/json" }
    let address = path.hasPrefix("/api/") ? path : Self.list + path
    return try await client.send(method, address, all, body: Array(body.utf8))
  }

  /// Keeps an instrument.
  @discardableResult
  func plant(
    _ id: RecordID<Instrument>? = nil, in tenant: TenantID? = nil,
    _ change: @Sendable (inout Instrument) -> Void = { _ in }
  ) async throws -> RecordID<Instrument> {
    var instrument = Instrument(id: id ?? product.database.ids.make(Instrument.self))
    instrument.title = "Harfe"
    change(&instrument)
    let (kept, tenant) = (instrument, tenant ?? here)
    try await product.database.write(by: .system("test")) { try $0.insert(kept, of: tenant) }
    return instrument.id
  }

  func stored(_ id: RecordID<Instrument>) async throws -> Stored<Instrument> {
    try #require(try await product.database.read { try $0.find(Instrument.self, id, in: .everyTenant) })
  }
}

extension TestAnswer {
  /// The body as JSON.
  func json() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
  }

  func items() throws -> [[String: Any]] { try #require(try json()["items"] as? [[String: Any]]) }
}

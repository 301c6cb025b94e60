// SPDX-License-Identifier: EUPL-1.2
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

/// A record with a field of every kind.
struct Specimen: Record, Equatable {
  enum Size: String, FieldChoice {
    case small, large

    var label: String { self == .small ? "klein" : "groß" }
  }

  let id: RecordID<Specimen>
  var title = ""
  var story = ""
  var markup = ""
  var size = Size.small
  var color = ""
  var colors: [String] = []
  var languages: [String] = []
  var seats: Int?
  var weight: Double?
  var price: Int?
  var isOpen = false
  var opens: Int?
  var day: Day?
  var moment: Moment?
  var owner: RecordID<Specimen>?
  var mail = ""
  var phone = ""
  var website = ""
  var secret = ""
  var inside = ""
  var status = ""

  init(id: RecordID<Specimen>) { self.id = id }

  private static let personal = PersonalData(
    purpose: "Prüfung", legalBasis: "Art. 6 DSGVO", retention: .days(30))

  static let descriptor = RecordDescriptor<Specimen>(
    "specimen", (one: "Muster", many: "Muster"),
    fields: [
      .text("title", \.title, "Titel", limit: 60, .required, .listed, .translated),
      .longText("story", \.story, "Geschichte", limit: 400, .translated),
      .richText("markup", \.markup, "Markup", limit: 2000),
      .choice("size", \.size, "Größe"),
      .code("color", \.color, "Farbe", of: "farbe"),
      .codes("colors", \.colors, "Farben", of: "farbe"),
      .languages("languages", \.languages, "Sprachen"),
      .integer("seats", \.seats, "Plätze", in: 0...500),
      .decimal("weight", \.weight, "Gewicht", in: 0...100),
      .money("price", \.price, "Preis"),
      .flag("is_open", \.isOpen, "Offen"),
      .time("opens", \.opens, "Öffnet um"),
      .day("day", \.day, "Tag", .section("Zeiten")),
      .moment("moment", \.moment, "Zeitpunkt"),
      .reference("owner", \.owner, "Gehört zu", to: "specimen"),
      .mail("mail", \.mail, "E-Mail", .personal(personal)),
      .phone("phone", \.phone, "Telefon", .personal(personal)),
      .link("website", \.website, "Seite"),
      .text("secret", \.secret, "Intern", limit: 80, .audience(.staff)),
      .text("inside", \.inside, "Technisch", limit: 80, .audience(.nobody)),
      .text("status", \.status, "Stand", limit: 20),
    ])

  static let table: SQL =
    """
    create table specimen (
      id text primary key not null, tenant text not null, version bigint not null,
      created_at text not null, modified_at text not null, archived_at text,
      title text not null, story text not null, markup text not null, size text not null, color text not null,
      colors text not null, languages text not null, seats bigint, weight double precision, price bigint,
      is_open bigint not null, opens bigint, day text, moment text, owner text, mail text not null,
      phone text not null, website text not null, secret text not null, inside text not null, status text not null)
    """
}

/// One desk for specimens in the whole product, with people of two centres at the door.
struct Workshop {
  static let view = Permission(
    "specimen.view", "Muster ansehen", [.centerHead, .centerStaff, .centerReader, .provider])
  static let edit = Permission("specimen.edit", "Muster pflegen", [.centerHead, .centerStaff, .provider])

  let product: TestProduct
  let client: TestClient
  let here: TenantID
  let there: TenantID
  /// The specimen whose records the provider keeps.
  let own: RecordID<Specimen>

  static var desk: Desk<Specimen> {
    Desk(
      "muster", view: view, edit: edit, organisationField: "owner",
      vocabulary: { _, _ in
        let choices = [
          Vocabulary.Choice(code: "rot", label: "Rot"), Vocabulary.Choice(code: "blau", label: "Blau"),
          Vocabulary.Choice(code: "hell", label: "Hellblau", parent: "blau"),
        ]
        return Vocabulary(
          choices: { $0 == "farbe" ? choices : [] },
          label: { _, code in choices.first { $0.code == code }?.label ?? code })
      },
      problems: { specimen, _ in
        specimen.title == "verboten"
          ? [Problem("specimen.no", .invalid, "Dieser Titel geht nicht.", field: "title")] : []
      },
      steps: [
        DeskStep("pruefen", "Prüfen", edit, applies: { $0.record.status.isEmpty }) { stored, transaction in
          var specimen = stored.record
          specimen.status = "geprüft"
          try transaction.save(specimen, over: stored)
        }
      ])
  }

  init() async throws {
    product = try await TestProduct()
    here = try await product.center("dortmund").tenant
    there = try await product.center("hagen").tenant
    let own = product.database.ids.make(Specimen.self)
    self.own = own
    let comments = RecordMigrations.all.flatMap(\.statements)
    let hasComments = try await !product.database.columns(of: "record_comment").isEmpty
    try await product.database.write(by: .system("test")) { transaction in
      try transaction.run(Specimen.table)
      if !hasComments { for statement in comments { try transaction.run(statement) } }
    }
    let people = Self.people(here, there, own.identifier)
    let door = Door(
      identify: { headers in headers.cookie("wer").flatMap { people[$0] } }, signInPath: { _ in nil }, menu: [])
    let old = product.services
    let services = Services(
      database: product.database, index: old.index, catalogue: try SliceList.texts(), site: old.site, frame: old.frame,
      forgery: old.forgery, cache: PageCache(), limiter: old.limiter, door: door, logger: old.logger)
    let slice = Slice(
      name: "Specimens",
      routes: { services in
        DeskForms(
          Self.desk, services, references: [.records(of: Specimen.self, title: "title", slug: "muster")],
          fixed: ["status"]
        ).routes
      })
    client = TestClient(try RouteTable([slice], services).responder())
  }

  private static func people(_ here: TenantID, _ there: TenantID, _ own: Identifier) -> [String: SignedIn] {
    let roles: [(String, Membership)] = [
      ("anna", Membership(.centerStaff, in: here)), ("bert", Membership(.centerHead, in: here)),
      ("rita", Membership(.centerReader, in: here)), ("olga", Membership(.centerStaff, in: there)),
      ("paul", Membership(.provider, in: here, organisation: own)),
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

  func get(_ path: String, as name: String) async throws -> TestAnswer {
    try await client.get("/arbeitsplatz/muster" + path, ["Cookie": "wer=\(name)"])
  }

  /// A form with the sender's own token, unless another is given.
  func post(
    _ path: String, _ form: [(String, String)], as name: String, token: String? = nil
  ) async throws -> TestAnswer {
    let valid = token == nil ? try await self.token(of: name) : ""
    return try await client.post(
      "/arbeitsplatz/muster" + path, form + [("csrf", token ?? valid)],
      ["Cookie": "wer=\(name)", "Sec-Fetch-Site": "same-origin"])
  }

  func token(of name: String) async throws -> String {
    let page = try await get("/" + anchor(name), as: name)
    let start = try #require(page.body.range(of: "name=\"csrf\" value=\""))
    return String(page.body[start.upperBound...].prefix { $0 != "\"" })
  }

  /// A page that everybody may see: their own record or the form for another one.
  private func anchor(_ name: String) -> String { name == "rita" ? anchorRecord.text : "neu" }

  /// Made by `plant` for readers, who have no form of their own.
  var anchorRecord: RecordID<Specimen> { own }

  /// Keeps a specimen; the first one should be `own`.
  @discardableResult
  func plant(
    _ id: RecordID<Specimen>? = nil, in tenant: TenantID? = nil, _ change: @Sendable (inout Specimen) -> Void = { _ in }
  ) async throws -> RecordID<Specimen> {
    var specimen = Specimen(id: id ?? product.database.ids.make(Specimen.self))
    specimen.title = "Bank"
    change(&specimen)
    let (kept, tenant) = (specimen, tenant ?? here)
    try await product.database.write(by: .system("test")) { try $0.insert(kept, of: tenant) }
    return specimen.id
  }

  func stored(_ id: RecordID<Specimen>) async throws -> Stored<Specimen> {
    try #require(try await product.database.read { try $0.find(Specimen.self, id, in: .everyTenant) })
  }
}

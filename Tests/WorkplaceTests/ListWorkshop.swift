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

/// Lists of specimens in the whole product, with people of two centres at the door.
struct ListWorkshop {
  let product: TestProduct
  let client: TestClient
  let here: TenantID
  let there: TenantID
  let own: RecordID<Specimen>

  static var desk: Desk<Specimen> {
    Desk(
      "muster", view: Workshop.view, edit: Workshop.edit, columns: ["title", "size", "day", "price", "colors"],
      filters: ["size", "color", "colors", "is_open", "day", "moment", "owner", "title", "secret", "seats"],
      organisationField: "owner",
      vocabulary: { _, _ in
        let choices = [
          Vocabulary.Choice(code: "rot", label: "Rot"), Vocabulary.Choice(code: "blau", label: "Blau"),
          Vocabulary.Choice(code: "hell", label: "Hellblau", parent: "blau"),
        ]
        return Vocabulary(
          choices: { $0 == "farbe" ? choices : [] },
          label: { _, code in choices.first { $0.code == code }?.label ?? code })
      })
  }

  init(panels: [StartPanel] = [], menu: [StaffLink] = []) async throws {
    product = try await TestProduct()
    here = try await product.center("dortmund").tenant
    there = try await product.center("hagen").tenant
    own = product.database.ids.make(Specimen.self)
    let slice = Workplace.slice(panels: panels)
    let missing = try await product.database.columns(of: "saved_view").isEmpty
    try await product.database.write(by: .system("test")) { transaction in
      try transaction.run(Specimen.table)
      for index in SQL.listIndexes("specimen", folded: ["title"], coded: ["size", "day"]) { try transaction.run(index) }
      if missing { for statement in slice.migrations.flatMap(\.statements) { try transaction.run(statement) } }
    }
    let people = Self.people(here, there, own.identifier)
    var door = Door(
      identify: { headers in headers.cookie("wer").flatMap { people[$0] } }, signInPath: { _ in nil }, menu: menu)
    let (first, second) = (here, there)
    door.tenantName = { $0 == first ? "KI Dortmund" : $0 == second ? "KI Hagen" : "" }
    let old = product.services
    let services = Services(
      database: product.database, index: old.index,
      catalogue: try TextCatalogue(tables: [WebTexts.table, slice.texts]),
      site: old.site, frame: old.frame, forgery: old.forgery, cache: PageCache(), limiter: old.limiter, door: door,
      logger: old.logger)
    let lists = Slice(
      name: "Specimens",
      routes: { services in
        DeskList(Self.desk, services, references: [.records(of: Specimen.self, title: "title", slug: "muster")]).routes
      })
    client = TestClient(try RouteTable([slice, lists], services).responder())
  }

  private static func people(_ here: TenantID, _ there: TenantID, _ own: Identifier) -> [String: SignedIn] {
    let roles: [(String, [Membership])] = [
      ("anna", [Membership(.centerStaff, in: here)]),
      ("bert", [Membership(.centerHead, in: here), Membership(.centerStaff, in: there)]),
      ("olga", [Membership(.centerStaff, in: there)]),
      ("paul", [Membership(.provider, in: here, organisation: own)]),
      ("lara", [Membership(.centerAdministration, in: here)]),
    ]
    var people: [String: SignedIn] = [:]
    for (index, (name, memberships)) in roles.enumerated() {
      people[name] = SignedIn(
        account: Identifier(high: 8, low: UInt64(index)), name: "Frau \(name)", mail: "\(name)@example.org",
        means: .session("s-\(name)"), memberships: memberships, tenant: memberships[0].tenant)
    }
    return people
  }

  func get(_ path: String, as name: String, root: String = "/arbeitsplatz/muster") async throws -> TestAnswer {
    try await client.get(root + path, ["Cookie": "wer=\(name)"])
  }

  func post(_ path: String, _ form: [(String, String)], as name: String) async throws -> TestAnswer {
    let page = try await get("?ansicht=alle", as: name)
    let start = try #require(page.body.range(of: "name=\"csrf\" value=\""))
    let token = String(page.body[start.upperBound...].prefix { $0 != "\"" })
    return try await client.post(
      "/arbeitsplatz/muster" + path, form + [("csrf", token)],
      ["Cookie": "wer=\(name)", "Sec-Fetch-Site": "same-origin"])
  }

  @discardableResult
  func plant(
    _ title: String, _ id: RecordID<Specimen>? = nil, in tenant: TenantID? = nil,
    _ change: @Sendable (inout Specimen) -> Void = { _ in }
  ) async throws -> RecordID<Specimen> {
    var specimen = Specimen(id: id ?? product.database.ids.make(Specimen.self))
    specimen.title = title
    change(&specimen)
    let (kept, tenant) = (specimen, tenant ?? here)
    try await product.database.write(by: .system("test")) { try $0.insert(kept, of: tenant) }
    return specimen.id
  }

  /// Many records at once, past the store: `Nummer 1` and so on, all of the tenant here.
  func plantMany(_ count: Int) async throws {
    let tenant = here
    try await product.database.write(by: .system("test")) { transaction in
      try transaction.run(
        """
        insert into specimen (id, tenant, version, created_at, modified_at, title, story, markup, size, color, colors,
          languages, is_open, mail, phone, website, secret, inside, status)
        with recursive n (i) as (select 1 union all select i + 1 from n where i < \(count))
        select '0190' || substr('' || (10000 + i / 10000), 2) || '-' || substr('' || (10000 + i % 10000), 2)
          || '-7000-8000-000000000000', \(tenant), 1, '2026-11-01T08:00:00.000Z', '2026-11-01T08:00:00.000Z',
          'Nummer ' || i, 'Geschichte', '', 'small', '', '', '', 0, '', '', '', '', '', '' from n
        """)
    }
  }

  /// The titles in a page of the list, in order.
  func titles(_ page: TestAnswer) -> [String] {
    page.body.components(separatedBy: "<th scope=\"row\"").dropFirst().compactMap { part in
      guard let link = part.range(of: "<a href"),
        let start = part.range(of: "\">", range: link.lowerBound..<part.endIndex)
      else { return nil }
      return String(part[start.upperBound...].prefix { $0 != "<" })
    }
  }

  /// The address behind a link with this `rel`; nothing where there is none.
  func link(_ rel: String, in page: TestAnswer) -> String? {
    guard let start = page.body.range(of: "rel=\"\(rel)\" href=\"") else { return nil }
    return String(page.body[start.upperBound...].prefix { $0 != "\"" })
      .replacingOccurrences(of: "&amp;", with: "&").replacingOccurrences(of: "/arbeitsplatz/muster", with: "")
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Foundation
import HTTPTypes
import Kernel
import Messages
import Product
import Storage
import TestKit
import Testing
import Upkeep
import Web

/// The pages with people who are known by a header, so that nothing of accounts is needed.
private struct Workshop {
  let product: TestProduct
  let client: TestClient
  let koeln: TenantID
  let bonn: TenantID

  init() async throws {
    let product = try await TestProduct()
    let koeln = try await product.center("05315000").tenant
    let bonn = try await product.center("05314000").tenant
    let people: [String: SignedIn] = [
      "head": Self.person("head", Membership(.centerHead, in: koeln), at: koeln),
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
    let kinds = [JobKind("test.import", "Tabelle einlesen") { _ in }]
    client = TestClient(try RouteTable([Upkeep.slice { _ in kinds }], services).responder())
    (self.product, self.koeln, self.bonn) = (product, koeln, bonn)
  }

  private static func person(_ name: String, _ membership: Membership, at tenant: TenantID?) -> SignedIn {
    SignedIn(
      account: Identifier(high: 9, low: UInt64(name.utf8.count)), name: name, mail: "\(name)@example.org",
      means: .session(name), memberships: [membership], tenant: tenant)
  }

  func ask(_ tenant: TenantID?) async throws -> RecordID<JobEntry> {
    try await product.database.write(by: .system("test")) { try $0.enqueue("test.import", of: tenant, input: "") }
  }

  func post(_ subject: String, of tenant: TenantID?) async throws -> RecordID<Letter> {
    let letter = Letter(
      purpose: "accounts.invitation", to: "ada@example.org", name: "<b>Ada", language: .german, subject: subject,
      blocks: [.paragraph("Willkommen."), .button("Anmelden", address: "https://verbund.example/einladung?t=geheim")])
    return RecordID(try await product.database.write(by: .system("test")) { try $0.post(letter, of: tenant) })
  }

  func get(_ path: String, as person: String) async throws -> TestAnswer {
    try await client.get(path, ["X-Test-Person": person])
  }

  func send(_ path: String, _ form: [(String, String)], as person: String) async throws -> TestAnswer {
    try await client.post(path, form, ["X-Test-Person": person, "Sec-Fetch-Site": "same-origin"])
  }

  /// The token that a page puts into its forms.
  func token(_ page: TestAnswer) throws -> String {
    let match = try #require(page.body.firstMatch(of: /name="csrf" value="([^"]+)"/))
    return String(match.1)
  }
}

@Suite("Pages of jobs and mails")
struct UpkeepPagesTests {
  private let jobs = "/arbeitsplatz/betrieb/auftraege"
  private let mails = "/arbeitsplatz/betrieb/nachrichten"

  @Test("Each sees their own centre's jobs, operators see all, colleagues without the right none")
  func reach() async throws {
    let shop = try await Workshop()
    let mine = try await shop.ask(shop.koeln)
    let theirs = try await shop.ask(shop.bonn)
    let page = try await shop.get(jobs, as: "head")
    #expect(page.status == 200 && page.body.contains(mine.text) && !page.body.contains(theirs.text))
    #expect(page.body.contains("Tabelle einlesen"))
    let all = try await shop.get(jobs, as: "operator")
    #expect(all.body.contains(mine.text) && all.body.contains(theirs.text) && all.body.contains("Bonn"))
    for path in [jobs, mails] {
      #expect(try await shop.get(path, as: "staff").status == 403)
      #expect(try await shop.get(path, as: "elsewhere").status == 403)
      #expect(try await shop.get(path, as: "nobody").status == 401)
      #expect(try await shop.get("\(path)?zustand=%3Cscript%3E", as: "head").status == 400)
    }
  }

  @Test("Stopping needs the token of the session and works on one's own jobs only")
  func steering() async throws {
    let shop = try await Workshop()
    let mine = try await shop.ask(shop.koeln)
    let theirs = try await shop.ask(shop.bonn)
    let token = try shop.token(try await shop.get(jobs, as: "head"))
    #expect(try await shop.send("\(jobs)/\(mine.text)/anhalten", [], as: "head").status == 403)
    #expect(try await shop.send("\(jobs)/\(mine.text)/anhalten", [("csrf", token)], as: "operator").status == 403)
    #expect(try await shop.send("\(jobs)/\(theirs.text)/anhalten", [("csrf", token)], as: "head").status == 404)
    let answer = try await shop.send("\(jobs)/\(mine.text)/anhalten", [("csrf", token)], as: "head")
    #expect(answer.status == 303 && answer.header("Location") == "\(jobs)?gemacht=angehalten")
    #expect(try await shop.product.database.read { try $0.job(mine, in: .everyTenant)?.state } == .stopped)
    #expect(try await shop.product.database.read { try $0.job(theirs, in: .everyTenant)?.state } == .waiting)
    #expect(try await shop.send("\(jobs)/\(mine.text)/anhalten", [("csrf", token)], as: "head").status == 409)
    #expect(try await shop.send("\(jobs)/\(mine.text)/wiederholen", [("csrf", token)], as: "head").status == 303)
  }

  @Test("Kept mails are told; links are shown to operators only, and that is in the audit log")
  func links() async throws {
    let shop = try await Workshop()
    let id = try await shop.post("Einladung <script>", of: shop.koeln)
    let theirs = try await shop.post("Für Bonn", of: shop.bonn)
    let delivery = OutboxDelivery(shop.product.database, nil, letterhead: Upkeep.letterhead) { Issue.record($0) }
    try await delivery.deliverNext()
    let list = try await shop.get("\(mails)?suche=ada", as: "head")
    #expect(list.status == 200 && list.body.contains("Einladung &lt;script&gt;") && !list.body.contains("Für Bonn"))
    #expect(list.body.contains("1 Mail wurde nicht verschickt"))
    let page = try await shop.get("\(mails)/\(id.text)", as: "head")
    #expect(page.body.contains("Willkommen.") && page.body.contains("&lt;b&gt;Ada") && !page.body.contains("geheim"))
    #expect(try await shop.get("\(mails)/\(theirs.text)", as: "head").status == 404)
    let tenant = shop.koeln
    #expect(try await shop.product.database.read { try $0.history("outbox", id.identifier, of: tenant) }.isEmpty)
    #expect(try await shop.get("\(mails)/\(id.text)", as: "operator").body.contains("einladung?t=geheim"))
    let seen = try await shop.product.database.read { try $0.history("outbox", id.identifier, of: tenant) }
    #expect(seen.map(\.action) == ["mail.links-seen"] && seen.first?.actor.name == "operator")
    let token = try shop.token(page)
    let again = try await shop.send("\(mails)/\(id.text)/erneut", [("csrf", token)], as: "head")
    #expect(again.status == 303)
    #expect(try await shop.product.database.read { try $0.mail(id, in: .everyTenant)?.state } == .waiting)
  }

  @Test("The centre signs its mails, the Verbund those of nobody")
  func letterhead() async throws {
    let shop = try await Workshop()
    let tenant = shop.koeln
    let heads = try await shop.product.database.read { connection in
      [try Upkeep.letterhead(connection, tenant, .german), try Upkeep.letterhead(connection, nil, .german)]
    }
    #expect(heads[0].name.contains("Köln") && heads[1].name == "Verbund")
  }
}

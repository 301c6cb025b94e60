// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Formats
import Guides
import HTTPTypes
import Kernel
import Product
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

/// The desk of guides with people of two centres at the door.
private struct GuideOffice {
  let product: TestProduct
  let client: TestClient
  let tenant: TenantID
  let there: TenantID

  init() async throws {
    product = try await TestProduct()
    tenant = try await product.center("dortmund").tenant
    there = try await product.center("hagen").tenant
    var people: [String: SignedIn] = [:]
    let roles: [(String, Role, TenantID)] = [
      ("anna", .centerStaff, tenant), ("adam", .centerAdministration, tenant), ("rita", .centerReader, tenant),
      ("paul", .provider, tenant), ("olga", .centerStaff, there),
    ]
    for (index, (name, role, tenant)) in roles.enumerated() {
      people[name] = SignedIn(
        account: Identifier(high: 8, low: UInt64(index)), name: name, mail: "\(name)@example.org",
        means: .session("s-\(name)"), memberships: [Membership(role, in: tenant)], tenant: tenant)
    }
    let old = product.services
    let door = Door(
      identify: { [people] headers in headers.cookie("wer").flatMap { people[$0] } }, signInPath: { _ in nil }, menu: []
    )
    let services = Services(
      database: product.database, index: old.index, catalogue: try SliceList.texts(), site: old.site, frame: old.frame,
      forgery: old.forgery, cache: PageCache(), limiter: old.limiter, door: door, logger: old.logger)
    client = TestClient(try RouteTable([Slice(name: "Desk", routes: { GuideDesk($0).routes })], services).responder())
  }

  func get(_ path: String, as name: String = "anna") async throws -> TestAnswer {
    try await client.get("/arbeitsplatz/wegweiser" + path, ["Cookie": "wer=\(name)"])
  }

  func post(_ path: String, _ form: [(String, String)], as name: String = "anna") async throws -> TestAnswer {
    let body = try await get("/neu", as: name).body
    let token = body.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/).map { String($0.1) } ?? ""
    return try await client.post(
      "/arbeitsplatz/wegweiser" + path, form + [("csrf", token)],
      ["Cookie": "wer=\(name)", "Sec-Fetch-Site": "same-origin"])
  }

  @discardableResult
  func plant(
    _ title: String, under parent: RecordID<GuidePage>? = nil, in owner: TenantID? = nil
  ) async throws -> RecordID<GuidePage> {
    let owner = owner ?? tenant
    return try await product.database.write(by: .system("test")) { transaction in
      let draft = GuideDraft(title: title, content: try CleanHTML(cleaning: "<p>Text zu \(title).</p>"))
      return try GuideActions.create(draft, at: GuidePlace(parent: parent, slug: "s"), of: owner, transaction)
    }
  }

  func page(_ id: RecordID<GuidePage>) async throws -> Stored<GuidePage> {
    try #require(try await product.database.read { try $0.find(GuidePage.self, id, in: .everyTenant) })
  }

  func text(_ id: RecordID<GuidePage>, _ language: Language = .german) async throws -> Stored<GuideText> {
    try #require(try await product.database.read { try $0.guideText(of: id, in: language) })
  }

  func move(_ id: RecordID<GuidePage>, _ form: (String, String), as name: String = "anna") async throws -> Int {
    let version = try await page(id).version
    return try await post("/\(id)/verschieben", [form, ("version", "\(version)")], as: name).status
  }

  /// Titles as the tree of the workplace shows them.
  func titles() async throws -> [String] {
    try await get("").body.matches(of: /<li id="seite-[^"]+"><a [^>]+>([^<]+)</).map { String($0.1) }
  }
}

@Suite("Guides at the workplace")
struct GuideDeskTests {
  @Test("Pages move up, down, in and out; no way leads to a circle or to another centre")
  func moves() async throws {
    let office = try await GuideOffice()
    let (one, two, three) = (
      try await office.plant("Eins"), try await office.plant("Zwei"), try await office.plant("Drei")
    )
    let far = try await office.plant("Fern", in: office.there)
    #expect(try await office.titles() == ["Eins", "Zwei", "Drei"])
    #expect(try await office.move(three, ("richtung", "hoch")) == 303)
    #expect(try await office.titles() == ["Eins", "Drei", "Zwei"])
    #expect(try await office.move(three, ("richtung", "ein")) == 303)
    #expect(try await office.page(three).record.parent == one)
    #expect(try await office.move(two, ("parent", three.text)) == 303)
    #expect(try await office.move(one, ("parent", two.text)) == 422)
    #expect(try await office.move(one, ("parent", one.text)) == 422)
    #expect(try await office.move(one, ("parent", far.text)) == 422)
    #expect(try await office.move(one, ("parent", "Unsinn")) == 404)
    #expect(try await office.page(one).record.parent == nil)
    #expect(try await office.move(two, ("richtung", "aus")) == 303)
    #expect(try await office.move(two, ("richtung", "aus")) == 303)
    #expect(try await office.titles() == ["Eins", "Drei", "Zwei"])
    #expect(try await office.page(two).record.parent == nil)
    #expect(try await office.move(far, ("richtung", "hoch")) == 404)
    #expect(try await office.post("/\(two)/verschieben", [("richtung", "hoch"), ("version", "1")]).status == 409)
    #expect(try await office.get("", as: "paul").status == 403)
    #expect(try await office.get("/\(far)").status == 404)
    try office.product.remove()
  }

  @Test("New pages are drafts; only those with the right publish them")
  func publishing() async throws {
    let office = try await GuideOffice()
    let form = [("titel", "Schule & Über"), ("text", "## Anmelden\n\n- mit Ausweis"), ("format", "markdown")]
    let made = try await office.post("/neu", form, as: "adam")
    let target = made.header("Location")?.split(separator: "?").first ?? ""
    let id = try #require(RecordID<GuidePage>(target.split(separator: "/").last ?? ""))
    let stored = try await office.page(id)
    #expect(stored.record.status == .draft && stored.record.slug == "schule-ueber")
    #expect(try await office.text(id).record.content == "<h2>Anmelden</h2>\n<ul><li>mit Ausweis</li></ul>")
    let publish = [("stand", "published"), ("version", "1")]
    #expect(try await office.post("/\(id)/stand", publish, as: "adam").status == 403)
    #expect(try await office.post("/\(id)/stand", publish, as: "olga").status == 404)
    #expect(try await office.post("/\(id)/stand", publish).status == 303)
    #expect(try await office.post("/\(id)/archivieren", [("version", "2")], as: "adam").status == 403)
    let desk = try await office.get("/\(id)").body
    #expect(desk.contains("<a href=\"/arbeitsplatz/wegweiser/\(id)/text/de\">Deutsch</a>") && !desk.contains("&lt;a"))
    #expect(try await office.page(id).record.status == .published)
    let empty = try await office.post("/neu", [("titel", ""), ("text", "Bleibt stehen")], as: "adam")
    #expect(empty.status == 422 && empty.body.contains("href=\"#f-titel\"") && empty.body.contains("Bleibt stehen"))
    try office.product.remove()
  }

  @Test("Colleagues comment on a page; other centres and readers do not, and each deletes only their own")
  func comments() async throws {
    let office = try await GuideOffice()
    let id = try await office.plant("Schule")
    let path = "/\(id)/kommentare"
    let refused = try await office.post(path, [("kommentar", String(repeating: "ä", count: 2001))])
    #expect(refused.status == 422 && refused.body.contains("aria-invalid") && refused.body.contains("ääää"))
    let made = try await office.post(path, [("kommentar", "Stimmt <b>das</b> noch?")])
    #expect(made.status == 303 && made.header("Location") == "/arbeitsplatz/wegweiser/\(id)#kommentare")
    #expect(try await office.post(path, [("kommentar", "x")], as: "rita").status == 403)
    #expect(try await office.post(path, [("kommentar", "x")], as: "paul").status == 403)
    #expect(try await office.post(path, [("kommentar", "x")], as: "olga").status == 404)
    #expect(try await office.get("/\(id)", as: "rita").body.contains("Stimmt &lt;b&gt;das&lt;/b&gt; noch?"))
    let here = office.tenant
    let comment = try await office.product.database.read { connection in
      try connection.list(RecordComment.self, in: .tenant(here)).first?.id
    }
    let delete = "\(path)/\(try #require(comment))/loeschen"
    #expect(try await office.post(delete, [], as: "adam").status == 404)
    #expect(try await office.post(delete, []).status == 303)
    #expect(try await !office.get("/\(id)").body.contains("Stimmt"))
    try office.product.remove()
  }

  @Test("A preview keeps nothing; a small edit leaves translations current; a stale form loses nothing")
  func versions() async throws {
    let office = try await GuideOffice()
    let id = try await office.plant("Schule")
    let english = Language.english
    func send(_ language: String, _ form: [(String, String)]) async throws -> TestAnswer {
      try await office.post("/\(id)/text/\(language)", form + [("format", "markdown")])
    }
    let preview = try await send(
      "de", [("titel", "Neu"), ("text", "**Anders**"), ("version", "1"), ("tun", "vorschau")])
    #expect(preview.status == 200 && preview.body.contains("<strong>Anders</strong>"))
    #expect(try await office.text(id).record.title == "Schule")
    let translation = [("titel", "School"), ("text", "Text"), ("version", "0"), ("fassung", "1")]
    #expect(try await send("en", translation).status == 303)
    #expect(
      try await send("de", [("titel", "Schulen"), ("text", "Text"), ("version", "1"), ("klein", "1")]).status == 303)
    var source = try await office.text(id).record
    #expect(try await office.text(id, english).record.state(source: source) == .current)
    #expect(try await send("de", [("titel", "Schulen"), ("text", "Ganz anders"), ("version", "2")]).status == 303)
    source = try await office.text(id).record
    #expect(try await office.text(id, english).record.state(source: source) == .outdated)
    let stale = try await send("de", [("titel", "Meins"), ("text", "Meine Worte"), ("version", "2")])
    #expect(stale.status == 409 && stale.body.contains("Meine Worte") && stale.body.contains("Ganz anders"))
    #expect(try await send("xx", translation).status == 404)
    #expect(try await send("tr", translation.map { $0.0 == "fassung" ? ("fassung", "99") : $0 }).status == 422)
    try office.product.remove()
  }

  @Test("Hostile words in either format come out clean")
  func hostile() async throws {
    let office = try await GuideOffice()
    let id = try await office.plant("Ziel")
    let attack = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) **ok**"
    for (version, format) in ["markdown", "html"].enumerated() {
      let form = [("titel", "<script>"), ("text", attack), ("format", format), ("version", "\(version + 1)")]
      let preview = try await office.post("/\(id)/text/de", form + [("tun", "vorschau")])
      #expect(!preview.body.contains("<script>alert") && !preview.body.contains("<img src=x"))
      #expect(try await office.post("/\(id)/text/de", form).status == 303)
      let content = try await office.text(id).record.content
      #expect(!content.contains("<script") && !content.contains("<img") && !content.contains("href="))
    }
    try office.product.remove()
  }
}

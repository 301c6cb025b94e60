// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

@Suite("Forms of the workplace")
struct FormTests {
  @Test("A new record is kept with a value of every kind as Germans write them")
  func create() async throws {
    let shop = try await Workshop()
    try await shop.plant(shop.own) { $0.title = "Träger" }
    let id = "01900000-0000-7000-8000-000000000001"
    let form = [
      ("id", id), ("title", " Stuhl "), ("story", "eins\r\nzwei"), ("markup", "<p onclick=\"x()\">Text</p>"),
      ("size", "large"), ("color", "rot"), ("colors", ""), ("colors", "rot"), ("colors", "hell"), ("languages", ""),
      ("languages", "ara"), ("seats", "1.2"), ("weight", "7,5"), ("price", "12,50"), ("is_open", ""),
      ("is_open", "1"), ("opens", "9:30"), ("day", "31.12.2026"), ("moment", "2026-07-01T12:00"),
      ("owner", shop.own.text), ("mail", "a@example.org"), ("phone", "0231 1234"), ("website", "example.org"),
    ]
    let refused = try await shop.post("/neu", form, as: "anna")
    #expect(refused.status == 422 && refused.body.contains("href=\"#f-seats\""))
    #expect(refused.body.contains("value=\"1.2\"") && refused.body.contains("value=\"12,50\""))
    let mended = form.map { $0.0 == "seats" ? ("seats", "120") : $0 }
    let kept = try await shop.post("/neu", mended, as: "anna")
    #expect(kept.status == 303)
    let stored = try await shop.stored(try #require(RecordID(id)))
    let specimen = stored.record
    #expect(stored.tenant == shop.here && specimen.title == "Stuhl" && specimen.story == "eins\nzwei")
    #expect(!specimen.markup.contains("onclick") && specimen.markup.contains("Text"))
    #expect(specimen.size == .large && specimen.color == "rot" && specimen.colors == ["rot", "hell"])
    #expect(specimen.languages == ["ara"] && specimen.seats == 120 && specimen.weight == 7.5 && specimen.price == 1250)
    #expect(specimen.isOpen && specimen.opens == 570 && specimen.day?.iso == "2026-12-31")
    #expect(specimen.moment?.iso == "2026-07-01T10:00:00.000Z" && specimen.owner == shop.own)
    #expect(specimen.website == "https://example.org")
    let again = try await shop.post("/neu", mended, as: "anna")
    #expect(again.status == 303)
    let count = try await shop.product.database.read { try $0.count(Specimen.self, in: .everyTenant) }
    #expect(count == 2, "sent twice, kept once")
    try shop.product.remove()
  }

  @Test(
    "Whatever is typed comes back as it was, escaped, and nothing is kept",
    arguments: [
      "title", "color", "seats", "weight", "price", "opens", "day", "moment", "mail", "phone", "website", "size",
      "owner",
    ])
  func hostile(field: String) async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own)
    let long = field == "title" ? String(repeating: "x", count: 80) : ""
    let evil = "\"><script>alert('ä')</script>\(long)"
    let answer = try await shop.post("/\(id)/bearbeiten", [("version", "1"), (field, evil)], as: "anna")
    #expect(answer.status == 422, "\(field)")
    #expect(!answer.body.contains("<script>alert"))
    if field != "owner" { #expect(answer.body.contains("&quot;&gt;&lt;script&gt;alert(&#39;ä&#39;)&lt;/script&gt;")) }
    #expect(answer.body.contains("href=\"#f-\(field)\"") && answer.body.contains("id=\"f-\(field)\""))
    let version = try await shop.stored(id).version
    #expect(version == 1)
    try shop.product.remove()
  }

  @Test("Fields that somebody may not see are neither shown nor written, whatever the form names")
  func massAssignment() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own) {
      $0.secret = "geheim"
      $0.inside = "innen"
      $0.owner = $0.id
    }
    let forged = [
      ("version", "1"), ("title", "Neu"), ("secret", "x"), ("inside", "x"), ("status", "geprüft"), ("owner", ""),
      ("tenant", shop.there.text), ("archived_at", "2026-01-01"), ("created_at", "x"),
    ]
    let page = try await shop.get("/\(id)/bearbeiten", as: "paul")
    #expect(page.status == 200 && !page.body.contains("geheim") && !page.body.contains("name=\"secret\""))
    #expect(!page.body.contains("name=\"owner\"") && !page.body.contains("name=\"status\""))
    #expect(try await shop.post("/\(id)/bearbeiten", forged, as: "paul").status == 303)
    let stored = try await shop.stored(id)
    #expect(stored.record.title == "Neu" && stored.record.secret == "geheim" && stored.record.inside == "innen")
    #expect(stored.record.status.isEmpty && stored.record.owner == id && stored.tenant == shop.here)
    #expect(stored.archivedAt == nil)
    let staff = [("version", "2"), ("secret", "neu"), ("inside", "x"), ("status", "x")]
    #expect(try await shop.post("/\(id)/bearbeiten", staff, as: "anna").status == 303)
    let later = try await shop.stored(id).record
    #expect(later.secret == "neu" && later.inside == "innen" && later.status.isEmpty)
    let detail = try await shop.get("/\(id)", as: "paul")
    #expect(!detail.body.contains(">neu<") && !detail.body.contains("innen"))
    try shop.product.remove()
  }

  @Test("Records and references of other centres do not exist here")
  func tenants() async throws {
    let shop = try await Workshop()
    let mine = try await shop.plant(shop.own)
    let foreign = try await shop.plant(in: shop.there) { $0.title = "Fremd" }
    for path in ["/\(foreign)", "/\(foreign)/bearbeiten", "/\(foreign)/verlauf", "/\(foreign)/uebersetzen/en"] {
      #expect(try await shop.get(path, as: "anna").status == 404, "\(path)")
    }
    for path in ["bearbeiten", "archivieren", "wiederherstellen", "schritt/pruefen", "kommentare", "uebersetzen/en"] {
      let form = [("version", "1"), ("title", "Meins"), ("kommentar", "Hallo")]
      #expect(try await shop.post("/\(foreign)/\(path)", form, as: "anna").status == 404, "\(path)")
    }
    let pointing = [("version", "1"), ("owner", foreign.text)]
    let refused = try await shop.post("/\(mine)/bearbeiten", pointing, as: "anna")
    #expect(refused.status == 422 && !refused.body.contains("Fremd"))
    let named = [("version", "1"), ("owner", ""), ("owner.suche", "Fremd"), ("owner.zu", "")]
    #expect(try await shop.post("/\(mine)/bearbeiten", named, as: "anna").status == 422)
    let forged = [("id", foreign.text), ("title", "Übernommen")]
    #expect(try await shop.post("/neu", forged, as: "anna").status != 303)
    let kept = try await shop.stored(foreign)
    #expect(kept.record.title == "Fremd" && kept.tenant == shop.there && kept.version == 1)
    try shop.product.remove()
  }

  @Test("Readers and providers of others may not write; nobody writes without their own token")
  func refusals() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own) { $0.owner = $0.id }
    let other = try await shop.plant { $0.title = "Andere" }
    #expect(try await shop.get("/\(id)", as: "rita").status == 200)
    #expect(try await shop.get("/neu", as: "rita").status == 403)
    for path in ["bearbeiten", "archivieren", "kommentare"] {
      let form = [("version", "1"), ("title", "x"), ("kommentar", "x")]
      #expect(try await shop.post("/\(id)/\(path)", form, as: "rita").status == 403, "\(path)")
      #expect(try await shop.post("/\(other)/\(path)", form, as: "paul").status == 403, "\(path)")
    }
    #expect(try await shop.get("/\(other)", as: "paul").status == 403)
    let annas = try await shop.token(of: "anna")
    for token in ["", "falsch", annas] {
      let answer = try await shop.post(
        "/\(id)/bearbeiten", [("version", "1"), ("title", "x")], as: "bert", token: token)
      #expect(answer.status == 403)
    }
    #expect(try await shop.stored(id).version == 1)
    let made = try await shop.post("/neu", [("title", "Vom Träger"), ("owner", other.text)], as: "paul")
    #expect(made.status == 303)
    let owners = try await shop.product.database.read { connection in
      try connection.list(Specimen.self, in: .everyTenant, where: "title = 'Vom Träger'").map(\.record.owner)
    }
    #expect(owners == [shop.own])
    try shop.product.remove()
  }

  @Test("A reference is found by its name, chosen from namesakes, and looked for without saving")
  func references() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own)
    for number in 0..<60 { try await shop.plant { $0.title = "Regal \(number)" } }
    let twin = try await shop.plant { $0.title = "Ölbild" }
    try await shop.plant { $0.title = "Ölbild" }
    let path = "/\(id)/bearbeiten"
    let search = [("version", "1"), ("owner.suche", "ölb"), ("owner.zu", ""), ("feld-suchen", "owner"), ("title", "T")]
    let found = try await shop.post(path, search, as: "anna")
    #expect(found.status == 200 && found.body.contains("value=\"\(twin)\"") && found.body.contains("value=\"T\""))
    let ambiguous = [("version", "1"), ("owner.suche", "Ölbild"), ("owner.zu", "")]
    #expect(try await shop.post(path, ambiguous, as: "anna").status == 422)
    let stale = [("version", "1"), ("owner", twin.text), ("owner.suche", "Regal 7"), ("owner.zu", "Ölbild")]
    #expect(try await shop.post(path, stale, as: "anna").status == 303)
    let named = try #require(try await shop.stored(id).record.owner)
    #expect(try await shop.stored(named).record.title == "Regal 7", "the words win over the old choice")
    let chosen = [
      ("version", "2"), ("owner", ""), ("owner", twin.text), ("owner.suche", "Ölbild"), ("owner.zu", "Ölbild"),
    ]
    #expect(try await shop.post(path, chosen, as: "anna").status == 303)
    #expect(try await shop.stored(id).record.owner == twin)
    try shop.product.remove()
  }

  @Test("Two people edit the same record: both values are shown, and each field is chosen")
  func conflict() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own) { $0.story = "alt" }
    let path = "/\(id)/bearbeiten"
    #expect(try await shop.post(path, [("version", "1"), ("title", "Berts")], as: "bert").status == 303)
    let late = [("version", "1"), ("title", "Annas"), ("story", "neu"), ("seats", "3")]
    let conflict = try await shop.post(path, late, as: "anna")
    #expect(conflict.status == 409 && conflict.body.contains("Frau bert"))
    #expect(conflict.body.contains("Annas") && conflict.body.contains("Berts"))
    #expect(try await shop.stored(id).record.title == "Berts")
    let differing = ["title", "story", "seats"].map { ("feld-abweichend", $0) }
    let again = late.map { $0.0 == "version" ? ("version", "2") : $0 } + differing
    #expect(try await shop.post(path, again + [("title.wahl", "meins")], as: "anna").status == 409, "choices missing")
    let choices = [("title.wahl", "anderes"), ("story.wahl", "meins"), ("seats.wahl", "meins")]
    #expect(try await shop.post(path, again + choices, as: "anna").status == 303)
    let record = try await shop.stored(id).record
    #expect(record.title == "Berts" && record.story == "neu" && record.seats == 3)
    try shop.product.remove()
  }

  @Test("Of two saves at the same time one is kept and the other asks")
  func parallel() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own)
    async let one = shop.post("/\(id)/bearbeiten", [("version", "1"), ("title", "eins")], as: "anna")
    async let two = shop.post("/\(id)/bearbeiten", [("version", "1"), ("title", "zwei")], as: "bert")
    let statuses = try await [one.status, two.status].sorted()
    #expect(statuses == [303, 409])
    #expect(try await shop.stored(id).version == 2)
    try shop.product.remove()
  }
}

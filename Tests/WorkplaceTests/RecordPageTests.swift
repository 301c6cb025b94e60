// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Records
import Storage
import TestKit
import Testing
import Web

@testable import Workplace

@Suite("Pages of records")
struct RecordPageTests {
  private static let evil = "<script>alert(1)</script>"

  @Test("Script in any text is shown as text on the page, in the history and in comments")
  func script() async throws {
    let shop = try await Workshop()
    let evil = Self.evil
    let id = try await shop.plant(shop.own) {
      $0.title = evil
      $0.story = evil
      $0.markup = "<p>Text</p>" + evil
      $0.color = evil
      $0.colors = [evil]
      $0.secret = evil
    }
    #expect(try await shop.post("/\(id)/kommentare", [("kommentar", evil)], as: "anna").status == 303)
    for path in ["", "/bearbeiten", "/verlauf", "/uebersetzen/en"] {
      let answer = try await shop.get("/\(id)\(path)", as: "anna")
      #expect(answer.status == 200 && !answer.body.contains(evil), "\(path)")
      #expect(answer.body.contains("&lt;script&gt;alert(1)"), "\(path)")
    }
    try shop.product.remove()
  }

  @Test("A step needs its permission, its moment and the version that was seen")
  func steps() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own)
    let path = "/\(id)/schritt/pruefen"
    #expect(try await shop.post(path, [("version", "1")], as: "rita").status == 403)
    let refused = try await shop.post(path, [("version", "2")], as: "anna")
    #expect(
      refused.status == 409 && refused.body.contains("Das geht so noch nicht") && refused.body.contains("\(id)/verlauf")
    )
    #expect(try await shop.post(path, [("version", "1")], as: "anna").status == 303)
    #expect(try await shop.stored(id).record.status == "geprüft")
    #expect(try await shop.post(path, [("version", "2")], as: "anna").status == 409)
    #expect(try await shop.post("/\(id)/schritt/gibtsnicht", [("version", "2")], as: "anna").status == 404)
    try shop.product.remove()
  }

  @Test("Comments are for colleagues; each deletes only their own, and the words are gone then")
  func comments() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own) { $0.owner = $0.id }
    let path = "/\(id)/kommentare"
    #expect(try await shop.post(path, [("kommentar", "  ")], as: "anna").status == 422)
    let long = String(repeating: "ä", count: 2001)
    let refused = try await shop.post(path, [("kommentar", long)], as: "anna")
    #expect(refused.status == 422 && refused.body.contains(long))
    #expect(try await shop.post(path, [("kommentar", "Bitte prüfen")], as: "anna").status == 303)
    #expect(try await shop.post(path, [("kommentar", "x")], as: "paul").status == 403)
    #expect(try await shop.get("/\(id)", as: "bert").body.contains("Bitte prüfen"))
    #expect(try await !shop.get("/\(id)", as: "paul").body.contains("Bitte prüfen"))
    let here = shop.here
    let comment = try await shop.product.database.read { connection in
      try connection.list(RecordComment.self, in: .tenant(here)).first?.id
    }
    let delete = "\(path)/\(try #require(comment))/loeschen"
    #expect(try await shop.post(delete, [], as: "bert").status == 404)
    #expect(try await shop.post(delete, [], as: "anna").status == 303)
    let left = try await shop.product.database.read { connection in
      try connection.number("select count(*) from audit_log where changes like '%Bitte prüfen%'")
        + connection.count(RecordComment.self, in: .tenant(here))
    }
    #expect(left == 0)
    try shop.product.remove()
  }

  @Test("A translation is outdated after its German text changed, unless the edit was small")
  func translations() async throws {
    let shop = try await Workshop()
    let id = try await shop.plant(shop.own) { $0.story = "Hallo" }
    let path = "/\(id)/uebersetzen/en"
    let empty = TranslationView.digest("")
    let first = [
      ("version", "1"), ("title", "Bench"), ("title.vorher", empty), ("story", "Hello"), ("story.vorher", empty),
    ]
    #expect(try await shop.post(path, first, as: "anna").status == 303)
    let late = [("version", "1"), ("title", "Seat"), ("title.vorher", empty)]
    let refused = try await shop.post(path, late, as: "bert")
    #expect(refused.status == 422 && refused.body.contains("Bench") && refused.body.contains("Seat"))
    func sources() async throws -> [String: Int] {
      let texts = try await shop.product.database.read { try $0.translatedTexts(of: id) }
      return Dictionary(uniqueKeysWithValues: texts.map { ($0.field, $0.sourceVersion) })
    }
    _ = try await shop.post("/\(id)/bearbeiten", [("version", "1"), ("title", "Sitzbank")], as: "anna")
    #expect(try await sources() == ["title": 1, "story": 2])
    let holds = [
      ("version", "2"), ("title", "Bench"), ("title.vorher", TranslationView.digest("Bench")), ("title.passt", "1"),
    ]
    #expect(try await shop.post(path, holds, as: "anna").status == 303)
    let small = [("version", "2"), ("title", "Sitzbänke"), ("kleine-aenderung", "1")]
    _ = try await shop.post("/\(id)/bearbeiten", small, as: "anna")
    #expect(try await sources() == ["title": 3, "story": 3])
    for language in ["de", "xx", "..", "EN"] {
      #expect(try await shop.get("/\(id)/uebersetzen/\(language)", as: "anna").status == 404)
    }
    try shop.product.remove()
  }

  @Test("A bulk change shows what it would do and leaves out what it must not touch")
  func bulk() async throws {
    let shop = try await Workshop()
    let one = try await shop.plant(shop.own) { $0.owner = $0.id }
    let two = try await shop.plant { $0.title = "Zwei" }
    let foreign = try await shop.plant(in: shop.there) { $0.title = "Fremd" }
    let ids = [one, two, foreign].map { ("id", $0.text) }
    let wish = ids + [("feld", "seats"), ("seats", "12")]
    let preview = try await shop.post("/sammel", wish + [("schritt", "vorschau")], as: "anna")
    #expect(preview.status == 200 && preview.body.contains("\(one):1 \(two):1"))
    #expect(!preview.body.contains("Fremd") && preview.body.contains("Diesen Eintrag gibt es nicht"))
    let wrong = ids + [("feld", "seats"), ("seats", "viele"), ("schritt", "vorschau")]
    let refused = try await shop.post("/sammel", wrong, as: "anna")
    #expect(refused.status == 422 && refused.body.contains("value=\"viele\""))
    _ = try await shop.post("/\(two)/bearbeiten", [("version", "1"), ("story", "neu")], as: "bert")
    let seen = ("ids", "\(one):1 \(two):1 \(foreign):1")
    let apply = [seen, ("feld", "seats"), ("seats", "12"), ("schritt", "anwenden")]
    #expect(try await shop.post("/sammel", apply, as: "rita").status == 403)
    #expect(try await shop.post("/sammel", apply, as: "anna").status == 200)
    #expect(try await shop.stored(one).record.seats == 12)
    #expect(try await shop.stored(two).record.seats == nil, "changed since the preview")
    #expect(try await shop.stored(foreign).record.seats == nil)
    let mine = [seen, ("feld", "price"), ("price", "3"), ("schritt", "anwenden")]
    #expect(
      try await shop.post("/sammel", mine.map { $0.0 == "ids" ? ("ids", "\(one):2 \(two):2") : $0 }, as: "paul").status
        == 200)
    #expect(try await shop.stored(one).record.price == 300)
    #expect(try await shop.stored(two).record.price == nil)
    for field in ["status", "inside", "secret", "tenant", "version"] {
      let forged = [("ids", "\(one):3"), ("feld", field), (field, "x"), ("schritt", "anwenden")]
      _ = try await shop.post("/sammel", forged, as: "paul")
    }
    #expect(try await shop.stored(one).version == 3)
    try shop.product.remove()
  }

  @Test("An order for a job is read as it was written")
  func order() throws {
    for value in [Value.null, .integer(4), .text("ä\"\n"), .real(0.5)] {
      let seen = BulkOrder.Seen(id: "01900000-0000-7000-8000-000000000001", version: 3)
      let order = BulkOrder(field: "seats", value: value, records: [seen])
      #expect(try BulkOrder(parsing: order.json) == order)
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Records
import TestKit
import Testing

@Suite("Pages of offers")
struct OfferPagesTests {
  @Test("The list shows what is published, with facets and counts")
  func list() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    try await town.add("Sprachkurs am Vormittag")
    try await town.add("Nähtreff") { $0.offer.fields = ["HF-KU"] }
    try await town.add("Geheimer Entwurf", status: .draft)
    let page = try await town.product.client.get("/angebote")
    #expect(page.status == 200)
    #expect(page.body.contains("2 Angebote"))
    #expect(page.body.contains("Sprachkurs am Vormittag") && page.body.contains("Nähtreff"))
    #expect(!page.body.contains("Geheimer Entwurf"))
    #expect(page.body.contains("value=\"HF-KU\""))
  }

  @Test(
    "Each filter narrows the list, and its chip leads back",
    arguments: ["feld=HF-KU", "q=Nähtreff", "betreuung=yes", "alter=0-3&feld=HF-KU", "zentrum=dortmund&feld=HF-KU"])
  func filters(_ query: String) async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    try await town.add("Sprachkurs am Vormittag")
    try await town.add("Nähtreff") { sheet in
      sheet.offer.fields = ["HF-KU"]
      sheet.offer.childcare = .yes
    }
    let encoded = query.replacing("ä", with: "%C3%A4")
    let page = try await town.product.client.get("/angebote?\(encoded)")
    #expect(page.body.contains("1 Angebot<"))
    #expect(page.body.contains("Nähtreff") && !page.body.contains("Sprachkurs am Vormittag"))
    if !query.hasPrefix("q") { #expect(page.body.contains("class=\"chip\"")) }
  }

  @Test("Wrong page numbers are refused, wild values find nothing", arguments: ["seite=0", "seite=x", "km=-1"])
  func wrong(_ query: String) async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    #expect(try await town.product.client.get("/angebote?\(query)").status == 400)
    let wild = try await town.product.client.get("/angebote?feld=%3Cscript%3E&q=%22%27*")
    #expect(wild.status == 200)
    #expect(!wild.body.contains("<script>\""))
  }

  @Test("An offer's page says when, where, how accessible and how far it was checked")
  func one() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Sprachkurs")
    let page = try await town.product.client.get("/angebote/\(id)")
    #expect(page.status == 200)
    for part in [
      "<h1>Sprachkurs</h1>", "2026-11-24T09:00", "Haus am Markt", "<b>Ja:</b> Eingang ohne Stufen",
      "<b>Nein:</b> Höranlage", "<b>Nicht bekannt:</b> Aufzug", "Deutsch, Arabisch", "Zuletzt geprüft am",
      "rueckmeldung?angebot=\(id)", "application/ld+json", "name=\"tun\" value=\"merken\"",
    ] { #expect(page.body.contains(part), "\(part)") }
    let kept = try await town.product.client.get("/angebote/\(id)", ["Cookie": "merkliste=\(id)"])
    #expect(kept.body.contains("name=\"tun\" value=\"entfernen\""))
    #expect(kept.header("Cache-Control") == "no-store")
  }

  @Test("A time once a month is said in every language, with its next date")
  func monthly() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Elterncafé") { sheet in
      sheet.offer.service = ""
      sheet.schedules[0].weekday = .monday
      sheet.schedules[0].monthWeek = .first
    }
    let german = try await town.product.client.get("/angebote/\(id)").body
    #expect(german.contains("1. Montag im Monat") && german.contains("2026-12-07T09:00"))
    #expect(!german.contains("OpeningHoursSpecification"))
    #expect(try await town.product.client.get("/en/angebote/\(id)").body.contains("First Monday of the month"))
    #expect(try await town.product.client.get("/ar/angebote/\(id)").body.contains("الأول من كل شهر"))
    let json = try await town.product.client.get("/api/v1/offers/\(id)").body
    #expect(json.contains("\"month_week\":\"first\""))
    let feed = try await town.product.client.get("/api/hsds/v3/services/\(id)").body
    #expect(feed.contains("\"freq\":\"MONTHLY\"") && feed.contains("\"byday\":\"1MO\""))
  }

  @Test("Overdue data carry a warning")
  func overdue() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Sprachkurs") { $0.offer.verifiedOn = Day(iso: "2025-01-01") }
    #expect(try await town.product.client.get("/angebote/\(id)").body.contains("checked late"))
  }

  @Test("What is ended answers 410, what is paused 404, both with a way on; drafts are unknown")
  func gone() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let other = try await town.add("Ähnlicher Kurs")
    for (status, code, isTold) in [(OfferStatus.ended, 410, true), (.paused, 404, true), (.draft, 404, false)] {
      let id = try await town.add("Alter Kurs", status: status)
      let page = try await town.product.client.get("/angebote/\(id)")
      #expect(page.status == code)
      #expect(page.body.contains("Alter Kurs") == isTold)
      if isTold { #expect(page.body.contains(other.text)) }
    }
    #expect(try await town.product.client.get("/angebote/keine-id").status == 404)
  }

  @Test("A translated offer appears in its language, the rest of it marked as German")
  func translated() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Sprachkurs") { $0.translations = [.english: ["title": "Language course"]] }
    let page = try await town.product.client.get("/en/angebote/\(id)")
    #expect(page.body.contains("<h1>Language course</h1>"))
    #expect(page.body.contains("<p class=\"lead\" lang=\"de\">"))
    let arabic = try await town.product.client.get("/ar/angebote/\(id)")
    #expect(arabic.body.contains("<h1 lang=\"de\" dir=\"ltr\">Sprachkurs</h1>"))
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Portal
import Storage
import TestKit
import Testing
import Web

@Suite struct PortalPageTests {
  @Test("The start page has search, map with list, fields with counts, finder, offers, guide and plain language")
  func start() async throws {
    let town = try await PortalTown()
    let german = try await town.client.get("/")
    #expect(german.status == 200)
    for part in [
      "action=\"/suche\"", "<svg class=\"map\"", "id=\"liste\"", "/angebote?feld=HF-SP", "1 Angebot",
      "action=\"/finden\"",
      "Sprachkurs mit Kinderbetreuung", "/wegweiser/seite/\(town.page)", "/leichte-sprache",
      "\"@type\":\"SearchAction\"",
    ] { #expect(german.body.contains(part), "\(part)") }
    #expect(count("<h1", in: german.body) == 1)
    let arabic = try await town.client.get("/ar/")
    for part in ["<html lang=\"ar\" dir=\"rtl\">", "دورة لغة مع رعاية الأطفال", "/ar/suche"] {
      #expect(arabic.body.contains(part), "\(part)")
    }
    #expect(!arabic.body.contains("portal."))
    try town.product.remove()
  }

  @Test("A centre's page shows its own offers, fields, quarters, contact and neighbours, and only parts that it uses")
  func center() async throws {
    let town = try await PortalTown()
    let page = try await town.client.get("/zentren/dortmund")
    #expect(page.status == 200)
    for part in [
      "/assets/zentrum/dortmund.css", "Sprachkurs mit Kinderbetreuung", "name=\"zentrum\" value=\"dortmund\"",
      "/zentren/dortmund/sozialraeume/nordstadt", "GovernmentOffice", "/zentren/bochum", "/wegweiser/dortmund",
      "/organisationen?zentrum=dortmund", "/angebote?zentrum=dortmund",
    ] { #expect(page.body.contains(part), "\(part)") }
    #expect(!page.body.contains("Rucksack Elterngruppe"))
    let dortmund = try await town.product.center("dortmund")
    try await town.product.database.write(by: .system("test")) { transaction in
      guard let stored = try transaction.find(type(of: dortmund), dortmund.id, in: .everyTenant) else { return }
      var changed = stored.record
      changed.modules = ["angebote"]
      try transaction.save(changed, over: stored)
    }
    try await town.product.settle()
    let smaller = try await town.client.get("/zentren/dortmund")
    #expect(!smaller.body.contains("/zentren/dortmund/sozialraeume"))
    #expect(!smaller.body.contains("/organisationen?zentrum=dortmund"))
    #expect(try await town.client.get("/zentren/dortmund/sozialraeume").status == 404)
    #expect(try await town.client.get("/zentren/gibt-es-nicht").status == 404)
    try town.product.remove()
  }

  @Test("A social space's page shows all that is there: offers, organisations, places with their entrance")
  func space() async throws {
    let town = try await PortalTown()
    let list = try await town.client.get("/zentren/dortmund/sozialraeume")
    #expect(list.body.contains("Nordstadt"))
    let page = try await town.client.get("/zentren/dortmund/sozialraeume/nordstadt")
    #expect(page.status == 200)
    for part in [
      "1 Angebot, 1 Organisation, 1 Ort", "Sprachkurs mit Kinderbetreuung", "Familienbüro Dortmund", "Haus am Markt",
      "<span class=\"yes\">", "<td class=\"n\">1</td>",
    ] { #expect(page.body.contains(part), "\(part)") }
    #expect(try await town.client.get("/zentren/koeln/sozialraeume/nordstadt").status == 404)
    let english = try await town.client.get("/en/zentren/dortmund/sozialraeume/nordstadt")
    #expect(english.body.contains("1 offer, 1 organisation, 1 place"))
    try town.product.remove()
  }

  @Test("The finder answers a sentence with offers, nearest and most fitting first, and with somebody to call")
  func finder() async throws {
    let town = try await PortalTown()
    #expect(try await town.client.get("/finden").status == 200)
    let german = try await town.client.get("/finden?thema=deutsch&wer=eltern&ort=44147")
    for part in ["/angebote/\(town.course)", "/zentren/dortmund", "1 Angebot für Sie", "value=\"deutsch\" selected"] {
      #expect(german.body.contains(part), "\(part)")
    }
    #expect(!german.body.contains("/angebote/\(town.group)"))
    let anyone = try await town.client.get("/finden?thema=deutsch&wer=senioren")
    #expect(anyone.body.contains("/angebote/\(town.course)"))
    let unknown = try await town.client.get("/finden?thema=deutsch&ort=Bielefailt")
    #expect(unknown.body.contains("aria-invalid=\"true\""))
    #expect(!unknown.body.contains("/angebote/\(town.course)"))
    #expect(try await town.client.get("/finden?thema=quatsch&wer=%3Cscript%3E&ort=").status == 200)
    try town.product.remove()
  }

  @Test("The list of centres has the map and all of them by district")
  func centers() async throws {
    let product = try await TestProduct()
    let page = try await product.client.get("/zentren")
    #expect(page.body.contains("54 Zentren"))
    #expect(count("/zentren/kreis-unna\"", in: page.body) == 2)
    try product.remove()
  }

  @Test("All words of the portal exist in German, English and Arabic with the same places")
  func texts() throws {
    let catalogue = try TextCatalogue(tables: [Portal.slice.texts])
    for language in Language.interface {
      let texts = catalogue.texts(language)
      for key in Portal.slice.textKeys {
        #expect(texts.has(named: key), "\(language.code): \(key)")
        let forms = (texts[named: key] ?? "").split(separator: "¦", omittingEmptySubsequences: false).count
        #expect([1, language == .arabic ? 6 : 2].contains(forms), "\(language.code): \(key)")
      }
    }
  }
}

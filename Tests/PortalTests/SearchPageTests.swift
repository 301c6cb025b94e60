// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Portal
import TestKit
import Testing
import Web

@Suite struct SearchPageTests {
  @Test("One search finds offers, guide pages, organisations and centres, with the words marked")
  func everything() async throws {
    let town = try await PortalTown()
    let found = try await town.client.get("/suche?q=Sprachkurs")
    #expect(found.status == 200)
    for part in [
      "/angebote/\(town.course)", "/wegweiser/seite/\(town.page)", "<mark>Sprachkurs</mark>",
      "<p class=\"kind\">Wegweiser", "name=\"robots\" content=\"noindex\"",
    ] { #expect(found.body.contains(part), "\(part)") }
    #expect(!found.body.contains("/angebote/\(town.group)"))
    let organisation = try await town.client.get("/suche?q=Familienb%C3%BCro&art=organisation")
    #expect(organisation.body.contains("2 Treffer"))
    let center = try await town.client.get("/suche?q=Kommunales+Integrationszentrum+Bielefeld&art=zentrum")
    #expect(center.body.contains("/zentren/bielefeld"))
    try town.product.remove()
  }

  @Test("Chosen values narrow the hits, keep their counts and can be taken away one by one")
  func facets() async throws {
    let town = try await PortalTown()
    for (query, total) in [
      ("art=angebot", 2), ("art=angebot&feld=HF-EL", 1), ("art=angebot&feld=HF-EL&feld=HF-SP", 2),
      ("art=angebot&zentrum=dortmund", 1), ("art=angebot&zentrum=05913000", 1), ("art=angebot&gruppe=ZG-MEN", 2),
      ("art=angebot&feld=GIBT-ES-NICHT", 2), ("art=angebot&zugang=yes&zentrum=koeln", 1), ("art=angebot&tag=9", 2),
      ("art=angebot&kosten=frei", 2), ("art=gibtesnicht&art=angebot", 2),
    ] {
      let found = try await town.client.get("/suche?\(query)")
      #expect(found.status == 200, "\(query)")
      #expect(count("<li class=\"hit\">", in: found.body) == total, "\(query)")
      #expect(found.body.contains("\(total) Treffer"), "\(query)")
      #expect(count("class=\"chip\"", in: found.body) == count(" checked>", in: found.body), "\(query)")
    }
    try town.product.remove()
  }

  @Test("A postcode or a town with a distance narrows, says how far it is, and an unknown place is told at its field")
  func around() async throws {
    let town = try await PortalTown()
    for place in ["44147", "44147+Dortmund", "dortmund", "Nordstadt", "DORTMUND"] {
      let near = try await town.client.get("/suche?art=angebot&ort=\(place)&km=10")
      #expect(near.body.contains("1 Treffer im Umkreis von 10 km um"), "\(place)")
      #expect(near.body.contains("km entfernt"))
    }
    let far = try await town.client.get("/suche?art=angebot&ort=44147&km=150&sortierung=naehe")
    #expect(count("<li class=\"hit\">", in: far.body) == 2)
    let rough = try await town.client.get("/suche?art=angebot&ort=44149&km=10")
    #expect(
      rough.body.contains("nur ungefähr") && rough.body.contains("um 44149") && rough.body.contains("Sprachkurs mit"))
    let unknown = try await town.client.get("/suche?q=Sprachkurs&ort=Bielefailt")
    #expect(unknown.status == 200)
    #expect(unknown.body.contains("aria-describedby=\"ort-e\" aria-invalid=\"true\""))
    #expect(unknown.body.contains("Bielefailt"))
    #expect(unknown.body.contains("<li class=\"hit\">"))
    try town.product.remove()
  }

  @Test("A search that finds nothing helps on: larger circle, single words, a wish, somebody to call")
  func nothing() async throws {
    let town = try await PortalTown()
    let none = try await town.client.get("/suche?q=qxzvwqxzv+wqxzvqx&ort=44147&km=5")
    #expect(none.status == 200)
    #expect(none.body.contains("Keine Treffer"))
    for part in [
      "km=50", "/rueckmeldung?suche=qxzvwqxzv%20wqxzvqx", "/finden", "/zentren/dortmund", "/angebote/\(town.course)",
    ] { #expect(none.body.contains(part), "\(part)") }
    let narrowed = try await town.client.get("/suche?q=Sprachkurs&feld=HF-SEN")
    #expect(narrowed.body.contains("Ohne Filter suchen"))
    let corrected = try await town.client.get("/suche?q=Sprachkrus")
    #expect(corrected.body.contains("/suche?q=Sprachkurs") || corrected.body.contains("/suche?q=sprachkurs"))
    try town.product.remove()
  }

  @Test("Pages beyond the last one show the last one; nonsense in the address is passed over")
  func pages() async throws {
    let town = try await PortalTown()
    for query in [
      "seite=99&art=angebot", "seite=-1&art=angebot", "seite=99999999999999999999&art=angebot", "seite=abc&art=angebot",
      "km=abc&art=angebot", "km=-5&art=angebot", "sortierung=quatsch&art=angebot", "alter=-3&art=angebot",
    ] {
      let found = try await town.client.get("/suche?\(query)")
      #expect(found.status == 200, "\(query)")
      #expect(count("<li class=\"hit\">", in: found.body) == 2, "\(query)")
    }
    try town.product.remove()
  }

  @Test("Hostile words change nothing but the words")
  func hostile() async throws {
    let town = try await PortalTown()
    for words in [
      "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "%27%20or%201%3D1%20--", "NEAR(a%20b)%20AND%20NOT%20*", "%F0%9F%98%80",
      "%E2%80%AE%E2%80%8F", "%00%01", "%ff%fe", "%", "%zz", "a%20OR%20%22", "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    ] {
      for path in [
        "/suche?q=\(words)", "/ar/suche?q=\(words)&ort=\(words)&feld=\(words)", "/suche/vorschlaege?q=\(words)",
      ] {
        let found = try await town.client.get(path)
        #expect(found.status == 200, "\(path)")
        #expect(!found.body.contains("<script>alert"), "\(words)")
        #expect(!found.body.contains("<img src=x"), "\(words)")
      }
    }
    try town.product.remove()
  }

  @Test("Words without end are cut before they fill the page's links")
  func endless() async throws {
    let town = try await PortalTown()
    let found = try await town.client.get("/suche?q=" + String(repeating: "Sprachkurs+", count: 700))
    #expect(found.status == 200)
    #expect(found.body.utf8.count < 100_000)
    try town.product.remove()
  }

  @Test("Other languages show their own texts where there are any, German ones with a note otherwise")
  func languages() async throws {
    let town = try await PortalTown()
    let english = try await town.client.get("/en/suche?q=Learning+German&art=wegweiser")
    #expect(english.body.contains("Learning German"))
    let arabic = try await town.client.get("/ar/suche?q=Sprachkurs")
    #expect(arabic.body.contains("دورة لغة مع رعاية الأطفال"))
    #expect(arabic.body.contains("<h2 lang=\"de\" dir=\"ltr\"><a href=\"/ar/wegweiser/seite/\(town.page)\">"))
    let german = try await town.client.get("/en/suche?q=Sprachkurs&art=wegweiser")
    #expect(count("<li class=\"hit\">", in: german.body) == 1)
    #expect(german.body.contains("Learning German"))
    try town.product.remove()
  }

  @Test("Suggestions are at most eight, lead to their pages and are empty for a single letter")
  func suggestions() async throws {
    let town = try await PortalTown()
    let found = try await town.client.get("/suche/vorschlaege?q=sprachk")
    #expect(found.header("Content-Type") == "application/json")
    #expect(found.body.contains("\"url\":\"/angebote/\(town.course)\",\"note\":\"Angebot\""))
    #expect(count("\"text\":", in: found.body) <= 8)
    #expect(try await town.client.get("/suche/vorschlaege?q=s").body == "{\"items\":[]}")
    #expect(try await town.client.get("/suche/vorschlaege").body == "{\"items\":[]}")
    let english = try await town.client.get("/en/suche/vorschlaege?q=sprachk")
    #expect(english.body.contains("/en/angebote/"))
    try town.product.remove()
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import Guides
import Kernel
import Records
import Storage
import TestKit
import Testing
import Web

@Suite("Public pages of the guides")
struct GuidePagesTests {
  /// A statewide page with a child, in German, Turkish and partly English, shown in all centres.
  private struct Sample {
    let product: TestProduct
    let top: RecordID<GuidePage>
    let child: RecordID<GuidePage>

    init() async throws {
      product = try await TestProduct()
      let tenant = try await product.statewide()
      (top, child) = try await product.database.write(by: .system("test")) { transaction in
        func draft(_ title: String, _ html: String) throws -> GuideDraft {
          GuideDraft(title: title, excerpt: "Kurz: \(title)", content: try CleanHTML(cleaning: html))
        }
        var place = GuidePlace(slug: "schule")
        place.isEmbedded = true
        let top = try GuideActions.create(draft("Schule & Kita", "<p>Oben</p>"), at: place, of: tenant, transaction)
        let child = try GuideActions.create(
          draft("Anmelden", "<p>Siehe <a href=\"/wegweiser/seite/\(top.text)\">oben</a>.</p>"),
          at: GuidePlace(parent: top, slug: "anmelden"), of: tenant, transaction)
        let turkish = try #require(Language("tr"))
        try GuideActions.translate(child, into: turkish, draft("Kayıt", "<p>Türkçe</p>"), of: tenant, transaction)
        try GuideActions.translate(child, into: .english, draft("Enrol", "<p>English</p>"), of: tenant, transaction)
        let source = try #require(try transaction.guideText(of: child, in: .german))
        try GuideActions.edit(
          source, draft("Anmelden", source.record.content + "<p>Neu</p>"), isMinor: false, transaction)
        return (top, child)
      }
      try await product.settle()
    }

    func page(_ id: RecordID<GuidePage>, _ prefix: String = "", _ query: String = "") async throws -> TestAnswer {
      try await product.client.get("\(prefix)/wegweiser/seite/\(id.text)\(query)")
    }
  }

  @Test("The overview lists the statewide pages; a centre's guide shows the embedded ones")
  func overviews() async throws {
    let sample = try await Sample()
    let overview = try await sample.product.client.get("/wegweiser")
    #expect(overview.status == 200)
    #expect(overview.body.contains("Schule &amp; Kita") && overview.body.contains("Anmelden"))
    let center = try await sample.product.client.get("/wegweiser/dortmund")
    #expect(center.status == 200)
    #expect(center.body.contains("/wegweiser/dortmund/\(sample.top.text)"))
    #expect(try await sample.product.client.get("/wegweiser/gibt-es-nicht").status == 404)
    try sample.product.remove()
  }

  @Test("A page has its way down, its neighbours, its children, its languages and a link for feedback")
  func page() async throws {
    let sample = try await Sample()
    let top = try await sample.page(sample.top)
    #expect(top.status == 200)
    #expect(top.body.contains("class=\"kids two\"") && top.body.contains("rel=\"next\""))
    #expect(top.body.contains("Kurz: Anmelden"))
    let child = try await sample.page(sample.child)
    #expect(child.body.contains("rel=\"prev\"") && child.body.contains("<nav class=\"crumbs\""))
    #expect(child.body.contains("?fassung=tr\" lang=\"tr\"") && child.body.contains("/en/wegweiser/seite/"))
    #expect(child.body.contains("/rueckmeldung?seite=\(sample.child.text)"))
    #expect(child.body.contains("\"@type\":\"BreadcrumbList\""))
    try sample.product.remove()
  }

  @Test("The slug in an address is decoration: any slug shows the page, no other id does")
  func identity() async throws {
    let sample = try await Sample()
    #expect(try await sample.page(sample.child, "", "").status == 200)
    let named = try await sample.product.client.get("/wegweiser/seite/\(sample.child.text)/ganz-anders")
    #expect(named.status == 200 && named.body.contains("Anmelden"))
    for path in [
      "/wegweiser/seite/x", "/wegweiser/seite/018f0000-0000-7000-8000-000000000000", "/wegweiser/seite/..%2F",
    ] {
      #expect(try await sample.product.client.get(path).status == 404)
    }
    try sample.product.remove()
  }

  @Test("Imprint and notices name the operator as the coordination body is entered, in every language")
  func operatorWords() async throws {
    let product = try await TestProduct()
    for path in ["/impressum", "/datenschutz", "/barrierefreiheit"] {
      #expect(try await product.client.get(path).body.contains("(noch nicht eingetragen)"), "\(path)")
    }
    try await product.database.write(by: .system("test")) { transaction in
      let stored = try #require(try transaction.list(CoordinationBody.self, in: .everyTenant).first)
      var body = stored.record
      (body.street, body.postcode, body.town) = ("Markt 1 <& Co>", "59821", "Arnsberg")
      (body.phone, body.mail) = ("0221 4710099", "verbund@amt.example")
      try transaction.save(body, over: stored)
    }
    try await product.settle()
    let german = try await product.client.get("/impressum").body
    #expect(german.contains("<br>Markt 1 &lt;&amp; Co&gt;, 59821 Arnsberg</p>"))
    #expect(german.contains("href=\"tel:+492214710099\"") && german.contains("mailto:verbund@amt.example"))
    let english = try await product.client.get("/en/impressum").body
    #expect(english.contains("<p>Statewide coordination office") && english.contains("<span lang=\"de\">Markt 1"))
    let arabic = try await product.client.get("/ar/impressum").body
    #expect(arabic.contains("<span lang=\"de\" dir=\"ltr\">Markt 1"))
    for prefix in ["", "/en", "/ar"] {
      for path in ["/impressum", "/datenschutz", "/barrierefreiheit"] {
        let body = try await product.client.get(prefix + path).body
        #expect(!body.contains("{Name}") && !body.contains("{Anschrift}") && !body.contains("{E-Mail}"))
        #expect(!body.contains("noch nicht eingetragen") && !body.contains("not entered yet"))
      }
    }
    try product.remove()
  }

  @Test("Links in the text follow the reader's language")
  func linksFollow() async throws {
    let sample = try await Sample()
    let arabic = try await sample.page(sample.child, "/ar")
    #expect(arabic.body.contains("href=\"/ar/wegweiser/seite/\(sample.top.text)\">oben</a>"))
    let german = try await sample.page(sample.child)
    #expect(german.body.contains("href=\"/wegweiser/seite/\(sample.top.text)\">oben</a>"))
    try sample.product.remove()
  }

  @Test("What is missing in the reader's language is shown in German, marked as such")
  func fallback() async throws {
    let sample = try await Sample()
    let arabic = try await sample.page(sample.child, "/ar")
    #expect(arabic.body.contains("<h1 lang=\"de\" dir=\"ltr\">Anmelden</h1>"))
    #expect(arabic.body.contains("<div class=\"prose\" lang=\"de\" dir=\"ltr\">"))
    #expect(arabic.body.contains("noindex"))
    let english = try await sample.page(sample.child, "/en")
    #expect(english.body.contains("<h1>Enrol</h1>"))
    try sample.product.remove()
  }

  @Test("A translation older than the German text says so and links to it")
  func outdated() async throws {
    let sample = try await Sample()
    let english = try await sample.page(sample.child, "/en")
    #expect(english.body.contains("class=\"note warn\"") && english.body.contains("fassung=de"))
    #expect(try await !sample.page(sample.top, "/en").body.contains("class=\"note warn\""))
    try sample.product.remove()
  }

  @Test("Any language version can be chosen, whatever the language of the page; unknown ones are ignored")
  func versions() async throws {
    let sample = try await Sample()
    let turkish = try await sample.page(sample.child, "", "?fassung=tr")
    #expect(turkish.body.contains("<h1 lang=\"tr\">Kayıt</h1>") && turkish.body.contains("<html lang=\"de\""))
    for wrong in ["xx", "<script>", "TR", "%00", "de%0d%0a"] {
      let answer = try await sample.page(sample.child, "", "?fassung=\(wrong)")
      #expect(answer.status == 200 && answer.body.contains("Anmelden"))
    }
    try sample.product.remove()
  }

  @Test("A statewide page in a centre's guide links to its original; a page that is not embedded is not there")
  func embedded() async throws {
    let sample = try await Sample()
    let child = try await sample.product.client.get("/wegweiser/dortmund/\(sample.child.text)")
    #expect(child.status == 200 && child.body.contains("href=\"/wegweiser/seite/\(sample.child.text)\""))
    try await sample.product.database.write(by: .system("test")) { transaction in
      let stored = try #require(try transaction.find(GuidePage.self, sample.top, in: .everyTenant))
      var page = stored.record
      page.isEmbedded = false
      try transaction.save(page, over: stored)
    }
    try await sample.product.settle()
    #expect(try await sample.product.client.get("/wegweiser/dortmund/\(sample.child.text)").status == 404)
    try sample.product.remove()
  }

  @Test("Every installation has the pages that the law asks for, in all languages", arguments: StatutoryPage.allCases)
  func statutory(_ page: StatutoryPage) async throws {
    let product = try await TestProduct()
    for prefix in ["", "/en", "/ar"] {
      let answer = try await product.client.get("\(prefix)/\(page.rawValue)")
      #expect(answer.status == 200)
      #expect(!answer.body.contains("noindex"), "not in the language of \(prefix)")
    }
    try product.remove()
  }

  @Test("The search finds a page by its title, its text and the titles above it, in each language")
  func search() async throws {
    let sample = try await Sample()
    for (words, key) in [("Kayıt", "tr"), ("Enrol", "en"), ("Anmelden", "de")] {
      let answer = try await sample.product.client.get("/api/v1/guides?q=\(Percent.encode(words))&language=\(key)")
      #expect(answer.status == 200 && answer.body.contains("\"total\":1"), "\(words): \(answer.body.prefix(200))")
      #expect(answer.body.contains(sample.child.text))
    }
    try sample.product.remove()
  }
}

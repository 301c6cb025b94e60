// SPDX-License-Identifier: EUPL-1.2
import HTTPTypes
import Kernel
import TestKit
import Testing
import Web

@Suite("Markup and addresses")
struct HTMLTests {
  @Test("Whatever is interpolated is escaped; only markup passes")
  func escaping() {
    let hostile = "<script>alert('x')</script>\" & \0"
    let html: HTML = "<p title=\"\(hostile)\">\(HTML(clean: "<b>"))</p>"
    #expect(html.text == "<p title=\"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; &amp; \u{FFFD}\"><b></p>")
  }

  @Test("A special character is escaped at every place of short and long texts")
  func places() {
    let specials = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;", "\0": "\u{FFFD}", "ä": "ä"]
    for (special, escaped) in specials {
      for before in 0..<36 {
        for after in [0, 1, 15, 16, 17, 40] {
          let (start, end) = (String(repeating: "a", count: before), String(repeating: "ß", count: after))
          let html: HTML = "\(start + special + end + special)"
          #expect(html.text == start + escaped + end + escaped)
        }
      }
    }
  }

  @Test("Lists and conditions")
  func lists() {
    let html: HTML = "<ul>\(each: ["a", "<"], { "<li>\($0)</li>" })</ul>\(if: false, "nein")\(if: true, "ja")"
    #expect(html.text == "<ul><li>a</li><li>&lt;</li></ul>ja")
  }

  @Test("Parts of addresses are encoded")
  func paths() {
    #expect(
      Path("angebote", "../etc/ä b", query: [("q", "a&b=c"), ("leer", "")]).text
        == "/angebote/..%2Fetc%2F%C3%A4%20b?q=a%26b%3Dc")
    #expect(Path.home.text == "/")
  }

  @Test(
    "Queries are decoded, broken ones stay readable",
    arguments: [
      ("q=a%20b+c&x=%C3%A4", "a b c"), ("q=%zz", "%zz"), ("q=%", "%"), ("q=%FF", "\u{FFFD}"), ("&&=&q=1=2", "1=2"),
    ])
  func queries(text: String, value: String) {
    #expect(Parameters(encoded: text.utf8)["q"] == value)
  }

  @Test("A thousand parameters are not all read")
  func manyParameters() {
    let text = (0..<5000).map { "a\($0)=1" }.joined(separator: "&")
    #expect(Parameters(encoded: text.utf8).pairs.count == 400)
  }

  @Test("Cookies hold no foreign characters, so no header can be broken")
  func cookies() {
    let reply = Reply(.ok, "text/plain", []).setting(Cookie("x", "a\r\nSet-Cookie: b=1; ü", age: 1, isSecure: true))
    #expect(reply.headers[.setCookie] == "x=aSet-Cookieb1; Path=/; Max-Age=1; HttpOnly; SameSite=Lax; Secure")
  }

  @Test("A cookie is found among others, malformed ones are ignored")
  func findingCookies() {
    var fields = HTTPFields()
    fields[.cookie] = "=; ;;a; sprache=ar; x=\"\u{1}"
    #expect(fields.cookie("sprache") == "ar")
    #expect(fields.cookie("prache") == nil)
  }
}

@Suite("Languages of a request")
struct NegotiationTests {
  @Test(
    "The address decides before the cookie, the cookie before the browser",
    arguments: [
      ("/angebote", nil, nil, "de", ""), ("/en/angebote", "sprache=ar", "de", "en", "/en"),
      ("/angebote", "sprache=ar", "en", "ar", "/ar"), ("/angebote", nil, "en-GB,en;q=0.9,de;q=0.8", "en", "/en"),
      ("/angebote", nil, "fr, de;q=0.4, ar;q=0.7", "ar", "/ar"), ("/angebote", "sprache=xx", "tlh", "de", ""),
      ("/de/", nil, "en", "de", "/de"), ("/english", nil, nil, "de", ""), ("/ar", nil, nil, "ar", "/ar"),
      ("/angebote", nil, ";;q=,,=;q=9", "de", ""),
    ] as [(String, String?, String?, String, String)])
  func order(target: String, cookie: String?, accept: String?, language: String, prefix: String) {
    var fields = HTTPFields()
    fields[.cookie] = cookie
    fields[.acceptLanguage] = accept
    let negotiation = Negotiation(target, fields)
    #expect(negotiation.language.code == language)
    #expect(negotiation.prefix == prefix)
    #expect(!negotiation.target.hasPrefix("/en/") && !negotiation.target.hasPrefix("/de/"))
  }
}

@Suite("Plural forms and numbers")
struct TextsTests {
  private func texts(_ language: Language) throws -> Texts {
    let table =
      "key,de,en,ar\nweb.pages,Eine Seite¦{n} Seiten,One page¦{n} pages,صفر¦واحدة¦اثنتان¦{n} قليل¦{n} كثير¦{n} أخرى\n"
    return try TextCatalogue(tables: [Array(table.utf8)]).texts(language)
  }

  @Test(
    "German and English have two forms, Arabic six",
    arguments: [
      (Language.german, 1, "Eine Seite"), (.german, 0, "0 Seiten"), (.german, 12_345, "12.345 Seiten"),
      (.english, 12_345, "12,345 pages"), (.arabic, 0, "صفر"), (.arabic, 1, "واحدة"), (.arabic, 2, "اثنتان"),
      (.arabic, 5, "5 قليل"), (.arabic, 11, "11 كثير"), (.arabic, 100, "100 أخرى"), (.arabic, 103, "103 قليل"),
    ])
  func forms(language: Language, number: Int, text: String) throws {
    #expect(try texts(language).count(WebText.pages, number) == text)
  }
}

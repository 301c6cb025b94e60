// SPDX-License-Identifier: EUPL-1.2
import Search
import Testing

@Suite("No text of a query is an error")
struct HostileQueryTests {
  private static let texts: [String] = [
    "", " ", "\u{0}", "Kurs\u{0}Kurs", "\"", "\"Kurs", "'; DROP TABLE offers; --", "NEAR(a b, 5)",
    "Kurs AND NOT Kurs OR (*)",
    "title:Kurs^5", "*", "Kurs*", "-Kurs +Kurs", "((((((", "%_%", "\\", "😀", "👩‍👩‍👧‍👦 Kurs 🏳️‍🌈", "\u{202E}sruK\u{202C}",
    "\u{200F}Kurs\u{200E}", "\u{FEFF}Kurs", "\u{200D}", "\u{AD}", "a\u{300}\u{301}\u{302}", "ﷺ", "𝕂𝕦𝕣𝕤", "漢字かな", "ครู",
    "<script>alert(1)</script>", "../../etc/passwd", "\r\n\t", "K\u{0}u\u{0}r\u{0}s", "İıŞş", "ß", "ẞ", "１２３",
    String(repeating: "Kurs ", count: 2_000), String(repeating: "a", count: 10_000),
    String(repeating: "ä", count: 10_000), String(repeating: "\u{300}", count: 10_000),
    String(repeating: "😀", count: 5_000), String(repeating: "(", count: 10_000),
    (0..<3_000).map { "wort\($0)" }.joined(separator: " "),
    String(repeating: "kurssprache", count: 900), (0..<200).map { "kindergartn\($0)x" }.joined(separator: " "),
  ]

  @Test("Every text gets an answer", arguments: 0..<texts.count)
  func answers(number: Int) {
    let text = Self.texts[number]
    let index = makeIndex([
      page("a", "Sprachkurs", "Kurs für Sprache, für alle"), page("b", "漢字 ครู", "😀 Kurs"), page("c", text, text),
    ])
    for order in [SearchOrder.relevance, .rank, .distance] {
      var query = SearchQuery(text)
      query.order = order
      query.prefixLast = order == .relevance
      query.facets = ["x"]
      let answer = index.search(query)
      #expect(answer.total <= 3)
      #expect(answer.hits.count == answer.total)
      let snippet = answer.terms.snippet(text)
      #expect(snippet.text.count <= 2_000)
    }
    _ = index.suggest(text)
  }

  @Test("Odd filters, places, ages and pages get an answer")
  func oddFilters() {
    var odd = page("a", "Kurs")
    odd.rank = .nan
    odd.places = [SearchPlace(latitude: .nan, longitude: .infinity), SearchPlace(latitude: 900, longitude: -900)]
    odd.ages = Int.min...Int.max
    odd.facets = ["": ["", ""], "x": []]
    let index = makeIndex([odd, page("b", "Kurs")])
    var query = SearchQuery("Kurs")
    query.near = SearchCircle(centre: SearchPlace(latitude: .nan, longitude: .nan), kilometres: .infinity)
    query.ages = Int.min...Int.min
    query.filters = ["": [""]]
    query.facets = ["", "", "x"]
    query.order = .distance
    query.limit = -5
    query.offset = -5
    #expect(index.search(query).hits.isEmpty)
    query.near = nil
    query.limit = 5
    #expect(index.search(query).hits.map(\.key) == ["a"])
    #expect(index.search(query).facets[""] == [FacetCount(value: "", count: 1)])
  }

  @Test("Only a bounded number of words is looked for")
  func bounded() {
    let index = makeIndex([page("a", "w31x"), page("b", "w32x")])
    let text = (0..<100).map { "w\($0)x" }.joined(separator: " ")
    #expect(index.keys(text) == ["a"])
  }
}

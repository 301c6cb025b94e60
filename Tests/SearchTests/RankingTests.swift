// SPDX-License-Identifier: EUPL-1.2
import Search
import Testing

@Suite("The order of hits")
struct RankingTests {
  @Test("Any word may match; more words rank higher")
  func anyWord() {
    let index = makeIndex([
      page("one", "Garten", "Blumen und Bäume"), page("two", "Garten", "Blumen für die Schule"), page("none", "Hafen"),
    ])
    #expect(index.keys("Schule Garten") == ["two", "one"])
  }

  @Test("Rare words count more than frequent ones")
  func rareWords() {
    var pages = (0..<20).map { page("p\($0)", "Kurs", "Kurs für alle") }
    pages.append(page("rare", "Töpfern", "im Keller"))
    #expect(makeIndex(pages).keys("Kurs Töpfern").first == "rare")
  }

  @Test("Fields count in the order title, keywords, ancestors, body")
  func fields() {
    let fields: [SearchField] = [.body, .ancestors, .keywords, .title]
    let documents = fields.map { field in
      var document = SearchDocument(key: "\(field)")
      document.texts = [
        SearchText(field, "Impfung"), SearchText(field == .body ? .title : .body, "Gesundheit und mehr"),
      ]
      return document
    }
    #expect(makeIndex(documents).keys("Impfung") == ["title", "keywords", "ancestors", "body"])
  }

  @Test("Words that stand together rank above words far apart")
  func closeness() {
    let filler = String(repeating: "Wort an Wort gereiht ", count: 30)
    let index = makeIndex([
      page("apart", "Seite", "Deutsch " + filler + " Kurs"), page("close", "Seite", "Deutsch Kurs " + filler),
    ])
    #expect(index.keys("Deutsch Kurs") == ["close", "apart"])
  }

  @Test("A question in a sentence is answered by its content words")
  func sentences() {
    let index = makeIndex([
      page("housing", "Wohnungssuche", "So finden Sie eine Wohnung."),
      page("where", "Wo und wie", "Wo kann ich was finden?"),
      page("help", "Unterstützung", "für alle"),
    ])
    #expect(index.keys("Wo kann ich eine Wohnung finden?").first == "housing")
  }

  @Test("Function words alone still find something")
  func stopWordsOnly() {
    let index = makeIndex([page("a", "Was ist was?"), page("b", "Hafen")])
    #expect(index.keys("was ist") == ["a"])
    #expect(index.keys("the") == [])
  }

  @Test("Equal scores and empty queries follow rank, then key")
  func staticOrder() {
    var documents = ["c", "a", "b", "d"].map { page($0, "Gleich") }
    documents[3].rank = 2
    let index = makeIndex(documents)
    #expect(index.keys("") == ["d", "a", "b", "c"])
    #expect(index.keys("gleich") == ["d", "a", "b", "c"])
    var late = page("aa", "Gleich")
    late.rank = 1
    index.apply(upserts: [late])
    #expect(index.keys("") == ["d", "aa", "a", "b", "c"])
  }

  @Test("Pages of a result fit together without gap or repetition")
  func paging() {
    let index = makeIndex((0..<300).map { page("p\($0)", "Kurs \($0 % 7)", "Kurs am Tag \($0)") })
    var query = SearchQuery("Kurs Tag")
    var keys: [String] = []
    query.limit = 40
    while keys.count < 300 {
      query.offset = keys.count
      let hits = index.search(query).hits
      #expect(!hits.isEmpty)
      if hits.isEmpty { break }
      keys += hits.map(\.key)
    }
    #expect(Set(keys).count == 300)
    query.offset = 1_000
    #expect(index.search(query).hits.isEmpty)
    query.offset = .max
    query.limit = .max
    #expect(index.search(query).hits.isEmpty)
  }
}

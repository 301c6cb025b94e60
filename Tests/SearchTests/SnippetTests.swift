// SPDX-License-Identifier: EUPL-1.2
import Search
import Testing

@Suite("Snippets")
struct SnippetTests {
  private let filler = String(repeating: "Hier steht noch viel anderer Text ohne Belang. ", count: 20)

  private func snippet(_ query: String, _ text: String, length: Int = 220) -> SearchSnippet {
    makeIndex([page("a", "Seite", text)]).search(SearchQuery(query)).terms.snippet(text, length: length)
  }

  private func marks(_ snippet: SearchSnippet) -> [String] { snippet.parts.filter(\.isMatch).map(\.text) }

  @Test(
    "Words are marked in every form",
    arguments: [
      ("Wohnung", "Viele Wohnungen sind teuer.", ["Wohnungen"]), ("aerzte", "Ärzte und Ärztinnen", ["Ärzte"]),
      ("Angebot", "Ein Fortbildungsangebot ist ein Angebot.", ["Fortbildungsangebot", "Angebot"]),
      ("مدرسة", "هذه مَدْرَسَة جديدة", ["مَدْرَسَة"]), ("Cafe", "Im Cafe\u{301} am Markt", ["Cafe\u{301}"]),
      ("wo ist die Schule", "Wo die Schule ist", ["Schule"]),
    ])
  func forms(query: String, text: String, expected: [String]) {
    let snippet = snippet(query, text)
    #expect(marks(snippet).filter { expected.contains($0) } == expected)
    #expect(snippet.text == text)
  }

  @Test("The window shows the place with the most words of the query")
  func window() {
    let text = filler + "Der Kurs beginnt. " + filler + "Der Kurs mit Betreuung der Kinder ist kostenlos. " + filler
    let snippet = snippet("Kurs Betreuung Kinder", text)
    #expect(marks(snippet) == ["Kurs", "Betreuung", "Kinder"])
    #expect(snippet.text.hasPrefix("… "))
    #expect(snippet.text.hasSuffix(" …"))
    #expect((120...240).contains(snippet.text.count), "\(snippet.text.count)")
  }

  @Test("Without a match the text begins at its beginning")
  func noMatch() {
    let snippet = snippet("Zebra", filler)
    #expect(snippet.text.hasPrefix("Hier steht"))
    #expect(marks(snippet).isEmpty)
    #expect(snippet.text.count <= 240)
  }

  @Test("Empty and odd texts give a snippet", arguments: ["", " ", "😀", "\u{202E}", "…", "a"])
  func odd(text: String) {
    #expect(snippet("Kurs", text).text.count <= 2)
  }

  @Test("White space is joined and nothing is cut inside a character")
  func whole() {
    let text = "Ein   Kurs\n\n\tfür\u{A0}alle 👩‍👩‍👧‍👦 " + String(repeating: "e\u{301}\u{302}e ", count: 200)
    let snippet = snippet("Kurs", text, length: 60)
    #expect(snippet.text.hasPrefix("Ein Kurs für"))
    #expect(!snippet.text.contains("\u{FFFD}"))
    let joined = snippet.parts.map(\.text).joined()
    #expect(joined == snippet.text)
  }
}

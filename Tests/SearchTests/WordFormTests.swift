// SPDX-License-Identifier: EUPL-1.2
import Search
import Testing

@Suite("One word in its many forms")
struct WordFormTests {
  @Test(
    "Case, diacritics and spelling do not matter",
    arguments: [
      ("Ärzte", "AERZTE"), ("Aerzte", "Ärzte"), ("Straße", "strasse"), ("STRASSE", "Straße"), ("Café", "cafe"),
      ("Mu\u{308}tter", "Mütter"), ("Bil\u{AD}dung", "Bildung"), ("Größe", "groesse"), ("E-Mail", "email"),
      ("Email", "E-Mail"), ("Lehrer*innen", "Lehrer"), ("Schüler:innen", "Schülerinnen"), ("Erzieher/-in", "Erzieher"),
      ("İstanbul", "istanbul"), ("ığdır", "IGDIR"), ("مَدْرَسَة", "مدرسه"), ("إلى الأطفال", "الاطفال"), ("مـدرسة", "مدرسة"),
      ("Ґрунт", "грунт"), ("ШКОЛА", "школа"), ("п’ять", "п'ять"), ("Łódź", "lodz"), ("ﬁnanzen", "Finanzen"),
      ("Київ", "КИЇВ"), ("٢٠٢٤", "2024"),
    ])
  func folding(text: String, query: String) {
    let index = makeIndex([page("a", text), page("b", "etwas ganz Verschiedenes")])
    #expect(index.keys(query) == ["a"])
  }

  @Test(
    "Inflected forms are found by one another",
    arguments: [
      ("de", "Häuser", "Haus"), ("de", "Wohnungen", "Wohnung"), ("de", "Kurse", "Kursen"), ("de", "Wohnung", "wohnen"),
      ("en", "counsellors", "counsellor"), ("en", "schools", "school"), ("tr", "okullar", "okul"),
      ("ar", "المدرسة", "مدرسة"), ("uk", "школами", "школа"), ("ru", "школами", "школа"), ("fr", "écoles", "école"),
    ])
  func stems(language: String, text: String, query: String) {
    let index = makeIndex([page("a", text, language: language), page("b", "xyz", language: language)])
    #expect(index.keys(query, language: language) == ["a"])
  }

  @Test("The exact form ranks above another form of the same word")
  func exactFirst() {
    let index = makeIndex([page("a", "Kurse"), page("b", "Kurs"), page("c", "Kursen")])
    #expect(index.keys("Kurs").first == "b")
    #expect(index.keys("Kursen").first == "c")
  }

  @Test("Words of another language are found on a German page")
  func otherLanguages() {
    let index = makeIndex([
      page("en", "Housing advice", language: "en"), page("ar", "دورات اللغة الألمانية", language: "ar"),
      page("tr", "Almanca kursları", language: "tr"), page("uk", "Мовні курси", language: "uk"),
    ])
    #expect(index.keys("housing") == ["en"])
    #expect(index.keys("اللغة") == ["ar"])
    #expect(index.keys("kursları") == ["tr"])
    #expect(index.keys("курси") == ["uk"])
  }

  @Test("A word learned later in another language is stemmed in that language too")
  func laterLanguage() {
    let index = makeIndex([page("a", "classes", language: "de")])
    index.apply(upserts: [page("b", "classes", language: "en")])
    #expect(Set(index.keys("class", language: "en")) == ["a", "b"])
    index.compact()
    #expect(Set(index.keys("class", language: "en")) == ["a", "b"])
  }
}

@Suite("German compounds")
struct CompoundTests {
  private let index = makeIndex([
    page("compound", "Fortbildungsangebote"), page("training", "Fortbildung"), page("offer", "Angebot"),
    page("other", "Wanderung"), page("kurs", "Sprachkurs"), page("sprache", "Sprache"), page("kurse", "Kurse"),
    page("betreuung", "Kinderbetreuung"), page("kinder", "Kinder"), page("pflege", "Betreuung"),
    page("amt", "Jugendamt"), page("jugend", "Jugend"), page("ämter", "Amt"), page("ämter2", "Amt"),
    page("ämter3", "Amt"), page("ämter4", "Amt"), page("rat", "Beratung"), page("rat2", "Rat"),
  ])

  @Test(
    "A compound is found by each of its parts",
    arguments: [
      ("Fortbildung", "compound"), ("Angebot", "compound"), ("Angebote", "compound"), ("Sprache", "kurs"),
      ("Kurs", "kurs"), ("Kinder", "betreuung"), ("Betreuung", "betreuung"), ("Kinder Betreuung", "betreuung"),
      ("Jugend", "amt"), ("Amt", "amt"),
    ])
  func parts(query: String, key: String) {
    #expect(index.keys(query).contains(key))
  }

  @Test(
    "The part itself ranks above the compound",
    arguments: [("Fortbildung", "training"), ("Angebot", "offer"), ("Sprache", "sprache")])
  func partFirst(query: String, key: String) {
    #expect(index.keys(query).first == key)
  }

  @Test("A compound in the query finds the texts that have all its parts, and the compound first")
  func reverse() {
    let index = makeIndex([
      page("both", "Betreuung", "Betreuung der Kinder"), page("one", "Kinder", "spielen"),
      page("whole", "Kinderbetreuung"), page("none", "Wandern"),
    ])
    #expect(index.keys("Kinderbetreuung") == ["whole", "both"])
  }

  @Test("An unknown compound is searched by its known parts")
  func unknownCompound() {
    #expect(index.keys("Sprachangebot").contains("offer"))
    #expect(index.keys("Sprachangebot").contains("sprache"))
  }

  @Test("A word that stands only inside compounds still finds them")
  func embedded() {
    let index = makeIndex([page("a", "Führerscheinstelle"), page("b", "Motorradführerschein"), page("c", "Bibliothek")])
    #expect(Set(index.keys("Führerschein")) == ["a", "b"])
  }

  @Test("Endings and prefixes are no parts")
  func nonsense() {
    #expect(!index.keys("Rat").contains("rat"))
  }
}

@Suite("Meant otherwise: synonyms, typing errors, beginnings of words")
struct MeantTests {
  private let synonyms = [
    SynonymGroup(words: ["Kita", "Kindertageseinrichtung", "Kindergarten"]),
    SynonymGroup(words: ["DaZ", "Deutsch als Zweitsprache"]),
  ]

  @Test("Synonyms find one another, with the own word first")
  func synonymGroups() {
    let index = makeIndex(
      [
        page("a", "Kindertageseinrichtungen"), page("b", "Kindergarten"), page("c", "Kita"), page("d", "Schwimmbad"),
        page("e", "Deutsch als Zweitsprache"), page("f", "DaZ-Unterricht"),
      ], synonyms: synonyms)
    #expect(index.keys("Kita").first == "c")
    #expect(Set(index.keys("Kitas")) == ["a", "b", "c"])
    #expect(index.keys("DaZ") == ["f", "e"])
    #expect(index.keys("Deutsch als Zweitsprache").contains("f"))
    index.setSynonyms([])
    #expect(index.keys("Kita") == ["c"])
  }

  @Test(
    "A typing error is corrected, searched and said",
    arguments: [
      ("Kindergartn", "Kindergarten"), ("Sprahckurs", "Sprachkurs"), ("Kindergarrten am Park", "Kindergarten am Park"),
      ("Schwimmpad", "Schwimmbad"), ("Шкoла", "Школа"),
    ])
  func typingErrors(query: String, meant: String) {
    let index = makeIndex([
      page("a", "Kindergarten"), page("b", "Sprachkurs"), page("c", "Schwimmbad"), page("d", "Park"),
      page("e", "Школа", language: "uk"),
    ])
    let answer = index.search(SearchQuery(query))
    #expect(answer.didYouMean == meant)
    #expect(answer.total > 0)
    #expect(index.search(SearchQuery(meant)).didYouMean == nil)
  }

  @Test("Nonsense is not corrected into something")
  func nonsense() {
    let index = makeIndex([page("a", "Kindergarten")])
    let answer = index.search(SearchQuery("qqqqxxxx zzzz9 ab"))
    #expect(answer.didYouMean == nil)
    #expect(answer.total == 0)
  }

  @Test("The last word may be unfinished when asked for")
  func prefixes() {
    let index = makeIndex([page("a", "Fortbildung im Team"), page("b", "Team"), page("c", "Forstamt")])
    #expect(index.keys("Team fort") == ["b", "a"])
    #expect(index.keys("Team fort", prefixLast: true) == ["a", "b"])
    #expect(index.keys("for", prefixLast: true).count == 2)
  }

  @Test("Suggestions are labels and completed words")
  func suggestions() {
    let index = makeIndex([
      page("a", "Sprachkurs Deutsch", "Sprachkurse am Abend"), page("b", "Sprachcafé"), page("c", "Rathaus"),
    ])
    let texts = index.suggest("spra").map(\.text)
    #expect(texts.contains("Sprachkurs Deutsch"))
    #expect(texts.contains("Sprachcafé"))
    #expect(!texts.contains("Rathaus"))
    #expect(index.suggest("offener spra").contains { $0.key == nil && $0.text.hasPrefix("offener Sprach") })
    #expect(index.suggest("  ").isEmpty)
    #expect(index.suggest("spra", limit: 1).count <= 1 + 2)
  }
}

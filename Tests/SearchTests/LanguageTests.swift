// SPDX-License-Identifier: EUPL-1.2
import Search
import Testing

@Suite("Texts in other languages") struct LanguageTests {
  /// Titles as somebody writes them; what stands in a document of the same language is found beside it.
  private static let titles = [
    ("tr", "Çocuklar için Türkçe okuma saati"), ("tr", "Yetişkinlere ücretsiz danışmanlık"),
    ("uk", "Безкоштовна мовна підтримка для дітей"), ("uk", "Консультація щодо працевлаштування"),
    ("ar", "دورة اللغة الألمانية للنساء"), ("ar", "استشارة مجانية للآباء والأمهات"),
    ("en", "Swimming lessons for beginners"), ("en", "Counselling about your rights at work"),
    ("de", "Deutschkurs für Frauen mit Kinderbetreuung"), ("de", "Beratung zu Arbeit und Ausbildung"),
  ]

  @Test(
    "Words are found as people type them, without marks or in capitals, among German texts",
    arguments: [
      ("turkce okuma", 0), ("TÜRKÇE", 0), ("çocuklar", 0), ("yetiskinlere", 1), ("danismanlik", 1), ("ÜCRETSİZ", 1),
      ("мовна підтримка", 2), ("БЕЗКОШТОВНА", 2), ("консультація", 3), ("працевлаштування", 3),
      ("دورة", 4), ("الالمانية", 4), ("للنساء", 4), ("مجانيه", 5), ("استشارة", 5),
      ("swimming", 6), ("BEGINNERS", 6), ("counselling rights", 7), ("Kinderbetreuung", 8), ("Ausbildung", 9),
    ])
  func found(words: String, document: Int) {
    let index = SearchIndex()
    index.rebuild(
      from: Self.titles.enumerated().map { number, title in
        var document = SearchDocument(key: "offer:\(number)")
        document.label = title.1
        document.texts = [SearchText(.title, language: title.0, title.1)]
        return document
      }, stamp: 1)
    #expect(index.search(SearchQuery(words)).hits.first?.key == "offer:\(document)")
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Search
import Testing

@Suite("Comparing two indexes") struct IndexDigestTests {
  private func document(_ number: Int, _ change: (inout SearchDocument) -> Void = { _ in }) -> SearchDocument {
    var document = SearchDocument(key: "offer:\(number)")
    document.label = "Sprachkurs \(number)"
    document.texts = [
      SearchText(.title, "Sprachkurs \(number)"), SearchText(.body, "Deutschunterricht für Eltern im Haus \(number)"),
    ]
    document.facets = ["center": ["dortmund"], "field": ["a", "b"]]
    document.ages = 3...6
    document.places = [SearchPlace(latitude: 51.5, longitude: 7.5)]
    document.rank = Double(number)
    change(&document)
    return document
  }

  @Test("The same documents give the same digests, in whatever order and however they came in")
  func same() {
    let (one, other) = (SearchIndex(), SearchIndex())
    one.rebuild(from: (0..<300).map { document($0) }, stamp: 1)
    other.rebuild(from: (0..<200).reversed().map { document($0) { $0.label = "alt" } }, stamp: 1)
    for start in stride(from: 0, to: 300, by: 7) {
      other.apply(upserts: (start..<min(start + 7, 300)).map { document($0) }, stamp: Int64(start))
    }
    other.apply(upserts: [document(999)])
    other.apply(upserts: [], deletes: ["offer:999"])
    #expect(one.snapshot.digests() == other.snapshot.digests())
    #expect(one.snapshot.digests().count == 300)
    other.compact()
    #expect(one.snapshot.digests() == other.snapshot.digests())
  }

  @Test("Any difference shows")
  func different() {
    let changes: [(inout SearchDocument) -> Void] = [
      { $0.label = "anders" }, { $0.texts[1].text += " nebenan" },
      { $0.facets["center"] = ["hagen"] },
      { $0.facets["field"] = ["a"] }, { $0.ages = 3...7 }, { $0.ages = nil }, { $0.places[0].latitude = 51.6 },
      { $0.places = [] },
      { $0.rank = 0.5 }, { $0.texts[0].field = .keywords },
    ]
    let original = SearchIndex()
    original.rebuild(from: [document(1), document(2)], stamp: 1)
    let digests = original.snapshot.digests()
    for (number, change) in changes.enumerated() {
      let index = SearchIndex()
      index.rebuild(from: [document(1), document(2, change)], stamp: 1)
      let found = index.snapshot.digests()
      #expect(found["offer:1"] == digests["offer:1"], "\(number)")
      #expect(found["offer:2"] != digests["offer:2"], "\(number)")
    }
  }
}

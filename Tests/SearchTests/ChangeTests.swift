// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Search
import Testing

@Suite("Changes are visible at once and survive in a file")
struct ChangeTests {
  private static let nouns = [
    "Kurs", "Sprache", "Sprachkurs", "Schule", "Schulamt", "Amt", "Jugend", "Jugendamt", "Beratung", "Wohnung",
    "Kinder",
    "Kinderbetreuung", "Betreuung", "Verein", "Sport", "Sportverein", "Angebot", "Sportangebot", "Familie", "Hilfe",
  ]

  private func documents(_ numbers: Range<Int>, seed: UInt64) -> [SearchDocument] {
    var random = SeededGenerator(seed)
    return numbers.map { number in
      let words = (0..<12).compactMap { _ in Self.nouns.randomElement(using: &random) }
      var document = page("k\(number)", words.prefix(3).joined(separator: " "), words.joined(separator: " "))
      document.facets = ["art": [words[0], words[1]]]
      document.rank = Double(number % 5)
      return document
    }
  }

  private func search(_ index: SearchIndex, _ text: String) -> SearchAnswer {
    var query = SearchQuery(text)
    query.facets = ["art"]
    query.limit = 50
    return index.search(query)
  }

  @Test("An index that grew by changes answers as one built at once")
  func deltaEqualsRebuild() {
    let all = documents(0..<600, seed: 7)
    let grown = SearchIndex()
    grown.apply(upserts: documents(0..<400, seed: 9))
    for start in stride(from: 0, to: 600, by: 50) { grown.apply(upserts: Array(all[start..<(start + 50)])) }
    grown.apply(upserts: [], deletes: ["k3", "k599", "k-unknown"])
    let built = SearchIndex()
    built.rebuild(from: all.filter { $0.key != "k3" && $0.key != "k599" }, stamp: 1)
    for text in Self.nouns + ["", "Sprachkurs Jugend", "Kinderbetreuung im Verein", "Amt"] {
      let (a, b) = (search(grown, text), search(built, text))
      #expect(a.total == b.total, "\(text)")
      #expect(a.facets == b.facets, "\(text)")
    }
    grown.compact()
    for text in Self.nouns + ["", "Sprachkurs Jugend"] {
      let (a, b) = (search(grown, text), search(built, text))
      #expect(a.hits.map(\.key) == b.hits.map(\.key), "\(text)")
      #expect(zip(a.hits, b.hits).allSatisfy { abs($0.score - $1.score) < 0.001 })
    }
  }

  @Test("Replaced and deleted documents vanish with their old words")
  func replace() {
    let index = makeIndex([page("a", "Alpha"), page("b", "Beta")])
    index.apply(upserts: [page("a", "Gamma")])
    #expect(index.keys("Alpha") == [])
    #expect(index.keys("Gamma") == ["a"])
    index.apply(upserts: [page("c", "eins"), page("c", "zwei")], deletes: ["b"])
    #expect(index.keys("Beta") == [])
    #expect(index.keys("zwei") == ["c"])
    #expect(index.keys("eins") == [])
    #expect(index.count == 2)
    #expect(index.snapshot.contains("c") && !index.snapshot.contains("b"))
  }

  @Test("Earlier snapshots stay what they were")
  func snapshots() {
    let index = makeIndex([page("a", "Alpha")])
    let before = index.snapshot
    index.apply(upserts: [page("b", "Alpha")], deletes: ["a"], stamp: 5)
    #expect(index.search(SearchQuery("Alpha"), in: before).hits.map(\.key) == ["a"])
    #expect(index.keys("Alpha") == ["b"])
    #expect((before.stamp, index.stamp) == (0, 5))
  }

  @Test("Searching goes on while the index changes")
  func concurrent() async {
    let index = SearchIndex()
    index.apply(upserts: documents(0..<300, seed: 1))
    await withTaskGroup(of: Bool.self) { group in
      for task in 0..<4 {
        group.addTask {
          (0..<100).allSatisfy { _ in
            let answer = index.search(SearchQuery(task % 2 == 0 ? "Sprachkurs" : ""))
            return answer.total >= answer.hits.count && answer.total > 0
          }
        }
      }
      group.addTask {
        for round in 0..<20 { index.apply(upserts: documents((round * 20)..<(round * 20 + 40), seed: UInt64(round))) }
        return true
      }
      for await isFine in group { #expect(isFine) }
    }
  }

  private func file() -> String {
    FileManager.default.temporaryDirectory.appendingPathComponent("search-\(UUID().uuidString).index").path
  }

  @Test("A saved index answers the same after loading")
  func saveAndLoad() throws {
    let path = file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let index = SearchIndex()
    var all = documents(0..<500, seed: 3)
    all[0].places = [SearchPlace(latitude: 51, longitude: 7)]
    all[1].ages = 6...10
    index.apply(upserts: all, stamp: 42)
    index.apply(upserts: [page("späť", "Übergang", "دورة школа")], deletes: ["k5"], stamp: 43)
    try index.save(to: path)
    let loaded = SearchIndex()
    #expect(loaded.load(from: path))
    #expect(loaded.stamp == 43)
    #expect(loaded.count == 500)
    for text in Self.nouns + ["", "uebergang", "Sprachkrus", "школа"] {
      let (a, b) = (search(index, text), search(loaded, text))
      #expect(a.hits == b.hits, "\(text)")
      #expect(a.facets == b.facets)
      #expect(a.didYouMean == b.didYouMean)
    }
    loaded.apply(upserts: [page("neu", "Sprachkurs neu")], deletes: ["k7"])
    #expect(loaded.count == 500)
    #expect(loaded.keys("neu").first == "neu")
  }

  @Test("Damaged, cut, foreign and absent files are refused")
  func damage() throws {
    let path = file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let index = makeIndex(documents(0..<60, seed: 5))
    try index.save(to: path)
    let good = try Data(contentsOf: URL(fileURLWithPath: path))
    let target = makeIndex([page("old", "Bestand")])
    func refuses(_ bytes: Data) throws -> Bool {
      try bytes.write(to: URL(fileURLWithPath: path))
      return !target.load(from: path) && target.keys("Bestand") == ["old"]
    }
    var random = SeededGenerator(11)
    for _ in 0..<300 {
      var bytes = good
      bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
      #expect(try refuses(bytes))
    }
    for length in [0, 1, 7, 31, 32, 33, good.count / 2, good.count - 1] { #expect(try refuses(good.prefix(length))) }
    #expect(try refuses(good + Data([0])))
    #expect(try refuses(Data("SQLite format 3\0 and much more text that is no index".utf8)))
    #expect(!target.load(from: path + ".absent"))
    #expect(!target.load(from: "/"))
    try good.write(to: URL(fileURLWithPath: path))
    #expect(target.load(from: path))
  }

  @Test("A file whose checksum fits but whose content is wrong is refused or harmless")
  func forged() throws {
    let path = file()
    defer { try? FileManager.default.removeItem(atPath: path) }
    try makeIndex([page("a", "Alpha")]).save(to: path)
    let small = try Data(contentsOf: URL(fileURLWithPath: path))
    try small.prefix(32).write(to: URL(fileURLWithPath: path))
    #expect(!SearchIndex().load(from: path))
  }
}

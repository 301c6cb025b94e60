// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Search
import Testing

/// Everything a filter can do, the slow and obvious way.
private struct Oracle {
  var documents: [String: SearchDocument] = [:]

  func passes(_ document: SearchDocument, _ query: SearchQuery, without facet: String? = nil) -> Bool {
    let words = document.texts.flatMap { $0.text.split(separator: " ") }
    let wanted = query.text.split(separator: " ")
    if !wanted.isEmpty, !wanted.contains(where: words.contains) { return false }
    if let ages = query.ages, let own = document.ages, !ages.overlaps(own) { return false }
    if let near = query.near, !document.places.contains(where: { kilometres($0, near.centre) <= near.kilometres }) {
      return false
    }
    return query.filters.allSatisfy { name, values in
      name == facet || values.isEmpty || !values.isDisjoint(with: document.facets[name] ?? [])
    }
  }

  private func kilometres(_ a: SearchPlace, _ b: SearchPlace) -> Double {
    let (p, q) = (a.latitude * .pi / 180, b.latitude * .pi / 180)
    let d = (a.longitude - b.longitude) * .pi / 180
    return acos(min(1, sin(p) * sin(q) + cos(p) * cos(q) * cos(d))) * 6_371
  }

  func counts(_ facet: String, _ query: SearchQuery) -> [String: Int] {
    var counts: [String: Int] = [:]
    for document in documents.values where passes(document, query, without: facet) {
      for value in Set(document.facets[facet] ?? []) { counts[value, default: 0] += 1 }
    }
    return counts
  }
}

@Suite("Filters and facet counts are exact")
struct FilterOracleTests {
  private static let words = ["rot", "gelb", "gruen", "blau", "lila", "grau", "rosa", "beige"]

  private func document(_ number: Int, _ random: inout SeededGenerator) -> SearchDocument {
    var document = SearchDocument(key: "k\(number)")
    let words = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in Self.words.randomElement(using: &random) }
    document.texts = [
      SearchText(.title, words.prefix(2).joined(separator: " ")), SearchText(.body, words.joined(separator: " ")),
    ]
    document.facets["farbe"] = [["a", "b", "c"].randomElement(using: &random) ?? "a"]
    document.facets["ort"] = (0..<Int.random(in: 0...3, using: &random)).map { _ in
      "o\(Int.random(in: 0..<40, using: &random))"
    }
    if Bool.random(using: &random) {
      let low = Int.random(in: 0...60, using: &random)
      document.ages = low...(low + Int.random(in: 0...30, using: &random))
    }
    document.places = (0..<Int.random(in: 0...2, using: &random)).map { _ in
      SearchPlace(
        latitude: Double.random(in: 50.5...52.3, using: &random),
        longitude: Double.random(in: 6.0...9.3, using: &random))
    }
    document.rank = Double(Int.random(in: 0...3, using: &random))
    return document
  }

  private func query(_ random: inout SeededGenerator) -> SearchQuery {
    var query = SearchQuery()
    let count = Int.random(in: 0...2, using: &random)
    query.text = (0..<count).compactMap { _ in Self.words.randomElement(using: &random) }.joined(separator: " ")
    if Bool.random(using: &random) {
      query.filters["farbe"] = Set(["a", "b", "zzz"].prefix(Int.random(in: 0...3, using: &random)))
    }
    if Bool.random(using: &random) { query.filters["ort"] = ["o\(Int.random(in: 0..<45, using: &random))", "o3"] }
    if Int.random(in: 0...3, using: &random) == 0 { query.filters["unbekannt"] = ["x"] }
    if Bool.random(using: &random) {
      let low = Int.random(in: 0...80, using: &random)
      query.ages = low...(low + Int.random(in: 0...5, using: &random))
    }
    if Bool.random(using: &random) {
      query.near = SearchCircle(
        centre: SearchPlace(latitude: 51.4, longitude: 7.5), kilometres: Double.random(in: 5...90, using: &random))
    }
    query.facets = ["farbe", "ort"]
    query.limit = 2_000
    query.order = [SearchOrder.relevance, .rank, .distance].randomElement(using: &random) ?? .rank
    return query
  }

  @Test("Against a naive count, through upserts, deletes and merges", arguments: [1, 2, 3, 4] as [UInt64])
  func oracle(seed: UInt64) {
    var random = SeededGenerator(seed)
    var oracle = Oracle()
    let index = SearchIndex()
    for round in 0..<12 {
      let upserts = (0..<Int.random(in: 1...180, using: &random)).map { _ in
        document(Int.random(in: 0..<700, using: &random), &random)
      }
      let deletes = (0..<10).map { _ in "k\(Int.random(in: 0..<700, using: &random))" }
      index.apply(upserts: upserts, deletes: deletes)
      for key in deletes { oracle.documents[key] = nil }
      for document in upserts { oracle.documents[document.key] = document }
      if round % 5 == 4 { index.compact() }
      #expect(index.count == oracle.documents.count)
      for _ in 0..<12 { check(query(&random), index, oracle) }
    }
  }

  private func check(_ query: SearchQuery, _ index: SearchIndex, _ oracle: Oracle) {
    let answer = index.search(query)
    let expected = oracle.documents.values.filter { oracle.passes($0, query) }.map(\.key)
    #expect(answer.total == expected.count, "\(query)")
    #expect(answer.hits.count == expected.count)
    #expect(Set(answer.hits.map(\.key)) == Set(expected))
    for facet in query.facets {
      let counts = Dictionary(uniqueKeysWithValues: (answer.facets[facet] ?? []).map { ($0.value, $0.count) })
      #expect(counts == oracle.counts(facet, query), "\(facet) of \(query)")
    }
    if query.order == .distance, query.near != nil {
      let distances = answer.hits.map { $0.distance ?? .infinity }
      #expect(distances == distances.sorted())
    }
    if query.order == .rank || query.text.isEmpty && query.near == nil {
      let ranks = answer.hits.map { oracle.documents[$0.key]?.rank ?? -1 }
      #expect(ranks == ranks.sorted(by: >))
    }
  }
}

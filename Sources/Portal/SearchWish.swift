// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Search
internal import Web

/// What somebody asks the search for, as an address says it; whatever cannot be understood is left out.
struct SearchWish: Sendable, Equatable {
  enum Order: String, Sendable, CaseIterable {
    case best = "relevanz"
    case near = "naehe"
  }

  var words = ""
  private(set) var chosen: [SearchFacet: [String]] = [:]
  /// A postcode or a town, as typed.
  var place = ""
  var kilometres = SearchWish.usualDistance
  var order = Order.best
  var page = 1

  static let perPage = 20
  static let distances = [2, 5, 10, 25, 50]
  static let usualDistance = 10
  static let wordLimit = 300
  private static let valueLimit = 30
  /// Pages behind this one have never been looked at.
  private static let pageLimit = 500

  init() {}

  init(_ query: Parameters, _ labels: FacetLabels) {
    words = String((query["q"] ?? "").prefix(Self.wordLimit))
    place = String((query["ort"] ?? "").prefix(80))
    kilometres = query["km"].flatMap { Int($0) }.map { min(max($0, 1), 200) } ?? Self.usualDistance
    order = query["sortierung"].flatMap { Order(rawValue: $0) } ?? .best
    page = query["seite"].flatMap { Int($0) }.map { min(max($0, 1), Self.pageLimit) } ?? 1
    for facet in SearchFacet.allCases {
      for value in query.all(facet.rawValue).prefix(Self.valueLimit) {
        if let known = labels.known(facet, value) { choose(facet, known) }
      }
    }
  }

  subscript(_ facet: SearchFacet) -> [String] { chosen[facet] ?? [] }

  var isEmpty: Bool { words.isEmpty && place.isEmpty && chosen.isEmpty }
  var choices: Int { chosen.values.reduce(0) { $0 + $1.count } }

  mutating func choose(_ facet: SearchFacet, _ value: String) {
    if !self[facet].contains(value) { chosen[facet, default: []].append(value) }
  }

  /// The pairs of an address, without the page.
  var pairs: [(String, String)] {
    var pairs = [("q", words)]
    if !place.isEmpty { pairs += [("ort", place), ("km", String(kilometres))] }
    if order != .best { pairs.append(("sortierung", order.rawValue)) }
    for facet in SearchFacet.allCases { pairs += self[facet].map { (facet.rawValue, $0) } }
    return pairs
  }

  func path(page: Int = 1) -> Path {
    PortalPath.search(pairs + (page > 1 ? [("seite", String(page))] : []))
  }

  func without(_ facet: SearchFacet, _ value: String) -> SearchWish {
    var copy = self
    copy.chosen[facet] = self[facet].filter { $0 != value }
    if copy[facet].isEmpty { copy.chosen[facet] = nil }
    return copy
  }

  var withoutChoices: SearchWish {
    var copy = self
    copy.chosen = [:]
    return copy
  }

  func asking(_ words: String) -> SearchWish {
    var copy = self
    copy.words = words
    return copy
  }

  func within(_ kilometres: Int) -> SearchWish {
    var copy = self
    copy.kilometres = kilometres
    return copy
  }

  /// The question to the index.
  ///
  /// - Parameters:
  ///   - near: where `place` lies; nothing where nobody knows it.
  ///   - languages: in which of them a text must exist; empty for all.
  func query(near: SearchPlace?, _ language: Language, texts languages: Set<String>) -> SearchQuery {
    var query = SearchQuery(words)
    query.language = language.code
    for (facet, values) in chosen { query.filters[facet.facet] = Set(values) }
    if !languages.isEmpty { query.filters["text"] = languages }
    if let near { query.near = SearchCircle(centre: near, kilometres: Double(kilometres)) }
    query.order = order == .near && near != nil ? .distance : words.isEmpty ? .rank : .relevance
    query.offset = (page - 1) * Self.perPage
    query.limit = Self.perPage
    query.facets = SearchFacet.allCases.filter { isCounted($0) }.map(\.facet)
    return query
  }

  /// Towns and quarters only where a centre or they themselves are chosen, because there are hundreds.
  func isCounted(_ facet: SearchFacet) -> Bool {
    switch facet {
    case .town: !self[.center].isEmpty || !self[.town].isEmpty
    case .space: !self[.space].isEmpty
    default: true
    }
  }
}

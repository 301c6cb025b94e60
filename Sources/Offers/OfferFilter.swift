// SPDX-License-Identifier: EUPL-1.2
package import Centers
package import Kernel
package import Search
package import Web

/// What the list of offers can be narrowed by: the name in addresses and the facet of the index.
package enum OfferFacet: String, CaseIterable, Sendable {
  case center = "zentrum"
  case town = "ort"
  case space = "raum"
  case field = "feld"
  case stage = "stufe"
  case group = "gruppe"
  case language = "sprache"
  case age = "alter"
  case cost = "kosten"
  case day = "tag"
  case access = "zugang"
  case childcare = "betreuung"
  case programme = "programm"
  case organisation = "organisation"

  /// The name of the facet in the index.
  package var facet: String {
    switch self {
    case .center: "center"
    case .town: "town"
    case .space: "space"
    case .field: "field"
    case .stage: "stage"
    case .group: "group"
    case .language: "language"
    case .age: "age"
    case .cost: "cost"
    case .day: "day"
    case .access: "access"
    case .childcare: "childcare"
    case .programme: "programme"
    case .organisation: "organisation"
    }
  }
}

/// The question that an address of the list asks.
package struct OfferFilter: Sendable, Equatable {
  package enum Order: String, Sendable, CaseIterable {
    case best = "empfohlen"
    case near = "naehe"
  }

  package var text: String
  package private(set) var chosen: [OfferFacet: [String]] = [:]
  package var postcode: String
  package var kilometres: Int
  package var order: Order
  package var page: Int

  package static let perPage = 20
  package static let distances = [2, 5, 10, 25, 50]
  /// How many values of one facet are read.
  private static let valueLimit = 20

  /// - Throws: a `Problem` that names a parameter which cannot be understood.
  package init(_ query: Parameters) throws {
    text = String((query["q"] ?? "").prefix(200))
    postcode = query["plz"] ?? ""
    kilometres = try query.number("km", in: 1...200) ?? 10
    order = query["sortierung"].flatMap { Order(rawValue: $0) } ?? .best
    page = try query.number("seite", in: 1...10_000) ?? 1
    for facet in OfferFacet.allCases {
      var values: [String] = []
      for value in query.all(facet.rawValue).prefix(Self.valueLimit) where !values.contains(value) {
        values.append(value)
      }
      if !values.isEmpty { chosen[facet] = values }
    }
  }

  package subscript(_ facet: OfferFacet) -> [String] { chosen[facet] ?? [] }

  package var isNarrowed: Bool { !chosen.isEmpty || !text.isEmpty || !postcode.isEmpty }

  /// The pairs of an address, without the page.
  package var pairs: [(String, String)] {
    var pairs = [("q", text)]
    if !postcode.isEmpty { pairs += [("plz", postcode), ("km", String(kilometres))] }
    if order != .best { pairs.append(("sortierung", order.rawValue)) }
    for facet in OfferFacet.allCases { pairs += self[facet].map { (facet.rawValue, $0) } }
    return pairs
  }

  package func path(page: Int = 1) -> Path {
    OfferPath.list(pairs + (page > 1 ? [("seite", String(page))] : []))
  }

  /// The same list without one chosen value.
  package func without(_ facet: OfferFacet, _ value: String) -> Path {
    var copy = self
    copy.chosen[facet] = self[facet].filter { $0 != value }
    return copy.path()
  }

  /// The question to the index.
  ///
  /// - Parameter counting: the facets whose values are counted.
  package func query(_ view: View, _ centers: CenterBook, counting facets: [OfferFacet]) -> SearchQuery {
    var query = SearchQuery(text)
    query.language = view.language.code
    query.filters = ["kind": ["angebot"]]
    for (facet, values) in chosen { query.filters[facet.facet] = Set(values) }
    if let point = centers.point(ofPostcode: postcode) {
      let place = SearchPlace(latitude: point.latitude, longitude: point.longitude)
      query.near = SearchCircle(centre: place, kilometres: Double(kilometres))
    }
    query.order = order == .near && query.near != nil ? .distance : text.isEmpty ? .rank : .relevance
    query.offset = (page - 1) * Self.perPage
    query.limit = Self.perPage
    query.facets = facets.map(\.facet)
    return query
  }
}

extension SearchHit {
  /// The offer of a hit; nothing for other kinds.
  package var offer: RecordID<Offer>? {
    guard key.hasPrefix("offer:") else { return nil }
    return RecordID<Offer>(key.dropFirst(6))
  }
}

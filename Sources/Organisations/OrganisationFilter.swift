// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Search
internal import Web

/// What the list of organisations can be narrowed by: the name in addresses and the facet of the index.
enum OrganisationFacet: String, CaseIterable, Sendable {
  case kind = "art"
  case language = "sprache"
  case community = "community"
  case center = "zentrum"

  /// The name of the facet in the index.
  var facet: String {
    switch self {
    case .kind: OrganisationSearch.kindFacet
    case .language: "language"
    case .community: OrganisationSearch.communityFacet
    case .center: "center"
    }
  }

  var legend: OrganisationText {
    switch self {
    case .kind: .kind
    case .language: .languages
    case .community: .communities
    case .center: .center
    }
  }
}

/// The question that an address of the list asks.
struct OrganisationFilter: Sendable, Equatable {
  var text: String
  private(set) var chosen: [OrganisationFacet: [String]] = [:]
  let page: Int

  static let perPage = 20
  /// How many values of one facet are read.
  private static let valueLimit = 20

  /// - Throws: a `Problem` that names a parameter which cannot be understood.
  init(_ query: Parameters) throws(Problem) {
    text = String((query["q"] ?? "").prefix(200))
    page = try query.number("seite", in: 1...10_000) ?? 1
    for facet in OrganisationFacet.allCases {
      var values: [String] = []
      for value in query.all(facet.rawValue).prefix(Self.valueLimit) where !values.contains(value) {
        values.append(value)
      }
      if !values.isEmpty { chosen[facet] = values }
    }
  }

  subscript(_ facet: OrganisationFacet) -> [String] { chosen[facet] ?? [] }

  var isNarrowed: Bool { !chosen.isEmpty || !text.isEmpty }

  func path(page: Int = 1) -> Path {
    var pairs = [("q", text)]
    for facet in OrganisationFacet.allCases { pairs += self[facet].map { (facet.rawValue, $0) } }
    if page > 1 { pairs.append(("seite", String(page))) }
    return OrganisationPath.narrowed(pairs).path
  }

  /// The same list without one chosen value.
  func without(_ facet: OrganisationFacet, _ value: String) -> Path {
    var copy = self
    copy.chosen[facet] = self[facet].filter { $0 != value }
    return copy.path()
  }

  func query(_ language: Language) -> SearchQuery {
    var query = SearchQuery(text)
    query.language = language.code
    query.filters = ["kind": [OrganisationSearch.kind]]
    for (facet, values) in chosen { query.filters[facet.facet] = Set(values) }
    query.order = text.isEmpty ? .rank : .relevance
    query.offset = (page - 1) * Self.perPage
    query.limit = Self.perPage
    query.facets = OrganisationFacet.allCases.map(\.facet)
    return query
  }
}

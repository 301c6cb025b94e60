// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Search
internal import Web

/// The question of a program, checked; every parameter that is wrong or unknown is named.
struct ProgramQuestion: Sendable {
  /// A parameter that narrows by a facet of the index.
  struct Filter: Sendable {
    let name: String
    let facet: SearchFacet
    /// Whether its values are counted in the answer.
    let isCounted: Bool
  }

  static let filters = [
    Filter(name: "kind", facet: .kind, isCounted: true), Filter(name: "center", facet: .center, isCounted: true),
    Filter(name: "field", facet: .field, isCounted: true), Filter(name: "stage", facet: .stage, isCounted: true),
    Filter(name: "group", facet: .group, isCounted: true), Filter(name: "spoken", facet: .language, isCounted: true),
    Filter(name: "town", facet: .town, isCounted: false),
  ]
  private static let others: Set<String> = ["q", "language", "age", "near", "radius"]

  let page: ListPage
  /// Whose words and names are used.
  let language: Language
  /// Whether the language was asked for, so that texts in others are no answer.
  let isStrict: Bool
  let query: SearchQuery

  init(_ parameters: Parameters, _ labels: FacetLabels, _ places: PlaceBook) throws {
    try parameters.admit(
      only: ListPage.parameters.union(Self.others).union(Self.filters.map(\.name)))
    page = try ListPage(parameters)
    var query = SearchQuery(String((parameters["q"] ?? "").prefix(10_000)))
    language = try Self.language(parameters)
    isStrict = parameters["language"] != nil
    query.language = language.code
    query.filters["text"] = [language.code]
    for filter in Self.filters {
      let values = try parameters.all(filter.name).map { try Self.value($0, filter, labels) }
      if !values.isEmpty { query.filters[filter.facet.facet] = Set(values.joined()) }
    }
    query.ages = try Self.ages(parameters)
    query.near = try Self.circle(parameters, places)
    query.order = query.text.isEmpty ? .rank : .relevance
    query.offset = page.offset
    query.limit = page.perPage
    query.facets = Self.filters.filter(\.isCounted).map(\.facet.facet)
    self.query = query
  }

  private static func language(_ parameters: Parameters) throws(Problem) -> Language {
    guard let code = parameters["language"] else { return .german }
    guard let language = Language(code), LanguageNames.known.contains(LanguageNames.three(code)) else {
      throw wrong("language", "nennt keine Sprache, die wir kennen; möglich ist zum Beispiel „de“ oder „ar“")
    }
    return language
  }

  private static func value(_ text: String, _ filter: Filter, _ labels: FacetLabels) throws(Problem) -> Set<String> {
    if filter.facet == .town { return try town(text, labels.centers) }
    if filter.facet == .center, text != FacetLabels.statewide {
      return [try labels.centers.known(text, parameter: filter.name).slug]
    }
    if filter.facet == .kind {
      if let kind = HitKind(name: text) { return [kind.rawValue] }
      throw wrong(filter.name, "kennt nur: " + HitKind.allCases.map(\.name).joined(separator: ", "))
    }
    guard let value = labels.known(filter.facet, text) else {
      throw wrong(filter.name, "kennt den Wert „\(text.prefix(60))“ nicht")
    }
    return [value]
  }

  /// By id, by the part of an address or by name; several centres may have a town of the same name.
  private static func town(_ text: String, _ centers: CenterBook) throws(Problem) -> Set<String> {
    let slug = Center.slug(of: text)
    let towns = centers.municipalities.filter {
      $0.id.text == text || $0.slug == slug || Center.slug(of: $0.name) == slug
    }
    if towns.isEmpty { throw wrong("town", "nennt keine Kommune, die wir kennen") }
    return Set(towns.map(\.id.text))
  }

  /// `age=34` or `age=7-17`, the ends in any order.
  private static func ages(_ parameters: Parameters) throws(Problem) -> ClosedRange<Int>? {
    guard let text = parameters["age"] else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count <= 2, let low = parts.first ?? nil, let high = parts.last ?? nil, (0...120) ~= low,
      (0...120) ~= high
    else { throw wrong("age", "braucht ein Alter in Jahren (34) oder einen Bereich (7-17)") }
    return min(low, high)...max(low, high)
  }

  /// `near=44147`, `near=Lünen` or `near=51.51,7.46`, with `radius` in kilometres, which says nothing without it.
  private static func circle(_ parameters: Parameters, _ places: PlaceBook) throws(Problem) -> SearchCircle? {
    let radius = try parameters.number("radius", in: 1...200)
    guard let text = parameters["near"] else { return nil }
    let numbers = text.split(separator: ",").map { Double($0.filter { $0 != " " }) }
    if numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1], abs(latitude) <= 90,
      abs(longitude) <= 180
    {
      return SearchCircle(
        centre: SearchPlace(latitude: latitude, longitude: longitude),
        kilometres: Double(radius ?? SearchWish.usualDistance))
    }
    guard let found = places[text] else {
      throw wrong("near", "nennt keinen Ort, den wir kennen; möglich sind Postleitzahl, Ort oder Breite,Länge")
    }
    return SearchCircle(centre: found.point, kilometres: Double(radius ?? SearchWish.usualDistance))
  }

  private static func wrong(_ name: String, _ reason: String) -> Problem {
    Problem("request.parameter", .malformed, "„\(name)“ \(reason).", field: name)
  }
}

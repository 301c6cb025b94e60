// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Search
internal import Web

/// What the values of facets are called.
struct OfferLabels {
  let book: CatalogueBook
  let centers: CenterBook
  /// Names of the organisations that the list is narrowed to.
  var organisations: [String: String] = [:]

  func name(_ facet: OfferFacet, _ value: String, _ view: View) -> Localized {
    switch facet {
    case .center: Localized(centers.center(slug: value)?.municipality ?? value, .german)
    case .town: Localized(RecordID<Municipality>(value).flatMap { centers[$0]?.name } ?? value, .german)
    case .space: Localized(RecordID<SocialSpace>(value).flatMap { centers[$0]?.name } ?? value, .german)
    case .organisation: Localized(organisations[value] ?? value, .german)
    case .field, .stage, .group, .programme: book.name(value, view.language)
    case .language: Localized(LanguageNames.name(value, in: view.language), view.language)
    case .age: Localized(age(value, view), view.language)
    case .cost: Localized(value == "frei" ? view[OfferText.free] : value, view.language)
    case .day: Localized(Weekday(rawValue: value).map(view.weekday) ?? value, view.language)
    case .access: Localized(view[OfferText.accessible], view.language)
    case .childcare: Localized(view[OfferText.childcare], view.language)
    }
  }

  private func age(_ value: String, _ view: View) -> String {
    guard let band = AgeBand(rawValue: value) else { return value }
    let years = band.years
    return ageText(years.lowerBound, band == .adults ? nil : years.upperBound, view) ?? value
  }
}

/// The form that narrows a list by facets with their counts (F5).
struct OfferFacetForm {
  let filter: OfferFilter
  let answer: SearchAnswer
  let labels: OfferLabels
  let view: View

  private static let open = 6
  private static let most = 40

  /// The facets that the form shows; towns only where a centre is chosen, because there are hundreds.
  static func shown(_ filter: OfferFilter) -> [OfferFacet] {
    var shown: [OfferFacet] = [
      .field, .language, .age, .center, .town, .stage, .group, .cost, .childcare, .access, .day,
    ]
    if filter[.center].isEmpty { shown.removeAll { $0 == .town } }
    return shown
  }

  var html: HTML {
    let active = OfferFacet.allCases.reduce(0) { $0 + filter[$1].count }
    return """
      <button class="btn alt filter" type="button" popovertarget="filter">\(Icon.sift.html)\(view[OfferText.filter])\
      \(if: active > 0, " (\(active))")</button>
      <form class="facets" id="filter" popover action="\(view.link(OfferPath.list()))" aria-label="\(view[OfferText.narrow])">\
      <button class="btn alt close" type="button" popovertarget="filter" popovertargetaction="hide">\(Icon.close.html)\
      \(view[WebText.close])</button>
      \(kept)\(each: Self.shown(filter), fieldset)\(ordering)<button class="btn">\(view[OfferText.apply])</button></form>

      """
  }

  /// What the form does not show but must not lose.
  private var kept: HTML {
    let hidden = OfferFacet.allCases.filter { !Self.shown(filter).contains($0) }
    return """
      \(if: !filter.text.isEmpty, "<input type=\"hidden\" name=\"q\" value=\"\(filter.text)\">")\
      \(if: !filter.postcode.isEmpty, """
        <input type="hidden" name="plz" value="\(filter.postcode)"><input type="hidden" name="km" value="\(filter.kilometres)">
        """)\(each: hidden, { facet in
          "\(each: filter[facet], { "<input type=\"hidden\" name=\"\(facet.rawValue)\" value=\"\($0)\">" })"
        })
      """
  }

  private var ordering: HTML {
    if filter.postcode.isEmpty { return HTML() }
    return """
      <fieldset><legend>\(view[OfferText.order])</legend>\(each: OfferFilter.Order.allCases, { order in
        """
        <label><input type="radio" name="sortierung" value="\(order.rawValue)"\(if: order == filter.order, " checked")>\
        \(view[order == .best ? OfferText.orderBest : OfferText.orderNear])</label>
        """
      })</fieldset>

      """
  }

  private func fieldset(_ facet: OfferFacet) -> HTML {
    let values = values(of: facet)
    if values.isEmpty { return HTML() }
    let first = values.prefix(Self.open)
    let rest = values.dropFirst(Self.open).prefix(Self.most)
    let isOpen = rest.contains { filter[facet].contains($0.value) }
    return """
      <fieldset><legend>\(view[legend(facet)])</legend>\(each: first, { option(facet, $0) })\(if: !rest.isEmpty, """
        <details\(if: isOpen, " open")><summary>\(view[OfferText.more])</summary>\(each: rest, { option(facet, $0) })</details>
        """)</fieldset>

      """
  }

  private func option(_ facet: OfferFacet, _ count: FacetCount) -> HTML {
    """
    <label><input type="checkbox" name="\(facet.rawValue)" value="\(count.value)"\
    \(if: filter[facet].contains(count.value), " checked")>\(labels.name(facet, count.value, view), on: view)\
    <span>\(view.texts.number(count.count))</span></label>
    """
  }

  /// Counted values in the order in which people look for them; chosen ones stay even where nothing is left.
  private func values(of facet: OfferFacet) -> [FacetCount] {
    var values = answer.facets[facet.facet] ?? []
    for chosen in filter[facet] where !values.contains(where: { $0.value == chosen }) {
      values.append(FacetCount(value: chosen, count: 0))
    }
    switch facet {
    case .age: return sorted(values, by: AgeBand.allCases.map(\.rawValue))
    case .day: return sorted(values, by: Weekday.allCases.map(\.rawValue))
    case .stage: return sorted(values, by: labels.book.entries(of: .stage).map(\.code))
    default: return values
    }
  }

  private func sorted(_ values: [FacetCount], by order: [String]) -> [FacetCount] {
    values.map { ($0, order.firstIndex(of: $0.value) ?? order.count) }.sorted { $0.1 < $1.1 }.map(\.0)
  }

  private func legend(_ facet: OfferFacet) -> OfferText {
    switch facet {
    case .center: .facetCenter
    case .town: .facetTown
    case .space: .facetSpace
    case .field: .facetField
    case .stage: .facetStage
    case .group: .facetGroup
    case .language: .facetLanguage
    case .age: .facetAge
    case .cost: .facetCost
    case .day: .facetDay
    case .access: .facetAccess
    case .childcare: .facetChildcare
    case .programme: .facetProgramme
    case .organisation: .facetOrganisation
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Offers
internal import Search
internal import Web

/// The form that narrows hits by facets with their exact counts (F5).
struct FacetForm {
  let wish: SearchWish
  let answer: SearchAnswer
  let labels: FacetLabels
  let canSortByDistance: Bool
  let view: View

  private static let open = 5
  private static let most = 60

  var html: HTML {
    let active = wish.choices
    return """
      <button class="btn alt filter" type="button" popovertarget="filter">\(Icon.sift.html)\(view[PortalText.filter])\
      \(if: active > 0, " (\(view.texts.number(active)))")</button>
      <form class="facets" id="filter" popover action="\(view.link(PortalPath.search))" \
      aria-label="\(view[PortalText.narrow])">\
      <button class="btn alt close" type="button" popovertarget="filter" popovertargetaction="hide">\(Icon.close.html)\
      \(view[WebText.close])</button>
      \(hiddenFields(kept))\(each: SearchFacet.allCases, fieldset)\(ordering)\
      <button class="btn">\(view[PortalText.apply])</button></form>

      """
  }

  /// What the form does not show but must not lose.
  private var kept: [(String, String)] {
    var kept = [("q", wish.words)]
    if !wish.place.isEmpty { kept += [("ort", wish.place), ("km", String(wish.kilometres))] }
    for facet in SearchFacet.allCases where !wish.isCounted(facet) {
      kept += wish[facet].map { (facet.rawValue, $0) }
    }
    return kept.filter { !$0.1.isEmpty }
  }

  private var ordering: HTML {
    guard canSortByDistance else { return HTML() }
    return """
      <fieldset><legend>\(view[PortalText.order])</legend>\(each: SearchWish.Order.allCases, { order in
        """
        <label><input type="radio" name="sortierung" value="\(order.rawValue)"\(if: order == wish.order, " checked")>\
        \(view[order == .best ? PortalText.orderBest : PortalText.orderNear])</label>
        """
      })</fieldset>

      """
  }

  private func fieldset(_ facet: SearchFacet) -> HTML {
    let values = wish.isCounted(facet) ? values(of: facet) : []
    if values.isEmpty { return HTML() }
    let first = values.prefix(Self.open)
    let rest = values.dropFirst(Self.open).prefix(Self.most)
    let chosen = wish[facet]
    let isOpen = !chosen.isEmpty && rest.contains { chosen.contains($0.value) }
    return """
      <fieldset><legend>\(view[facet.legend])</legend>\(each: first, { option(facet, $0, chosen) })\(if: !rest.isEmpty, """
        <details\(if: isOpen, " open")><summary>\(view[PortalText.more])</summary>\(each: rest, { option(facet, $0, chosen) })</details>
        """)</fieldset>

      """
  }

  private func option(_ facet: SearchFacet, _ count: FacetCount, _ chosen: [String]) -> HTML {
    """
    <label><input type="checkbox" name="\(facet.rawValue)" value="\(count.value)"\
    \(if: chosen.contains(count.value), " checked")>\(labels.name(facet, count.value, view), on: view)\
    <span>\(view.texts.number(count.count))</span></label>
    """
  }

  /// Counted values; chosen ones stay even where nothing is left of them.
  private func values(of facet: SearchFacet) -> [FacetCount] {
    var values = answer.facets[facet.facet] ?? []
    for chosen in wish[facet] where !values.contains(where: { $0.value == chosen }) {
      values.append(FacetCount(value: chosen, count: 0))
    }
    switch facet {
    case .kind: return sorted(values, by: HitKind.allCases.map(\.rawValue))
    case .age: return sorted(values, by: AgeBand.allCases.map(\.rawValue))
    case .day: return sorted(values, by: Weekday.allCases.map(\.rawValue))
    case .stage: return sorted(values, by: labels.book.entries(of: .stage).map(\.code))
    default: return values
    }
  }

  private func sorted(_ values: [FacetCount], by order: [String]) -> [FacetCount] {
    values.map { ($0, order.firstIndex(of: $0.value) ?? order.count) }.sorted { $0.1 < $1.1 }.map(\.0)
  }
}

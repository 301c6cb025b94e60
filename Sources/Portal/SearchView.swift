// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Feedback
internal import Kernel
internal import Search
internal import Web

/// The page of the one search over everything (F3).
struct SearchView {
  let wish: SearchWish
  let answer: SearchAnswer
  let hits: [FoundHit]
  let place: PlaceBook.Found?
  let labels: FacetLabels
  /// The way on where nothing was found.
  let help: EmptyHelp
  let view: View

  private var isUnknownPlace: Bool { !wish.place.isEmpty && place == nil }

  var html: HTML {
    """
    <h1 class="vh">\(view[PortalText.searchHeading])</h1>
    \(searchForm(wish, keeping: facetPairs, around: aroundFields(wish, isUnknown: isUnknownPlace, isApproximate: place?.isApproximate ?? false, view), view))
    \(answer.total == 0 && wish.choices == 0 ? empty : results)
    """
  }

  private var results: HTML {
    """
    <div class="side left"><aside>\(facets)</aside>
    <div><p class="total" role="status">\(total)</p>
    \(suggestion)\(chips)\(if: answer.total == 0, help.html)\(list)\(pages)\(wishNote)</div></div>
    """
  }

  private var empty: HTML {
    """
    <p class="total" role="status">\(total)</p>
    <div class="side sub"><div>\(help.html)</div><aside class="box soft"><h2>\(view[PortalText.missingHeading])</h2>\
    <p>\(view[PortalText.missingText])</p><p><a class="btn alt" href="\(view.link(FeedbackPath.form(search: wish.words)))">\
    \(view[PortalText.missingButton])</a></p></aside></div>
    """
  }

  private var facets: HTML {
    FacetForm(wish: wish, answer: answer, labels: labels, canSortByDistance: place != nil, view: view).html
  }

  private var facetPairs: [(String, String)] {
    wish.pairs.filter { $0.0 != "q" && $0.0 != "ort" && $0.0 != "km" }
  }

  private var total: String {
    let count =
      answer.total > 0
      ? view.count(PortalText.hits, answer.total)
      : wish.words.isEmpty ? view[PortalText.noHits] : view(PortalText.noHitsFor, ["words": wish.words])
    guard let place else { return count }
    let around = view(PortalText.around, ["km": view.texts.number(wish.kilometres), "place": place.label])
    return "\(count) \(around)"
  }

  private var suggestion: HTML {
    guard let words = answer.didYouMean, answer.total > 0 else { return HTML() }
    return """
      <p>\(view[PortalText.didYouMean]) <a href="\(view.link(wish.asking(words).path()))"><b>\(words)</b></a>\
      \(view[PortalText.searchedToo])</p>

      """
  }

  private var chips: HTML {
    if wish.choices == 0 { return HTML() }
    return """
      <ul class="tags" aria-label="\(view[PortalText.activeFilters])">\(each: SearchFacet.allCases, { facet in
        "\(each: wish[facet], { chip(facet, $0) })"
      })</ul>

      """
  }

  private func chip(_ facet: SearchFacet, _ value: String) -> HTML {
    """
    <li><a class="chip" href="\(view.link(wish.without(facet, value).path()))"><span class="vh">\
    \(view[PortalText.removeFilter]) </span>\(labels.name(facet, value, view), on: view)\(Icon.close.html)</a></li>
    """
  }

  private var shownPage: ListPage {
    let whole = ListPage(page: wish.page, perPage: SearchWish.perPage)
    return ListPage(page: min(wish.page, whole.pages(of: answer.total)), perPage: SearchWish.perPage)
  }

  private var list: HTML {
    if hits.isEmpty { return HTML() }
    let start: HTML = shownPage.page > 1 ? " start=\"\(shownPage.offset + 1)\"" : HTML()
    return "<ol class=\"hits\"\(start)>\n\(each: hits, { hitItem($0, view) })</ol>\n"
  }

  private var pages: HTML { pager(shownPage, total: answer.total, view) { wish.path(page: $0) } }

  private var wishNote: HTML {
    """
    <p class="note">\(Icon.info.html)\(view[PortalText.nothingFits]) \
    <a href="\(view.link(FeedbackPath.form(search: wish.words)))">\(view[PortalText.tellUs])</a> \
    \(view[PortalText.tellUsWhy])</p>
    """
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
package import Kernel
package import Search
package import Web

/// The list of all offers: search row, facets, hits.
struct OfferListView {
  let filter: OfferFilter
  let answer: SearchAnswer
  let offers: [OfferSummary]
  let labels: OfferLabels
  let view: View

  var html: HTML {
    """
    \(breadcrumb([], view))<h1>\(view[OfferText.heading])</h1>
    \(searchForm)
    <div class="side left"><aside>\(OfferFacetForm(filter: filter, answer: answer, labels: labels, view: view).html)</aside>
    <div><p class="total" role="status">\(total)</p>
    \(suggestion)\(chips)\(hits)\(pager(page, total: answer.total, view, { filter.path(page: $0) }))
    \(missing)</div></div>
    """
  }

  private var page: ListPage { ListPage(page: filter.page, perPage: OfferFilter.perPage) }

  private var total: String {
    if answer.total == 0 { return view[OfferText.noHits] }
    let pages = page.pages(of: answer.total)
    let count = view.count(OfferText.total, answer.total)
    if pages < 2 { return count }
    return view(
      OfferText.totalOfPages,
      ["total": count, "page": view.texts.number(filter.page), "pages": view.texts.number(pages)])
  }

  private var searchForm: HTML {
    """
    <form class="search" role="search" action="\(view.link(OfferPath.list()))"><label for="q">\(view[WebText.searchLabel])</label>
    <div class="row"><input id="q" type="search" name="q" value="\(filter.text)" maxlength="200" autocomplete="off" \
    enterkeyhint="search"><button class="btn">\(Icon.find.html)<span class="lbl">\(view[WebText.searchButton])</span></button></div>
    <div class="around"><div><label for="plz">\(view[OfferText.postcode])</label><input id="plz" name="plz" \
    value="\(filter.postcode)" maxlength="5" inputmode="numeric" autocomplete="postal-code"></div>\
    <div><label for="km">\(view[OfferText.radius])</label><select id="km" name="km">\(each: OfferFilter.distances, { km in
      "<option value=\"\(km)\"\(if: km == filter.kilometres, " selected")>\(km) km</option>"
    })</select></div></div>\(hiddenFacets)</form>
    """
  }

  private var hiddenFacets: HTML {
    """
    \(each: OfferFacet.allCases, { facet in
      "\(each: filter[facet], { "<input type=\"hidden\" name=\"\(facet.rawValue)\" value=\"\($0)\">" })"
    })
    """
  }

  private var suggestion: HTML {
    guard let words = answer.didYouMean else { return HTML() }
    var other = filter
    other.text = words
    return """
      <p>\(view[OfferText.didYouMean]) <a href="\(view.link(other.path()))"><b>\(words)</b></a></p>

      """
  }

  private var chips: HTML {
    let chips: HTML = """
      \(each: OfferFacet.allCases, { facet in
        "\(each: filter[facet], { chip(facet, $0) })"
      })
      """
    if chips.isEmpty { return chips }
    return "<ul class=\"tags\" aria-label=\"\(view[OfferText.activeFilters])\">\(chips)</ul>\n"
  }

  private func chip(_ facet: OfferFacet, _ value: String) -> HTML {
    """
    <li><a class="chip" href="\(view.link(filter.without(facet, value)))"><span class="vh">\(view[OfferText.removeFilter]) \
    </span>\(labels.name(facet, value, view), on: view)\(Icon.close.html)</a></li>
    """
  }

  private var hits: HTML {
    if offers.isEmpty { return HTML() }
    let start: HTML = filter.page > 1 ? " start=\"\(page.offset + 1)\"" : HTML()
    return """
      <ol class="hits"\(start)>
      \(each: offers, { offerHit($0, snippet: snippet($0), view) })</ol>

      """
  }

  private func snippet(_ offer: OfferSummary) -> HTML? {
    if filter.text.isEmpty || offer.summary.isEmpty { return nil }
    return markedParagraph(answer.terms.snippet(offer.summary.text, length: 300), offer.summary.language, view)
  }

  private var missing: HTML {
    """
    <p class="note">\(Icon.info.html)\(view[OfferText.nothingFits]) \
    <a href="\(view.link(OfferPath.wish(filter.text)))">\(view[OfferText.tellUs])</a></p>
    """
  }
}

/// A passage with the found words marked.
package func markedParagraph(_ snippet: SearchSnippet, _ language: Language, _ view: View) -> HTML {
  """
  <p\(lang: language, on: view)>\(each: snippet.parts, { part in
    part.isMatch ? "<mark>\(part.text)</mark>" : "\(part.text)"
  })</p>
  """
}

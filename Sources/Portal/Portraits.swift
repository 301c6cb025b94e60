// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Offers
internal import Search
internal import Web

/// How many public offers there are, in all and by the values of some facets.
struct OfferCounts: Sendable {
  let total: Int
  let facets: [String: [FacetCount]]
  /// The offers that stand first.
  let first: [RecordID<Offer>]

  /// - Parameters:
  ///   - filters: by facet name; all offers where empty.
  ///   - limit: how many of the first ones are named.
  init(_ index: SearchIndex, _ filters: [String: Set<String>] = [:], counting facets: [String], first limit: Int) {
    var query = SearchQuery()
    query.filters = filters
    query.filters["kind"] = [HitKind.offer.rawValue]
    query.order = .rank
    query.limit = limit
    query.facets = facets
    let answer = index.search(query)
    total = answer.total
    self.facets = answer.facets
    first = answer.hits.compactMap(\.offer)
  }

  func count(_ facet: String, _ value: String) -> Int {
    facets[facet]?.first { $0.value == value }?.count ?? 0
  }
}

/// Fields of action as a patchwork, those with most offers first.
///
/// - Parameter pairs: what narrows the linked lists beside the field.
func fieldPatch(
  _ counts: [FacetCount], _ book: CatalogueBook, limit: Int, pairs: [(String, String)] = [], _ view: View
) -> HTML {
  """
  <ul class="patch">\(each: counts.prefix(limit), { field in
    """
    <li><a href="\(view.link(OfferPath.list(pairs + [(OfferFacet.field.rawValue, field.value)])))">\
    \(book.name(field.value, view.language), on: view)\
    <span class="n">\(view.count(PortalText.offerCount, field.count))</span></a></li>
    """
  })</ul>
  """
}

/// Offers as cards under a heading, with the way to all of them.
func offerSection(_ heading: HTML, _ offers: [OfferSummary], total: Int, _ all: Path, _ view: View) -> HTML {
  if offers.isEmpty { return HTML() }
  return """
    <section class="sec"><div class="head"><h2>\(heading)</h2>\
    <a class="more" href="\(view.link(all))">\(view.count(PortalText.allOffers, total))</a></div>
    \(offerGrid(offers, view))</section>

    """
}

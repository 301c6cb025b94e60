// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Offers
internal import Search
internal import Storage
internal import Web

/// Finds offers by need instead of by the structure of offices (F9).
struct FinderPages: Sendable {
  let services: Services
  let books: PortalBooks

  private static let limit = 12

  func finder(_ visit: Visit) async throws -> Reply {
    let (wish, view) = (FinderWish(visit.query), visit.view)
    let centers = try await books.centers()
    let place = wish.place.isEmpty ? nil : try await books.places()[wish.place]
    let found = wish.isEmpty || (place == nil && !wish.place.isEmpty) ? [] : self.found(wish, place)
    let offers = try await services.database.glance {
      try OfferCards.load(found, $0, view.language, centers)
    }
    let center = place.flatMap { place in place.center.flatMap { centers[$0] } ?? centers.nearest(to: place.point) }
    let page = FinderView(
      wish: wish, place: place, offers: offers, center: center, view: view)
    let head = PageHead(
      view[PortalText.finderTitle], description: view[PortalText.finderLead], isIndexed: wish.isEmpty)
    return visit.page(head, page.html)
  }

  private func found(_ wish: FinderWish, _ place: PlaceBook.Found?) -> [RecordID<Offer>] {
    var found: [RecordID<Offer>] = []
    for query in wish.queries(near: place?.point, limit: Self.limit) where found.count < Self.limit {
      for id in services.index.search(query).hits.compactMap(\.offer) where !found.contains(id) { found.append(id) }
    }
    return Array(found.prefix(Self.limit))
  }
}

/// The finder's page: the sentence, what fits, whom to call.
struct FinderView {
  let wish: FinderWish
  let place: PlaceBook.Found?
  let offers: [OfferSummary]
  let center: Center?
  let view: View

  private var isUnknown: Bool { !wish.place.isEmpty && place == nil }

  var html: HTML {
    """
    <h1>\(view[PortalText.finderTitle])</h1>
    \(if: wish.isEmpty, "<p class=\"lead\">\(view[PortalText.finderLead])</p>")\
    \(finderSentence(wish, isUnknown: isUnknown, view))
    \(if: !wish.isEmpty && !isUnknown, results)
    """
  }

  private var results: HTML {
    if offers.isEmpty {
      return """
        <p class="total sub" role="status">\(view[PortalText.noHits])</p>
        <p><a href="\(view.link(PortalPath.search))">\(view[PortalText.finderToSearch])</a></p>\(help)
        """
    }
    return """
      <p class="total sub" role="status">\(view.count(PortalText.finderFound, offers.count))</p>
      <p>\(view[PortalText.finderOrder]) <a href="\(view.link(wish.search))">\(view[PortalText.finderAll])</a></p>
      <h2 class="vh">\(view[PortalText.menuOffers])</h2>\(offerGrid(offers, view))\(help)
      """
  }

  private var help: HTML {
    guard center != nil else {
      return """
        <p class="note">\(Icon.info.html)\(view[PortalText.finderHelp]) \
        <a href="\(view.link(CenterPath.list))">\(view[PortalText.centerNearby])</a></p>
        """
    }
    return centerNote(center, view)
  }
}

/// The form in the shape of a sentence.
func finderSentence(
  _ wish: FinderWish, heading: String? = nil, isUnknown: Bool = false, _ view: View
) -> HTML {
  let described: HTML = isUnknown ? " aria-describedby=\"wo-e\" aria-invalid=\"true\"" : HTML()
  return """
    <form class="sentence" action="\(view.link(PortalPath.finder))">\(heading.map { "<h2>\($0)</h2>" as HTML })
    <div class="say"><span class="go"><label for="thema">\(view[PortalText.finderNeed])</label> \
    <select id="thema" name="thema"><option value="">\(view[PortalText.needAny])</option>\(each: Need.allCases, { need in
      "<option value=\"\(need.rawValue)\"\(if: need == wish.need, " selected")>\(view[need.label])</option>"
    })</select></span> <span class="go"><label for="wer">\(view[PortalText.finderPerson])</label> \
    <select id="wer" name="wer"><option value="">\(view[PortalText.personAny])</option>\(each: Person.allCases, { person in
      "<option value=\"\(person.rawValue)\"\(if: person == wish.person, " selected")>\(view[person.label])</option>"
    })</select></span> <span class="go"><label for="wo">\(view[PortalText.finderPlace])</label> \
    <input id="wo" name="ort" value="\(wish.place)" size="14" maxlength="80" placeholder="\(view[PortalText.placeHint])" \
    autocomplete="address-level2"\(described)></span></div>
    \(if: isUnknown, """
      <p class="err" id="wo-e">\(Icon.warn.html) \(view(PortalText.placeUnknown, ["place": wish.place]))</p>
      """)<button class="btn">\(Icon.find.html) \(view[PortalText.finderButton])</button></form>

    """
}

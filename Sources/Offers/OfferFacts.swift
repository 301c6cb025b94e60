// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Records
internal import Web

/// The facts that decide whether an offer fits: whom it is for, what it costs, which languages, free places.
struct OfferFacts {
  let content: OfferPageContent
  let book: CatalogueBook
  let view: View

  private var offer: Offer { content.offer }

  var html: HTML {
    let facts =
      groups + fact(.facetAge, ageText(offer.ageFrom, offer.ageTo, view)) + cost + freePlaces + languages + childcare
      + fact(.period, period)
    return facts.isEmpty ? facts : "<dl class=\"facts\">\(facts)</dl>\n"
  }

  private func fact(_ term: OfferText, _ text: String?, note: Localized? = nil) -> HTML {
    guard let text else { return HTML() }
    return fact(term, "\(text)", note: note)
  }

  private func fact(_ term: OfferText, _ html: HTML, note: Localized? = nil) -> HTML {
    let note = note.flatMap { $0.isEmpty ? nil : "<small>\($0, on: view)</small>" as HTML }
    return "<div><dt>\(view[term])</dt><dd>\(html)\(note)</dd></div>"
  }

  private var groups: HTML {
    if offer.targetGroups.isEmpty { return HTML() }
    let names = offer.targetGroups.map { book.name($0, view.language) }
    let comma = view.language == .arabic ? "، " : ", "
    return fact(
      .forWhom,
      "\(each: names.enumerated(), { "\(if: $0.offset > 0, "\(comma)")\($0.element, on: view)" })")
  }

  private var cost: HTML {
    let note = content.text(offer.costNote, "cost_note", view)
    switch offer.cost {
    case .free: return fact(.cost, view[OfferText.free], note: note)
    case .paid: return fact(.cost, offer.costCents.map(view.money) ?? view[OfferText.paid], note: note)
    case .unknown: return note.isEmpty ? HTML() : fact(.cost, "\(note, on: view)")
    }
  }

  private var freePlaces: HTML {
    let asOf = offer.placesAsOf.map { Localized(view(OfferText.asOf, ["day": view.day($0)]), view.language) }
    switch (offer.freePlaces, offer.capacity) {
    case (let free?, let all?):
      let text = view(OfferText.placesOf, ["free": view.texts.number(free), "all": view.texts.number(all)])
      return fact(.placesFree, text, note: asOf) + waiting
    case (let free?, nil): return fact(.placesFree, view.texts.number(free), note: asOf) + waiting
    case (nil, let all?): return fact(.placesAll, view.texts.number(all)) + waiting
    case (nil, nil): return waiting
    }
  }

  private var waiting: HTML {
    guard offer.waiting else { return HTML() }
    return fact(
      .waiting, offer.waitingWeeks.map { view.count(OfferText.waitingWeeks, $0) } ?? view[WebText.yes])
  }

  private var languages: HTML {
    let note = content.text(offer.languagesNote, "languages_note", view)
    if offer.languages.isEmpty { return note.isEmpty ? HTML() : fact(.languages, "\(note, on: view)") }
    return fact(.languages, languageList(offer.languages, view), note: note)
  }

  private var childcare: HTML {
    switch offer.childcare {
    case .yes: fact(.facetChildcare, view[WebText.yes])
    case .no: fact(.facetChildcare, view[WebText.no])
    case .unknown: HTML()
    }
  }

  private var period: String? {
    switch (offer.startsOn, offer.endsOn) {
    case (let from?, let to?): view(OfferText.periodRange, ["from": view.day(from), "to": view.day(to)])
    case (let from?, nil): from < view.today ? nil : view(OfferText.periodFrom, ["from": view.day(from)])
    case (nil, let to?): view(OfferText.periodTo, ["to": view.day(to)])
    case (nil, nil): nil
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web

/// Where an offer takes place, and whether one gets in (F20, F25).
struct OfferPlaces {
  let content: OfferPageContent
  let area: String
  let view: View

  var html: HTML {
    let places = content.detail.places
    if places.isEmpty, !content.offer.wholeArea { return HTML() }
    return """
      <section><h2>\(view[OfferText.places])</h2>
      \(if: content.offer.wholeArea, "<p>\(view(OfferText.wholeArea, ["area": area]))</p>")\
      \(if: !places.isEmpty, "<div class=\"grid\">\(each: places, { box($0.link, $0.place) })</div>")</section>

      """
  }

  private func box(_ link: OfferPlace, _ place: Place) -> HTML {
    let remark = Localized(link.remark, "remark", content.remarks[link.id], view.language)
    let texts = content.placeTexts[place.id]
    let transport = Localized(place.transport, "transport", texts, view.language)
    let note = Localized(place.accessNote, "access_note", texts, view.language)
    return """
      <div class="box"><h3><bdi>\(place.name)</bdi></h3><p><bdi\(lang: .german, on: view)>\(place.street)\
      \(if: !place.street.isEmpty, "<br>")\(place.postcodeAndTown)</bdi></p>\
      \(if: !remark.isEmpty, "<p>\(remark, on: view)</p>")\
      \(if: !transport.isEmpty, "<p class=\"small\">\(transport, on: view)</p>")
      <h4>\(view[OfferText.access])</h4>\(access(place))\
      \(if: !note.isEmpty, "<p class=\"small\">\(note, on: view)</p>")</div>

      """
  }

  private func access(_ place: Place) -> HTML {
    if Place.Access.allCases.allSatisfy({ place.answer(to: $0) == .unknown }) {
      return "<p>\(view[OfferText.accessUnknown])</p>"
    }
    return "<ul class=\"acc\">\(each: Place.Access.allCases, { answer(place.answer(to: $0), $0) })</ul>"
  }

  private func answer(_ answer: Answer, _ question: Place.Access) -> HTML {
    let (name, icon, word) =
      switch answer {
      case .yes: ("yes", Icon.yes, WebText.yes)
      case .no: ("no", Icon.no, WebText.no)
      case .unknown: ("unk", Icon.unknown, WebText.unknown)
      }
    return "<li class=\"\(name)\">\(icon.html)<span><b>\(view[word]):</b> \(view[label(question)])</span></li>"
  }

  private func label(_ question: Place.Access) -> OfferText {
    switch question {
    case .stepFree: .stepFree
    case .accessibleToilet: .accessibleToilet
    case .lift: .lift
    case .accessibleParking: .accessibleParking
    case .hearingLoop: .hearingLoop
    case .tactileGuidance: .tactileGuidance
    }
  }
}

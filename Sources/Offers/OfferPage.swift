// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// What the page of one offer is made from.
struct OfferPageContent: Sendable {
  let detail: OfferDetail
  let texts: TranslatedFields
  let placeTexts: [RecordID<Place>: TranslatedFields]
  let remarks: [RecordID<OfferPlace>: TranslatedFields]
  let scheduleNotes: [RecordID<OfferSchedule>: TranslatedFields]
  let exceptionNotes: [RecordID<ScheduleException>: TranslatedFields]
  let files: AttachmentFigures

  init?(_ connection: Connection, _ id: RecordID<Offer>, _ language: Language, on today: Day) throws {
    guard let detail = try connection.offerDetail(id, on: today) else { return nil }
    self.detail = detail
    texts = try connection.translations(of: Offer.self, [id], into: language)[id] ?? [:]
    placeTexts = try connection.translations(of: Place.self, detail.places.map(\.place.id), into: language)
    remarks = try connection.translations(of: OfferPlace.self, detail.places.map(\.link.id), into: language)
    scheduleNotes = try connection.translations(
      of: OfferSchedule.self, detail.schedules.map(\.id), into: language)
    files = try AttachmentFigures(id, language, connection)
    exceptionNotes = try connection.translations(
      of: ScheduleException.self, detail.exceptions.map(\.id), into: language)
  }

  var offer: Offer { detail.offer.record }
  var isPublic: Bool { detail.offer.archivedAt == nil && offer.status == .published }

  func text(_ german: String, _ field: String, _ view: View) -> Localized {
    Localized(german, field, texts, view.language)
  }
}

/// The page of one offer.
struct OfferPage {
  let content: OfferPageContent
  let centers: CenterBook
  let book: CatalogueBook
  let similar: [OfferSummary]
  let isKept: Bool
  let view: View

  var offer: Offer { content.offer }
  var center: Center? { centers[content.detail.offer.tenant] }

  var html: HTML {
    let title = content.text(offer.title, "title", view)
    let summary = content.text(offer.summary, "summary", view)
    return """
      \(breadcrumb(crumbs, view))<div class="side"><article>
      \(byLine)<h1\(lang: title.language, on: view)>\(title.text)</h1>
      \(if: !summary.isEmpty, "<p class=\"lead\"\(lang: summary.language, on: view)>\(summary.text)</p>")
      \(onlyInNote(title.language, view))\(actions)
      \(OfferFacts(content: content, book: book, view: view).html)\(content.files.html(view))\(about)
      \(OfferTimes(content: content, view: view).html)\
      \(OfferPlaces(content: content, area: center?.municipality ?? "", view: view).html)
      \(section(OfferText.eligibility, offer.eligibility, "eligibility"))\
      \(section(OfferText.registration, offer.registration, "registration"))
      </article><aside>\(OfferAside(content: content, centers: centers, book: book, view: view).html)</aside></div>
      \(similarOffers(similar, view))
      """
  }

  private var crumbs: [(Localized, Path)] {
    var crumbs = [(Localized(view[OfferText.heading], view.language), OfferPath.list())]
    if let field = offer.fields.first {
      crumbs.append((book.name(field, view.language), OfferPath.list([(OfferFacet.field.rawValue, field)])))
    }
    return crumbs
  }

  private var byLine: HTML {
    let name = content.detail.organisation?.record.name ?? ""
    guard let center else { return "<p class=\"by\">\(name)</p>" }
    let german: HTML = view.language == .german ? HTML() : " lang=\"de\" dir=\"ltr\""
    return """
      <p class="by">\(centerTile(center))<span><bdi\(german)>\(name)</bdi>\(if: !name.isEmpty, ", ")\
      <a href="\(view.link(CenterPath.home(center)))"\(german)>\(center.name)</a></span></p>

      """
  }

  private var actions: HTML {
    """
    <div class="acts"><form method="post" action="\(view.link(OfferPath.bookmarks))" id="merken" data-swap>\
    <input type="hidden" name="angebot" value="\(offer.id)">\
    <input type="hidden" name="zurueck" value="\(view.link(OfferPath.one(offer.id)))">\
    <button class="btn alt\(if: isKept, " kept")" name="tun" value="\(isKept ? "entfernen" : "merken")">\(Icon.keep.html)\
    \(isKept ? kept : "\(view[OfferText.keep])")</button></form>\
    <button class="btn alt" type="button" data-print hidden>\(Icon.print.html)\(view[OfferText.print])</button></div>
    """
  }

  private var kept: HTML { "\(view[OfferText.kept])<span class=\"vh\">\(view[OfferText.keptRemove])</span>" }

  private var about: HTML {
    let description = content.text(offer.description, "description", view)
    if description.isEmpty { return HTML() }
    return """
      <section class="prose"><h2>\(view[OfferText.about])</h2>
      <div\(lang: description.language, on: view)>\(OfferProse.html(description.text))</div></section>

      """
  }

  private func section(_ heading: OfferText, _ german: String, _ field: String) -> HTML {
    let text = content.text(german, field, view)
    if text.isEmpty { return HTML() }
    return "<section class=\"prose\"><h2>\(view[heading])</h2>\(lines(text, view))</section>\n"
  }
}

/// Offers of the same kind in the neighbourhood; nothing where there are none.
func similarOffers(_ offers: [OfferSummary], _ view: View) -> HTML {
  if offers.isEmpty { return HTML() }
  return "<section class=\"sec\"><h2>\(view[OfferText.similar])</h2>\(offerGrid(offers, view))</section>"
}

/// Instead of an offer that is over or rests: says so and shows the way on.
func goneOffer(_ offer: Offer, isEnded: Bool, _ similar: [OfferSummary], _ view: View) -> HTML {
  """
  \(breadcrumb([(Localized(view[OfferText.heading], view.language), OfferPath.list())], view))
  <h1>\(view[isEnded ? OfferText.endedHeading : OfferText.pausedHeading])</h1>
  <p class="lead">\(view(isEnded ? OfferText.endedText : OfferText.pausedText, ["title": offer.title]))</p>
  <p><a class="btn alt" href="\(view.link(OfferPath.list()))">\(view[OfferText.toList])</a></p>
  \(similarOffers(similar, view))
  """
}

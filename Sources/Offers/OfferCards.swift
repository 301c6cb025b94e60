// SPDX-License-Identifier: EUPL-1.2
package import Centers
package import Kernel
internal import Organisations
internal import Records
package import Storage
package import Web

/// As much of an offer as a card or a hit shows.
package struct OfferSummary: Sendable {
  package let id: RecordID<Offer>
  package let tenant: TenantID
  package let title: Localized
  package let summary: Localized
  package let organisation: String
  /// Town and quarter of its oldest place, or the area of the centre.
  package let place: String
  /// The centre's tile.
  package let tile: HTML
  package let cost: OfferCost
  package let costCents: Int?
  package let languages: [String]
  package let ageFrom: Int?
  package let ageTo: Int?
  package let freePlaces: Int?
  package let waiting: Bool
}

/// Reads the offers of cards and lists.
package enum OfferCards {
  /// Published offers in the order of their ids, in two queries; ids of others are left out.
  package static func load(
    _ ids: [RecordID<Offer>], _ connection: Connection, _ language: Language, _ centers: CenterBook
  ) throws -> [OfferSummary] {
    if ids.isEmpty { return [] }
    let texts = try translations(ids, connection, language)
    var found: [OfferSummary] = []
    found.reserveCapacity(ids.count)
    try connection.each("\(columns) and o.id in (\(list: ids))") { row in
      found.append(try summary(&row, texts, language, centers))
    }
    let places = Dictionary(found.indices.map { (found[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    return ids.compactMap { places[$0].map { found[$0] } }
  }

  private static let columns: SQL = """
    select o.id, o.tenant, o.title, o.summary, g.name, p.town, p.social_space, o.whole_area, o.cost, o.cost_cents,
      o.languages, o.age_from, o.age_to, o.free_places, o.waiting
    from offer o left join organisation g on g.id = o.organisation
    left join place p on p.id =
      (select min(l.place) from offer_place l where l.offer = o.id and l.archived_at is null)
    where o.archived_at is null and o.status = 'published'
    """

  private static func summary(
    _ row: inout Row, _ texts: [RecordID<Offer>: TranslatedFields], _ language: Language, _ centers: CenterBook
  ) throws -> OfferSummary {
    let id = RecordID<Offer>(try row.identifier())
    let tenant = TenantID(try row.identifier())
    let center = centers.mark(of: tenant)
    let translated = texts[id]
    let title = Localized(row.text(), "title", translated, language)
    let summary = Localized(row.text(), "summary", translated, language)
    let organisation = row.text()
    let town = row.text()
    let space = row.optionalIdentifier().map { RecordID<SocialSpace>($0) }
    let isEverywhere = row.flag()
    return OfferSummary(
      id: id, tenant: tenant, title: title, summary: summary, organisation: organisation,
      place: placeName(town, space.flatMap { centers[$0]?.name }, isEverywhere ? center?.municipality : nil),
      tile: center?.tile ?? HTML(), cost: OfferCost(rawValue: row.text()) ?? .unknown,
      costCents: row.optionalInteger(), languages: [String].from(.text(row.text())) ?? [],
      ageFrom: row.optionalInteger(),
      ageTo: row.optionalInteger(), freePlaces: row.optionalInteger(), waiting: row.flag())
  }

  private static func placeName(_ town: String, _ space: String?, _ area: String?) -> String {
    if town.isEmpty { return area ?? "" }
    guard let space, space != town else { return town }
    return "\(town)-\(space)"
  }

  private static func translations(
    _ ids: [RecordID<Offer>], _ connection: Connection, _ language: Language
  ) throws -> [RecordID<Offer>: TranslatedFields] {
    if language == .german { return [:] }
    var found: [RecordID<Offer>: TranslatedFields] = [:]
    try connection.each(
      """
      select record, field, text from translation where kind = 'offer' and language = \(language.code)
      and field in ('title', 'summary') and record in (\(list: ids))
      """
    ) { row in
      let id: RecordID<Offer> = try row.id()
      let field = row.text()
      found[id, default: [:]][field] = row.text()
    }
    return found
  }
}

/// Cards of offers side by side.
package func offerGrid(_ offers: [OfferSummary], _ view: View) -> HTML {
  "<ul class=\"grid\">\(each: offers, { offerCard($0, view) })</ul>"
}

/// One card, as an item of a grid; its heading is an `h3`.
package func offerCard(_ offer: OfferSummary, _ view: View) -> HTML {
  """
  <li><article class="card">\(offerByLine(offer, view))\
  <h3\(lang: offer.title.language, on: view)><a href="\(view.link(OfferPath.one(offer.id)))">\(offer.title.text)</a></h3>\
  \(if: !offer.summary.isEmpty, "<p\(lang: offer.summary.language, on: view)>\(offer.summary.text)</p>")\
  \(offerTags(offer, view))</article></li>

  """
}

/// One hit of a result list, as an item of `ol.hits`; its heading is an `h2`.
///
/// - Parameter snippet: the passage that was found, as a whole paragraph; otherwise the offer's summary stands there.
package func offerHit(_ offer: OfferSummary, snippet: HTML? = nil, more: HTML? = nil, _ view: View) -> HTML {
  let text: HTML =
    snippet
    ?? (offer.summary.isEmpty ? HTML() : "<p\(lang: offer.summary.language, on: view)>\(offer.summary.text)</p>")
  return """
    <li class="hit"><h2\(lang: offer.title.language, on: view)>\
    <a href="\(view.link(OfferPath.one(offer.id)))">\(offer.title.text)</a></h2>\
    \(offerByLine(offer, view))\(text)\(offerTags(offer, view))\(more)</li>

    """
}

private func offerByLine(_ offer: OfferSummary, _ view: View) -> HTML {
  let separator = offer.organisation.isEmpty || offer.place.isEmpty ? "" : ", "
  if view.language == .german {
    return "<p class=\"by\">\(offer.tile)\(offer.organisation)\(separator)\(offer.place)</p>"
  }
  return "<p class=\"by\">\(offer.tile)<bdi lang=\"de\">\(offer.organisation)\(separator)\(offer.place)</bdi></p>"
}

private let tag: StaticString = "<li class=\"tag\">"
private let warningTag: StaticString = "<li class=\"tag w\">"

/// What one wants to know before reading on: cost, languages, ages, free places.
package func offerTags(_ offer: OfferSummary, _ view: View) -> HTML {
  var tags = HTML()
  if offer.title.language != view.language { tags.append(tag, view[OfferText.inGerman], "</li>") }
  switch offer.cost {
  case .free: tags.append("<li class=\"tag a\">", view[OfferText.free], "</li>")
  case .paid: tags.append(tag, offer.costCents.map(view.money) ?? view[OfferText.paid], "</li>")
  case .unknown: break
  }
  if !offer.languages.isEmpty { tags.append(tag, languageList(offer.languages, limit: 3, view), "</li>") }
  if let ages = ageText(offer.ageFrom, offer.ageTo, view) { tags.append(tag, ages, "</li>") }
  if let free = offer.freePlaces, free > 0 {
    tags.append(tag, view.count(OfferText.freePlaces, free), "</li>")
  } else if offer.waiting {
    tags.append(warningTag, view[OfferText.waiting], "</li>")
  } else if offer.freePlaces == 0 {
    tags.append(warningTag, view[OfferText.full], "</li>")
  }
  return tags.isEmpty ? tags : "<ul class=\"tags\">\(tags)</ul>"
}

/// `ab 18 Jahren`; nothing for offers of every age.
func ageText(_ from: Int?, _ to: Int?, _ view: View) -> String? {
  switch (from, to) {
  case (let from?, let to?): view(OfferText.ageRange, ["from": String(from), "to": String(to)])
  case (let from?, nil): view(OfferText.ageFrom, ["from": String(from)])
  case (nil, let to?): view(OfferText.ageTo, ["to": String(to)])
  case (nil, nil): nil
  }
}

/// Names of spoken languages, at most `limit` of them.
func languageList(_ codes: [String], limit: Int = .max, _ view: View) -> String {
  let comma = view.language == .arabic ? "، " : ", "
  var list = ""
  for code in codes.prefix(limit) {
    if !list.isEmpty { list += comma }
    list += LanguageNames.name(code, in: view.language)
  }
  return codes.count > limit ? list + " +\(codes.count - limit)" : list
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Search
internal import Storage
internal import Web

/// Everything that there is in one social space (F8), and the list of a centre's social spaces.
struct SpacePages: Sendable {
  let services: Services
  let books: PortalBooks

  private static let cardLimit = 9

  func list(_ visit: Visit) async throws -> Reply {
    let centers = try await books.centers()
    guard let center = centers.center(slug: visit.part("slug")), center.uses("sozialraeume") else {
      throw Problem.notFound
    }
    let (spaces, view) = (centers.spaces(of: center), visit.view)
    let counts = OfferCounts(services.index, ["center": [center.slug]], counting: ["space"], first: 0)
    let heading = view(PortalText.spacesIn, ["place": center.municipality])
    let towns = Dictionary(grouping: spaces) { $0.municipality.flatMap { centers[$0] }?.name ?? center.municipality }
      .sorted { $0.key < $1.key }
    let main: HTML = """
      \(breadcrumb(steps(center, view), view))<h1>\(heading)</h1><p class="lead">\(view[PortalText.spacesLead])</p>
      \(if: spaces.isEmpty, "<p class=\"note\">\(Icon.info.html)\(view[PortalText.spacesNone])</p>")\
      \(each: towns, { town in
        """
        <div class="sub">\(if: towns.count > 1, "<h2\(lang: .german, on: view)>\(town.key)</h2>")\
        \(spaceColumns(town.value, center, counts, view))</div>

        """
      })
      """
    return visit.page(head(heading, center, hasSpaces: !spaces.isEmpty, view), main)
  }

  func one(_ visit: Visit) async throws -> Reply {
    let (centers, catalogues) = (try await books.centers(), try await books.catalogues())
    guard let center = centers.center(slug: visit.part("slug")), center.uses("sozialraeume"),
      let space = centers.spaces(of: center).first(where: { $0.slug == visit.part("space") })
    else { throw Problem.notFound }
    let view = visit.view
    let counts = OfferCounts(
      services.index, ["space": [space.id.text]], counting: ["field"], first: Self.cardLimit)
    let content = try await services.database.glance { connection in
      SpaceContent(
        texts: try connection.translations(of: SocialSpace.self, [space.id], into: view.language)[space.id],
        offers: try OfferCards.load(counts.first, connection, view.language, centers),
        organisations: try connection.organisations(in: space.id), places: try connection.places(in: space.id))
    }
    let page = SpaceView(
      space: space, center: center, catalogues: catalogues, counts: counts, content: content, view: view)
    let list = (Localized(view[CenterText.bandSpaces], view.language), CenterPath.spaces(center))
    let main = breadcrumb(steps(center, view) + [list], view) + page.html
    return visit.page(head("\(space.name), \(center.municipality)", center, hasSpaces: true, view), main)
  }

  private func steps(_ center: Center, _ view: View) -> [(Localized, Path)] {
    [
      (Localized(view[PortalText.menuCenters], view.language), CenterPath.list),
      (Localized(center.municipality, .german), CenterPath.home(center)),
    ]
  }

  private func head(_ title: String, _ center: Center, hasSpaces: Bool, _ view: View) -> PageHead {
    var head = PageHead(
      title, current: CenterPath.list, stylesheet: CenterPath.stylesheet(center),
      band: center.band(.spaces, hasSpaces: hasSpaces, view), isIndexed: hasSpaces)
    head.languages = center.pageLanguages
    return head
  }
}

/// What was read for the page of one social space.
struct SpaceContent: Sendable {
  let texts: TranslatedFields?
  let offers: [OfferSummary]
  let organisations: [OrganisationRow]
  let places: [SpacePlaceRow]
}

/// The content of a social space's page.
struct SpaceView {
  let space: SocialSpace
  let center: Center
  let catalogues: CatalogueBook
  let counts: OfferCounts
  let content: SpaceContent
  let view: View

  private var narrowing: [(String, String)] {
    [(OfferFacet.center.rawValue, center.slug), (OfferFacet.space.rawValue, space.id.text)]
  }

  var html: HTML {
    let description = Localized(space.description, "description", content.texts, view.language)
    return """
      <h1\(lang: .german, on: view)>\(space.name)</h1><p class="lead">\(summary)</p>
      \(if: !description.isEmpty, lines(description, view))\(fields)\
      \(offerSection("\(view[PortalText.menuOffers])", content.offers, total: counts.total, OfferPath.list(narrowing), view))\
      \(organisations)\(places)
      """
  }

  private var summary: String {
    view(
      PortalText.spaceSummary,
      [
        "offers": view.count(PortalText.offerCount, counts.total),
        "organisations": view.count(PortalText.organisationCount, content.organisations.count),
        "places": view.count(PortalText.placeCount, content.places.count),
      ])
  }

  private var fields: HTML {
    let fields = counts.facets["field"] ?? []
    if fields.isEmpty { return HTML() }
    return """
      <section class="sub"><h2>\(view[PortalText.byField])</h2>
      \(fieldPatch(fields, catalogues, limit: 20, pairs: narrowing, view))</section>

      """
  }

  private var organisations: HTML {
    if content.organisations.isEmpty { return HTML() }
    return """
      <section class="sec"><h2>\(view[PortalText.menuOrganisations])</h2><ul class="cols">\
      \(each: content.organisations, { row in
        """
        <li><a href="\(view.link(OrganisationPath.organisation(row.id).path))"\(lang: .german, on: view)>\(row.name)</a></li>

        """
      })</ul></section>

      """
  }

  private var places: HTML {
    if content.places.isEmpty { return HTML() }
    return """
      <section class="sec"><h2 id="orte">\(view[PortalText.placesHeading])</h2><div class="scroll" tabindex="0" \
      role="region" aria-labelledby="orte"><table><thead><tr><th scope="col">\(view[PortalText.placeColumn])</th>\
      <th scope="col">\(view[PortalText.addressColumn])</th><th scope="col">\(view[PortalText.stepFreeColumn])</th>\
      <th scope="col">\(view[PortalText.menuOffers])</th></tr></thead><tbody>\(each: content.places, row)</tbody></table>\
      </div></section>

      """
  }

  private func row(_ place: SpacePlaceRow) -> HTML {
    """
    <tr><th scope="row"\(lang: .german, on: view)>\(place.name)</th><td\(lang: .german, on: view)>\(place.address)</td>\
    <td>\(answer(place.stepFree))</td><td class="n">\(view.texts.number(place.offers))</td></tr>

    """
  }

  private func answer(_ answer: Answer) -> HTML {
    switch answer {
    case .yes: "<span class=\"yes\">\(Icon.yes.html)\(view[WebText.yes])</span>"
    case .no: "<span class=\"no\">\(Icon.no.html)\(view[WebText.no])</span>"
    case .unknown: "<span class=\"unk\">\(Icon.unknown.html)\(view[WebText.unknown])</span>"
    }
  }
}

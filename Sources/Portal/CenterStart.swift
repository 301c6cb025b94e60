// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Guides
internal import Kernel
internal import Offers
internal import Search
internal import Storage
internal import Web

/// The start page of one centre (F1).
struct CenterStart: Sendable {
  let services: Services
  let books: PortalBooks

  private static let cardLimit = 6
  private static let guideLimit = 6

  func home(_ visit: Visit) async throws -> Reply {
    let (centers, catalogues, guides) = (
      try await books.centers(), try await books.catalogues(), try await books.guides()
    )
    guard let center = centers.center(slug: visit.part("slug")) else { throw Problem.notFound }
    let view = visit.view
    let counts = OfferCounts(
      services.index, ["center": [center.slug]], counting: ["field", "space", "town"], first: Self.cardLimit)
    let nodes = center.uses("wegweiser") ? self.guides(center, centers, guides.book, view) : []
    let read = try await services.database.glance { connection in
      (
        texts: try connection.translations(of: Center.self, [center.id], into: view.language)[center.id],
        offers: try OfferCards.load(counts.first, connection, view.language, centers),
        excerpts: try connection.guideExcerpts(nodes.compactMap { $0.version(for: view.language)?.id })
      )
    }
    let content = CenterStartView(
      center: center, centers: centers, catalogues: catalogues, counts: counts, texts: read.texts,
      offers: read.offers, guides: nodes, excerpts: read.excerpts, view: view)
    return visit.page(head(center, centers, content, view), content.html)
  }

  private func head(_ center: Center, _ centers: CenterBook, _ content: CenterStartView, _ view: View) -> PageHead {
    let spaces = centers.spaces(of: center)
    var head = PageHead(
      center.name, description: content.introduction.text, current: CenterPath.list,
      stylesheet: CenterPath.stylesheet(center), band: center.band(.home, hasSpaces: !spaces.isEmpty, view),
      structured: PortalStructured.center(center, centers, content.introduction, services.site, view))
    head.languages = center.pageLanguages
    return head
  }

  /// The centre's own pages first, then those of the Land that it shows too.
  private func guides(
    _ center: Center, _ centers: CenterBook, _ book: GuideBook, _ view: View
  ) -> [GuideBook.Node] {
    let own = book.roots(of: center.tenant)
    let statewide = centers.coordination(on: view.today).map { book.embedded(of: $0.tenant) } ?? []
    return Array((own + statewide).prefix(Self.guideLimit))
  }
}

/// The content of a centre's start page; what the centre does not use or does not have is left out.
struct CenterStartView {
  let center: Center
  let centers: CenterBook
  let catalogues: CatalogueBook
  let counts: OfferCounts
  let texts: TranslatedFields?
  let offers: [OfferSummary]
  let guides: [GuideBook.Node]
  let excerpts: [RecordID<GuideText>: String]
  let view: View

  private static let fieldLimit = 20

  var introduction: Localized { Localized(center.introduction, "introduction", texts, view.language) }

  private var usesOffers: Bool { center.uses("angebote") }
  private var narrowing: [(String, String)] { [(OfferFacet.center.rawValue, center.slug)] }

  var html: HTML {
    """
    <div class="side"><div>
    \(centerHeading(center, view))
    \(if: !introduction.isEmpty, "<p class=\"lead\"\(lang: introduction.language, on: view)>\(introduction.text)</p>")
    \(search)\(focus)</div>
    <aside>\(centerContact(center, openingHours: openingHours, view))</aside></div>
    \(if: usesOffers, offerSection(offerHeading, offers, total: counts.total, center.offerList, view))\(fields)\(spaces)\
    \(towns)\(guideSection)\(neighbours)
    """
  }

  private var openingHours: Localized { Localized(center.openingHours, "opening_hours", texts, view.language) }

  private var offerHeading: HTML {
    "\(view(PortalText.offersIn, ["place": center.municipality]))"
  }

  private var search: HTML {
    searchForm(
      SearchWish(), label: view(PortalText.searchIn, ["place": center.municipality]),
      keeping: [(SearchFacet.center.rawValue, center.slug)], view)
  }

  private var focus: HTML {
    if center.focus.isEmpty { return HTML() }
    return """
      <section class="sub"><h2>\(view[PortalText.focusHeading])</h2><ul class="kids two">\(each: center.focus, { code in
        let count = counts.count("field", code)
        return """
          <li><a href="\(view.link(OfferPath.list(narrowing + [(OfferFacet.field.rawValue, code)])))">\
          \(catalogues.name(code, view.language), on: view)\
          \(if: count > 0, "<small>\(view.count(PortalText.offerCount, count))</small>")</a></li>
          """
      })</ul></section>
      """
  }

  private var fields: HTML {
    let fields = counts.facets["field"] ?? []
    if fields.isEmpty || !usesOffers { return HTML() }
    return """
      <section class="sec"><h2>\(view[PortalText.byField])</h2>
      \(fieldPatch(fields, catalogues, limit: Self.fieldLimit, pairs: narrowing, view))</section>

      """
  }

  private var spaces: HTML {
    let spaces = centers.spaces(of: center)
    if spaces.isEmpty || !center.uses("sozialraeume") { return HTML() }
    return """
      <section class="sec"><h2>\(view[PortalText.bySpace])</h2>\(spaceColumns(spaces, center, counts, view))</section>

      """
  }

  /// The towns of a district; a city is its own only one.
  private var towns: HTML {
    let towns = centers.municipalities(of: center)
    if towns.count < 2 || !usesOffers { return HTML() }
    return """
      <section class="sec"><h2>\(view[PortalText.byTown])</h2><ul class="cols">\(each: towns, { town in
        """
        <li><a href="\(view.link(OfferPath.list(narrowing + [(OfferFacet.town.rawValue, town.id.text)])))"\
        \(lang: .german, on: view)>\(town.name)</a> <span class="muted n">\
        \(view.texts.number(counts.count("town", town.id.text)))</span></li>

        """
      })</ul></section>

      """
  }

  private var guideSection: HTML {
    if guides.isEmpty { return HTML() }
    return """
      <section class="sec"><div class="head"><h2>\(view[PortalText.menuGuide])</h2>\
      <a class="more" href="\(view.link(GuidePath.center(center.slug)))">\(view[PortalText.wholeGuide])</a></div>
      \(guideTeasers(guides, excerpts, view))</section>

      """
  }

  private var neighbours: HTML {
    let near = centers.neighbours(of: center, limit: 6)
    let comma = view.language == .arabic ? "، " : ", "
    return """
      <section class="sec hero"><div><h2>\(view[PortalText.inVerbund])</h2><p class="lead">\(view[PortalText.inVerbundText])</p>
      \(if: !near.isEmpty, """
        <p>\(view[PortalText.neighbours]) \(each: near.enumerated(), { one in
          """
          \(if: one.offset > 0, "\(comma)")<a href="\(view.link(CenterPath.home(one.element)))"\
          \(lang: .german, on: view)>\(one.element.municipality)</a>
          """
        })</p>
        """)</div>\(miniMap(center))</section>
      """
  }
}

/// Quarters in columns with how many offers each has.
func spaceColumns(_ spaces: [SocialSpace], _ center: Center, _ counts: OfferCounts, _ view: View) -> HTML {
  """
  <ul class="cols">\(each: spaces, { space in
    """
    <li><a href="\(view.link(CenterPath.space(center, space)))"\(lang: .german, on: view)>\(space.name)</a> \
    <span class="muted n">\(view.texts.number(counts.count("space", space.id.text)))</span></li>

    """
  })</ul>
  """
}

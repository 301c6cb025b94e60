// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Guides
internal import Kernel
internal import Offers
internal import Search
internal import Storage
internal import Web

/// The start page of the whole Verbund (F2) and the list of its centres.
struct StartPages: Sendable {
  let services: Services
  let books: PortalBooks

  static let cardLimit = 6

  func start(_ visit: Visit) async throws -> Reply {
    let (centers, catalogues, guides) = (
      try await books.centers(), try await books.catalogues(), try await books.guides()
    )
    let view = visit.view
    let counts = OfferCounts(services.index, counting: ["field"], first: Self.cardLimit)
    let body = centers.coordination(on: view.today)
    let roots = body.map { guides.book.roots(of: $0.tenant) } ?? []
    let (offers, excerpts) = try await services.database.glance { connection in
      let texts = roots.prefix(StartView.guideLimit).compactMap { $0.version(for: view.language)?.id }
      return (
        try OfferCards.load(counts.first, connection, view.language, centers), try connection.guideExcerpts(texts)
      )
    }
    let page = StartView(
      centers: centers.centers, catalogues: catalogues, counts: counts, offers: offers, guides: guides.book,
      roots: roots, excerpts: excerpts, view: view)
    let structured = PortalStructured.site(services.site, body, view)
    let head = PageHead(view[WebText.siteName], description: view[PortalText.startLead], structured: structured)
    return visit.page(head, page.html)
  }

  func centers(_ visit: Visit) async throws -> Reply {
    let (centers, view) = (try await books.centers().centers, visit.view)
    let head = PageHead(
      view[PortalText.menuCenters], description: view[PortalText.centersLead], current: CenterPath.list)
    return visit.page(head, centersView(centers, view))
  }
}

/// The start page's content.
struct StartView {
  let centers: [Center]
  let catalogues: CatalogueBook
  let counts: OfferCounts
  let offers: [OfferSummary]
  let guides: GuideBook
  let roots: [GuideBook.Node]
  let excerpts: [RecordID<GuideText>: String]
  let view: View

  static let guideLimit = 6
  private static let fieldLimit = 10

  var html: HTML {
    """
    \(hero)
    \(centerList(centers, isOpen: false, view))
    \(fields)
    <div class="sec">\(finderSentence(FinderWish(), heading: view[PortalText.finderHeading], view))</div>
    \(offerSection("\(view[PortalText.currentOffers])", offers, total: counts.total, OfferPath.list(), view))
    \(guideSection)
    """
  }

  private var hero: HTML {
    """
    <div class="hero"><div>
    <h1>\(view[PortalText.startHeading])</h1>
    <p class="lead">\(view[PortalText.startLead])</p>
    \(searchForm(SearchWish(), view))<p class="small">\(view[PortalText.oftenSearched]) \(often)</p>
    </div>
    <section aria-labelledby="karte"><h2 class="vh" id="karte">\(view[PortalText.centerNearby])</h2>
    \(tileMap(centers, view))</section></div>
    """
  }

  /// Words that are searched in German whatever the page's language is, because most offers are German.
  private var often: HTML {
    let words = view[PortalText.oftenWords].split(separator: "|")
    let comma = view.language == .arabic ? "، " : ", "
    return "\(each: words.enumerated(), { often($0.offset > 0 ? comma : "", String($0.element)) })"
  }

  private func often(_ comma: String, _ word: String) -> HTML {
    var wish = SearchWish()
    wish.words = word
    return "\(comma)<a href=\"\(view.link(wish.path()))\">\(word)</a>"
  }

  private var fields: HTML {
    let fields = counts.facets["field"] ?? []
    if fields.isEmpty { return HTML() }
    return """
      <section class="sec"><div class="head"><h2>\(view[PortalText.fieldsHeading])</h2>\
      <a class="more" href="\(view.link(OfferPath.list()))">\(view.count(PortalText.allFields, fields.count))</a></div>
      \(fieldPatch(fields, catalogues, limit: Self.fieldLimit, view))</section>
      """
  }

  private var guideSection: HTML {
    """
    <section class="sec side"><div><div class="head"><h2>\(view[PortalText.menuGuide])</h2>\
    <a class="more" href="\(view.link(GuidePath.overview))">\(view[PortalText.wholeGuide])</a></div>
    \(guideTeasers(Array(roots.prefix(Self.guideLimit)), excerpts, view))</div>
    <aside class="box soft"><h2>\(view[PortalText.easyHeading])</h2><p>\(view[PortalText.easyText])</p>\
    <p><a class="btn alt" href="\(view.link(GuidePath.plainLanguage))">\(Icon.easy.html)\(view[PortalText.plainLanguage])</a>\
    </p></aside></section>
    """
  }
}

/// Topmost pages of a guide with their short texts.
func guideTeasers(_ nodes: [GuideBook.Node], _ excerpts: [RecordID<GuideText>: String], _ view: View) -> HTML {
  """
  <ul class="kids two">\(each: nodes, { node in
    let version = node.version(for: view.language)
    let title = node.title(in: view.language)
    let excerpt = version.flatMap { excerpts[$0.id] } ?? ""
    return """
      <li><a href="\(view.link(GuidePath.page(node.id)))"\(lang: title.language, on: view)>\(title.text)\
      \(if: !excerpt.isEmpty, "<small>\(excerpt)</small>")</a></li>

      """
  })</ul>
  """
}

/// All centres as a map and as a list side by side.
func centersView(_ centers: [Center], _ view: View) -> HTML {
  """
  \(breadcrumb([], view))<h1>\(view.count(PortalText.centersHeading, centers.count))</h1>
  <p class="lead">\(view[PortalText.centersLead])</p>
  <div class="hero start"><section aria-labelledby="karte"><h2 class="vh" id="karte">\(view[PortalText.mapHeading])</h2>
  \(tileMap(centers, view))</section>
  <div>\(centerList(centers, isOpen: true, view))</div></div>
  """
}

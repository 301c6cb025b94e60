// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The public pages of the guides and the pages that the law asks for.
struct GuidePages: Sendable {
  let services: Services
  let guides: Live<GuideBook>
  let centers: Live<CenterBook>

  init(_ services: Services) {
    self.services = services
    guides = Live(services.database, of: GuideBook.kinds) { try GuideBook($0) }
    centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
  }

  var routes: [Route] {
    let programs = GuidePrograms(guides: guides, centers: centers)
    return [
      Route(.get, GuidePath.overviewPattern, .everyone, overview),
      Route(.get, GuidePath.centerPattern, .everyone, center),
      Route(.get, GuidePath.pagePattern, .everyone, page),
      Route(.get, GuidePath.namedPattern, .everyone, page),
      Route(.get, GuidePath.embeddedPattern, .everyone, embedded),
      Route(.get, GuidePath.listPattern, .everyone, programs.list),
      Route(.get, GuidePath.itemPattern, .everyone, programs.item),
    ]
      + StatutoryPage.allCases.map { page in
        Route(.get, page.pattern, .everyone) { try await statutory(page, $0) }
      }
  }

  private func overview(_ visit: Visit) async throws -> Reply {
    let (book, centers) = (try await guides(), try await centers())
    let roots = centers.bodies.flatMap { book.roots(of: $0.tenant) }
    let local = centers.centers.filter { $0.uses(Self.module) && !book.roots(of: $0.tenant).isEmpty }
    let view = visit.view
    let head = PageHead(view[GuideWord.heading], description: view[GuideWord.lead], current: GuidePath.overview)
    return visit.page(head, guideOverview(book, roots, local, view))
  }

  private func center(_ visit: Visit) async throws -> Reply {
    let (book, centers) = (try await guides(), try await centers())
    let center = try Self.center(visit.part("center"), centers)
    let embedded = centers.bodies.flatMap { book.embedded(of: $0.tenant) }
    let view = visit.view
    var head = PageHead(
      view(GuideWord.centerHeading, ["name": center.municipality]),
      description: view(GuideWord.centerLead, ["name": center.municipality]), current: GuidePath.overview)
    head.dress(center, centers, view)
    return visit.page(head, centerGuide(book, center, book.roots(of: center.tenant), embedded, view))
  }

  private func page(_ visit: Visit) async throws -> Reply {
    let (book, centers) = (try await guides(), try await centers())
    guard let node = book[try visit.id("id", GuidePage.self)] else { throw Problem.notFound }
    if let statutory = StatutoryPage(rawValue: node.statutory) {
      return .seeOther(visit.view.link(GuidePath.statutory(statutory)))
    }
    return try await show(node, GuideAddress(embedding: nil), book, centers, visit)
  }

  /// A page of the Land in a centre's guide; a centre's own page has its own address.
  private func embedded(_ visit: Visit) async throws -> Reply {
    let (book, centers) = (try await guides(), try await centers())
    let center = try Self.center(visit.part("center"), centers)
    guard let node = book[try visit.id("id", GuidePage.self)], node.statutory.isEmpty else { throw Problem.notFound }
    if node.tenant == center.tenant { return .seeOther(visit.view.link(GuidePath.page(node.id))) }
    guard book.isEmbedded(node), centers[node.tenant] == nil else { throw Problem.notFound }
    return try await show(node, GuideAddress(embedding: center), book, centers, visit)
  }

  private func show(
    _ node: GuideBook.Node, _ address: GuideAddress, _ book: GuideBook, _ centers: CenterBook, _ visit: Visit
  ) async throws -> Reply {
    let chosen = visit.query[GuidePath.versionName].flatMap { Language($0) }
    let view = visit.view
    guard
      let version = chosen.flatMap({ code in node.versions.first { $0.language == code } })
        ?? node.version(for: view.language)
    else { throw Problem.notFound }
    let children = book.children(of: node).compactMap { $0.version(for: view.language)?.id }
    let (text, excerpts, provenance, files) = try await services.database.glance { connection in
      (
        try connection.guideTexts([version.id])[version.id], try connection.guideExcerpts(children),
        try connection.provenance(of: [version.id])[version.id],
        try AttachmentFigures(node.id, version.language, connection)
      )
    }
    guard let text else { throw Problem.notFound }
    let page = GuidePageView(
      book: book, node: node, version: version, text: text, excerpts: excerpts, provenance: provenance, files: files,
      owner: centers[node.tenant], address: address, view: view)
    return visit.page(head(of: page, centers), page.html)
  }

  private func head(of page: GuidePageView, _ centers: CenterBook) -> PageHead {
    var head = PageHead(
      page.version.title, description: page.text.record.excerpt, current: GuidePath.overview,
      structured: guideStructured(page, site: services.site.address),
      isIndexed: page.version.language == page.view.language && page.address.embedding == nil, kind: "article")
    if let center = page.address.embedding ?? page.owner { head.dress(center, centers, page.view) }
    return head
  }

  private func statutory(_ page: StatutoryPage, _ visit: Visit) async throws -> Reply {
    let book = try await guides()
    let view = visit.view
    guard let version = book.page(page)?.version(for: view.language) else { throw Problem.notFound }
    let body = try await centers().coordination(on: view.today)
    let (text, words) = try await services.database.glance { connection in
      (try connection.guideTexts([version.id])[version.id], try StatutoryWords(connection, body, view))
    }
    guard let text else { throw Problem.notFound }
    let head = PageHead(
      version.title, description: words.plain(text.record.excerpt), isIndexed: version.language == view.language)
    return visit.page(head, statutoryPage(page, version, text, words, view))
  }

  /// - Throws: a `Problem` "not found" for a centre that does not exist or has no guide.
  private static func center(_ slug: String, _ centers: CenterBook) throws(Problem) -> Center {
    guard let center = centers.center(slug: slug), center.uses(module) else { throw Problem.notFound }
    return center
  }

  static let module = "wegweiser"
}

/// A page that the law asks for.
private func statutoryPage(
  _ page: StatutoryPage, _ version: GuideBook.Version, _ text: Stored<GuideText>, _ words: StatutoryWords, _ view: View
) -> HTML {
  let day = text.modifiedAt.berlin.day
  return """
    \(breadcrumb([], view))
    <h1\(lang: version.language, on: view)>\(version.title)</h1>
    \(onlyInNote(version.language, view))\
    <p class="small muted">\(view(GuideWord.asOf, ["day": view.day(day)]))</p>
    <div class="prose sub"\(lang: version.language, on: view)>\
    \(LocalLinks.html(words.filled(text.record.content), prefix: view.prefix))</div>
    \(if: page == .accessibility, """
      <p><a class="btn alt" href="\(view.link(GuidePath.barrierReport))">\(view[GuideWord.reportBarrier])</a></p>
      """)
    """
}

// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Catalogues
internal import Centers
internal import HTTPTypes
internal import Kernel
internal import Organisations
internal import Records
internal import Search
internal import Storage
internal import Web

/// The public pages of offers.
struct OfferPages: Sendable {
  let services: Services
  let centers: Live<CenterBook>
  let catalogues: Live<CatalogueBook>

  init(_ services: Services) {
    self.services = services
    let time = services.database.time
    centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
    catalogues = Live(services.database, of: CatalogueBook.kinds) { try CatalogueBook($0, on: time.today) }
  }

  var routes: [Route] {
    [
      Route(.get, OfferPath.listPattern, .everyone, list),
      Route(.get, OfferPath.onePattern, .everyone, one),
      Route(.get, OfferPath.apiListPattern, .everyone, programList),
      Route(.get, OfferPath.apiOnePattern, .everyone, programOne),
    ]
  }

  private func list(_ visit: Visit) async throws -> Reply {
    let filter = try OfferFilter(visit.query)
    let (centers, book, view) = (try await centers(), try await catalogues(), visit.view)
    let answer = services.index.search(filter.query(view, centers, counting: OfferFacetForm.shown(filter)))
    let (offers, labels) = try await services.database.glance { connection in
      (
        try OfferCards.load(answer.hits.compactMap(\.offer), connection, view.language, centers),
        OfferLabels(
          book: book, centers: centers, organisations: try connection.organisationNames(filter[.organisation]))
      )
    }
    let head = PageHead(
      view[OfferText.heading], current: OfferPath.list(), isIndexed: !filter.isNarrowed && filter.page == 1)
    return visit.page(
      head, OfferListView(filter: filter, answer: answer, offers: offers, labels: labels, view: view).html)
  }

  private func one(_ visit: Visit) async throws -> Reply {
    let id: RecordID<Offer> = try visit.id("id")
    let view = visit.view
    let (content, target) = try await services.database.glance { connection in
      let content = try OfferPageContent(connection, id, view.language, on: view.today)
      return (content, content?.isPublic == true ? nil : try connection.mergeTarget(of: id))
    }
    if let target { return .moved(view.link(OfferPath.one(target))) }
    let centers = try await centers()
    guard let content, centers.shows(.offers, of: content.detail.offer.tenant) else { throw Problem.notFound }
    guard content.isPublic, content.offer.endsOn.map({ $0 >= view.today }) ?? true else {
      return try await gone(content, visit)
    }
    let book = try await catalogues()
    let page = OfferPage(
      content: content, centers: centers, book: book, similar: try await similar(content, view, centers),
      isKept: isKept(id, visit), view: view)
    let structured = OfferStructured(
      content: content, centers: centers, book: book, site: services.site.address, view: view)
    let head = PageHead(
      content.text(content.offer.title, "title", view).text,
      description: content.text(content.offer.summary, "summary", view).text, current: OfferPath.list(),
      stylesheet: page.center.map(CenterPath.stylesheet), structured: structured.bytes, kind: "article")
    return visit.page(head, page.html)
  }

  /// What is over answers 410, what rests 404, both with a way on; what never was public is not found.
  private func gone(_ content: OfferPageContent, _ visit: Visit) async throws -> Reply {
    let view = visit.view
    let isPaused = content.offer.status == .paused && content.detail.offer.archivedAt == nil
    let isEnded = !isPaused
    guard content.wasPublic else { throw Problem.notFound }
    let similar = try await similar(content, view, try await centers())
    let heading = view[isEnded ? OfferText.endedHeading : OfferText.pausedHeading]
    return visit.page(
      PageHead(heading, current: OfferPath.list(), isIndexed: false),
      goneOffer(content.offer, isEnded: isEnded, similar, view), status: isEnded ? .gone : .notFound)
  }

  private func similar(_ content: OfferPageContent, _ view: View, _ centers: CenterBook) async throws -> [OfferSummary]
  {
    let offer = content.offer
    var query = SearchQuery()
    query.filters = ["kind": ["angebot"], "field": Set(offer.fields)]
    if let point = content.detail.places.lazy.compactMap(\.place.point).first {
      let place = SearchPlace(latitude: point.latitude, longitude: point.longitude)
      query.near = SearchCircle(centre: place, kilometres: 15)
      query.order = .distance
    } else if let center = centers[content.detail.offer.tenant] {
      query.filters["center"] = [center.slug]
    }
    query.limit = 4
    let ids = services.index.search(query).hits.compactMap(\.offer).filter { $0 != offer.id }.prefix(3)
    return try await services.database.glance { try OfferCards.load(Array(ids), $0, view.language, centers) }
  }

  private func isKept(_ id: RecordID<Offer>, _ visit: Visit) -> Bool {
    guard let kept = visit.personal else { return false }
    return kept.split(separator: ".").contains { $0 == id.text }
  }
}

extension OfferPageContent {
  /// Whether the public could read it once: drafts and reviews stay unknown.
  fileprivate var wasPublic: Bool { offer.status == .ended || offer.status == .published || offer.status == .paused }
}

extension Connection {
  func organisationNames(_ ids: [String]) throws -> [String: String] {
    let known = ids.compactMap { RecordID<Organisation>($0) }
    if known.isEmpty { return [:] }
    var names: [String: String] = [:]
    try each("select id, name from organisation where id in (\(list: known))") { row in
      let id = row.text()
      names[id] = row.text()
    }
    return names
  }
}

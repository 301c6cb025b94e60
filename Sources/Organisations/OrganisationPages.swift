// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Catalogues
internal import Centers
internal import HTTPTypes
package import Kernel
internal import Records
internal import Search
internal import Storage
package import Web

/// Makes the section with an organisation's offers; offers belong to a slice above, so the product passes it in.
package typealias OrganisationOffers = @Sendable (RecordID<Organisation>, Visit) async throws -> HTML

/// The public pages of organisations.
struct OrganisationPages: Sendable {
  let services: Services
  let offers: OrganisationOffers
  let centers: Live<CenterBook>
  let catalogues: Live<CatalogueBook>

  init(_ services: Services, offers: @escaping OrganisationOffers) {
    self.services = services
    self.offers = offers
    let time = services.database.time
    centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
    catalogues = Live(services.database, of: CatalogueBook.kinds) { try CatalogueBook($0, on: time.today) }
  }

  var routes: [Route] {
    [
      Route(.get, OrganisationPath.listPattern, .everyone, list),
      Route(.get, OrganisationPath.pattern, .everyone, one),
      Route(.get, OrganisationPath.programListPattern, .everyone, programList),
      Route(.get, OrganisationPath.programPattern, .everyone, programOne),
    ]
  }

  private func list(_ visit: Visit) async throws -> Reply {
    let filter = try OrganisationFilter(visit.query)
    let view = visit.view
    let answer = services.index.search(filter.query(view.language))
    let ids = answer.hits.compactMap(\.organisation)
    let (rows, texts) = try await services.database.glance { connection in
      (
        try connection.organisationRows(ids),
        try connection.translations(of: Organisation.self, ids, into: view.language)
      )
    }
    let list = OrganisationListView(
      filter: filter, answer: answer, organisations: rows, texts: texts, book: try await catalogues(),
      centers: try await centers(), view: view)
    let head = PageHead(
      view[OrganisationText.heading], description: view[OrganisationText.lead], current: OrganisationPath.list,
      isIndexed: !filter.isNarrowed && filter.page == 1)
    return visit.page(head, list.html)
  }

  private func one(_ visit: Visit) async throws -> Reply {
    let id: RecordID<Organisation> = try visit.id("organisation")
    let view = visit.view
    let found = try await services.database.glance { try $0.organisationDetail(id, view.language) }
    guard let detail = found else {
      if let target = try await services.database.glance({ try $0.mergeTarget(of: id) }) {
        return .moved(view.link(OrganisationPath.organisation(target).path))
      }
      throw Problem.notFound
    }
    let centers = try await centers()
    guard centers.shows(.organisations, of: detail.stored.tenant) else { throw Problem.notFound }
    let page = OrganisationPage(
      detail: detail, book: try await catalogues(), centers: centers,
      offers: try await offers(id, visit), view: view)
    let structured = OrganisationStructured(
      detail: detail, summary: page.summary.text, site: services.site.address, view: view)
    let head = PageHead(
      detail.organisation.name, description: page.summary.text, current: OrganisationPath.list,
      stylesheet: page.center.map(CenterPath.stylesheet), structured: structured.bytes,
      isIndexed: detail.organisation.status == .active)
    return visit.page(head, page.html)
  }
}

extension SearchHit {
  /// The organisation of a hit; nothing for other kinds.
  package var organisation: RecordID<Organisation>? {
    guard key.hasPrefix("organisation:") else { return nil }
    return RecordID<Organisation>(key.dropFirst(13))
  }
}

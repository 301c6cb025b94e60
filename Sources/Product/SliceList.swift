// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Feedback
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Portal
internal import Records
internal import Search
internal import Storage
package import Web

/// All areas of the product, lower ones first. The only list of slices there is.
package enum SliceList {
  package static let all: [Slice] = [
    Catalogues.slice, Centers.slice, Organisations.slice(offers: offers), Offers.slice, Guides.slice,
    Feedback.slice(about: subjects), Portal.slice,
  ]

  package static func texts() throws -> TextCatalogue {
    try TextCatalogue(tables: [WebTexts.table] + all.map(\.texts).filter { !$0.isEmpty })
  }

  static var migrations: [Migration] { all.flatMap(\.migrations) }

  /// Defects of the descriptions of all records; empty when all is well.
  package static func defects() -> [String] { all.flatMap(\.kinds).flatMap { $0.defects() } }

  /// The offers of an organisation for its page; the slice of organisations knows none.
  @Sendable private static func offers(_ organisation: RecordID<Organisation>, _ visit: Visit) async throws -> HTML {
    var query = SearchQuery()
    query.filters = ["organisation": [organisation.text], "kind": ["angebot"]]
    query.limit = 24
    let ids = visit.services.index.search(query).hits.compactMap(\.offer)
    guard !ids.isEmpty else { return HTML() }
    let language = visit.language
    let found = try await visit.services.database.read { connection in
      try OfferCards.load(ids, connection, language, CenterBook(connection))
    }
    let view = visit.view
    return "<section class=\"sec\"><h2>\(view[PortalText.menuOffers])</h2>\(offerGrid(found, view))</section>"
  }

  /// What people can write about.
  private static let subjects: [FeedbackSource] = [
    .record(
      Offer.self, parameter: "angebot",
      fields: ["title", "summary", "registration", "eligibility", "cost_note", "phone", "mail", "website"],
      path: { OfferPath.one($0) }, isPublic: { $0.status == .published }),
    .record(
      Organisation.self, parameter: "organisation",
      fields: ["name", "summary", "street", "postcode", "town", "phone", "mail", "website"],
      path: { OrganisationPath.organisation($0).path }),
    FeedbackSource(kind: "guide_page", parameter: "seite") { connection, id in
      guard let page = try connection.find(GuidePage.self, RecordID(id), in: .everyTenant), page.archivedAt == nil,
        page.record.status == .published, let title = try connection.guideTitle(of: page.id)
      else { return nil }
      return FeedbackSource.Subject(title: title, tenant: page.tenant, path: GuidePath.page(page.id))
    },
  ]
}

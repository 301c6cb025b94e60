// SPDX-License-Identifier: EUPL-1.2
internal import API
internal import Access
internal import Accounts
internal import Catalogues
internal import Centers
internal import Duplicates
internal import Feedback
internal import Guides
internal import Imports
internal import Kernel
internal import Offers
internal import OpenReferral
internal import Organisations
internal import Portal
internal import Privacy
internal import Records
internal import Search
internal import Storage
internal import Upkeep
package import Web
internal import Workplace

/// All areas of the product, lower ones first. The only list of slices there is.
package enum SliceList {
  package static let all: [Slice] =
    areas + [
      Workplace.slice(
        panels: FeedbackDesk.startPanels + OfferStartPanels.all + GuideStartPanels.all + [.mine(recent)], links: links,
        files: files),
      Accounts.slice(rights: rights),
      Imports.slice(imports, records: ImportKinds.records),
      Privacy.slice(kinds: KeptKinds.all), Duplicates.slice(further: { furtherMerged }),
      API.slice(publicKinds: publicKinds, publicValues: PublicListValues.source, resources: resources),
      Upkeep.slice(migrations: { migrations }, jobs: { services in all.flatMap { $0.jobs(services) } }),
    ]

  private static let areas: [Slice] = [
    Catalogues.slice, Centers.slice, Organisations.slice(offers: offers), Offers.slice, Guides.slice,
    Feedback.slice(about: subjects), Portal.slice, OpenReferral.slice,
  ]

  /// Kinds of which the start page tells what somebody changed last.
  @Sendable private static func recent(_ services: Services) -> [RecentSource] {
    [
      OfferDesks.recent(services), OrganisationDesks.organisations(services).recent,
      OrganisationDesks.places(services).recent, OrganisationDesks.contacts(services).recent,
      OrganisationDesks.relations(services).recent, OrganisationDesks.consents(services).recent,
    ]
  }

  /// What may have pictures and documents.
  private static let files: [AttachmentOwner] = [
    AttachmentOwner(
      Offer.self, view: OfferPermissions.view, edit: OfferPermissions.edit,
      path: { DeskPath("angebote").record($0) }, title: { offer, _ in offer.title },
      organisation: { $0.organisation?.identifier }, isPublic: { $0.status == .published }),
    AttachmentOwner(
      Organisation.self, view: OrganisationPermissions.view, edit: OrganisationPermissions.edit,
      path: { DeskPath("organisationen").record($0) }, title: { organisation, _ in organisation.name },
      organisation: { $0.id.identifier }, isPublic: { $0.status == .active }),
    AttachmentOwner(
      GuidePage.self, view: GuidePermissions.view, edit: GuidePermissions.edit,
      path: { DeskPath("wegweiser").record($0) },
      title: { page, connection in try connection.guideTitle(of: page.id) ?? "" }, isPublic: { $0.status == .published }
    ),
  ]

  /// Whose links are checked every night.
  private static let links: [LinkSource] = [
    .records(of: Organisation.self, slug: "organisationen", where: "status = 'active'"),
    .records(of: Offer.self, slug: "angebote", where: "status in ('published', 'paused')"), GuideDesk.links,
  ]

  /// Rights on single records, and who may see them, for every kind that has a desk.
  private static let rights = RightsBook(subjects: { subjectsOfRights }, permissions: { all.flatMap(\.permissions) })

  /// Kinds beside those of the directory that refer to its records, and move with them when two are merged.
  private static let furtherMerged: [MergedKind] = [
    .of(MembershipEntry.self, twins: ["account", "role", "organisation", "valid_from", "valid_until", "deputy_for"]),
    .of(Relation.self, twins: ["person", "organisation", "bond", "target", "since", "until"]),
    .of(Consent.self, twins: ["person", "purpose", "given_on", "withdrawn_on", "expires_on"]),
    .of(Attachment.self, about: MergedKind.About(kind: "about_kind", record: "about")),
    .of(AccessGrant.self, about: MergedKind.About(kind: "kind", record: "record")),
    .of(FeedbackMessage.self, about: MergedKind.About(kind: "about_kind", record: "about")),
  ]

  /// What everybody may follow as a program.
  private static let publicKinds: [PublicKind] = [
    .records(of: Center.self, collection: "centers") { _ in true },
    .records(
      of: Organisation.self, collection: "organisations",
      where: "tenant not in \(CenterModule.organisations.leftOut)"
    ) { $0.status == .active },
    .records(of: Offer.self, collection: "offers", where: "tenant not in \(CenterModule.offers.leftOut)") {
      $0.status == .published
    },
    .records(
      of: GuidePage.self, collection: "guides", where: "tenant not in \(CenterModule.guide.leftOut)"
    ) { $0.status == .published },
  ]

  /// What programs with a token read and write.
  @Sendable private static func resources(_ services: Services) -> [AnyResource] {
    let towns: [ResourceReference] = [.records(of: Municipality.self), .records(of: SocialSpace.self)]
    return [
      Resource(
        OfferDesks.offers(services),
        references: [.records(of: Organisation.self), .records(of: ContactPerson.self)], fixed: OfferDesks.fixed
      ).erased,
      Resource(OrganisationDesks.organisations(services), references: [.records(of: Organisation.self)] + towns).erased,
      Resource(OrganisationDesks.places(services), references: [.records(of: Organisation.self)] + towns).erased,
      Resource(
        OrganisationDesks.contacts(services), references: [.records(of: Organisation.self), .records(of: Place.self)]
      ).erased,
      Resource(
        OrganisationDesks.relations(services),
        references: [.records(of: Organisation.self), .records(of: ContactPerson.self)]
      ).erased,
      Resource(OrganisationDesks.consents(services), references: [.records(of: ContactPerson.self)]).erased,
    ]
  }

  private static let subjectsOfRights: [AccessSubject] = [
    AccessSubject(Offer.self, at: "angebote", [OfferPermissions.view, OfferPermissions.edit]) {
      $0.organisation?.identifier
    },
    AccessSubject(
      Organisation.self, at: "organisationen", [OrganisationPermissions.view, OrganisationPermissions.edit]
    ) { $0.id.identifier },
    AccessSubject(Place.self, at: "orte", [OrganisationPermissions.viewPlaces, OrganisationPermissions.editPlaces]) {
      $0.organisation?.identifier
    },
    AccessSubject(
      ContactPerson.self, at: "ansprechpersonen",
      [OrganisationPermissions.viewContacts, OrganisationPermissions.editContacts]
    ) {
      $0.organisation?.identifier
    },
    AccessSubject(
      GuidePage.self, at: "wegweiser", [GuidePermissions.view, GuidePermissions.edit, GuidePermissions.publish]),
    AccessSubject(
      Relation.self, at: "beziehungen", [OrganisationPermissions.viewRelations, OrganisationPermissions.editRelations]),
    AccessSubject(
      Consent.self, at: "einwilligungen", [OrganisationPermissions.viewConsents, OrganisationPermissions.editConsents]),
    AccessSubject(Center.self, at: "zentrum", [CenterPermissions.view, CenterPermissions.edit]),
    AccessSubject(
      CoordinationBody.self, at: "koordinierungsstelle", [CenterPermissions.viewBody, CenterPermissions.editBody]),
    AccessSubject(Municipality.self, at: "kommunen", [CenterPermissions.viewAreas, CenterPermissions.editAreas]),
    AccessSubject(SocialSpace.self, at: "sozialraeume", [CenterPermissions.viewAreas, CenterPermissions.editAreas]),
    AccessSubject(CatalogueEntry.self, at: "katalogeintraege", [CataloguePermissions.view, CataloguePermissions.edit]),
    AccessSubject(SynonymSet.self, at: "wortgruppen", [CataloguePermissions.synonyms]),
    AccessSubject(FeedbackMessage.self, at: "rueckmeldungen", [FeedbackPermissions.answer]),
  ]

  private static let imports = ImportKinds.all()

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
      desk: OfferDesks.path, path: { OfferPath.one($0) }, isPublic: { $0.status == .published }),
    .record(
      Organisation.self, parameter: "organisation",
      fields: ["name", "summary", "street", "postcode", "town", "phone", "mail", "website"],
      desk: OrganisationDesks.path, path: { OrganisationPath.organisation($0).path }),
    guidePages,
  ]

  private static let guidePages: FeedbackSource = {
    var source = FeedbackSource(kind: "guide_page", parameter: "seite") { connection, id in
      guard let page = try connection.find(GuidePage.self, RecordID(id), in: .everyTenant), page.archivedAt == nil,
        page.record.status == .published, let title = try connection.guideTitle(of: page.id)
      else { return nil }
      return FeedbackSource.Subject(title: title, tenant: page.tenant, path: GuidePath.page(page.id))
    }
    source.staffPath = { GuidePath.desk($0) }
    return source
  }()
}

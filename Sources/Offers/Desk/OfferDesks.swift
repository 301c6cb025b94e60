// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Centers
internal import Kernel
internal import Organisations
internal import Records
package import Storage
package import Web
package import Workplace

/// Who keeps offers, who looks them through and who shows them to the public (F29).
package enum OfferPermissions {
  private static let keepers: Set<Role> = [
    .centerHead, .centerStaff, .centerAdministration, .coordinationHead, .coordinationMember,
  ]

  package static let view = Permission(
    "offer.view", "Angebote am Arbeitsplatz ansehen", keepers.union([.centerReader, .provider]))
  /// Providers write down their own offers and hand them in; they never publish.
  package static let edit = Permission(
    "offer.edit", "Angebote pflegen und zur Prüfung geben", keepers.union([.provider]))
  package static let review = Permission("offer.review", "Angebote prüfen", keepers)
  /// A provider may say that its own data still hold.
  package static let confirm = Permission("offer.confirm", "Eigene Angebote bestätigen", [.provider])
  package static let publish = Permission(
    "offer.publish", "Angebote veröffentlichen", [.centerHead, .centerStaff, .coordinationHead])

  package static let all = [view, edit, review, confirm, publish]
}

/// The desk at which staff and providers keep offers.
package enum OfferDesks {
  static let slug = "angebote"
  package static let path = DeskPath(slug)

  package static let menu = [
    StaffLink(OfferDeskText.offers, path.list, .permission(OfferPermissions.view), in: .directory)
  ]

  /// Only steps change these.
  package static let fixed: Set<String> = ["status", "verified_on", "verified_by"]

  private static let references = [
    OrganisationDesks.organisationReference, OrganisationDesks.contactReference, OrganisationDesks.placeReference,
  ]

  /// Lists, forms and histories, and the forms of places, times and exceptions.
  package static func routes(_ services: Services) -> [Route] {
    let desk = offers(services)
    return desk.routes(services, references: references, fixed: fixed) + OfferPartPages(services, desk).routes
      + OfferReturnPages(services, desk).routes
  }

  /// Bulk changes.
  package static func jobs(_ services: Services) -> [JobKind] {
    DeskForms(offers(services), services, references: references, fixed: fixed).jobs
  }

  /// How other records refer to an offer.
  package static let reference = ReferenceSource.records(
    of: Offer.self, title: "title", note: "status", slug: slug, view: OfferPermissions.view)

  /// What `StartPanel.mine` needs.
  package static func recent(_ services: Services) -> RecentSource { offers(services).recent }

  package static func offers(_ services: Services) -> Desk<Offer> {
    let time = services.database.time
    var desk = Desk<Offer>(
      slug, view: OfferPermissions.view, edit: OfferPermissions.edit,
      columns: ["title", "organisation", "fields", "status", "ends_on", "verified_on"],
      filters: [
        "status", "fields", "stages", "target_groups", "service", "organisation", "languages", "cost", "ends_on",
        "funding_end", "verified_on", "continuity", "whole_area",
      ],
      organisationField: "organisation", vocabulary: vocabulary(time),
      problems: { offer, _ in OfferRules.problems(offer) },
      save: { offer, stored, tenant, transaction in
        guard let stored else {
          var offer = offer
          offer.status = .draft
          return try OfferActions.create(offer, of: tenant, transaction)
        }
        try OfferActions.change(offer, over: stored, transaction)
      },
      archive: { try OfferActions.archive($0, $1) }, steps: OfferSteps.all,
      panels: [OfferPanels.returned, OfferPanels.sendBack, OfferPanels.places, OfferPanels.times, .files],
      publicPath: { stored in
        OfferRules.isPublic(stored.record.status, endsOn: stored.record.endsOn, on: time.today)
          ? OfferPath.one(stored.id) : nil
      })
    desk.hints = { stored, connection in try OfferHints.hints(stored, on: time.today, connection) }
    return desk
  }

  /// Offers name social spaces by their catalogue; the centre's own ones are meant.
  private static func vocabulary(_ time: TimeSource) -> @Sendable (Connection, TenantID) throws -> Vocabulary {
    let reader = CenterVocabulary.reader(time)
    return { connection, tenant in
      let words = try reader(connection, tenant)
      return Vocabulary(
        choices: { words.choices($0 == "sozialraum" ? CenterVocabulary.socialSpaces : $0) }, label: words.label)
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
package import Web

/// What people can take part in: offers with their places, times and everything that decides whether they fit.
package enum Offers {
  package static let slice = Slice(
    name: "Offers",
    kinds: [
      Offer.descriptor.info, OfferPlace.descriptor.info, OfferSchedule.descriptor.info,
      ScheduleException.descriptor.info,
    ],
    migrations: OfferMigrations.all, texts: PackageResources.Texts_csv,
    textKeys: OfferText.allCases.map(\.rawValue) + OfferDeskText.allCases.map(\.rawValue),
    searchSources: [OfferSearch.source],
    siteMap: { connection in
      let offers = try connection.publicOfferDays()
      return [SiteMapEntry(OfferPath.list())]
        + offers.map { SiteMapEntry(OfferPath.one($0.id), modified: $0.modified) }
    },
    permissions: OfferPermissions.all, staffMenu: OfferDesks.menu, jobs: { OfferDesks.jobs($0) },
    routes: { OfferPages($0).routes + OfferDesks.routes($0) })
}

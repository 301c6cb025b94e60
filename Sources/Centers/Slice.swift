// SPDX-License-Identifier: EUPL-1.2
internal import Records
package import Web

/// The centres and their coordination, towns and social spaces.
package enum Centers {
  package static let slice = Slice(
    name: "Centers",
    kinds: [
      Center.descriptor.info, CoordinationBody.descriptor.info, Municipality.descriptor.info,
      SocialSpace.descriptor.info,
    ],
    migrations: CenterMigrations.all, texts: PackageResources.Texts_csv,
    textKeys: CenterText.allCases.map(\.rawValue) + CenterDeskText.allCases.map(\.rawValue),
    searchSources: CenterSearch.sources,
    siteMap: { connection in
      let book = try CenterBook(connection)
      return [SiteMapEntry(CenterPath.list)]
        + book.centers.map { SiteMapEntry(CenterPath.home($0), in: $0.pageLanguages) }
        + book.spaces.compactMap { space in
          space.center.flatMap { book[$0] }.flatMap { $0.uses(CenterModule.spaces.rawValue) ? $0 : nil }.map {
            SiteMapEntry(CenterPath.space($0, space), in: $0.pageLanguages)
          }
        }
    },
    permissions: CenterPermissions.all, staffMenu: CenterDesks.menu, jobs: { CenterDesks.jobs($0) },
    routes: { CenterPages($0).routes + CenterDesks.routes($0) })
}

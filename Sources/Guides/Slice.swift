// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Records
internal import Storage
package import Web

/// Information pages as a tree per centre and for the whole Land, in many languages; pages that the law asks for.
package enum Guides {
  package static let slice = Slice(
    name: "Guides",
    kinds: [GuidePage.descriptor.info, GuideText.descriptor.info],
    migrations: GuideMigrations.all,
    texts: PackageResources.Texts_csv,
    textKeys: GuideWord.allCases.map(\.rawValue) + GuideDeskText.allCases.map(\.rawValue),
    searchSources: [GuideSearch.source],
    siteMap: { connection in
      let centers = try CenterBook(connection)
      let nodes = Dictionary(grouping: try GuideBook(connection).versions(), by: \.node.id).compactMap {
        $1.first?.node
      }
      return [SiteMapEntry(GuidePath.overview)] + StatutoryPage.allCases.map { SiteMapEntry(GuidePath.statutory($0)) }
        + nodes.sorted { $0.id < $1.id }.map { node in
          SiteMapEntry(
            GuidePath.page(node.id), modified: node.modified?.berlin.day.iso ?? "",
            in: centers[node.tenant]?.pageLanguages ?? Language.interface)
        }
    },
    permissions: GuidePermissions.all, staffMenu: GuideDesk.menu,
    routes: { GuidePages($0).routes + GuideDesk($0).routes })
}

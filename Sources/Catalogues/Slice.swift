// SPDX-License-Identifier: EUPL-1.2
internal import Records
package import Web

/// Strategies, fields of action, stages, target groups, kinds of organisation, programmes, services, standards; synonyms.
package enum Catalogues {
  package static let slice = Slice(
    name: "Catalogues",
    kinds: [CatalogueEntry.descriptor.info, SynonymSet.descriptor.info],
    migrations: CatalogueMigrations.all, texts: PackageResources.Texts_csv,
    textKeys: CatalogueText.allCases.map(\.rawValue), permissions: CataloguePermissions.all,
    staffMenu: CatalogueDesks.menu, jobs: { CatalogueDesks.jobs($0) }, routes: { CatalogueDesks.routes($0) })
}

// SPDX-License-Identifier: EUPL-1.2
internal import Records
package import Web

/// Strategies, fields of action, stages, target groups, kinds of organisation, programmes, services, standards; synonyms.
package enum Catalogues {
  package static let slice = Slice(
    name: "Catalogues",
    kinds: [CatalogueEntry.descriptor.info, SynonymSet.descriptor.info],
    migrations: CatalogueMigrations.all)
}

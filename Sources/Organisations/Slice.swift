// SPDX-License-Identifier: EUPL-1.2
internal import Records
package import Web

/// Organisations, their places and contact people.
package enum Organisations {
  package static let slice = slice(offers: { _, _ in HTML() })

  /// - Parameter offers: makes the section with an organisation's offers on its page.
  package static func slice(offers: @escaping OrganisationOffers) -> Slice {
    Slice(
      name: "Organisations",
      kinds: [
        Organisation.descriptor.info, Place.descriptor.info, ContactPerson.descriptor.info, Relation.descriptor.info,
        Consent.descriptor.info,
      ],
      migrations: OrganisationMigrations.all + PeopleMigrations.all, texts: PackageResources.Texts_csv,
      textKeys: OrganisationText.allCases.map(\.rawValue) + OrganisationDeskText.allCases.map(\.rawValue),
      searchSources: [OrganisationSearch.source],
      siteMap: { connection in
        [SiteMapEntry(OrganisationPath.list)]
          + (try connection.organisationDays()).map { organisation in
            SiteMapEntry(OrganisationPath.organisation(organisation.id).path, modified: organisation.day)
          }
      },
      permissions: OrganisationPermissions.all, staffMenu: OrganisationDesks.menu,
      jobs: { OrganisationDesks.jobs($0) },
      routes: { OrganisationPages($0, offers: offers).routes + OrganisationDesks.routes($0) })
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Catalogues
internal import Centers
package import Imports
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Storage
internal import Tables

/// What people may bring into their centre as a file, and every kind of record that is written by it.
package enum ImportKinds {
  /// - Parameters:
  ///   - editOffers: who may change offers, unless it is whoever keeps them by hand.
  ///   - publishOffers: who may say that an offer is published or was verified, unless it is whoever publishes by hand.
  package static func all(
    editOffers: Permission? = nil, publishOffers: Permission? = nil
  ) -> [ImportKind] {
    let (edit, publish) = (editOffers ?? OfferPermissions.edit, publishOffers ?? OfferPermissions.publish)
    return [
      ImportKind(
        "organisationen", "Organisationen", permission: OrganisationPermissions.edit, doubts: organisationDoubts,
        table: { OrganisationTables.organisations }, words: words),
      ImportKind(
        "orte", "Orte", permission: OrganisationPermissions.editPlaces,
        doubts: DoubtFields(name: "name", beside: "postcode"), table: { OrganisationTables.places }, words: words),
      ImportKind(
        "ansprechpersonen", "Ansprechpersonen", permission: OrganisationPermissions.editContacts,
        doubts: DoubtFields(name: "name", beside: "organisation", mail: "mail", phone: "phone"),
        table: { OrganisationTables.contacts }, words: words),
      ImportKind(
        "angebote", "Angebote", permission: edit,
        guarded: ["status": publish, "verified_on": publish, "verified_by": publish],
        doubts: DoubtFields(name: "title", beside: "organisation"),
        table: { OfferTable.make() }, words: words),
      ImportKind(
        "schulen", "Schulen (amtliche Liste)", permission: OrganisationPermissions.edit, doubts: organisationDoubts,
        table: { OrganisationTables.organisations }, words: schoolWords, official: OfficialLists.schools),
      ImportKind(
        "kitas", "Kindertageseinrichtungen (amtliche Liste)", permission: OrganisationPermissions.edit,
        doubts: organisationDoubts, table: { OrganisationTables.organisations }, words: words,
        official: OfficialLists.kindergartens),
    ]
  }

  package static let records: [ImportedRecord] = [
    .of(Organisation.self), .of(Place.self), .of(ContactPerson.self), .of(Offer.self), .of(OfferPlace.self),
    .of(OfferSchedule.self), .of(ScheduleException.self),
  ]

  private static let organisationDoubts = DoubtFields(name: "name", beside: "postcode", mail: "mail", phone: "phone")

  @Sendable private static func words(_ transaction: Transaction, _ tenant: TenantID) throws -> TableWords {
    let centers = try CenterBook(transaction)
    let catalogues = try CatalogueBook(transaction, on: transaction.now.berlin.day)
    return TableWords.verbund(catalogues, centers, of: centers[tenant])
  }

  /// The names of school forms in official lists are longer than those of the catalogue.
  @Sendable private static func schoolWords(_ transaction: Transaction, _ tenant: TenantID) throws -> TableWords {
    let known = try words(transaction, tenant)
    var words = known
    words.code = { catalogue, text in
      known.code(catalogue, text) ?? (catalogue == OfficialLists.kinds ? OfficialLists.schoolForm(text) : nil)
    }
    return words
  }
}

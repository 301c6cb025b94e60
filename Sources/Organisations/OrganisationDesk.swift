// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Centers
internal import Kernel
internal import Records
package import Storage
package import Web
package import Workplace

/// Who keeps organisations, places and contact people.
package enum OrganisationPermissions {
  private static let keepers: Set<Role> = [
    .centerHead, .centerStaff, .centerAdministration, .coordinationHead, .coordinationMember,
  ]

  package static let view = Permission(
    "organisation.view", "Organisationen am Arbeitsplatz ansehen", keepers.union([.centerReader, .provider]))
  package static let edit = Permission("organisation.edit", "Organisationen pflegen", keepers.union([.provider]))
  package static let viewPlaces = Permission(
    "place.view", "Orte am Arbeitsplatz ansehen", keepers.union([.centerReader, .provider]))
  package static let editPlaces = Permission("place.edit", "Orte pflegen", keepers.union([.provider]))
  package static let viewContacts = Permission(
    "contact-person.view", "Ansprechpersonen ansehen", keepers.union([.centerReader]))
  package static let editContacts = Permission("contact-person.edit", "Ansprechpersonen pflegen", keepers)

  package static let viewRelations = Permission(
    "relation.view", "Beziehungen ansehen", keepers.union([.centerReader]))
  package static let editRelations = Permission("relation.edit", "Beziehungen pflegen", keepers)
  package static let viewConsents = Permission(
    "consent.view", "Einwilligungen ansehen", keepers.union([.centerReader]))
  package static let editConsents = Permission("consent.edit", "Einwilligungen pflegen", keepers)
  package static let viewAddressBook = Permission(
    "address-book.view", "Gemeinsames Adressbuch ansehen", keepers.union([.centerReader]))

  package static let all = [
    view, edit, viewPlaces, editPlaces, viewContacts, editContacts, viewRelations, editRelations, viewConsents,
    editConsents, viewAddressBook,
  ]
}

/// The desks at which staff keep organisations, their places and contact people.
package enum OrganisationDesks {
  package static let menu = [
    StaffLink(
      OrganisationDeskText.organisations, DeskPath(organisationSlug).list,
      .permission(OrganisationPermissions.view), in: .directory),
    StaffLink(
      OrganisationDeskText.places, DeskPath(placeSlug).list, .permission(OrganisationPermissions.viewPlaces),
      in: .directory),
    StaffLink(
      OrganisationDeskText.contacts, DeskPath(contactSlug).list, .permission(OrganisationPermissions.viewContacts),
      in: .directory),
    StaffLink(
      OrganisationDeskText.relations, DeskPath(relationSlug).list, .permission(OrganisationPermissions.viewRelations),
      in: .directory),
    StaffLink(
      OrganisationDeskText.consents, DeskPath(consentSlug).list, .permission(OrganisationPermissions.viewConsents),
      in: .directory),
    StaffLink(
      OrganisationDeskText.addressBook, AddressBookPath.page(),
      .permission(OrganisationPermissions.viewAddressBook), in: .directory),
  ]

  static let organisationSlug = "organisationen"
  package static let path = DeskPath(organisationSlug)
  static let placeSlug = "orte"
  static let contactSlug = "ansprechpersonen"

  /// Lists, files, forms and histories of all three kinds.
  package static func routes(_ services: Services) -> [Route] {
    organisations(services).routes(services, references: organisationReferences)
      + places(services).routes(services, references: organisationReferences)
      + contacts(services).routes(services, references: contactReferences)
      + relations(services).routes(services, references: peopleReferences)
      + consents(services).routes(services, references: peopleReferences)
      + AddressBookPages(services: services).routes
  }

  /// Bulk changes of many records.
  package static func jobs(_ services: Services) -> [JobKind] {
    DeskForms(organisations(services), services, references: organisationReferences).jobs
      + DeskForms(places(services), services, references: organisationReferences).jobs
      + DeskForms(contacts(services), services, references: contactReferences).jobs
      + DeskForms(relations(services), services, references: peopleReferences).jobs
      + DeskForms(consents(services), services, references: peopleReferences).jobs + [ConsentActions.job]
  }

  private static let organisationReferences = [organisationReference] + townReferences
  private static let peopleReferences = [organisationReference, contactReference]
  private static let contactReferences = [organisationReference, placeReference]

  /// How other records refer to an organisation.
  package static let organisationReference = ReferenceSource.records(
    of: Organisation.self, note: "town", slug: organisationSlug)
  package static let placeReference = ReferenceSource.records(of: Place.self, note: "street", slug: placeSlug)
  package static let contactReference = ReferenceSource.records(
    of: ContactPerson.self, note: "role", slug: contactSlug, view: OrganisationPermissions.viewContacts)
  package static let townReferences = [
    ReferenceSource.records(of: Municipality.self), ReferenceSource.records(of: SocialSpace.self),
  ]

  package static func organisations(_ services: Services) -> Desk<Organisation> {
    var desk = desk(services)
    let time = services.database.time
    desk.hints = { stored, connection in
      QualityRules.empty(["kind", "summary", "languages", "mail", "phone"], of: stored, slug: organisationSlug)
        + QualityRules.unverified(
          "verified_on", after: verifiedFor, today: time.today, of: stored, slug: organisationSlug)
        + (try QualityRules.translations(
          into: Language.interface, of: stored, slug: organisationSlug, connection))
        + (try QualityRules.links(of: stored, slug: organisationSlug, connection))
    }
    return desk
  }

  /// Days after which an organisation should be looked at again (F28).
  private static let verifiedFor = 365

  private static func desk(_ services: Services) -> Desk<Organisation> {
    Desk(
      organisationSlug, view: OrganisationPermissions.view, edit: OrganisationPermissions.edit,
      filters: ["kind", "status", "town", "municipality", "social_space", "languages"], organisationField: "id",
      vocabulary: CenterVocabulary.reader(services.database.time),
      problems: { organisation, _ in OrganisationRules.problems(organisation) },
      save: { organisation, stored, tenant, transaction in
        guard let stored else { return try OrganisationActions.add(organisation, of: tenant, transaction) }
        if let problem = Problem.joined(OrganisationRules.problems(organisation)) { throw problem }
        try transaction.save(organisation, over: stored)
      },
      steps: [
        DeskStep("geprueft", "Als geprüft markieren", OrganisationPermissions.edit, applies: { _ in true }) {
          stored, transaction in
          var organisation = stored.record
          organisation.verifiedOn = transaction.now.berlin.day
          try transaction.save(organisation, over: stored, as: "organisation.verified")
        }
      ],
      panels: [OrganisationPanels.places, OrganisationPanels.contacts, PeoplePanels.ofOrganisation, .files],
      publicPath: { $0.record.status == .active ? OrganisationPath.organisation($0.id).path : nil })
  }
}

/// The words of the menu at the workplace.
package enum OrganisationDeskText: String, TextKey {
  case organisations = "organisations.desk-organisations"
  case places = "organisations.desk-places"
  case contacts = "organisations.desk-contacts"
  case relations = "organisations.desk-relations"
  case consents = "organisations.desk-consents"
  case addressBook = "organisations.address-book"
  case addressBookLead = "organisations.address-book-lead"
  case addressBookSearch = "organisations.address-book-search"
  case addressBookButton = "organisations.address-book-button"
  case addressBookEmpty = "organisations.address-book-empty"
  case columnName = "organisations.column-name"
  case columnRole = "organisations.column-role"
  case columnOrganisation = "organisations.column-organisation"
  case columnContact = "organisations.column-contact"
  case columnCenter = "organisations.column-center"
}

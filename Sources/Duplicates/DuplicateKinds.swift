// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Web
internal import Workplace

/// The kinds whose duplicates are searched, and what refers to them.
enum DuplicateKinds {
  /// The part of the address of organisations at the workplace.
  static let organisationSlug = "organisationen"

  static func all(_ services: Services) -> [DuplicateKind] {
    let organisations = OrganisationDesks.organisations(services)
    let own = [OrganisationDesks.organisationReference]
    return [
      .of(
        organisations, organisation, lists: ["identifiers": "\n", "communities": ";"],
        references: own + OrganisationDesks.townReferences, isOpen: { $0.status == .active }),
      .of(OrganisationDesks.contacts(services), person, references: own + [OrganisationDesks.placeReference]),
      .of(OrganisationDesks.places(services), place, references: own + OrganisationDesks.townReferences),
      .of(
        OfferDesks.offers(services), offer, fixed: OfferDesks.fixed,
        references: own + [OrganisationDesks.contactReference]),
    ]
  }

  /// Kinds of the areas below that refer to merged records; those of other areas the product adds.
  ///
  /// The links between offers and places come before the times, which refer to both.
  static let referring: [MergedKind] = [
    .of(Organisation.self), .of(Place.self), .of(ContactPerson.self), .of(Offer.self),
    .of(OfferPlace.self, twins: ["offer", "place"]),
    .of(OfferSchedule.self, twins: OfferSchedule.descriptor.fields.map(\.name)),
    .of(ScheduleException.self, twins: ["schedule", "day"]),
    .of(RecordComment.self, about: MergedKind.About(kind: "about_kind", record: "about")),
  ]

  static let organisation = DuplicateProfile(
    name: "name", street: "street", postcode: "postcode", town: "town", phone: "phone", mail: "mail",
    website: "website", identifiers: "identifiers", names: -1.5...0.5)

  static let person = DuplicateProfile(
    name: "name", phone: "phone", mail: "mail", anchor: "organisation", names: 0.6...0.85)

  static let place = DuplicateProfile(
    name: "name", street: "street", postcode: "postcode", town: "town", anchor: "organisation", names: -0.5...0.5)

  static let offer = DuplicateProfile(
    name: "title", phone: "phone", mail: "mail", website: "website", anchor: "organisation", day: "starts_on",
    names: 0.5...0.8)
}

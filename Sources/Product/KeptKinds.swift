// SPDX-License-Identifier: EUPL-1.2
internal import Accounts
internal import Catalogues
internal import Centers
internal import Feedback
internal import Guides
internal import Offers
internal import Organisations
package import Privacy
internal import Workplace

/// All kinds of record that Verbund keeps, for the inventory of personal data and for moving a centre; those that others
/// refer to first. A test compares the list with the slices.
package enum KeptKinds {
  package static let all: [PersonalKind] = [
    .of(CoordinationBody.self), .of(Center.self), .of(Municipality.self), .of(SocialSpace.self),
    .of(CatalogueEntry.self), .of(SynonymSet.self), .accounts, .of(Organisation.self), .of(Place.self),
    .of(ContactPerson.self), .of(Relation.self), .of(Consent.self), .of(Offer.self), .of(OfferPlace.self),
    .of(OfferSchedule.self),
    .of(ScheduleException.self), .of(GuidePage.self), .of(GuideText.self), .of(FeedbackMessage.self),
    .of(MembershipEntry.self), .of(AccessGrant.self), .of(ProgramToken.self), .of(RecordComment.self),
    .of(Attachment.self),
  ]
}

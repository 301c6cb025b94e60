// SPDX-License-Identifier: EUPL-1.2
internal import Accounts
internal import Centers
internal import Feedback
internal import Guides
internal import Offers
internal import Organisations
internal import Portal
package import Web

extension SiteFrame {
  /// Menu and footer of the portal.
  package static let verbund = SiteFrame(
    navigation: [
      Link(PortalText.menuOffers, OfferPath.list()), Link(PortalText.menuGuide, GuidePath.overview),
      Link(PortalText.menuOrganisations, OrganisationPath.list), Link(PortalText.menuCenters, CenterPath.list),
    ],
    footer: [
      Column(
        PortalText.footerFind,
        [
          Link(PortalText.menuOffers, OfferPath.list()), Link(PortalText.menuFinder, PortalPath.finder),
          Link(PortalText.menuGuide, GuidePath.overview), Link(PortalText.menuCenters, CenterPath.list),
        ]),
      Column(
        PortalText.footerHelp,
        [
          Link(PortalText.plainLanguage, GuidePath.plainLanguage), Link(PortalText.feedback, FeedbackPath.form),
          Link(PortalText.suggestOffer, FeedbackPath.suggestion), Link(PortalText.barrier, FeedbackPath.barrier),
        ]),
      Column(
        PortalText.footerAbout,
        [
          Link(PortalText.about, GuidePath.about), Link(PortalText.imprint, GuidePath.imprint),
          Link(PortalText.privacy, GuidePath.privacy), Link(PortalText.accessibility, GuidePath.accessibility),
          Link(AccountText.signInHeading, AccountPath.signIn),
        ]),
    ],
    kept: Link(PortalText.menuBookmarks, PortalPath.bookmarks),
    personalCookie: PortalPath.bookmarkCookie,
    searchPath: PortalPath.search,
    languagePath: PortalPath.language)
}

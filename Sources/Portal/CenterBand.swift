// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Web

/// The parts of a centre's pages, as its band names them.
enum CenterPart: Sendable { case home, offers, guide, spaces, organisations }

extension Center {
  /// Its offers, as one list.
  var offerList: Path { OfferPath.list([(OfferFacet.center.rawValue, slug)]) }

  /// Its band with the parts that it uses (F152).
  func band(_ current: CenterPart, hasSpaces: Bool, _ view: View) -> HTML {
    var parts = [(view[CenterText.bandHome], CenterPath.home(self), current == .home)]
    if uses("angebote") { parts.append((view[CenterText.bandOffers], offerList, current == .offers)) }
    if uses("wegweiser") { parts.append((view[CenterText.bandGuide], GuidePath.center(slug), current == .guide)) }
    if uses("sozialraeume"), hasSpaces {
      parts.append((view[CenterText.bandSpaces], CenterPath.spaces(self), current == .spaces))
    }
    if uses("organisationen") {
      let list = OrganisationPath.narrowed([("zentrum", slug)]).path
      parts.append((view[CenterText.bandOrganisations], list, current == .organisations))
    }
    return centerBand(self, parts: parts, view)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Web

extension PageHead {
  /// The colours of a centre and its band with the parts that it uses (F152).
  mutating func dress(_ center: Center, _ centers: CenterBook, _ view: View) {
    stylesheet = CenterPath.stylesheet(center)
    languages = center.pageLanguages
    var parts = [(view[CenterText.bandHome], CenterPath.home(center), false)]
    if center.uses("angebote") { parts.append((view[CenterText.bandOffers], GuidePath.offers(of: center.slug), false)) }
    parts.append((view[CenterText.bandGuide], GuidePath.center(center.slug), true))
    if center.uses("sozialraeume"), !centers.spaces(of: center).isEmpty {
      parts.append((view[CenterText.bandSpaces], CenterPath.spaces(center), false))
    }
    if center.uses("organisationen") {
      parts.append((view[CenterText.bandOrganisations], GuidePath.organisations(of: center.slug), false))
    }
    band = centerBand(center, parts: parts, view)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Web

package enum CenterText: String, TextKey {
  case mapLabel = "centers.map-label"
  case mapHint = "centers.map-hint"
  case skipMap = "centers.skip-map"
  case listHeading = "centers.list-heading"
  case districtGovernment = "centers.district-government"
  case bandMenu = "centers.band-menu"
  case bandHome = "centers.band-home"
  case bandOffers = "centers.band-offers"
  case bandGuide = "centers.band-guide"
  case bandSpaces = "centers.band-spaces"
  case bandOrganisations = "centers.band-organisations"
  case reach = "centers.reach"
  case openingHours = "centers.opening-hours"
  case attachment = "centers.attachment"
  case website = "centers.website"
}

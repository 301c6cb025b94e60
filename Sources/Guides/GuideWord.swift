// SPDX-License-Identifier: EUPL-1.2
internal import Web

/// The words around guide pages.
package enum GuideWord: String, TextKey {
  case heading = "guides.heading"
  case lead = "guides.lead"
  case searchLabel = "guides.search-label"
  case centersHeading = "guides.centers-heading"
  case centersLead = "guides.centers-lead"
  case centerHeading = "guides.center-heading"
  case centerLead = "guides.center-lead"
  case centerEmpty = "guides.center-empty"
  case statewideHeading = "guides.statewide-heading"
  case toStatewide = "guides.to-statewide"
  case pageCount = "guides.page-count"
  case updated = "guides.updated"
  case outdated = "guides.outdated"
  case toSource = "guides.to-source"
  case embedded = "guides.embedded"
  case toOriginal = "guides.to-original"
  case more = "guides.more"
  case neighbours = "guides.neighbours"
  case previousPage = "guides.previous-page"
  case nextPage = "guides.next-page"
  case otherLanguages = "guides.other-languages"
  case byStatewide = "guides.by-statewide"
  case byCenter = "guides.by-center"
  case source = "guides.source"
  case sourceLink = "guides.source-link"
  case feedback = "guides.feedback"
  case asOf = "guides.as-of"
  case reportBarrier = "guides.report-barrier"
}

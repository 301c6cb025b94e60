// SPDX-License-Identifier: EUPL-1.2
internal import Web

enum OrganisationText: String, TextKey {
  case heading = "organisations.heading"
  case lead = "organisations.lead"
  case searchLabel = "organisations.search-label"
  case total = "organisations.total"
  case noHits = "organisations.no-hits"
  case noHitsHint = "organisations.no-hits-hint"
  case allOrganisations = "organisations.all"
  case didYouMean = "organisations.did-you-mean"
  case filter = "organisations.filter"
  case narrow = "organisations.narrow"
  case apply = "organisations.apply"
  case more = "organisations.more"
  case activeFilters = "organisations.active-filters"
  case removeFilter = "organisations.remove-filter"
  case center = "organisations.center"
  case kind = "organisations.kind"
  case languages = "organisations.languages"
  case communities = "organisations.communities"
  case founded = "organisations.founded"
  case members = "organisations.members"
  case legalForm = "organisations.legal-form"
  case about = "organisations.about"
  case places = "organisations.places"
  case partOf = "organisations.part-of"
  case parts = "organisations.parts"
  case contact = "organisations.contact"
  case openingHours = "organisations.opening-hours"
  case ended = "organisations.ended"
  case aboutData = "organisations.about-data"
  case verified = "organisations.verified"
  case source = "organisations.source"
  case correct = "organisations.correct"
  case accessUnknown = "organisations.access-unknown"
  case stepFree = "organisations.step-free"
  case accessibleToilet = "organisations.accessible-toilet"
  case lift = "organisations.lift"
  case accessibleParking = "organisations.accessible-parking"
  case hearingLoop = "organisations.hearing-loop"
  case tactileGuidance = "organisations.tactile-guidance"

  static func access(_ question: Place.Access) -> OrganisationText {
    switch question {
    case .stepFree: .stepFree
    case .accessibleToilet: .accessibleToilet
    case .lift: .lift
    case .accessibleParking: .accessibleParking
    case .hearingLoop: .hearingLoop
    case .tactileGuidance: .tactileGuidance
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Offers
internal import Web

/// What hits can be narrowed by (F5): the name in addresses and the facet of the index.
enum SearchFacet: String, CaseIterable, Sendable {
  case kind = "art"
  case field = "feld"
  case language = "sprache"
  case age = "alter"
  case group = "gruppe"
  case stage = "stufe"
  case center = "zentrum"
  case town = "gemeinde"
  case space = "raum"
  case cost = "kosten"
  case childcare = "betreuung"
  case access = "zugang"
  case day = "tag"

  /// The name of the facet in the index.
  var facet: String {
    switch self {
    case .kind: "kind"
    case .field: "field"
    case .language: "language"
    case .age: "age"
    case .group: "group"
    case .stage: "stage"
    case .center: "center"
    case .town: "town"
    case .space: "space"
    case .cost: "cost"
    case .childcare: "childcare"
    case .access: "access"
    case .day: "day"
    }
  }

  var legend: PortalText {
    switch self {
    case .kind: .facetKind
    case .field: .facetField
    case .language: .facetLanguage
    case .age: .facetAge
    case .group: .facetGroup
    case .stage: .facetStage
    case .center: .facetCenter
    case .town: .facetTown
    case .space: .facetSpace
    case .cost: .facetCost
    case .childcare: .facetChildcare
    case .access: .facetAccess
    case .day: .facetDay
    }
  }
}

/// The kinds of things that are found: as the index names them, as programs name them.
enum HitKind: String, CaseIterable, Sendable {
  case offer = "angebot"
  case guide = "wegweiser"
  case organisation = "organisation"
  case center = "zentrum"
  case space = "sozialraum"

  /// Its name for programs.
  var name: String {
    switch self {
    case .offer: "offer"
    case .guide: "guide"
    case .organisation: "organisation"
    case .center: "center"
    case .space: "social_space"
    }
  }

  /// The records behind it; a document's key begins with it.
  init?(record kind: Substring) {
    switch kind {
    case "offer": self = .offer
    case "guide_text": self = .guide
    case "organisation": self = .organisation
    case "center": self = .center
    case "social_space": self = .space
    default: return nil
    }
  }

  init?(name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  var plural: PortalText {
    switch self {
    case .offer: .menuOffers
    case .guide: .menuGuide
    case .organisation: .menuOrganisations
    case .center: .menuCenters
    case .space: .socialSpaces
    }
  }

  var singular: PortalText {
    switch self {
    case .offer: .kindOffer
    case .guide: .kindGuide
    case .organisation: .kindOrganisation
    case .center: .kindCenter
    case .space: .kindSpace
    }
  }
}

/// What the values of facets are called, and which of them there are.
struct FacetLabels: Sendable {
  /// The value of "center" for what holds for the whole Land.
  static let statewide = "land"

  let book: CatalogueBook
  let centers: CenterBook
  /// The names of centres by the part of their addresses.
  let names: [String: String]

  func name(_ facet: SearchFacet, _ value: String, _ view: View) -> Localized {
    switch facet {
    case .kind: here(HitKind(rawValue: value).map { view[$0.plural] } ?? value, view)
    case .field, .stage, .group: book.name(value, view.language)
    case .language: here(LanguageNames.name(value, in: view.language), view)
    case .age: here(age(value, view), view)
    case .center:
      value == Self.statewide
        ? here(view[PortalText.statewide], view)
        : Localized(names[value] ?? value, .german)
    case .town: Localized(RecordID<Municipality>(value).flatMap { centers[$0]?.name } ?? value, .german)
    case .space: Localized(RecordID<SocialSpace>(value).flatMap { centers[$0]?.name } ?? value, .german)
    case .cost: here(view[PortalText.free], view)
    case .childcare: here(view[PortalText.withChildcare], view)
    case .access: here(view[PortalText.stepFree], view)
    case .day: here(Weekday(rawValue: value).map(view.weekday) ?? value, view)
    }
  }

  /// The value as the index has it; nothing for one that there is not.
  func known(_ facet: SearchFacet, _ value: String) -> String? {
    switch facet {
    case .kind: return (HitKind(rawValue: value) ?? HitKind(name: value))?.rawValue
    case .field: return book[value]?.catalogue == .field ? value : nil
    case .group: return book[value]?.catalogue == .targetGroup ? value : nil
    case .stage: return book[value]?.catalogue == .stage ? value : nil
    case .language:
      let code = LanguageNames.three(value)
      return LanguageNames.known.contains(code) ? code : nil
    case .age: return AgeBand(rawValue: value)?.rawValue
    case .center: return value == Self.statewide ? value : centers.center(named: value)?.slug
    case .town: return RecordID<Municipality>(value).flatMap { centers[$0] } == nil ? nil : value
    case .space: return RecordID<SocialSpace>(value).flatMap { centers[$0] } == nil ? nil : value
    case .cost: return value == "frei" ? value : nil
    case .childcare, .access: return value == "yes" ? value : nil
    case .day: return Weekday(rawValue: value)?.rawValue
    }
  }

  private func here(_ text: String, _ view: View) -> Localized { Localized(text, view.language) }

  private func age(_ value: String, _ view: View) -> String {
    guard let band = AgeBand(rawValue: value) else { return value }
    let from = String(band.years.lowerBound)
    if band == .adults { return view(PortalText.ageFrom, ["from": from]) }
    return view(PortalText.ageRange, ["from": from, "to": String(band.years.upperBound)])
  }
}

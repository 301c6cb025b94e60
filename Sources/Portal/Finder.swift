// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Search
internal import Web

/// What somebody needs, in everyday words, and the fields of action that answer it (F9).
enum Need: String, CaseIterable, Sendable {
  case german = "deutsch"
  case smallChildren = "kleine-kinder"
  case school = "schule"
  case parenting = "eltern"
  case youth = "freizeit"
  case work = "arbeit"
  case business = "selbstaendig"
  case learning = "weiterbildung"
  case health = "gesundheit"
  case housing = "wohnen"
  case sport = "sport"
  case culture = "kultur"
  case interpreter = "sprachmittlung"
  case volunteering = "engagement"
  case discrimination = "diskriminierung"
  case ageing = "alter"

  var fields: Set<String> {
    switch self {
    case .german: ["HF-SP", "HF-HW"]
    case .smallChildren: ["HF-EL"]
    case .school: ["HF-SE1", "HF-SE", "HF-SP"]
    case .parenting: ["HF-EB", "HF-EL"]
    case .youth: ["HF-JU"]
    case .work: ["HF-AR", "HF-USB"]
    case .business: ["HF-WI"]
    case .learning: ["HF-HW"]
    case .health: ["HF-GE"]
    case .housing: ["HF-WO"]
    case .sport: ["HF-SPO"]
    case .culture: ["HF-KU", "HF-RD"]
    case .interpreter: ["HF-SM"]
    case .volunteering: ["HF-EH", "HF-PP"]
    case .discrimination: ["HF-AD"]
    case .ageing: ["HF-SEN"]
    }
  }

  /// Words that bring the best of the fields to the front.
  var words: String {
    switch self {
    case .german: "Deutsch Sprachkurs Deutschkurs Sprachcafé"
    case .school: "Schule Schulplatz Erstberatung"
    default: ""
    }
  }

  var label: PortalText {
    switch self {
    case .german: .needGerman
    case .smallChildren: .needSmallChildren
    case .school: .needSchool
    case .parenting: .needParenting
    case .youth: .needYouth
    case .work: .needWork
    case .business: .needBusiness
    case .learning: .needLearning
    case .health: .needHealth
    case .housing: .needHousing
    case .sport: .needSport
    case .culture: .needCulture
    case .interpreter: .needInterpreter
    case .volunteering: .needVolunteering
    case .discrimination: .needDiscrimination
    case .ageing: .needAgeing
    }
  }
}

/// For whom somebody looks, in everyday words, and the target groups that are meant.
enum Person: String, CaseIterable, Sendable {
  case children = "kinder"
  case teenagers = "jugendliche"
  case parents = "eltern"
  case women = "frauen"
  case newcomers = "neu"
  case refugees = "gefluechtete"
  case seniors = "senioren"
  case professionals = "fachkraefte"
  case volunteers = "ehrenamtliche"

  var groups: Set<String> {
    switch self {
    case .children: ["ZG-KIN"]
    case .teenagers: ["ZG-JUG"]
    case .parents: ["ZG-ELT"]
    case .women: ["ZG-FRA"]
    case .newcomers: ["ZG-NEU", "ZG-SEI"]
    case .refugees: ["ZG-GEF"]
    case .seniors: ["ZG-SEN"]
    case .professionals: ["ZG-FK"]
    case .volunteers: ["ZG-EHR"]
    }
  }

  var label: PortalText {
    switch self {
    case .children: .personChildren
    case .teenagers: .personTeenagers
    case .parents: .personParents
    case .women: .personWomen
    case .newcomers: .personNewcomers
    case .refugees: .personRefugees
    case .seniors: .personSeniors
    case .professionals: .personProfessionals
    case .volunteers: .personVolunteers
    }
  }
}

/// The sentence "Ich suche … für … in …".
struct FinderWish: Sendable, Equatable {
  var need: Need?
  var person: Person?
  /// A postcode or a town, as typed.
  var place = ""

  init() {}

  init(_ query: Parameters) {
    need = query["thema"].flatMap { Need(rawValue: $0) }
    person = query["wer"].flatMap { Person(rawValue: $0) }
    place = String((query["ort"] ?? "").prefix(80))
  }

  var isEmpty: Bool { need == nil && person == nil && place.isEmpty }

  /// Questions from the narrowest to the widest; each only fills up what the one before left open.
  func queries(near point: SearchPlace?, limit: Int) -> [SearchQuery] {
    let (near, far): (Double, Double) = point == nil ? (0, 0) : (15, 40)
    var queries = [query(point, near, isForPerson: person != nil, limit: limit)]
    if person != nil { queries.append(query(point, near, isForPerson: false, limit: limit)) }
    if point != nil { queries.append(query(point, far, isForPerson: false, limit: limit)) }
    return queries
  }

  private func query(_ point: SearchPlace?, _ kilometres: Double, isForPerson: Bool, limit: Int) -> SearchQuery {
    var query = SearchQuery(need?.words ?? "")
    query.filters = ["kind": [HitKind.offer.rawValue]]
    if let need { query.filters["field"] = need.fields }
    if isForPerson, let person { query.filters["group"] = person.groups }
    if let point { query.near = SearchCircle(centre: point, kilometres: kilometres) }
    query.order = query.text.isEmpty ? (point == nil ? .rank : .distance) : .relevance
    query.limit = limit
    return query
  }

  /// The same question to the search with all its filters.
  var search: Path {
    var pairs: [(String, String)] = [("art", HitKind.offer.rawValue)]
    if !place.isEmpty { pairs += [("ort", place), ("km", "25")] }
    pairs += (need?.fields ?? []).sorted().map { (SearchFacet.field.rawValue, $0) }
    pairs += (person?.groups ?? []).sorted().map { (SearchFacet.group.rawValue, $0) }
    return PortalPath.search(pairs)
  }
}

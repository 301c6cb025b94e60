// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Search
internal import Storage
internal import Web

/// Makes one document out of an offer's row and its batch's material.
struct OfferSearchDocument {
  let row: OfferSearchRow
  private let material: OfferSearchMaterial
  private let places: [OfferSearchPlace]
  private let translations: [String: TranslatedFields]

  init(row: OfferSearchRow, _ material: OfferSearchMaterial) {
    self.row = row
    self.material = material
    places = material.places[row.id] ?? []
    translations = material.translations[row.id] ?? [:]
  }

  var document: SearchDocument {
    var document = SearchDocument(key: "offer:\(row.id.text)")
    document.label = row.title
    document.texts = texts(
      "de", title: row.title, summary: row.summary, description: row.description)
    for (language, fields) in translations.sorted(by: { $0.key < $1.key }) {
      document.texts += texts(
        language, title: fields["title"] ?? "", summary: fields["summary"] ?? "",
        description: fields["description"] ?? "")
    }
    document.facets = facets
    if row.ageFrom != nil || row.ageTo != nil { document.ages = ages }
    document.places = places.compactMap(\.point)
    document.rank = rank
    return document
  }

  private var ages: ClosedRange<Int> {
    let from = row.ageFrom ?? 0
    return from...max(from, row.ageTo ?? 120)
  }

  private func texts(_ code: String, title: String, summary: String, description: String) -> [SearchText] {
    var texts: [SearchText] = []
    if !title.isEmpty { texts.append(SearchText(.title, language: code, title)) }
    if let language = Language(code) { texts.append(SearchText(.keywords, language: code, keywords(language))) }
    let body = OfferProse.plain(description)
    if !summary.isEmpty || !body.isEmpty {
      texts.append(SearchText(.body, language: code, summary.isEmpty ? body : "\(summary)\n\(body)"))
    }
    return texts
  }

  /// Names that people may ask for although no text of the offer has them.
  private func keywords(_ language: Language) -> String {
    var words: [String] = []
    if !row.organisationName.isEmpty { words.append(row.organisationName) }
    let codes = row.fields + row.stages + row.groups + row.programmes + (row.service.isEmpty ? [] : [row.service])
    for code in codes { words.append(material.book.name(code, language).text) }
    for code in row.languages { words.append(LanguageNames.name(code, in: language)) }
    var names: [String] = []
    for place in places {
      for name in [place.town, place.space.flatMap { material.spaces[$0]?.name } ?? "", place.name]
      where !name.isEmpty && !names.contains(name) { names.append(name) }
    }
    for space in row.spaces {
      if let name = material.spaces[space]?.name, !names.contains(name) { names.append(name) }
    }
    return (words + names).joined(separator: ", ")
  }

  private var facets: [String: [String]] {
    var facets: [String: [String]] = ["kind": ["angebot"]]
    facets["center"] = row.center.isEmpty ? nil : [row.center]
    facets["strategy"] = row.strategy.isEmpty ? nil : [row.strategy]
    facets["field"] = row.fields
    facets["stage"] = row.stages
    facets["group"] = groups
    facets["service"] = row.service.isEmpty ? nil : [row.service]
    facets["programme"] = row.programmes
    facets["language"] = row.languages
    facets["space"] = unique(row.spaces + places.compactMap(\.space))
    facets["town"] = unique(
      places.compactMap(\.municipality) + (row.wholeArea ? material.townsOfCenter[row.tenant] ?? [] : []))
    facets["text"] = ["de"] + translations.filter { $0.value["title"] != nil }.keys.sorted()
    facets["cost"] = row.isFree ? ["frei"] : nil
    facets["organisation"] = row.organisation.map { [$0] }
    facets["access"] = places.contains(where: \.isAccessible) ? ["yes"] : nil
    facets["childcare"] = row.hasChildcare ? ["yes"] : nil
    facets["day"] = material.weekdays[row.id]?.map(\.rawValue)
    facets["age"] = AgeBand.allCases.filter { $0.years.overlaps(ages) }.map(\.rawValue)
    return facets
  }

  /// The target groups with those above them: who looks for families also wants what is for fathers.
  private var groups: [String] {
    var groups = row.groups
    for group in row.groups {
      var parent = material.book[group]?.parent ?? ""
      var steps = 0
      while !parent.isEmpty, steps < 5, !groups.contains(parent) {
        groups.append(parent)
        parent = material.book[parent]?.parent ?? ""
        steps += 1
      }
    }
    return groups
  }

  private func unique(_ values: [String]) -> [String] {
    var unique: [String] = []
    for value in values where !unique.contains(value) { unique.append(value) }
    return unique
  }

  /// Between 0 and 1, higher for what was looked through lately, then for what is newer.
  private var rank: Double {
    let created = Double(row.createdOn?.number ?? 0)
    let verified = row.verifiedOn.map { Double($0.number) } ?? created - 400
    return min(1, max(0, (verified - 15_000) / 10_000 + created / 100_000_000))
  }
}

/// The ages that lists are narrowed by.
package enum AgeBand: String, CaseIterable, Sendable {
  case toddlers = "0-3"
  case preschool = "4-6"
  case children = "7-13"
  case teenagers = "14-17"
  case adults = "18-"

  package var years: ClosedRange<Int> {
    switch self {
    case .toddlers: 0...3
    case .preschool: 4...6
    case .children: 7...13
    case .teenagers: 14...17
    case .adults: 18...120
    }
  }
}

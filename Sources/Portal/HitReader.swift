// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Search
internal import Storage
internal import Web

/// One hit with all that a page or a program shows of it.
struct FoundHit: Sendable {
  let kind: HitKind
  /// The id of the thing itself: for a guide text that of its page.
  let id: String
  let title: Localized
  let snippet: SearchSnippet
  /// In which language the passage is.
  let language: Language
  let path: Path
  /// The centre that it belongs to; nothing for what holds for the whole Land.
  let center: Center?
  /// Where it stands: titles of the pages above, the kind of an organisation, a town.
  let context: [Localized]
  let offer: OfferSummary?
  let distance: Double?
  let score: Float
  /// The document's key in the index.
  let key: String
}

/// Reads the hits of one answer: one query for each kind of thing, all in one read.
struct HitReader {
  let connection: Connection
  let centers: CenterBook
  let catalogues: CatalogueBook
  let guides: GuideMap
  let language: Language
  let terms: SearchTerms
  /// Shows the reader's version of a page where its German text was found.
  var prefersReader = true

  static let snippetLength = 220
  private static let enoughMatches = 2

  func read(_ hits: [SearchHit]) throws -> [FoundHit] {
    var ids: [HitKind: [Identifier]] = [:]
    let keys = hits.map { Self.parts($0.key) }
    for key in keys { if let key { ids[key.kind, default: []].append(key.id) } }
    let offers = try offers(records(ids[.offer]))
    let pages = try pages(records(ids[.guide]))
    let organisations = try connection.organisationRows(records(ids[.organisation]))
    var seen: Set<String> = []
    return zip(hits, keys).compactMap { hit, key -> FoundHit? in
      guard let key else { return nil }
      let found =
        switch key.kind {
        case .offer: offers[RecordID(key.id)].map { self.offer($0, hit) }
        case .guide: pages[RecordID(key.id)].map { self.page($0, hit) }
        case .organisation: organisations[RecordID(key.id)].map { self.organisation($0, hit) }
        case .center: centers[RecordID<Center>(key.id)].map { self.center($0, hit) }
        case .space: centers[RecordID<SocialSpace>(key.id)].flatMap { self.space($0, hit) }
        }
      guard let found, seen.insert(prefersReader ? found.id : found.id + found.language.code).inserted
      else { return nil }
      return found
    }
  }

  static func parts(_ key: String) -> (kind: HitKind, id: Identifier)? {
    guard let colon = key.firstIndex(of: ":"), let kind = HitKind(record: key[..<colon]),
      let id = Identifier(key[key.index(after: colon)...])
    else { return nil }
    return (kind, id)
  }

  private func records<Subject>(_ ids: [Identifier]?) -> [RecordID<Subject>] { (ids ?? []).map { RecordID($0) } }

  // MARK: Offers

  private struct OfferText {
    let summary: OfferSummary
    let german: OfferProseRow
    let translated: OfferProseRow?
  }

  private func offers(_ ids: [RecordID<Offer>]) throws -> [RecordID<Offer>: OfferText] {
    let german = try connection.offerProse(ids)
    let translated = try connection.offerProse(ids, in: language)
    var found: [RecordID<Offer>: OfferText] = [:]
    for summary in try OfferCards.load(ids, connection, language, centers) {
      guard let prose = german[summary.id] else { continue }
      found[summary.id] = OfferText(summary: summary, german: prose, translated: translated[summary.id])
    }
    return found
  }

  private func offer(_ text: OfferText, _ hit: SearchHit) -> FoundHit {
    let summary = text.summary
    let own = text.translated.map { snippet($0.summary, $0.description) }
    let isFound = own?.parts.contains(where: \.isMatch) ?? false
    let german = isFound ? nil : snippet(text.german.summary, text.german.description)
    let isGerman = !isFound && (own?.parts.isEmpty ?? true || german?.parts.contains(where: \.isMatch) ?? false)
    let passage = (isGerman ? german : own) ?? terms.snippet("")
    return FoundHit(
      kind: .offer, id: summary.id.text, title: summary.title, snippet: passage,
      language: isGerman ? .german : language,
      path: OfferPath.one(summary.id), center: centers[summary.tenant],
      context: [summary.organisation, summary.place].filter { !$0.isEmpty }.map { Localized($0, .german) },
      offer: summary, distance: hit.distance, score: hit.score, key: hit.key)
  }

  /// The summary where it shows enough of the words, which spares looking through the description.
  private func snippet(_ summary: String, _ html: String) -> SearchSnippet {
    let short = terms.snippet(summary, length: Self.snippetLength * 2)
    let matches = short.parts.reduce(0) { $0 + ($1.isMatch ? 1 : 0) }
    if terms.isEmpty || matches >= Self.enoughMatches { return short }
    let prose = Prose.plain(html)
    return terms.snippet(summary.isEmpty ? prose : "\(summary)\n\(prose)", length: Self.snippetLength)
  }

  // MARK: Guides

  private struct PageText {
    let node: GuideBook.Node
    let row: GuideTextRow
  }

  private func pages(_ ids: [RecordID<GuideText>]) throws -> [RecordID<GuideText>: PageText] {
    var shown: [RecordID<GuideText>: (node: GuideBook.Node, text: RecordID<GuideText>)] = [:]
    for id in ids {
      guard let node = guides.page(of: id) else { continue }
      let isGerman = node.versions.first { $0.id == id }?.language == .german
      let own = node.versions.first { $0.language == language }?.id
      shown[id] = (node, prefersReader && isGerman ? own ?? id : id)
    }
    let rows = try connection.guideTexts(Array(Set(shown.values.map(\.text))))
    return shown.compactMapValues { shown in
      rows[shown.text].map { PageText(node: shown.node, row: $0) }
    }
  }

  private func page(_ page: PageText, _ hit: SearchHit) -> FoundHit {
    let row = page.row
    let isExtra = row.language != language && row.language != .german
    let center = centers[page.node.tenant]
    let above = guides.book.ancestors(of: page.node).map { $0.title(in: language) }
    let isShort = terms.isEmpty && !row.excerpt.isEmpty
    return FoundHit(
      kind: .guide, id: page.node.id.text, title: Localized(row.title, row.language),
      snippet: terms.snippet(isShort ? row.excerpt : Prose.plain(row.content), length: Self.snippetLength),
      language: row.language, path: GuidePath.page(page.node.id, version: isExtra ? row.language : nil),
      center: center, context: (center.map { [Localized($0.municipality, .german)] } ?? []) + above, offer: nil,
      distance: nil, score: hit.score, key: hit.key)
  }

  // MARK: Organisations, centres, quarters

  private func organisation(_ row: OrganisationRow, _ hit: SearchHit) -> FoundHit {
    let kind = row.kind.isEmpty ? [] : [catalogues.name(row.kind, language)]
    let text = row.description.isEmpty ? row.summary : "\(row.summary)\n\(row.description)"
    return FoundHit(
      kind: .organisation, id: row.id.text, title: Localized(row.name, .german),
      snippet: terms.snippet(text, length: Self.snippetLength), language: .german,
      path: OrganisationPath.organisation(row.id).path, center: centers[row.tenant],
      context: kind + (row.town.isEmpty ? [] : [Localized(row.town, .german)]), offer: nil, distance: hit.distance,
      score: hit.score, key: hit.key)
  }

  private func center(_ center: Center, _ hit: SearchHit) -> FoundHit {
    FoundHit(
      kind: .center, id: center.id.text, title: Localized(center.name, .german),
      snippet: terms.snippet(center.introduction, length: Self.snippetLength), language: .german,
      path: CenterPath.home(center), center: center, context: [Localized(center.municipality, .german)], offer: nil,
      distance: hit.distance, score: hit.score, key: hit.key)
  }

  private func space(_ space: SocialSpace, _ hit: SearchHit) -> FoundHit? {
    guard let center = space.center.flatMap({ centers[$0] }) else { return nil }
    let town = space.municipality.flatMap { centers[$0] }?.name ?? center.municipality
    return FoundHit(
      kind: .space, id: space.id.text, title: Localized(space.name, .german),
      snippet: terms.snippet(space.description, length: Self.snippetLength), language: .german,
      path: CenterPath.space(center, space), center: center, context: [Localized(town, .german)], offer: nil,
      distance: hit.distance, score: hit.score, key: hit.key)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Kernel
internal import Records
internal import Search
internal import Storage
internal import Web

/// The guides for programs: one item for each page in one language.
struct GuidePrograms: Sendable {
  let guides: Live<GuideBook>
  let centers: Live<CenterBook>

  private typealias Entry = (node: GuideBook.Node, version: GuideBook.Version)

  /// How many hits of a search are looked at before `modified_after` narrows them.
  private static let searchDepth = 2000

  private static let parameters = ListPage.parameters.union(["language", "center", "q", "modified_after"])

  func list(_ visit: Visit) async throws -> Reply {
    try visit.query.admit(only: Self.parameters)
    let page = try ListPage(visit.query)
    let filter = try Filter(visit.query, try await centers())
    let book = try await guides()
    let found = matches(filter, book, visit)
    let shown = Array(found.dropFirst(page.offset).prefix(page.perPage))
    let rows = try await rows(shown, visit)
    return .list(shown, total: found.count, page) { json, entry in json.guide(entry.node, entry.version, rows) }
  }

  func item(_ visit: Visit) async throws -> Reply {
    try visit.query.admit(only: ["language"])
    let language = try Filter.language(visit.query)
    guard let node = try await guides()[try visit.id("id", GuidePage.self)], let version = node.version(for: language)
    else { throw Problem.notFound }
    let rows = try await rows([(node, version)], visit)
    var json = JSONWriter(reserving: 8192)
    json.guide(node, version, rows, asked: language)
    return .json(json.bytes)
  }

  private func matches(_ filter: Filter, _ book: GuideBook, _ visit: Visit) -> [Entry] {
    let entries = book.versions().filter { filter.accepts($0.node, $0.version) }
    guard let words = filter.words else { return entries }
    var query = SearchQuery(words)
    query.language = filter.language.code
    query.filters = ["kind": ["wegweiser"], "text": [filter.language.code]]
    query.limit = Self.searchDepth
    let byID = Dictionary(entries.map { ($0.version.id, $0) }, uniquingKeysWith: { first, _ in first })
    return visit.services.index.search(query).hits.compactMap { GuideSearch.text(ofKey: $0.key).flatMap { byID[$0] } }
  }

  private func rows(_ entries: [Entry], _ visit: Visit) async throws -> GuideRows {
    let ids = entries.map(\.version.id)
    return try await visit.services.database.glance { connection in
      GuideRows(texts: try connection.guideTexts(ids), provenance: try connection.provenance(of: ids))
    }
  }

  /// What a program asks for.
  private struct Filter {
    let language: Language
    let tenants: Set<TenantID>?
    let words: String?
    let after: Moment?

    init(_ query: Parameters, _ centers: CenterBook) throws(Problem) {
      language = try Self.language(query)
      words = query["q"].map { String($0.prefix(1000)) }
      if let name = query["center"] {
        tenants =
          name == GuideSearch.statewide
          ? Set(centers.bodies.map(\.tenant)) : [try centers.known(name, parameter: "center").tenant]
      } else {
        tenants = nil
      }
      after = try query["modified_after"].map { (text) throws(Problem) in try Self.moment(text) }
    }

    func accepts(_ node: GuideBook.Node, _ version: GuideBook.Version) -> Bool {
      version.language == language && tenants?.contains(node.tenant) != false
        && (after.map { version.modified > $0 } ?? true)
    }

    static func language(_ query: Parameters) throws(Problem) -> Language {
      guard let text = query["language"] else { return .german }
      if let language = Language(text), LanguageNames.isKnown(text) { return language }
      throw Problem(
        "request.parameter", .malformed, "„language“ muss ein Sprachkürzel wie de, en oder ar sein.", field: "language")
    }

    private static func moment(_ text: String) throws(Problem) -> Moment {
      if let moment = Moment(iso: text) { return moment }
      if let day = Day(iso: text) { return Moment(day) }
      throw Problem(
        "request.parameter", .malformed,
        "„modified_after“ muss ein Tag (2026-11-23) oder ein Zeitpunkt (2026-11-23T09:15:00Z) sein.",
        field: "modified_after")
    }
  }
}

/// What the database knows of the items of an answer.
struct GuideRows: Sendable {
  let texts: [RecordID<GuideText>: Stored<GuideText>]
  let provenance: [RecordID<GuideText>: Provenance]
}

extension JSONWriter {
  /// - Parameter asked: the language that was asked for; where it is missing the item holds another one and says so.
  fileprivate mutating func guide(
    _ node: GuideBook.Node, _ version: GuideBook.Version, _ rows: GuideRows, asked: Language? = nil
  ) {
    let text = rows.texts[version.id]?.record
    let isMissing = asked.map { $0 != version.language } ?? false
    object { json in
      json.field("id", node.id.text)
      json.field("text_id", version.id.text)
      json.field("language", version.language.code)
      json.field("state", (isMissing ? GuideText.State.missing : version.state).rawValue)
      json.field("title", version.title)
      json.field("excerpt", text?.excerpt)
      json.field("content", text?.content)
      json.field("url", GuidePath.page(node.id).text)
      json.field("parent", node.parent?.text)
      json.list("available_languages", node.versions.map(\.language.code))
      json.field("revision", text?.revision)
      json.field("based_on", text.flatMap { $0.basedOn > 0 ? $0.basedOn : nil })
      json.source(rows.provenance[version.id], text?.sourceModified)
      json.field("modified_at", version.modified.iso)
    }
  }

  private mutating func source(_ provenance: Provenance?, _ modified: Moment?) {
    name("source")
    guard let provenance else { return null() }
    object {
      $0.field("system", provenance.system)
      $0.field("id", provenance.source)
      $0.field("address", provenance.address.isEmpty ? nil : provenance.address)
      $0.field("modified_at", modified?.iso)
    }
  }
}

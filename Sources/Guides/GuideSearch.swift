// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Formats
internal import Kernel
internal import Records
internal import Search
internal import Storage
internal import Web

/// Guide pages as documents of the search: one for each language version, with the titles of the pages above it.
enum GuideSearch {
  /// The value of the facet "center" for pages of the whole Land.
  static let statewide = "land"
  static let kind = "guide_text"

  static func key(_ id: RecordID<GuideText>) -> String { "\(kind):\(id.text)" }

  /// The text that a hit stands for.
  static func text(ofKey key: String) -> RecordID<GuideText>? {
    guard key.hasPrefix(kind), let mark = key.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return RecordID<GuideText>(key[key.utf8.index(after: mark)...])
  }

  static let source = SearchSource(
    kind: kind,
    followed: [
      SearchSource.Followed("guide_page") { connection, ids in
        try connection.guideTexts(under: ids.compactMap { RecordID<GuidePage>($0) })
      },
      SearchSource.Followed("center") { connection, ids in
        try connection.rows("select id from guide_text where tenant in (\(list: ids))") { $0.text() }
      },
      SearchSource.Followed("guide_text") { connection, ids in
        try connection.guideTexts(under: connection.guidePages(ofTexts: ids))
      },
    ],
    documents: documents)

  private static func documents(
    _ connection: Connection, _ selection: SearchSource.Selection
  ) throws -> SearchSource.Batch {
    let found: [Stored<GuideText>]
    var last: String?
    switch selection {
    case .after(let id, let limit):
      found = try connection.list(GuideText.self, in: .everyTenant, where: "id > \(id)", limit: limit)
      last = found.count == limit ? found.last?.id.text : nil
    case .only(let ids):
      found = try connection.list(
        GuideText.self, in: .everyTenant, where: "id in (\(list: ids))", limit: max(ids.count, 1))
    }
    let family = try Family(connection, of: Set(found.compactMap(\.record.page)))
    let slugs = try slugs(connection)
    return SearchSource.Batch(documents: found.compactMap { document($0, family, slugs) }, last: last)
  }

  private static func document(
    _ stored: Stored<GuideText>, _ family: Family, _ slugs: [TenantID: String]
  ) -> SearchDocument? {
    let text = stored.record
    guard !text.isVanished, let page = text.page, let above = family.titles(above: page, text.language) else {
      return nil
    }
    var document = SearchDocument(key: key(stored.id))
    document.label = text.title
    let body = (try? CleanHTML.plainText(of: text.content)) ?? ""
    document.texts = [
      SearchText(.title, language: text.language, text.title),
      SearchText(.ancestors, language: text.language, above.joined(separator: "\n")),
      SearchText(.body, language: text.language, body),
    ]
    document.facets = [
      "kind": ["wegweiser"], "center": [slugs[stored.tenant] ?? statewide], "text": [text.language],
    ]
    document.rank = 0.5
    return document
  }

  private static func slugs(_ connection: Connection) throws -> [TenantID: String] {
    var slugs: [TenantID: String] = [:]
    try connection.each("select tenant, slug from \(table: Center.self)") { row in
      let tenant: TenantID = try row.id()
      slugs[tenant] = row.text()
    }
    return slugs
  }
}

/// Some pages with everything above them: parents, whether they are public, and titles.
private struct Family {
  private struct Member {
    let parent: RecordID<GuidePage>?
    let isPublic: Bool
  }

  private var members: [RecordID<GuidePage>: Member] = [:]
  private var titles: [RecordID<GuidePage>: [String: String]] = [:]

  init(_ connection: Connection, of pages: Set<RecordID<GuidePage>>) throws {
    var level = pages
    while !level.isEmpty {
      try read(connection, Array(level))
      level = Set(level.compactMap { members[$0]?.parent }.filter { members[$0] == nil })
    }
  }

  private mutating func read(_ connection: Connection, _ pages: [RecordID<GuidePage>]) throws {
    let rows = try connection.rows(
      """
      select id, parent, case when archived_at is null and status = 'published' and statutory = ''
          and tenant not in \(CenterModule.guide.leftOut) then 1 else 0 end
      from guide_page where id in (\(list: pages))
      """
    ) { row in
      (id: try row.id(GuidePage.self), member: Member(parent: row.optionalID(), isPublic: row.flag()))
    }
    for row in rows { members[row.id] = row.member }
    let names = try connection.rows(
      "select page, language, title from guide_text where vanished = 0 and page in (\(list: pages))"
    ) { row in
      (page: try row.id(GuidePage.self), language: row.text(), title: row.text())
    }
    for name in names { titles[name.page, default: [:]][name.language] = name.title }
  }

  /// The titles of the pages above, topmost first; nothing when the page or one above it is not public.
  func titles(above page: RecordID<GuidePage>, _ language: String) -> [String]? {
    guard let member = members[page], member.isPublic else { return nil }
    var path: [String] = []
    var next = member.parent
    var depth = 0
    while let id = next, depth <= GuideRules.depthLimit {
      guard let above = members[id], above.isPublic, let names = titles[id] else { return nil }
      if let name = names[language] ?? names["de"] { path.append(name) }
      next = above.parent
      depth += 1
    }
    return path.reversed()
  }
}

extension Connection {
  /// The pages that these texts belong to.
  fileprivate func guidePages(ofTexts ids: [String]) throws -> [RecordID<GuidePage>] {
    try rows("select distinct page from guide_text where id in (\(list: ids))") { try $0.id() }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Centers
package import Kernel
internal import Records
package import Storage

extension Connection {
  /// All pages that the public may see, each with its language versions, in the order of their neighbours; one query.
  func publicGuideNodes() throws -> [GuideBook.Node] {
    var nodes: [GuideBook.Node] = []
    var sourceRevision = 0
    try each(
      """
      select p.id, p.tenant, p.parent, p.embedded, p.statutory,
        t.id, t.language, t.title, t.modified_at, t.based_on, t.major_revision
      from guide_page p join guide_text t on t.page = p.id
      where p.archived_at is null and p.status = 'published' and t.archived_at is null and t.vanished = 0
        and p.tenant not in \(CenterModule.guide.leftOut)
      order by p.position, p.id, case when t.language = 'de' then 0 else 1 end, t.language
      """
    ) { row in
      let id: RecordID<GuidePage> = try row.id()
      let tenant: TenantID = try row.id()
      let parent = row.optionalID(GuidePage.self)
      let (isEmbedded, statutory) = (row.flag(), row.text())
      if nodes.last?.id != id {
        nodes.append(
          GuideBook.Node(
            id: id, tenant: tenant, isEmbedded: isEmbedded, statutory: statutory, versions: [], parent: parent))
        sourceRevision = 0
      }
      let text: RecordID<GuideText> = try row.id()
      guard let language = Language(row.text()) else { return }
      let (title, modified) = (row.text(), try row.typed(Moment.self))
      let (basedOn, revision) = (row.integer(), row.integer())
      if language == .german { sourceRevision = revision }
      let isOld = language != .german && basedOn < sourceRevision
      nodes[nodes.count - 1].versions.append(
        GuideBook.Version(
          id: text, language: language, title: title, state: isOld ? .outdated : .current, modified: modified))
    }
    return nodes
  }

  /// Texts by their ids.
  func guideTexts(_ ids: [RecordID<GuideText>]) throws -> [RecordID<GuideText>: Stored<GuideText>] {
    let stored = try list(GuideText.self, in: .everyTenant, where: "id in (\(list: ids))", limit: max(ids.count, 1))
    return Dictionary(stored.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Short texts for lists, without the contents.
  func guideExcerpts(_ ids: [RecordID<GuideText>]) throws -> [RecordID<GuideText>: String] {
    var found: [RecordID<GuideText>: String] = [:]
    try each("select id, excerpt from guide_text where id in (\(list: ids))") { row in
      let id: RecordID<GuideText> = try row.id()
      found[id] = row.text()
    }
    return found
  }

  /// The text of a page in a language.
  package func guideText(
    of page: RecordID<GuidePage>, in language: Language
  ) throws -> Stored<GuideText>? {
    try list(GuideText.self, in: .everyTenant, where: "page = \(page) and language = \(language.code)", limit: 1).first
  }

  /// The title by which a page is known, German where there is one; nothing for an unknown page.
  package func guideTitle(of page: RecordID<GuidePage>) throws -> String? {
    try first(
      """
      select title from guide_text where page = \(page) and archived_at is null
      order by case when language = 'de' then 0 else 1 end, language limit 1
      """
    ) { $0.text() }
  }

  /// Every page with the page above it, whatever its status, of one tenant; for rules about the tree.
  func guideParents(in tenant: TenantID) throws -> [RecordID<GuidePage>: RecordID<GuidePage>?] {
    var parents: [RecordID<GuidePage>: RecordID<GuidePage>?] = [:]
    try each("select id, parent from guide_page where tenant = \(tenant) and archived_at is null") { row in
      let id: RecordID<GuidePage> = try row.id()
      parents.updateValue(row.optionalID(), forKey: id)
    }
    return parents
  }

  /// One page and those above it, each with the page above it; the part of the tree that a new page needs.
  func guideAncestry(
    _ page: RecordID<GuidePage>?, in tenant: TenantID
  ) throws -> [RecordID<GuidePage>: RecordID<GuidePage>?] {
    var parents: [RecordID<GuidePage>: RecordID<GuidePage>?] = [:]
    var next = page
    while let id = next, parents[id] == nil {
      let above = try first(
        "select parent from guide_page where id = \(id) and tenant = \(tenant) and archived_at is null"
      ) { $0.optionalID(GuidePage.self) }
      guard let above else { break }
      parents.updateValue(above, forKey: id)
      next = above
    }
    return parents
  }

  /// The position behind the last page under `parent`.
  func nextGuidePosition(under parent: RecordID<GuidePage>?, in tenant: TenantID) throws -> Int {
    let place: SQL = parent.map { "parent = \($0)" } ?? "parent is null"
    return try number(
      "select coalesce(max(position), 0) + 10 from guide_page where tenant = \(tenant) and archived_at is null and \(place)"
    )
  }

  /// The texts of these pages and of everything under them.
  func guideTexts(under pages: [RecordID<GuidePage>]) throws -> [String] {
    var level = pages
    var texts: [String] = []
    for _ in 0...GuideRules.depthLimit where !level.isEmpty {
      texts += try rows("select id from guide_text where page in (\(list: level))") { $0.text() }
      level = try rows("select id from guide_page where parent in (\(list: level))") { try $0.id() }
    }
    return texts
  }
}

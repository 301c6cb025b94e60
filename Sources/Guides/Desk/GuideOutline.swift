// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// All pages of one tenant as they stand, drafts too, with the titles and states of their versions but without contents.
struct GuideOutline: Sendable {
  struct Version: Sendable {
    let language: Language
    let title: String
    let state: GuideText.State
    let isVanished: Bool
  }

  struct Entry: Sendable {
    let page: Stored<GuidePage>
    /// German first.
    let versions: [Version]
    let depth: Int
    /// Pages above it, the nearest last.
    let isFirst: Bool
    let isLast: Bool

    var id: RecordID<GuidePage> { page.id }
    var title: String { versions.first?.title ?? "" }
  }

  /// In reading order, from top to bottom.
  let entries: [Entry]

  init(_ pages: [Stored<GuidePage>], _ versions: [RecordID<GuidePage>: [Version]]) {
    let known = Set(pages.map(\.id))
    let byParent = Dictionary(grouping: pages) { page in page.record.parent.flatMap { known.contains($0) ? $0 : nil } }
    var entries: [Entry] = []
    var open = Self.level(byParent[nil] ?? [], 0)
    while let next = open.popLast() {
      entries.append(
        Entry(
          page: next.page, versions: versions[next.page.id] ?? [], depth: next.depth, isFirst: next.isFirst,
          isLast: next.isLast))
      if next.depth < GuideRules.depthLimit { open += Self.level(byParent[next.page.id] ?? [], next.depth + 1) }
    }
    self.entries = entries
  }

  subscript(_ id: RecordID<GuidePage>) -> Entry? { entries.first { $0.id == id } }

  private typealias Open = (page: Stored<GuidePage>, depth: Int, isFirst: Bool, isLast: Bool)

  /// Neighbours, the last one first, as they are taken from the end.
  private static func level(_ pages: [Stored<GuidePage>], _ depth: Int) -> [Open] {
    let sorted = pages.sorted { ($0.record.position, $0.id) < ($1.record.position, $1.id) }
    return sorted.enumerated().map { index, page in
      (page: page, depth: depth, isFirst: index == 0, isLast: index == sorted.count - 1)
    }.reversed()
  }
}

extension Connection {
  /// The guide of a tenant; two queries.
  func guideOutline(of tenant: TenantID) throws -> GuideOutline {
    let pages = try list(GuidePage.self, in: .tenant(tenant), order: "position", limit: 20_000)
    var versions: [RecordID<GuidePage>: [GuideOutline.Version]] = [:]
    var source: (page: RecordID<GuidePage>, major: Int)?
    try each(
      """
      select page, language, title, based_on, major_revision, vanished from guide_text
      where tenant = \(tenant) and archived_at is null
      order by page, case when language = 'de' then 0 else 1 end, language
      """
    ) { row in
      let page: RecordID<GuidePage> = try row.id()
      let (code, title) = (row.text(), row.text())
      let (basedOn, major, isVanished) = (row.integer(), row.integer(), row.flag())
      guard let language = Language(code) else { return }
      if language == .german { source = (page, major) }
      let isOld = language != .german && source.map { $0.page == page && basedOn < $0.major } == true
      versions[page, default: []].append(
        GuideOutline.Version(
          language: language, title: title, state: isOld ? .outdated : .current, isVanished: isVanished))
    }
    return GuideOutline(pages, versions)
  }

  /// Pages with the same page above them, in their order.
  func guideSiblings(under parent: RecordID<GuidePage>?, in tenant: TenantID) throws -> [Stored<GuidePage>] {
    let place: SQL = parent.map { "parent = \($0)" } ?? "parent is null"
    return try list(GuidePage.self, in: .tenant(tenant), where: place, order: "position", limit: 20_000)
  }
}

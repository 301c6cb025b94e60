// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// The texts of a guide for a translation agency (F40): title and content of each page; contents as HTML.
enum GuideAgency {
  private static let parts = ["title", "content"]
  /// What keeps one page out and not the whole file.
  private static let refusals: Set<Problem.Kind> = [.invalid, .conflict, .forbidden, .tooLarge, .notFound]

  static let texts = AgencyTexts(
    list: GuideDeskPath.tree, heading: GuidePage.descriptor.many, kind: GuidePage.descriptor.kind,
    permission: GuidePermissions.edit, units: units, keep: keep)

  @Sendable private static func units(
    _ staff: StaffVisit, _ language: Language, _ onlyOpen: Bool, _ connection: Connection
  ) throws -> [XLIFFDocument.Unit] {
    let tenant = try staff.tenant()
    try staff.require(GuidePermissions.edit, about: Subject(tenant: tenant, kind: GuidePage.descriptor.kind))
    let pages = try connection.list(GuidePage.self, in: .tenant(tenant), order: "position", limit: 10_000)
    var units: [XLIFFDocument.Unit] = []
    for page in pages {
      guard let german = try connection.guideText(of: page.id, in: .german)?.record, !german.isVanished else {
        continue
      }
      let present = try connection.guideText(of: page.id, in: language)?.record
      let isOpen = present.map { $0.state(source: german) == .outdated } ?? true
      if onlyOpen, !isOpen { continue }
      for part in parts {
        let target = present.map { text(part, of: $0) } ?? ""
        let id = AgencyUnitID(
          GuidePage.descriptor.kind, page.id.identifier, part, version: german.revision, target: target)
        units.append(
          XLIFFDocument.Unit(
            id: id.text, note: "\(german.title) – \(part == "title" ? "Titel" : "Text (HTML)")",
            source: text(part, of: german), target: target))
      }
    }
    return units
  }

  private static func text(_ part: String, of text: GuideText) -> String { part == "title" ? text.title : text.content }

  /// Title and content of a page are kept together; where one did not come back, the present one stays.
  @Sendable private static func keep(
    _ staff: StaffVisit, _ units: [XLIFFDocument.Unit], _ language: Language, _ transaction: Transaction
  ) throws -> [AgencyTexts.Outcome] {
    var outcomes = [AgencyTexts.Outcome](repeating: .same, count: units.count)
    var byPage: [Identifier: [(index: Int, id: AgencyUnitID)]] = [:]
    for (index, unit) in units.enumerated() where !unit.target.isEmpty {
      guard let id = AgencyUnitID(unit.id), id.kind == GuidePage.descriptor.kind, parts.contains(id.field) else {
        outcomes[index] = .refused("Diese Seite gibt es hier nicht (mehr).")
        continue
      }
      byPage[id.record, default: []].append((index, id))
    }
    for (page, back) in byPage {
      let outcome: AgencyTexts.Outcome
      do {
        outcome = try keep(back.map { (units[$0.index], $0.id) }, of: RecordID(page), language, staff, transaction)
      } catch let problem as Problem where refusals.contains(problem.kind) {
        outcome = .refused(problem.sentence)
      }
      for unit in back { outcomes[unit.index] = outcome }
    }
    return outcomes
  }

  private static func keep(
    _ back: [(unit: XLIFFDocument.Unit, id: AgencyUnitID)], of id: RecordID<GuidePage>, _ language: Language,
    _ staff: StaffVisit, _ transaction: Transaction
  ) throws -> AgencyTexts.Outcome {
    guard let page = try transaction.find(GuidePage.self, id, in: .tenant(staff.tenant())), page.archivedAt == nil,
      let german = try transaction.guideText(of: id, in: .german)?.record
    else { return .refused("Diese Seite gibt es hier nicht (mehr).") }
    try staff.require(GuidePermissions.edit, about: GuideDesk.subject(page))
    let present = try transaction.guideText(of: id, in: language)?.record
    for (_, id) in back where AgencyUnitID.digest(present.map { text(id.field, of: $0) } ?? "") != id.digest {
      return .refused("Der Text wurde hier inzwischen anders übersetzt; er bleibt, wie er ist.")
    }
    func part(_ name: String) -> String? { back.first { $0.id.field == name }?.unit.target }
    guard let title = part("title") ?? present?.title, let content = part("content") ?? present?.content else {
      return .refused("Titel und Text einer neuen Fassung müssen beide übersetzt sein.")
    }
    let draft = GuideDraft(title: title.trimmed, content: try CleanHTML(cleaning: content))
    let revision = min(back.map(\.id.version).min() ?? german.revision, german.revision)
    let isSame =
      present.map { $0.title == draft.title && $0.content == draft.content.text && $0.basedOn == revision } ?? false
    if isSame { return .same }
    try GuideActions.translate(id, into: language, draft, basedOn: revision, of: page.tenant, transaction)
    return .kept
  }
}

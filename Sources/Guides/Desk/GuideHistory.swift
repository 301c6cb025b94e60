// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Who changed which version of a page, and taking a change back (F30).
extension GuideDesk {
  static let historyPath = DeskPath("wegweisertexte")

  var historyRoutes: [Route] {
    let view = Requirement.permission(GuidePermissions.view)
    return DeskForms(Self.texts, services).historyRoutes + [
      .staff(.get, Self.historyPath.list.text, view) { .seeOther($0.view.link(GuideDeskPath.tree)) },
      .staff(.get, Self.historyPath.list.text + "/{id}", view, version),
    ]
  }

  /// A change that is taken back is an edit like any other: counted, and for translations in need of a look.
  private static let texts = Desk<GuideText>(
    historyPath.slug, view: GuidePermissions.view, edit: GuidePermissions.edit,
    save: { text, stored, _, transaction in
      guard let stored else { throw Problem.notFound }
      var kept = stored.record
      (kept.title, kept.excerpt) = (text.title, text.excerpt)
      kept.setContent(of: text)
      guard kept != stored.record else { return }
      kept.count(isMinor: false)
      if kept.language != Language.german.code { kept.basedOn = 0 }
      try transaction.save(kept, over: stored, as: "guide_text.edited")
    },
    archive: { _, _ in
      throw Problem("guide.no-archive", .conflict, "Eine einzelne Fassung wird nicht archiviert, nur die ganze Seite.")
    })

  /// The editor of a version by its own id, where histories lead back to.
  @Sendable private func version(_ staff: StaffVisit) async throws -> Reply {
    let id: RecordID<GuideText> = try staff.visit.id("id")
    let tenant = try staff.tenant()
    let stored = try await services.database.ask { try $0.find(GuideText.self, id, in: .tenant(tenant)) }
    guard let text = stored?.record, let page = text.page, let language = Language(text.language) else {
      throw Problem.notFound
    }
    let mayEdit = staff.may(GuidePermissions.edit, about: Subject(tenant: tenant, kind: GuidePage.descriptor.kind))
    return .seeOther(staff.view.link(mayEdit ? GuideDeskPath.text(page, language) : GuideDeskPath.page(page)))
  }
}

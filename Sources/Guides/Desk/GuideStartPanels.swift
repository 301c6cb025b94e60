// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web
package import Workplace

/// What waits in the guide: shown on the start page to those who keep it.
package enum GuideStartPanels {
  package static let all = [translations, drafts]

  /// Translations that lag behind the German text (F38).
  private static let translations = StartPanel(GuideDeskText.oldTranslations, .permission(GuidePermissions.edit)) {
    staff in
    let rows = try await outline(staff).entries.compactMap { entry -> StartPanel.Row? in
      let old = entry.versions.filter { $0.state == .outdated && !$0.isVanished }.map(\.language.code)
      if old.isEmpty { return nil }
      let names = old.map { LanguageNames.name($0, in: staff.view.language) }
      return StartPanel.Row(entry.title, GuideDeskPath.page(entry.id), note: names.joined(separator: ", "))
    }
    return content(rows)
  }

  private static let drafts = StartPanel(GuideDeskText.drafts, .permission(GuidePermissions.edit)) { staff in
    let drafts = try await outline(staff).entries.filter { $0.page.record.status == .draft }
    return content(drafts.map { StartPanel.Row($0.title, GuideDeskPath.page($0.id)) })
  }

  private static func outline(_ staff: StaffVisit) async throws -> GuideOutline {
    let tenant = try staff.tenant()
    return try await staff.services.database.read { try $0.guideOutline(of: tenant) }
  }

  private static func content(_ rows: [StartPanel.Row]) -> StartPanel.Content {
    StartPanel.Content(count: rows.count, rows: Array(rows.prefix(StartPanel.rows)), all: GuideDeskPath.tree)
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
package import Web
package import Workplace

/// Who keeps the pages of a guide.
package enum GuidePermissions {
  private static let keepers: Set<Role> = [
    .centerHead, .centerStaff, .centerAdministration, .coordinationHead, .coordinationMember,
  ]

  package static let view = Permission(
    "guide.view", "Wegweiser am Arbeitsplatz ansehen", keepers.union([.centerReader]))
  package static let edit = Permission("guide.edit", "Wegweiser bearbeiten und übersetzen", keepers)
  package static let publish = Permission(
    "guide.publish", "Wegweiserseiten veröffentlichen", [.centerHead, .centerStaff, .coordinationHead])

  package static let all = [view, edit, publish]
}

/// The desk at which a centre, or the coordination body, keeps its guide: a tree of pages with their language versions.
package struct GuideDesk: Sendable {
  package static let menu = [
    StaffLink(GuideDeskText.guide, GuideDeskPath.tree, .permission(GuidePermissions.view), in: .directory)
  ]

  /// The texts of published pages, for the check of links.
  package static let links = LinkSource(kind: GuideText.descriptor.kind) { connection, after, limit in
    let texts = try connection.list(
      GuideText.self, in: .everyTenant,
      where: """
        id > \(after) and vanished = 0 and exists (select 1 from guide_page p
          where p.id = guide_text.page and p.archived_at is null and p.status = 'published')
        """, limit: limit)
    return texts.compactMap { stored -> LinkSource.Holder? in
      let text = stored.record
      guard let page = text.page, let language = Language(text.language) else { return nil }
      return LinkSource.Holder(
        id: stored.id.identifier, tenant: stored.tenant, title: text.title,
        path: GuideDeskPath.text(page, language), addresses: LinkSource.addresses(inHTML: text.content))
    }
  }

  let services: Services

  package init(_ services: Services) { self.services = services }

  package var routes: [Route] {
    let view = Requirement.permission(GuidePermissions.view)
    let edit = Requirement.permission(GuidePermissions.edit)
    let publish = Requirement.permission(GuidePermissions.publish)
    return [
      .staff(.get, GuideDeskPath.treePattern, view, tree),
      .staff(.get, GuideDeskPath.newPattern, edit, newPage), .staff(.post, GuideDeskPath.newPattern, edit, create),
      .staff(.get, GuideDeskPath.pagePattern, view, page),
      .staff(.post, GuideDeskPath.movePattern, edit, move),
      .staff(.post, GuideDeskPath.statusPattern, publish, setStatus),
      .staff(.post, GuideDeskPath.archivePattern, edit, archive),
      .staff(.get, GuideDeskPath.textPattern, edit, editor), .staff(.post, GuideDeskPath.textPattern, edit, change),
    ] + commentRoutes + historyRoutes + AgencyPages(GuideAgency.texts, services).routes
  }

  // MARK: - What all pages need

  static func subject(_ stored: Stored<GuidePage>) -> Subject {
    Subject(tenant: stored.tenant, kind: GuidePage.descriptor.kind, record: stored.id.identifier)
  }

  /// The page of the address.
  ///
  /// - Throws: a `Problem` "not found" for other tenants' pages, archived ones and unknown ids.
  func opened(_ staff: StaffVisit, _ permission: Permission, _ connection: Connection) throws -> Stored<GuidePage> {
    let id: RecordID<GuidePage> = try staff.visit.id("id")
    guard let stored = try connection.find(GuidePage.self, id, in: .tenant(staff.tenant())), stored.archivedAt == nil
    else { throw Problem.notFound }
    try staff.require(permission, about: Self.subject(stored))
    return stored
  }

  static func check<R: Record>(_ form: Parameters, _ stored: Stored<R>) throws(Problem) {
    guard form[version].flatMap({ Int($0) }) == stored.version else {
      throw Problem(
        "record.changed-meanwhile", .conflict,
        "„\(R.descriptor.one)“ wurde inzwischen von jemand anderem geändert. Bitte laden Sie die Seite neu.")
    }
  }

  static let version = "version"
}

// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import HTTPTypes
internal import Kernel
package import Records
package import Storage
internal import Web

/// Who sees links that lead nowhere; who may change the records mends them.
package enum LinkPermissions {
  private static let keepers: Set<Role> = [
    .centerHead, .centerStaff, .centerAdministration, .coordinationHead, .coordinationMember,
  ]
  package static let view = Permission("link.view", "Defekte Links ansehen", keepers.union([.centerReader]))
  package static let check = Permission("link.check", "Links prüfen lassen", keepers)
  package static let all = [view, check]
}

/// The list of links that lead nowhere (F35).
struct LinkPages: Sendable {
  let services: Services

  static let path = Path("arbeitsplatz", "links")
  private static let checkPath = Path("arbeitsplatz", "links", "pruefen")

  var routes: [Route] {
    [
      .staff(.get, Self.path.text, .permission(LinkPermissions.view), list),
      .staff(.post, Self.checkPath.text, .permission(LinkPermissions.check), check),
    ]
  }

  static let menu = StaffLink(WorkplaceText.links, path, .permission(LinkPermissions.view), in: .work)

  /// The first of them on the start page.
  static let panel = StartPanel(WorkplaceText.links, .permission(LinkPermissions.check)) { staff in
    let tenant = try staff.tenant()
    return try await staff.services.database.read { connection in
      let rows = try connection.brokenLinks(of: tenant, limit: StartPanel.rows).map { link in
        StartPanel.Row(link.title, Self.local(link.path), note: link.address)
      }
      return StartPanel.Content(count: try connection.brokenLinkCount(of: tenant), rows: rows, all: path)
    }
  }

  @Sendable private func list(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let page = try ListPage(staff.query, perPage: 50)
    let (links, total) = try await services.database.read { connection in
      (
        try connection.brokenLinks(of: tenant, limit: page.perPage, offset: page.offset),
        try connection.brokenLinkCount(of: tenant)
      )
    }
    let view = staff.view
    let main: HTML = """
      <h1>\(view[WorkplaceText.links])</h1><p class="lead">\(view[WorkplaceText.linksLead])</p>\
      \(if: staff.query["meldung"] == "geprueft", """
        <div class="note ok" role="status">\(Icon.yes.html)<p>\(view[WorkplaceText.linksAsked])</p></div>
        """)\
      \(links.isEmpty ? "<p class=\"checked\">\(Icon.yes.html)\(view[WorkplaceText.linksNone])</p>" : table(links, view))\
      \(pager(page, total: total, view) { Path(["arbeitsplatz", "links"], query: [("page", String($0))]) })
      \(if: staff.may(LinkPermissions.check), """
        <form method="post" action="\(view.link(Self.checkPath))">\(staff.formToken)\
        <button class="btn alt">\(view[WorkplaceText.linksCheck])</button></form>
        """)
      """
    return staff.page(StaffHead(view[WorkplaceText.links], current: Self.path), main)
  }

  private func table(_ links: [BrokenLink], _ view: View) -> HTML {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(view[WorkplaceText.links])"><table>\
    <caption class="vh">\(view[WorkplaceText.links])</caption><thead><tr>\
    <th scope="col">\(view[WorkplaceText.linksRecord])</th><th scope="col">\(view[WorkplaceText.linksAddress])</th>\
    <th scope="col">\(view[WorkplaceText.linksReason])</th><th scope="col">\(view[WorkplaceText.linksSince])</th>\
    </tr></thead><tbody>\(each: links, { link in
      """
      <tr><th scope="row"><a href="\(view.link(Self.local(link.path)))" lang="de">\(link.title)</a></th>\
      <td><bdi dir="ltr">\(link.address)</bdi></td><td>\(view[link.reason.text])</td>\
      <td>\(link.since.map { view.day($0.berlin.day) })</td></tr>

      """
    })</tbody></table></div>
    """
  }

  /// An address that a source made, kept as text.
  private static func local(_ path: String) -> Path {
    Path(path.split(separator: "/").map { Percent.decode($0.utf8, plus: false) })
  }

  /// One look at a time, however often somebody asks.
  @Sendable private func check(_ staff: StaffVisit) async throws -> Reply {
    _ = try await staff.form()
    let tenant = try staff.tenant()
    try await services.database.write(by: staff.principal) { transaction in
      let waiting = try transaction.number(
        "select count(*) from job where name = \(LinkCheck.job) and state in ('waiting', 'running')")
      if waiting == 0 { try transaction.enqueue(LinkCheck.job, of: tenant, input: "") }
    }
    return .seeOther(staff.view.link(Path(["arbeitsplatz", "links"], query: [("meldung", "geprueft")])))
  }
}

extension LinkFault {
  var text: WorkplaceText {
    switch self {
    case .missing: .linkMissing
    case .unknownHost: .linkUnknownHost
    case .unreachable: .linkUnreachable
    case .insecure: .linkInsecure
    case .slow: .linkSlow
    case .refused: .linkRefused
    case .failing: .linkFailing
    }
  }
}

extension QualityRules {
  /// Links of a record that lead nowhere.
  package static func links<R: Record>(
    of stored: Stored<R>, slug: String, _ connection: Connection
  ) throws -> [QualityHint] {
    try connection.brokenLinks(in: R.descriptor.kind, stored.id.identifier).map { address in
      QualityHint("", "„\(address)“ führt ins Leere.", DeskPath(slug).edit(stored.id.text))
    }
  }
}

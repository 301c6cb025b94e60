// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Logging
internal import Web

/// The first page after signing in.
struct StartPages: Sendable {
  let panels: [StartPanel]

  var route: Route { .staff(.get, DeskPath.start.text, .signedIn, page) }

  @Sendable private func page(_ staff: StaffVisit) async throws -> Reply {
    var parts: [(title: String, content: StartPanel.Content?)] = []
    for panel in panels where Decision.on(panel.access, for: staff.user).isAllowed {
      let title = staff.view.texts[named: panel.title] ?? panel.title
      parts.append((title, await content(of: panel, staff)))
    }
    let heading = staff.view(WorkplaceText.startHeading, ["name": staff.user.name])
    return staff.page(StaffHead(heading, current: DeskPath.start), view(heading, parts, staff))
  }

  /// One part that fails does not take the others with it.
  private func content(of panel: StartPanel, _ staff: StaffVisit) async -> StartPanel.Content? {
    if staff.user.tenant == nil { return StartPanel.Content(count: 0, rows: []) }
    do {
      return try await panel.load(staff)
    } catch {
      staff.services.logger.error("start panel failed", metadata: ["panel": "\(panel.title)", "error": "\(error)"])
      return nil
    }
  }

  private func view(
    _ heading: String, _ parts: [(title: String, content: StartPanel.Content?)], _ staff: StaffVisit
  ) -> HTML {
    let view = staff.view
    let waiting = parts.filter { $0.content?.count != 0 }
    let done = parts.filter { $0.content?.count == 0 }
    return """
      <h1>\(heading)</h1>
      <p class="lead">\(view[waiting.isEmpty ? WorkplaceText.startAllDone : WorkplaceText.startLead])</p>
      \(waiting.isEmpty ? directories(staff) : "<div class=\"panels\">\(each: waiting, { panel($0.title, $0.content, view) })</div>")
      \(if: !done.isEmpty, """
        <p class="muted small">\(view[WorkplaceText.startNothing]) \(done.map(\.title).joined(separator: " · "))</p>
        """)
      """
  }

  /// Where somebody may go on to when nothing is waiting.
  private func directories(_ staff: StaffVisit) -> HTML {
    """
    <ul class="kids two">\(each: staff.menu.filter { $0.section == .directory }, { link in
      """
      <li><a href="\(staff.view.link(link.path))">\(staff.view.texts[named: link.text] ?? link.text)</a></li>
      """
    })</ul>
    """
  }

  private func panel(_ title: String, _ content: StartPanel.Content?, _ view: View) -> HTML {
    guard let content else {
      return """
        <section class="panel"><h2>\(title)</h2>\
        <p class="note warn">\(Icon.warn.html)\(view[WorkplaceText.startFailed])</p></section>

        """
    }
    return """
      <section class="panel"><h2>\(title) <span class="badge">\(view.texts.number(content.count))</span></h2>
      <ul class="plain">\(each: content.rows.prefix(StartPanel.rows), { row in
        """
        <li><a href="\(view.link(row.path))" lang="de">\(row.title)</a>\
        \(if: !row.note.isEmpty, "<span class=\"muted small\">\(row.note)</span>")</li>
        """
      })</ul>\(if: content.count > content.rows.count, more(content, view))</section>

      """
  }

  private func more(_ content: StartPanel.Content, _ view: View) -> HTML {
    guard let all = content.all else { return HTML() }
    return """
      <p><a class="more" href="\(view.link(all))">\
      \(view(WorkplaceText.startMore, ["n": view.texts.number(content.count)]))</a></p>
      """
  }
}

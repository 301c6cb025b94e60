// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Web
internal import Workplace

/// The pages of a team as markup.
struct TeamView {
  /// The id of a field whose name the page's other form has too.
  static let deputyEnd = "ende"

  let team: Team
  let staff: StaffVisit

  private var view: View { staff.view }
  private var roles: [Role] { RightsRules.roles(staff.user, mayGiveIn: team.tenant, team.place) }

  func head(_ title: String) -> StaffHead {
    StaffHead(
      title, current: RightsPath.team, crumbs: [(view[RightsText.team], RightsPath.team(of: team.tenant))])
  }

  // MARK: - List

  func list(_ rows: [TeamRow], _ query: TeamQuery, teams: [Team]) -> HTML {
    let shown = Array(rows.dropFirst(query.page.offset).prefix(query.page.perPage))
    return """
      <h1>\(view(RightsText.teamOf, ["name": team.name]))</h1><p class="lead">\(view[RightsText.teamLead])</p>
      \(if: !roles.isEmpty, """
        <p><a class="btn" href="\(view.link(RightsPath.team(["einladen"], of: team.tenant)))">\(view[RightsText.invite])</a></p>
        """)
      \(filter(query, teams))
      <p class="total" role="status">\(view.count(RightsText.people, rows.count))</p>
      <div class="scroll" role="region" aria-label="\(view[RightsText.team])" tabindex="0"><table class="list">\
      <caption class="vh">\(view(RightsText.teamOf, ["name": team.name]))</caption><thead><tr>\
      \(each: [RightsText.name, .mail, .role, .from, .until, .status], { "<th scope=\"col\">\(view[$0])</th>" })\
      </tr></thead><tbody>\(each: shown, row)</tbody></table></div>
      \(pager(query.page, total: rows.count, view) { page in
        RightsPath.team(of: team.tenant, query.pairs + [("page", String(page)), ("per_page", String(query.page.perPage))])
      })
      <p><a href="\(view.link(RightsPath.team(["tabelle.csv"], of: team.tenant, query.pairs)))">\
      \(view[RightsText.table])</a></p>
      """
  }

  private func filter(_ query: TeamQuery, _ teams: [Team]) -> HTML {
    var form = RightsForm(view, Dictionary(query.pairs) { one, _ in one })
    form.values[TeamPages.tenantField] = team.tenant.text
    let held = Role.allCases.filter { $0.place == team.place }.map { (value: $0.rawValue, label: $0.label) }
    let orders = [("name", RightsText.sortName), ("rolle", .sortRole), ("bis", .sortUntil)]
    return """
      <form class="form" method="get" action="\(view.link(RightsPath.team))">\
      \(if: teams.isEmpty, "<input type=\"hidden\" name=\"\(TeamPages.tenantField)\" value=\"\(team.tenant)\">")\
      \(if: !teams.isEmpty, form.select(
        TeamPages.tenantField, .choose, teams.map { (value: $0.tenant.text, label: $0.name) }))\
      \(form.line("q", .search, type: "search", limit: 100, hint: .searchHint, isRequired: false))\
      \(form.select("rolle", .role, [(value: "", label: view[RightsText.anyRole])] + held))\
      \(form.select("sortierung", .sort, orders.map { (value: $0.0, label: view[$0.1]) }))\
      <button class="btn alt">\(view[RightsText.show])</button></form>
      """
  }

  private func row(_ row: TeamRow) -> HTML {
    let mayOpen = roles.contains(row.role)
    let path = RightsPath.entry(row.id, of: team.tenant)
    return """
      <tr><th scope="row">\(if: mayOpen, "<a href=\"\(view.link(path))\">\(row.name)</a>")\
      \(if: !mayOpen, "\(row.name)")</th><td>\(row.mail)</td><td lang="de">\(role(row))</td>\
      <td>\(row.from.map { view.day($0) })</td><td>\(row.until.map { view.day($0) })</td>\
      <td lang="de">\(row.status.label)</td></tr>
      """
  }

  private func role(_ row: TeamRow) -> HTML {
    """
    \(row.role.label)\(if: !row.organisation.isEmpty, "<br><small>\(row.organisation)</small>")\
    \(if: !row.deputyFor.isEmpty, "<br><small>\(view(RightsText.deputyOf, ["name": row.deputyFor]))</small>")
    """
  }

  // MARK: - Forms

  func invitation(_ form: RightsForm, organisations: [RightsForm.Option]) -> HTML {
    """
    <h1>\(view[RightsText.invite])</h1><p class="lead">\(view[RightsText.inviteLead])</p>\(form.summary)
    <form class="form" method="post" action="\(view.link(RightsPath.team(["einladen"], of: team.tenant)))" novalidate>\
    \(staff.formToken)\(form.line("name", .name))\(form.line("mail", .mail, type: "email", limit: 254))\
    \(roleFields(form, organisations))<button class="btn">\(view[RightsText.inviteButton])</button></form>
    """
  }

  func entry(
    _ row: TeamRow, _ form: RightsForm, colleagues: [TeamRow], organisations: [RightsForm.Option]
  ) -> HTML {
    let isOwn = row.account.identifier == staff.user.account
    return """
      <h1>\(row.name)</h1><p lang="de">\(row.mail) · \(role(row))</p>\(form.summary)
      \(if: isOwn, "<p class=\"note\">\(view[RightsText.ownEntry])</p>")\
      \(if: !isOwn && row.deputyFor.isEmpty, """
        <form class="form" method="post" action="\(view.link(RightsPath.entry(row.id, of: team.tenant)))" novalidate>\
        \(staff.formToken)\(roleFields(form, organisations))<button class="btn">\(view[RightsText.save])</button></form>
        """)\
      \(if: row.role.isHead && row.deputyFor.isEmpty, deputy(row, form, colleagues))\
      \(if: !isOwn, """
        <section class="sec"><h2>\(view[RightsText.remove])</h2><p>\(view[RightsText.removeLead])</p>\
        <form method="post" action="\(view.link(RightsPath.entry(row.id, "entfernen", of: team.tenant)))">\
        \(staff.formToken)<button class="btn alt">\(view[RightsText.remove])</button></form></section>
        """)
      """
  }

  private func roleFields(_ form: RightsForm, _ organisations: [RightsForm.Option]) -> HTML {
    let none = [(value: "", label: view[RightsText.noOrganisation])]
    return """
      \(form.select("rolle", .role, roles.map { (value: $0.rawValue, label: $0.label) }))\
      \(if: team.place == .center, form.select(
        "organisation", .organisation, none + organisations, hint: .organisationHint))\
      \(form.line("bis", .until, type: "date", limit: 10, hint: .untilHint, isRequired: false))
      """
  }

  private func deputy(_ row: TeamRow, _ form: RightsForm, _ colleagues: [TeamRow]) -> HTML {
    let people = colleagues.filter {
      !$0.role.isHead && $0.role != .provider && $0.deputyFor.isEmpty && $0.account.identifier != staff.user.account
        && $0.account != row.account
    }
    if people.isEmpty { return HTML() }
    return """
      <section class="sec"><h2>\(view[RightsText.deputy])</h2><p>\(view[RightsText.deputyLead])</p>\
      <form class="form" method="post" action="\(view.link(RightsPath.entry(row.id, "vertretung", of: team.tenant)))" \
      novalidate>\(staff.formToken)\
      \(form.select("person", .person, people.map { (value: $0.account.text, label: $0.name) }))\
      \(form.line("von", .from, type: "date", limit: 10))\
      \(form.line(Self.deputyEnd, .until, type: "date", limit: 10, sentAs: "bis"))\
      <button class="btn">\(view[RightsText.deputyButton])</button></form></section>
      """
  }
}

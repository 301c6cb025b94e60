// SPDX-License-Identifier: EUPL-1.2
internal import Access
package import HTTPTypes
internal import Kernel
package import Web

/// What one staff page says of itself.
package struct StaffHead: Sendable {
  package var title: String
  /// The menu entry that is current.
  package var current: Path?
  /// The way from the start page of the workplace down to the page above this one.
  package var crumbs: [(String, Path)]

  package init(_ title: String, current: Path? = nil, crumbs: [(String, Path)] = []) {
    self.title = title
    self.current = current
    self.crumbs = crumbs
  }
}

extension StaffVisit {
  /// The entries of the menu that the person may open.
  var menu: [StaffLink] { services.door.menu.filter { Decision.on($0.access, for: user).isAllowed } }

  /// A whole page in the frame of the workplace; never kept for others.
  package func page(_ head: StaffHead, _ main: HTML, status: HTTPResponse.Status = .ok) -> Reply {
    .page(StaffFrame(staff: self, head: head).document(main), status: status, isPublic: false)
  }
}

/// The document around every page at the workplace.
struct StaffFrame {
  let staff: StaffVisit
  let head: StaffHead

  private var view: View { staff.view }
  private var target: String { staff.visit.target }

  func document(_ main: HTML) -> HTML {
    """
    <!doctype html>
    <html lang="\(view.language.code)" dir="\(view.language.direction)">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(head.title) – \(view[WebText.siteName])</title><meta name="robots" content="noindex">
    <link rel="stylesheet" href="\(view.file(AssetPath.stylesheet))">
    <link rel="stylesheet" href="\(view.file(DeskPath.stylesheet))">
    <link rel="icon" href="\(view.file(AssetPath.icon))" type="image/svg+xml">
    <script src="\(view.file(AssetPath.script))" defer></script>
    <script src="\(view.file(DeskPath.script))" defer></script></head>
    <body class="staff"><a class="skip" href="#inhalt">\(view[WebText.skip])</a>
    \(header)<div class="wrap work">\(menu)<main id="inhalt" tabindex="-1">
    \(crumbs)\(told)\(main)
    </main></div></body></html>

    """
  }

  // MARK: - Head

  private var header: HTML {
    """
    <header class="top"><div class="strip"></div><div class="wrap bar">
    <a class="brand" href="\(view.link(DeskPath.start))"><span><b lang="de">Verbund</b>\
    <small>\(view[WorkplaceText.frameWorkplace])</small></span></a>
    \(center)\(person)
    <button class="menu" type="button" popovertarget="arbeitsmenue">\(Icon.menu.html)\
    \(view[WorkplaceText.frameMenu])</button>
    </div></header>
    \(if: staff.services.site.isExample, """
      <div class="example"><div class="wrap"><p>\(Icon.info.html)\(view[WebText.exampleData])</p></div></div>
      """)
    """
  }

  private func name(_ tenant: TenantID) -> String { staff.services.door.tenantName(tenant) }

  /// The tenants that the person may work in, in the order in which they hold them.
  private var tenants: [TenantID] {
    var tenants: [TenantID] = []
    for case let tenant? in staff.user.memberships.map(\.tenant) where !tenants.contains(tenant) {
      tenants.append(tenant)
    }
    return tenants
  }

  private var center: HTML {
    let others = tenants.filter { $0 != staff.user.tenant }
    let current = staff.user.tenant.map(name) ?? ""
    if others.isEmpty { return current.isEmpty ? HTML() : "<p class=\"center\" lang=\"de\">\(current)</p>" }
    return """
      <details class="lang center"><summary><span class="vh">\(view[WorkplaceText.frameCenter]): </span>\
      <span lang="de">\(current.isEmpty ? "–" : current)</span></summary>\
      <div class="drop"><form method="post" action="\(view.link(DeskPath.changeTenant))">\(staff.formToken)\
      <p>\(view[WorkplaceText.frameChangeCenter])</p>\(each: others, { tenant in
        let label = name(tenant)
        return """
          <button class="pick" name="tenant" value="\(tenant)" lang="de">\(label.isEmpty ? tenant.text : label)</button>
          """
      })</form></div></details>
      """
  }

  private var person: HTML {
    let deputies = Set(staff.user.memberships.map(\.deputyFor)).filter { !$0.isEmpty }.sorted()
    return """
      <details class="lang person"><summary>\(Icon.people.html)\
      <span class="vh">\(view[WorkplaceText.frameYou]) </span><span class="who">\(staff.user.name)</span></summary>\
      <div class="drop">\(each: deputies, { deputy in
        "<p class=\"small\">\(view(WorkplaceText.frameDeputy, ["name": deputy]))</p>"
      })<ul class="plain"><li><a href="\(view.link(DeskPath.account))">\(view[WorkplaceText.frameAccount])</a></li>\
      <li><a href="\(view.link(.home))">\(view[WorkplaceText.framePublicSite])</a></li>\
      \(each: Language.interface.filter { $0 != view.language }, language)</ul>\
      <form method="post" action="\(view.link(DeskPath.signOut))">\(staff.formToken)\
      <button class="btn alt">\(view[WorkplaceText.frameSignOut])</button></form></div></details>
      """
  }

  private func language(_ language: Language) -> HTML {
    let path = staff.services.frame.languagePath(language.code, target)
    return """
      <li><a href="\(view.file(path))" lang="\(language.code)" hreflang="\(language.code)" dir="\(language.direction)" \
      rel="nofollow">\(LanguageNames.own(language))</a></li>
      """
  }

  // MARK: - Menu and way

  private var menu: HTML {
    let links = staff.menu
    return """
      <nav class="desk" id="arbeitsmenue" popover aria-label="\(view[WorkplaceText.frameMainMenu])">\
      <button class="btn alt close" type="button" popovertarget="arbeitsmenue" popovertargetaction="hide">\
      \(Icon.close.html)\(view[WebText.close])</button>
      <ul class="plain">\(item(view[WorkplaceText.frameWorkplace], DeskPath.start))</ul>
      \(each: StaffLink.Section.allCases, { section in
        self.section(section, links.filter { $0.section == section })
      })</nav>

      """
  }

  private func section(_ section: StaffLink.Section, _ links: [StaffLink]) -> HTML {
    if links.isEmpty { return HTML() }
    return """
      <h2>\(view[Self.heading(section)])</h2><ul class="plain">\(each: links, { link in
        item(view.texts[named: link.text] ?? link.text, link.path)
      })</ul>

      """
  }

  private func item(_ text: String, _ path: Path) -> HTML {
    "<li><a href=\"\(view.link(path))\"\(if: path == head.current, " aria-current=\"page\"")>\(text)</a></li>"
  }

  private static func heading(_ section: StaffLink.Section) -> WorkplaceText {
    switch section {
    case .today: .frameToday
    case .directory: .frameDirectory
    case .work: .frameWork
    case .people: .framePeople
    case .upkeep: .frameUpkeep
    case .installation: .frameInstallation
    }
  }

  /// What was just done, where the address says so.
  private var told: HTML {
    guard let message = staff.query[RecordMessage.parameter].flatMap({ RecordMessage(rawValue: $0) }) else {
      return HTML()
    }
    return "<div class=\"note ok\" role=\"status\">\(Icon.yes.html)<p>\(view[message.text])</p></div>\n"
  }

  private var crumbs: HTML {
    if head.current == DeskPath.start && head.crumbs.isEmpty { return HTML() }
    return """
      <nav class="crumbs" aria-label="\(view[WebText.breadcrumb])"><ol>\
      <li><a href="\(view.link(DeskPath.start))">\(view[WorkplaceText.frameWorkplace])</a></li>\
      \(each: head.crumbs, { step in "<li><a href=\"\(view.link(step.1))\">\(step.0)</a></li>" })</ol></nav>

      """
  }
}

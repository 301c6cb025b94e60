// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Foundation
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Colour and logo of a centre: what its pages look like. Also leads to the one profile that somebody's tenant has.
struct CenterLookPages: Sendable {
  private let services: Services

  /// Bytes of the whole form: the logo itself may have 100 KiB.
  private static let formLimit = 1 << 20
  private static let accentName = "farbe"
  private static let logoName = "logo"
  private static let removeName = "logo-entfernen"
  private static let versionName = "version"

  init(_ services: Services) { self.services = services }

  var routes: [Route] {
    let edit = Requirement.permission(CenterPermissions.edit)
    return [
      .staff(.get, CenterDeskPath.ownPattern, .permission(CenterPermissions.view)) { staff in
        let id = try staff.tenant().identifier.text
        return .seeOther(staff.view.link(DeskPath(CenterDesks.centerSlug).record(id)))
      },
      .staff(.get, CenterDeskPath.ownBodyPattern, .permission(CenterPermissions.viewBody)) { staff in
        let id = try staff.tenant().identifier.text
        return .seeOther(staff.view.link(DeskPath(CenterDesks.bodySlug).record(id)))
      },
      .staff(.get, CenterDeskPath.lookPattern, edit) { staff in try await page(staff, try await center(staff), nil) },
      .staff(.post, CenterDeskPath.lookPattern, edit, change),
    ]
  }

  /// What the profile's page says of colour and logo.
  static let panel = DeskPanel<Center> { stored, staff in
    let view = staff.view
    let center = stored.record
    let mayEdit = staff.may(CenterPermissions.edit, about: subject(stored))
    return """
      <section class="sub"><h2>\(view[CenterDeskText.look])</h2>
      <p>\(swatch(accent(of: center))) <span lang="de">\(accent(of: center).name)</span></p>
      \(center.logo.isEmpty ? "<p class=\"muted\">\(view[CenterDeskText.noLogo])</p>" : logo(center, view))\
      \(if: mayEdit, """
        <p><a class="btn alt" href="\(view.link(CenterDeskPath.look(stored.id)))">\(view[CenterDeskText.change])</a></p>
        """)</section>

      """
  }

  // MARK: - Pages

  private func change(_ staff: StaffVisit) async throws -> Reply {
    let (fields, files) = try await staff.upload(limit: Self.formLimit, files: 1)
    let seen = try await center(staff)
    let accent = fields[Self.accentName].flatMap { Int($0) }
    let version = fields[Self.versionName].flatMap { Int($0) }
    do {
      guard let accent, Accent.all.indices.contains(accent) else {
        throw Problem("center.accent", .invalid, "Bitte wählen Sie eine der Farben.", field: Self.accentName)
      }
      let logo = try files.first.map { try CenterLogo.text(of: Self.bytes($0)) }
      let removes = fields[Self.removeName] == "1"
      try await services.database.write(by: staff.principal) { transaction in
        let stored = try Self.opened(staff, transaction)
        guard version == stored.version else {
          throw Problem(
            "record.changed-meanwhile", .conflict,
            "Das Profil wurde inzwischen von jemand anderem geändert. Bitte sehen Sie es sich noch einmal an.")
        }
        var center = stored.record
        center.accent = accent
        if removes { center.logo = "" }
        if let logo { center.logo = logo }
        try transaction.save(center, over: stored)
      }
      return .seeOther(staff.view.link(DeskPath(CenterDesks.centerSlug).record(seen.id.text)))
    } catch let problem as Problem where [.invalid, .tooLarge, .conflict].contains(problem.kind) {
      return try await page(staff, try await center(staff), problem, accent: accent)
    }
  }

  private static func bytes(_ file: UploadedFile) throws(Problem) -> [UInt8] {
    guard file.size <= CenterLogo.limit else { throw CenterLogo.tooLarge }
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw Problem("center.logo-lost", .invalid, "Das Logo ist nicht angekommen. Bitte versuchen Sie es noch einmal.")
    }
    return Array(data)
  }

  private static func subject(_ stored: Stored<Center>) -> Subject {
    Subject(tenant: stored.tenant, kind: Center.descriptor.kind, record: stored.id.identifier)
  }

  private static func opened(_ staff: StaffVisit, _ connection: Connection) throws -> Stored<Center> {
    let id: RecordID<Center> = try staff.visit.id("id")
    guard let stored = try connection.find(Center.self, id, in: .tenant(staff.tenant())) else { throw Problem.notFound }
    try staff.require(CenterPermissions.edit, about: subject(stored))
    return stored
  }

  private func center(_ staff: StaffVisit) async throws -> Stored<Center> {
    try await services.database.read { try Self.opened(staff, $0) }
  }

  private func page(
    _ staff: StaffVisit, _ stored: Stored<Center>, _ problem: Problem?, accent: Int? = nil
  ) async throws -> Reply {
    let (view, center) = (staff.view, stored.record)
    let record = DeskPath(CenterDesks.centerSlug).record(stored.id.text)
    let chosen = accent ?? center.accent % Accent.all.count
    let main: HTML = """
      <h1>\(view[CenterDeskText.look])</h1><p class="lead">\(view[CenterDeskText.lookLead])</p>
      \(problem.map { "<div class=\"note bad\" role=\"alert\">\(Icon.warn.html)<p>\($0.sentence)</p></div>" as HTML })
      <form class="form" method="post" enctype="multipart/form-data" action="\(view.link(CenterDeskPath.look(stored.id)))">\
      \(staff.formToken)<input type="hidden" name="\(Self.versionName)" value="\(stored.version)">
      <fieldset class="f"><legend>\(view[CenterDeskText.colour])</legend><div class="choices">\
      \(each: Array(Accent.all.enumerated()), { index, accent in
        """
        <label class="opt"><input type="radio" name="\(Self.accentName)" value="\(index)"\
        \(if: index == chosen, " checked")> \(Self.swatch(accent)) <span lang="de">\(accent.name)</span></label>
        """
      })</div></fieldset>
      \(if: !center.logo.isEmpty, """
        <fieldset class="f"><legend>\(view[CenterDeskText.currentLogo])</legend>\(Self.logo(center, view))\
        <label class="opt"><input type="checkbox" name="\(Self.removeName)" value="1"> \(view[CenterDeskText.removeLogo])\
        </label></fieldset>
        """)
      <div class="f"><label for="logo">\(view[CenterDeskText.newLogo])</label>\
      <p class="hint" id="logo-h">\(view[CenterDeskText.newLogoHint])</p>\
      <input id="logo" type="file" name="\(Self.logoName)" accept="image/png,image/jpeg,image/webp" \
      aria-describedby="logo-h"></div>
      <div class="acts"><button class="btn">\(view[CenterDeskText.save])</button>\
      <a class="btn alt" href="\(view.link(record))">\(view[CenterDeskText.cancel])</a></div></form>
      """
    let head = StaffHead(
      view[CenterDeskText.look], current: CenterDeskPath.own, crumbs: [(center.name, record)])
    let status: HTTPResponse.Status =
      problem == nil ? .ok : problem?.kind == .conflict ? .conflict : .unprocessableContent
    return staff.page(head, main, status: status)
  }

  // MARK: - Parts

  private static func accent(of center: Center) -> Accent { Accent.all[center.accent % Accent.all.count] }

  /// The colour as it is on light and on dark pages; decoration beside its name.
  private static func swatch(_ accent: Accent) -> HTML {
    """
    <svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M0 0h12v24H0z" fill="\(accent.light[0])" stroke="none"/>\
    <path d="M12 0h12v24H12z" fill="\(accent.dark[0])" stroke="none"/></svg>
    """
  }

  private static func logo(_ center: Center, _ view: View) -> HTML {
    """
    <p><img class="logo" src="\(view.file(CenterPath.logo(center)))" alt="\(view[CenterDeskText.logo])" height="48"></p>
    """
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// All catalogues on one page: what holds for the whole Verbund, and what a centre has added.
struct CataloguePages: Sendable {
  private let services: Services

  init(_ services: Services) { self.services = services }

  var routes: [Route] { [.staff(.get, CataloguePath.allPattern, .permission(CataloguePermissions.view), show)] }

  @Sendable private func show(_ staff: StaffVisit) async throws -> Reply {
    let tenant = try staff.tenant()
    let entries = try await services.database.read { connection in
      try connection.list(
        CatalogueEntry.self, in: .everyTenant,
        where: "tenant = \(tenant) or tenant not in (select id from center)", order: "catalogue, position, code",
        limit: 20_000)
    }
    let view = staff.view
    let mayAdd = staff.may(
      CataloguePermissions.edit, about: Subject(tenant: tenant, kind: CatalogueEntry.descriptor.kind))
    let desk = DeskPath(CatalogueDesks.slug)
    let groups = Dictionary(grouping: entries, by: \.record.catalogue)
    let main: HTML = """
      <div class="head"><h1>\(view[CatalogueText.catalogues])</h1>\(if: mayAdd, """
        <p class="noprint"><a class="btn" href="\(view.link(desk.new))">\(Icon.pen.html)\(view[CatalogueText.add])</a></p>
        """)</div><p class="lead">\(view[CatalogueText.lead])</p>
      <p><a href="\(view.link(desk.list))">\(view[CatalogueText.own])</a></p>
      \(each: Catalogue.allCases, { table($0, groups[$0] ?? [], tenant, desk, view) })
      """
    return staff.page(StaffHead(view[CatalogueText.catalogues], current: CataloguePath.all), main)
  }

  private func table(
    _ catalogue: Catalogue, _ entries: [Stored<CatalogueEntry>], _ tenant: TenantID, _ desk: DeskPath, _ view: View
  ) -> HTML {
    let id = "katalog-\(catalogue.rawValue)"
    return """
      <section class="sub"><h2 id="\(id)" lang="de">\(catalogue.label)</h2>
      <div class="scroll" role="region" tabindex="0" aria-labelledby="\(id)"><table><thead><tr>\
      <th scope="col">\(view[CatalogueText.name])</th><th scope="col">\(view[CatalogueText.code])</th>\
      <th scope="col">\(view[CatalogueText.above])</th><th scope="col">\(view[CatalogueText.validity])</th></tr></thead>
      <tbody>\(each: entries, { row($0, isOwn: $0.tenant == tenant, desk, view) })</tbody></table></div></section>

      """
  }

  private func row(_ stored: Stored<CatalogueEntry>, isOwn: Bool, _ desk: DeskPath, _ view: View) -> HTML {
    let entry = stored.record
    let name: HTML = isOwn ? "<a href=\"\(view.link(desk.record(stored.id.text)))\">\(entry.name)</a>" : "\(entry.name)"
    let days = [
      entry.validFrom.map { view(CatalogueText.from, ["day": view.day($0)]) },
      entry.validUntil.map { view(CatalogueText.until, ["day": view.day($0)]) },
    ].compactMap { $0 }.joined(separator: " ")
    return """
      <tr><th scope="row" lang="de">\(name)\(if: !entry.isValid(on: view.today), " <span class=\"tag w\">\(view[CatalogueText.expired])</span>")\
      </th><td>\(entry.code)</td><td>\(entry.parent)</td><td>\(days)</td></tr>

      """
  }
}

/// The words around catalogues at the workplace.
enum CatalogueText: String, TextKey, CaseIterable {
  case catalogues = "catalogues.heading"
  case lead = "catalogues.lead"
  case own = "catalogues.own"
  case add = "catalogues.add"
  case name = "catalogues.name"
  case code = "catalogues.code"
  case above = "catalogues.above"
  case validity = "catalogues.validity"
  case from = "catalogues.from"
  case until = "catalogues.until"
  case expired = "catalogues.expired"
  case synonyms = "catalogues.synonyms"
}

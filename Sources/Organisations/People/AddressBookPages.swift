// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web
internal import Workplace

/// Contact people whom centres share with each other, each with the fields that their own centre shows (F93).
///
/// Listed is only who has agreed to it and still does; what is shared is read in the query itself, so nothing else leaves it.
struct AddressBookPages: Sendable {
  let services: Services

  var routes: [Route] {
    [.staff(.get, AddressBookPath.pattern, .permission(OrganisationPermissions.viewAddressBook), list)]
  }

  private struct Entry: Sendable {
    let name: String
    let role: String
    let mail: String
    let phone: String
    let organisation: String
    let tenant: TenantID
  }

  private static let wordLimit = 100

  @Sendable private func list(_ staff: StaffVisit) async throws -> Reply {
    let words = String((staff.query["suche"] ?? "").prefix(Self.wordLimit))
    let page = try ListPage(staff.query)
    let condition = Self.condition(words, on: services.database.time.today)
    let (entries, total) = try await services.database.read { connection in
      (
        try Self.entries(condition, page, connection),
        try connection.number("select count(*) \(Self.source) where \(condition)")
      )
    }
    let own = try staff.tenant()
    try await services.database.noteSensitiveRead("address_book", own.identifier, of: own, by: staff.principal)
    let view = staff.view
    let main: HTML = """
      <h1>\(view[OrganisationDeskText.addressBook])</h1><p class="lead">\(view[OrganisationDeskText.addressBookLead])</p>
      <form class="form" method="get" action="\(view.link(AddressBookPath.page()))" role="search">\
      <div class="f"><label for="suche">\(view[OrganisationDeskText.addressBookSearch])</label>\
      <input id="suche" name="suche" type="search" maxlength="\(Self.wordLimit)" value="\(words)"></div>\
      <button class="btn">\(view[OrganisationDeskText.addressBookButton])</button></form>
      \(entries.isEmpty ? "<p>\(view[OrganisationDeskText.addressBookEmpty])</p>" : table(entries, view))
      \(pager(page, total: total, view) { AddressBookPath.page(words, page: $0) })
      """
    return staff.page(StaffHead(view[OrganisationDeskText.addressBook], current: AddressBookPath.page()), main)
  }

  private func table(_ entries: [Entry], _ view: View) -> HTML {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(view[OrganisationDeskText.addressBook])"><table>\
    <caption class="vh">\(view[OrganisationDeskText.addressBook])</caption><thead><tr>\
    \(each: [.columnName, .columnRole, .columnOrganisation, .columnContact, .columnCenter] as [OrganisationDeskText], {
      "<th scope=\"col\">\(view[$0])</th>"
    })</tr></thead><tbody>\(each: entries, { entry in
      """
      <tr><th scope="row"><bdi>\(entry.name)</bdi></th><td><bdi>\(entry.role)</bdi></td>\
      <td><bdi>\(entry.organisation)</bdi></td><td><bdi dir="ltr">\(entry.mail)</bdi>\
      \(if: !entry.mail.isEmpty && !entry.phone.isEmpty, "<br>")<bdi dir="ltr">\(entry.phone)</bdi></td>\
      <td>\(services.door.tenantName(entry.tenant))</td></tr>

      """
    })</tbody></table></div>
    """
  }

  private static let source: SQL =
    "from contact_person p left join organisation o on o.id = p.organisation and o.archived_at is null"

  private static func entries(_ condition: SQL, _ page: ListPage, _ connection: Connection) throws -> [Entry] {
    try connection.rows(
      """
      select p.name, case when p.shares_role = 1 then p.role else '' end,
        case when p.shares_mail = 1 then p.mail else '' end, case when p.shares_phone = 1 then p.phone else '' end,
        coalesce(o.name, ''), p.tenant \(source) where \(condition)
      order by p.name, p.id limit \(page.perPage) offset \(page.offset)
      """
    ) { row in
      Entry(
        name: row.text(), role: row.text(), mail: row.text(), phone: row.text(), organisation: row.text(),
        tenant: try row.id())
    }
  }

  /// Words look at what everybody here sees: names of people and organisations.
  private static func condition(_ words: String, on today: Day) -> SQL {
    let agreed: SQL = """
      p.is_shared = 1 and p.archived_at is null and exists (select 1 from consent c
        where c.person = p.id and c.archived_at is null and c.purpose = 'addressBook' and c.given_on <= \(today)
          and (c.expires_on is null or c.expires_on >= \(today))
          and (c.withdrawn_on is null or c.withdrawn_on > \(today)))
      """
    return words.split(separator: " ").prefix(6).reduce(agreed) { condition, word in
      let letters = pattern(word)
      return """
        \(condition) and (lower(p.name) like \(letters) escape '!' or lower(coalesce(o.name, '')) like \(letters) escape '!')
        """
    }
  }

  /// Engines fold only ASCII alike, so any other letter matches every letter.
  private static func pattern(_ word: Substring) -> String {
    var pattern = "%"
    for scalar in word.lowercased().unicodeScalars {
      switch scalar {
      case "%", "_", "!": pattern += "!\(scalar)"
      case _ where !scalar.isASCII: pattern += "_"
      default: pattern.unicodeScalars.append(scalar)
      }
    }
    return pattern + "%"
  }
}

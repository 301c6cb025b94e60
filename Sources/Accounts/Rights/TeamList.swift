// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// One role of one person as the team's list shows it.
struct TeamRow: Sendable {
  let id: RecordID<MembershipEntry>
  let account: RecordID<Account>
  let name: String
  let mail: String
  let status: Account.Status
  let role: Role
  let from: Day?
  let until: Day?
  let organisation: String
  /// The head whose role it is.
  let deputyFor: String
}

/// What the list of a team is narrowed and sorted by.
struct TeamQuery: Sendable {
  enum Order: String, CaseIterable { case name, role = "rolle", until = "bis" }

  static let perPage = 50

  let words: String
  let role: Role?
  let order: Order
  let page: ListPage

  init(_ query: Parameters) throws(Problem) {
    words = String((query["q"] ?? "").prefix(100))
    role = query["rolle"].flatMap { Role(rawValue: $0) }
    order = query["sortierung"].flatMap { Order(rawValue: $0) } ?? .name
    page = try ListPage(query, perPage: Self.perPage)
  }

  var pairs: [(String, String)] {
    [("q", words), ("rolle", role?.rawValue ?? ""), ("sortierung", order == .name ? "" : order.rawValue)]
  }

  /// The rows of the whole list in its order.
  func rows(_ all: [TeamRow]) -> [TeamRow] {
    let words = words.lowercased().split(separator: " ")
    let fitting = all.filter { row in
      let text = "\(row.name) \(row.mail)".lowercased()
      return (role == nil || row.role == role) && words.allSatisfy { text.contains($0) }
    }
    return fitting.sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  private func key(_ row: TeamRow) -> [String] {
    let name = row.name.lowercased()
    switch order {
    case .name: return [name, row.id.text]
    case .role: return [padded(Role.allCases.firstIndex(of: row.role) ?? 0, 2), name, row.id.text]
    case .until: return [row.until?.iso ?? "9999", name, row.id.text]
    }
  }
}

extension Connection {
  /// Everybody who has a role in a tenant that is not over; at most 5,000.
  func team(of tenant: TenantID, on day: Day) throws -> [TeamRow] {
    try rows(
      """
      select m.id, m.account, a.name, a.mail, a.status, m.role, m.valid_from, m.valid_until, o.name, d.name
      from membership_entry m join account a on a.id = m.account
      left join organisation o on o.id = m.organisation and o.tenant = m.tenant
      left join account d on d.id = m.deputy_for
      where m.tenant = \(tenant) and m.archived_at is null and (m.valid_until is null or m.valid_until >= \(day))
      order by m.id limit 5000
      """
    ) { row in
      TeamRow(
        id: try row.id(), account: try row.id(), name: row.text(), mail: row.text(), status: try row.typed(),
        role: try row.typed(), from: try row.typed(), until: try row.typed(), organisation: row.text(),
        deputyFor: row.text())
    }
  }

  /// The organisations of a tenant that a provider can belong to, by name; at most 2,000.
  func organisationChoices(of tenant: TenantID) throws -> [RightsForm.Option] {
    try rows(
      """
      select id, name from organisation where tenant = \(tenant) and archived_at is null order by name, id limit 2000
      """
    ) { (value: $0.text(), label: $0.text()) }
  }
}

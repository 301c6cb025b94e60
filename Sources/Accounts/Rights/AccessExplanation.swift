// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Records
internal import Storage
package import Web

/// Who may do what with one record, with the sentence of the one decision function (F154).
struct AccessExplanation: Sendable {
  struct Right: Sendable {
    let label: String
    let reason: String
  }

  struct Person: Sendable {
    let name: String
    let roles: String
    let rights: [Right]
  }

  /// How many people a page shows, and how many are looked at.
  static let shown = 200
  static let limit = 5000

  /// Everybody who may something, by name.
  let people: [Person]

  /// Asks `Decision` for every account that has a role in the record's tenant or in the whole installation, or a right on
  /// this record.
  init(_ subject: Subject, _ permissions: [Permission], _ connection: Connection, on day: Day) throws {
    var memberships: [RecordID<Account>: [Membership]] = [:]
    let entries = try connection.list(
      MembershipEntry.self, in: .everyTenant,
      where: """
        tenant in (\(subject.tenant), \(Account.installation)) and \(connection.holding(on: day))
        """, limit: Self.limit)
    let heads = Set(entries.compactMap(\.record.deputyFor))
    let names = try connection.accountNames(Array(heads))
    for entry in entries {
      let isHeld =
        entry.record.deputyFor == nil
        || entries.contains {
          $0.record.deputyFor == nil && $0.record.account == entry.record.deputyFor
            && $0.record.role == entry.record.role
            && $0.tenant == entry.tenant
        }
      if !isHeld { continue }
      let deputy = entry.record.deputyFor.flatMap { names[$0]?.name } ?? ""
      guard let held = entry.record.membership(in: entry.tenant, deputyName: deputy) else { continue }
      memberships[entry.record.account, default: []].append(held)
    }
    let grants = try connection.accessGrants(on: subject, day)
    let accounts = try connection.accountNames(Array(Set(memberships.keys).union(grants.map(\.record.account))))
    people = accounts.compactMap { id, account in
      let own = grants.filter { $0.record.account == id }.compactMap { $0.record.grant(in: $0.tenant) }
      let somebody = SignedIn(
        account: id.identifier, name: account.name, mail: "", means: .session(""), memberships: memberships[id] ?? [],
        grants: own, tenant: subject.tenant)
      return Self.person(somebody, subject, permissions)
    }.sorted { ($0.name, $0.roles) < ($1.name, $1.roles) }
  }

  private static func person(_ somebody: SignedIn, _ subject: Subject, _ permissions: [Permission]) -> Person? {
    let rights = permissions.compactMap { permission -> Right? in
      let decision = Decision.on(.permission(permission), for: somebody, about: subject)
      return decision.isAllowed ? Right(label: permission.label, reason: decision.reason) : nil
    }
    if rights.isEmpty { return nil }
    return Person(
      name: somebody.name, roles: somebody.memberships.map(\.role.label).joined(separator: ", "), rights: rights)
  }

  func table(_ view: View) -> HTML {
    """
    <p class="muted">\(view[RightsText.accessLead])</p><p role="status">\(view.count(RightsText.accessCount, people.count))\
    \(if: people.count > Self.shown, " \(view(RightsText.accessCut, ["shown": String(Self.shown)]))")</p>
    <div class="scroll" role="region" aria-label="\(view[RightsText.access])" tabindex="0"><table class="list">\
    <caption class="vh">\(view[RightsText.access])</caption><thead><tr>\
    \(each: [RightsText.person, .role, .grantRight, .reason], { "<th scope=\"col\">\(view[$0])</th>" })</tr></thead>
    <tbody>\(each: people.prefix(Self.shown), { person in
      HTML(clean: person.rights.enumerated().flatMap { index, right in line(person, right, isFirst: index == 0).bytes })
    })</tbody></table></div>
    """
  }

  private func line(_ person: Person, _ right: Right, isFirst: Bool) -> HTML {
    let head: HTML = """
      <th scope="rowgroup" rowspan="\(person.rights.count)">\(person.name)</th>\
      <td rowspan="\(person.rights.count)" lang="de">\(person.roles)</td>
      """
    return "<tr>\(if: isFirst, head)<td lang=\"de\">\(right.label)</td><td lang=\"de\">\(right.reason)</td></tr>"
  }
}

extension Connection {
  /// Names of accounts that can be used; others are left out.
  func accountNames(_ ids: [RecordID<Account>]) throws -> [RecordID<Account>: Account] {
    var found: [RecordID<Account>: Account] = [:]
    for start in stride(from: 0, to: ids.count, by: 400) {
      let part = Array(ids[start..<min(start + 400, ids.count)])
      for stored in try list(
        Account.self, in: .everyTenant, where: "id in (\(list: part)) and status <> 'locked'", limit: 400)
      { found[stored.id] = stored.record }
    }
    return found
  }

  /// The rights given on one record that hold on a day.
  func accessGrants(on subject: Subject, _ day: Day) throws -> [Stored<AccessGrant>] {
    guard let record = subject.record else { return [] }
    return try list(
      AccessGrant.self, in: .tenant(subject.tenant),
      where: "kind = \(subject.kind) and record = \(record.text) and \(holding(on: day))", limit: 500)
  }
}

extension StaffVisit {
  /// The part of a record's page that says who may see it, and why; nothing for people who may not ask.
  package func accessPanel(for subject: Subject, permissions: [Permission]) async throws -> HTML {
    guard may(Rights.explain, about: subject) else { return HTML() }
    let today = services.database.time.today
    let explanation = try await services.database.read { try AccessExplanation(subject, permissions, $0, on: today) }
    return """
      <details class="fold"><summary>\(view[RightsText.access])</summary>\(explanation.table(view))</details>
      """
  }
}

/// The same for callers that hold a visit; see `StaffVisit.accessPanel`.
package func accessPanel(
  for subject: Subject, permissions: [Permission], _ staff: StaffVisit
) async throws -> HTML { try await staff.accessPanel(for: subject, permissions: permissions) }

// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage

/// Which records of a tenant somebody sees in a list; says in SQL what `Decision` says of a single record.
enum ListReach: Sendable, Hashable {
  case all
  /// Those of some organisations, and single ones.
  case only(organisations: [Identifier], records: [Identifier])

  init<R: Record>(_ user: SignedIn, _ desk: Desk<R>, in tenant: TenantID) {
    let holding = user.memberships.filter {
      desk.view.roles.contains($0.role) && ($0.tenant == nil || $0.tenant == tenant)
    }
    if holding.contains(where: { $0.role != .provider }) {
      self = .all
      return
    }
    let grants = user.grants.filter {
      $0.permission == desk.view.name && $0.kind == R.descriptor.kind && $0.tenant == tenant
    }
    self = .only(organisations: holding.compactMap(\.organisation), records: grants.map(\.record))
  }

  func condition<R: Record>(_ desk: Desk<R>) -> SQL {
    guard case .only(let organisations, let records) = self else { return "1 = 1" }
    let granted: SQL = "id in (\(list: records.map(\.text)))"
    guard let name = desk.organisationField else { return granted }
    if name == "id" { return "id in (\(list: (records + organisations).map(\.text)))" }
    guard let field = R.descriptor.field(name) else { return granted }
    return "(\(granted) or \(order: field) in (\(list: organisations.map(\.text))))"
  }
}

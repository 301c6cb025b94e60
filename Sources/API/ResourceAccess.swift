// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Storage
internal import Workplace

/// Which fields of a kind a program sees and writes, and which records its lists hold; the same as its owner at the workplace.
struct ResourceAccess<R: Record>: Sendable {
  let visible: [Field<R>]
  let writable: Set<String>
  /// The organisation that a provider keeps records for and nothing else.
  let onlyOrganisation: Identifier?
  private let desk: Desk<R>
  private let user: SignedIn
  private let tenant: TenantID

  init(_ resource: Resource<R>, _ user: SignedIn, in tenant: TenantID) {
    desk = resource.desk
    self.user = user
    self.tenant = tenant
    let reach = Self.reach(of: user, in: tenant)
    let provider = user.memberships.first { $0.role == .provider && $0.tenant == tenant }
    onlyOrganisation = reach >= .staff ? nil : provider?.organisation
    visible = R.descriptor.fields.filter { field in
      let audience = field.info.audience
      guard audience <= reach, audience != .nobody else { return false }
      guard case .reference(let kind) = field.info.kind, let view = resource.references[kind]?.view else { return true }
      return Decision.on(.permission(view), for: user).isAllowed
    }
    var fixed = resource.readOnly
    if onlyOrganisation != nil, let field = desk.organisationField { fixed.insert(field) }
    writable = Set(visible.map(\.name)).subtracting(fixed)
  }

  func sees(_ name: String) -> Bool { visible.contains { $0.name == name } }

  private var holding: [Membership] {
    user.memberships.filter { desk.view.roles.contains($0.role) && ($0.tenant == nil || $0.tenant == tenant) }
  }

  /// Whether lists hold all records of the tenant, as opposed to a provider's.
  var seesAll: Bool { holding.contains { $0.role != .provider } }

  /// Says in SQL what `Decision` says of a single record.
  var condition: SQL {
    if seesAll { return "1 = 1" }
    let grants = user.grants.filter {
      $0.permission == desk.view.name && $0.kind == R.descriptor.kind && $0.tenant == tenant
    }
    let organisations = holding.compactMap(\.organisation).map(\.text)
    let granted = grants.map(\.record.text)
    guard let name = desk.organisationField else { return "id in (\(list: granted))" }
    if name == "id" { return "id in (\(list: granted + organisations))" }
    guard let field = R.descriptor.field(name) else { return "id in (\(list: granted))" }
    return "(id in (\(list: granted)) or \(order: field) in (\(list: organisations)))"
  }

  /// Providers belong to other organisations: what the centre's people note among themselves is not for them.
  private static func reach(of user: SignedIn, in tenant: TenantID) -> Audience {
    var reach = Audience.everyone
    for membership in user.memberships where membership.tenant == nil || membership.tenant == tenant {
      switch membership.role {
      case .coordinationHead, .coordinationMember, .systemOperator: return .coordination
      case .centerHead, .centerStaff, .centerAdministration, .centerReader: reach = .staff
      case .ministryReader, .provider: break
      }
    }
    return reach
  }
}

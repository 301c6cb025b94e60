// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Kernel
internal import Records
internal import Web

/// Which fields of a kind somebody sees, and which of them they may write.
struct FieldAccess: Sendable {
  /// In the order of the descriptor.
  let visible: [FieldInfo]
  let writable: [FieldInfo]

  /// - Parameters:
  ///   - fixed: fields that only steps and actions of the area change.
  ///   - hidden: fields that do not exist for this person for another reason than their audience.
  init(
    _ fields: [FieldInfo], for user: SignedIn, in tenant: TenantID, fixed: Set<String>, hidden: Set<String> = []
  ) {
    let reach = Self.reach(of: user, in: tenant)
    visible = fields.filter { $0.audience <= reach && $0.audience != .nobody && !hidden.contains($0.name) }
    writable = visible.filter { !fixed.contains($0.name) }
  }

  func sees(_ name: String) -> Bool { visible.contains { $0.name == name } }
  func writes(_ name: String) -> Bool { writable.contains { $0.name == name } }

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

  /// Whether somebody is one of the people who work here, as opposed to a provider.
  static func isColleague(_ user: SignedIn, in tenant: TenantID) -> Bool { reach(of: user, in: tenant) >= .staff }

  /// The organisation that somebody keeps records for and nothing else.
  static func onlyOrganisation(of user: SignedIn, in tenant: TenantID) -> Identifier? {
    if isColleague(user, in: tenant) { return nil }
    return user.memberships.first { $0.role == .provider && $0.tenant == tenant }?.organisation
  }
}

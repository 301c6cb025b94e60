// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// Whether somebody may, and why (F154); the reason is a whole German sentence.
package struct Decision: Sendable, Hashable {
  package let isAllowed: Bool
  package let reason: String

  /// The one function that decides. Default is no.
  ///
  /// - Parameter tenant: whose record it is; nothing where the requirement is not about a record.
  package static func on(
    _ requirement: Requirement, for principal: Principal, with memberships: [Membership], in tenant: TenantID?
  ) -> Decision {
    switch requirement {
    case .everyone:
      return Decision(isAllowed: true, reason: "Das ist öffentlich.")
    case .signedIn:
      return principal.kind == .visitor
        ? Decision(isAllowed: false, reason: "Dafür müssen Sie sich anmelden.")
        : Decision(isAllowed: true, reason: "Sie sind angemeldet.")
    case .permission(let permission):
      return decide(permission, memberships, tenant)
    }
  }

  private static func decide(
    _ permission: Permission, _ memberships: [Membership], _ tenant: TenantID?
  ) -> Decision {
    let holding = memberships.filter { permission.roles.contains($0.role) }
    if holding.isEmpty {
      return Decision(isAllowed: false, reason: "Keine Ihrer Rollen enthält das Recht „\(permission.name)“.")
    }
    let fits = holding.contains { $0.tenant == nil || tenant == nil || $0.tenant == tenant }
    return fits
      ? Decision(isAllowed: true, reason: "Ihre Rolle enthält das Recht „\(permission.name)“.")
      : Decision(isAllowed: false, reason: "Ihre Rolle gilt in einem anderen Zentrum.")
  }
}

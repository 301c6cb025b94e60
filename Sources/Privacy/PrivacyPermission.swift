// SPDX-License-Identifier: EUPL-1.2
package import Access
internal import Kernel
internal import Storage
internal import Web

package enum PrivacyPermission {
  private static let heads: Set<Role> = [.systemOperator, .coordinationHead, .centerHead]

  package static let view = Permission("privacy.view", "Verzeichnis der personenbezogenen Daten sehen", heads)
  package static let act = Permission("privacy.act", "Auskunft geben und Personen anonymisieren", heads)
  package static let audit = Permission("audit.view", "Protokoll sehen", heads)

  package static let all = [view, act, audit]
}

extension StaffVisit {
  /// Operators and coordination see figures of all centres; everybody else those of the tenant they work in.
  func figures() throws(Problem) -> Scope {
    let isAll = user.memberships.contains { membership in
      (membership.role == .systemOperator && membership.tenant == nil) || membership.role == .coordinationHead
    }
    if isAll, may(PrivacyPermission.view) { return .everyTenant }
    return .tenant(try own(PrivacyPermission.view))
  }

  /// The tenant whose people and protocol somebody looks after; operators without a centre look after the installation's.
  ///
  /// - Throws: a `Problem` for people who do not have the permission just there.
  func own(_ permission: Permission) throws(Problem) -> TenantID {
    let isOperator = user.memberships.contains { $0.role == .systemOperator && $0.tenant == nil }
    let tenant = isOperator ? user.tenant ?? .ofInstallation : try tenant()
    try require(permission, about: Subject(tenant: tenant))
    return tenant
  }
}

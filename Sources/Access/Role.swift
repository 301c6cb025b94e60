// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What somebody is in one tenant, or in the whole installation.
package enum Role: String, Sendable, CaseIterable {
  case systemOperator
  case coordinationHead, coordinationMember
  case ministryReader
  case centerHead, centerStaff, centerAdministration, centerReader
  case provider
}

/// One thing that may be allowed: `offer.publish`. Each slice names its own.
package struct Permission: Hashable, Sendable {
  package let name: String
  /// The roles that have it.
  package let roles: Set<Role>

  package init(_ name: String, _ roles: Set<Role>) {
    self.name = name
    self.roles = roles
  }
}

/// What a route or a record asks of whoever comes.
package enum Requirement: Sendable, Hashable {
  /// Public: no sign-in needed.
  case everyone
  /// Anybody who is signed in.
  case signedIn
  case permission(Permission)
}

/// A role that somebody holds, in one tenant or (operator, ministry) in all.
package struct Membership: Sendable, Hashable {
  package let role: Role
  package let tenant: TenantID?

  package init(_ role: Role, in tenant: TenantID?) {
    self.role = role
    self.tenant = tenant
  }
}

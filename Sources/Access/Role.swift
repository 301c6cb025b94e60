// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What somebody is in one tenant, or in the whole installation.
package enum Role: String, Sendable, CaseIterable {
  case systemOperator
  case coordinationHead, coordinationMember
  case ministryReader
  case centerHead, centerStaff, centerAdministration, centerReader
  case provider

  /// Where the role can be held.
  package enum Place: Sendable { case installation, coordination, center }

  package var place: Place {
    switch self {
    case .systemOperator, .ministryReader: .installation
    case .coordinationHead, .coordinationMember: .coordination
    case .centerHead, .centerStaff, .centerAdministration, .centerReader, .provider: .center
    }
  }
}

/// One thing that may be allowed: `offer.publish`. Each slice names its own.
package struct Permission: Hashable, Sendable {
  package let name: String
  /// German, as a page that explains rights says it: "Angebote veröffentlichen".
  package let label: String
  /// The roles that have it.
  package let roles: Set<Role>

  package init(_ name: String, _ label: String, _ roles: Set<Role>) {
    self.name = name
    self.label = label
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
  /// The organisation whose records a provider keeps; nothing for other roles.
  package let organisation: Identifier?
  /// For whom it is held while that person is away (F155); empty otherwise.
  package let deputyFor: String

  package init(_ role: Role, in tenant: TenantID?, organisation: Identifier? = nil, deputyFor: String = "") {
    self.role = role
    self.tenant = tenant
    self.organisation = organisation
    self.deputyFor = deputyFor
  }
}

/// A right on one single record that somebody was given beside their roles (F153).
package struct Grant: Sendable, Hashable {
  /// The name of the permission.
  package let permission: String
  package let kind: String
  package let record: Identifier
  package let tenant: TenantID

  package init(_ permission: String, kind: String, record: Identifier, in tenant: TenantID) {
    self.permission = permission
    self.kind = kind
    self.record = record
    self.tenant = tenant
  }
}

/// The record that a decision is about.
package struct Subject: Sendable, Hashable {
  package let tenant: TenantID
  package let kind: String
  package let record: Identifier?
  /// To which organisation the record belongs, for providers.
  package let organisation: Identifier?

  package init(tenant: TenantID, kind: String = "", record: Identifier? = nil, organisation: Identifier? = nil) {
    self.tenant = tenant
    self.kind = kind
    self.record = record
    self.organisation = organisation
  }
}

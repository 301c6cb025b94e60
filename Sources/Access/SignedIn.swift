// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// Somebody who proved who they are, with everything they hold on the day of the request: no expired role or grant is in it.
package struct SignedIn: Sendable, Hashable {
  /// How they came in.
  package enum Means: Sendable, Hashable {
    /// By a browser; the text is the digest of the session's token.
    case session(String)
    /// A program with a token that may do no more than these permissions.
    case token(scopes: Set<String>)
  }

  package let account: Identifier
  package let name: String
  package let mail: String
  package let language: Language
  package let means: Means
  package let memberships: [Membership]
  package let grants: [Grant]
  /// The tenant that they work in now; nothing for people without one (operator, ministry).
  package let tenant: TenantID?

  package init(
    account: Identifier, name: String, mail: String, language: Language = .german, means: Means,
    memberships: [Membership], grants: [Grant] = [], tenant: TenantID?
  ) {
    self.account = account
    self.name = name
    self.mail = mail
    self.language = language
    self.means = means
    self.memberships = memberships
    self.grants = grants
    self.tenant = tenant
  }

  package var principal: Principal {
    switch means {
    case .session: Principal(kind: .user, id: account.text, name: name)
    case .token: Principal(kind: .program, id: account.text, name: name)
    }
  }

  /// Whether they hold any of these roles in the tenant that they work in, or everywhere.
  package func holds(_ roles: Role...) -> Bool {
    memberships.contains { roles.contains($0.role) && ($0.tenant == nil || $0.tenant == tenant) }
  }
}

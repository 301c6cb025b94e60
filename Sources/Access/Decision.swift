// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// Whether somebody may, and why (F154); the reason is a whole German sentence.
package struct Decision: Sendable, Hashable {
  package let isAllowed: Bool
  package let reason: String

  /// The one function that decides. Default is no.
  ///
  /// - Parameters:
  ///   - somebody: nothing for a visitor.
  ///   - subject: the record it is about; nothing where only the way to a page is asked for.
  package static func on(_ requirement: Requirement, for somebody: SignedIn?, about subject: Subject? = nil) -> Decision
  {
    switch requirement {
    case .everyone: return yes("Das ist öffentlich.")
    case .signedIn:
      return somebody == nil ? no("Dafür müssen Sie sich anmelden.") : yes("Sie sind angemeldet.")
    case .permission(let permission):
      guard let somebody else { return no("Dafür müssen Sie sich anmelden.") }
      if case .token(let scopes) = somebody.means, !scopes.contains(permission.name) {
        return no("Der Zugang für Programme umfasst das Recht „\(permission.label)“ nicht.")
      }
      return decide(permission, somebody, subject)
    }
  }

  private static func decide(_ permission: Permission, _ somebody: SignedIn, _ subject: Subject?) -> Decision {
    let holding = somebody.memberships.filter { permission.roles.contains($0.role) }
    if let subject, let grant = grant(permission, somebody, subject) { return grant }
    if holding.isEmpty {
      let isGranted = subject == nil && somebody.grants.contains { $0.permission == permission.name }
      if isGranted { return yes("Sie haben das Recht „\(permission.label)“ für einzelne Einträge.") }
      return no("Keine Ihrer Rollen enthält das Recht „\(permission.label)“.")
    }
    guard let subject else { return yes("Ihre Rolle enthält das Recht „\(permission.label)“.") }
    let here = holding.filter { $0.tenant == nil || $0.tenant == subject.tenant }
    if here.isEmpty { return no("Ihre Rolle gilt in einem anderen Zentrum.") }
    let fitting = here.filter {
      $0.role != .provider || ($0.organisation != nil && $0.organisation == subject.organisation)
    }
    guard let membership = fitting.first else { return no("Der Eintrag gehört nicht zu Ihrer Organisation.") }
    let deputy = membership.deputyFor.isEmpty ? "" : " (in Vertretung von \(membership.deputyFor))"
    return yes("Ihre Rolle enthält das Recht „\(permission.label)“\(deputy).")
  }

  private static func grant(_ permission: Permission, _ somebody: SignedIn, _ subject: Subject) -> Decision? {
    let isGranted = somebody.grants.contains {
      $0.permission == permission.name && $0.kind == subject.kind && $0.record == subject.record
        && $0.tenant == subject.tenant
    }
    return isGranted ? yes("Ihnen wurde das Recht „\(permission.label)“ für diesen Eintrag gegeben.") : nil
  }

  private static func yes(_ reason: String) -> Decision { Decision(isAllowed: true, reason: reason) }

  private static func no(_ reason: String) -> Decision { Decision(isAllowed: false, reason: reason) }
}

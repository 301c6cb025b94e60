// SPDX-License-Identifier: EUPL-1.2
import Access
import Kernel
import Testing

@Suite("Who may")
struct DecisionTests {
  private let here = TenantID(Identifier(high: 1, low: 1))
  private let there = TenantID(Identifier(high: 1, low: 2))
  private let user = Principal(kind: .user, id: "u", name: "Beispiel")
  private let publish = Permission("offer.publish", [.centerHead, .centerStaff, .systemOperator])

  @Test("Default is no, for every role without the permission", arguments: Role.allCases)
  func roles(role: Role) {
    let decision = Decision.on(.permission(publish), for: user, with: [Membership(role, in: here)], in: here)
    #expect(decision.isAllowed == publish.roles.contains(role))
    #expect(!decision.reason.isEmpty)
  }

  @Test("A role holds only in its tenant, one without a tenant everywhere")
  func tenants() {
    let head = [Membership(.centerHead, in: here)]
    #expect(Decision.on(.permission(publish), for: user, with: head, in: here).isAllowed)
    #expect(!Decision.on(.permission(publish), for: user, with: head, in: there).isAllowed)
    let everywhere = [Membership(.systemOperator, in: nil)]
    #expect(Decision.on(.permission(publish), for: user, with: everywhere, in: there).isAllowed)
  }

  @Test("Visitors see what is public and are asked to sign in elsewhere")
  func visitors() {
    #expect(Decision.on(.everyone, for: .visitor, with: [], in: nil).isAllowed)
    #expect(!Decision.on(.signedIn, for: .visitor, with: [], in: nil).isAllowed)
    #expect(Decision.on(.signedIn, for: user, with: [], in: nil).isAllowed)
    #expect(!Decision.on(.permission(publish), for: .visitor, with: [], in: here).isAllowed)
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Access
import Kernel
import Testing

@Suite("Who may")
struct DecisionTests {
  private let here = TenantID(Identifier(high: 1, low: 1))
  private let there = TenantID(Identifier(high: 1, low: 2))
  private let publish = Permission(
    "offer.publish", "Angebote veröffentlichen", [.centerHead, .centerStaff, .provider, .systemOperator])

  private func somebody(
    _ memberships: Membership..., grants: [Grant] = [], means: SignedIn.Means = .session("s")
  ) -> SignedIn {
    SignedIn(
      account: Identifier(high: 9, low: 9), name: "Beispiel", mail: "b@example.org", means: means,
      memberships: memberships, grants: grants, tenant: here)
  }

  @Test("Default is no, for every role without the permission", arguments: Role.allCases)
  func roles(role: Role) {
    let organisation = Identifier(high: 3, low: 3)
    let decision = Decision.on(
      .permission(publish), for: somebody(Membership(role, in: here, organisation: organisation)),
      about: Subject(tenant: here, organisation: organisation))
    #expect(decision.isAllowed == publish.roles.contains(role))
    #expect(!decision.reason.isEmpty)
  }

  @Test("A role holds only in its tenant, one without a tenant everywhere")
  func tenants() {
    let head = somebody(Membership(.centerHead, in: here))
    #expect(Decision.on(.permission(publish), for: head, about: Subject(tenant: here)).isAllowed)
    #expect(!Decision.on(.permission(publish), for: head, about: Subject(tenant: there)).isAllowed)
    let everywhere = somebody(Membership(.systemOperator, in: nil))
    #expect(Decision.on(.permission(publish), for: everywhere, about: Subject(tenant: there)).isAllowed)
  }

  @Test("Visitors see what is public and are asked to sign in elsewhere")
  func visitors() {
    #expect(Decision.on(.everyone, for: nil).isAllowed)
    #expect(!Decision.on(.signedIn, for: nil).isAllowed)
    #expect(Decision.on(.signedIn, for: somebody()).isAllowed)
    #expect(!Decision.on(.permission(publish), for: nil, about: Subject(tenant: here)).isAllowed)
  }

  @Test("A provider reaches only what belongs to the own organisation")
  func providers() {
    let own = Identifier(high: 4, low: 1)
    let provider = somebody(Membership(.provider, in: here, organisation: own))
    func may(_ organisation: Identifier?, in tenant: TenantID) -> Bool {
      Decision.on(
        .permission(publish), for: provider, about: Subject(tenant: tenant, organisation: organisation)
      ).isAllowed
    }
    #expect(may(own, in: here))
    #expect(!may(Identifier(high: 4, low: 2), in: here))
    #expect(!may(nil, in: here))
    #expect(!may(own, in: there))
    let nowhere = somebody(Membership(.provider, in: here))
    #expect(
      !Decision.on(.permission(publish), for: nowhere, about: Subject(tenant: here)).isAllowed)
  }

  @Test("A grant opens one record and nothing else")
  func grants() {
    let record = Identifier(high: 5, low: 5)
    let granted = somebody(grants: [Grant("offer.publish", kind: "offer", record: record, in: here)])
    func may(_ kind: String, _ id: Identifier, _ tenant: TenantID) -> Bool {
      Decision.on(.permission(publish), for: granted, about: Subject(tenant: tenant, kind: kind, record: id)).isAllowed
    }
    #expect(may("offer", record, here))
    #expect(!may("offer", Identifier(high: 5, low: 6), here))
    #expect(!may("place", record, here))
    #expect(!may("offer", record, there))
  }

  @Test("A token does no more than its scopes, whatever its owner may")
  func tokens() {
    let head = Membership(.centerHead, in: here)
    let narrow = somebody(head, means: .token(scopes: ["offer.read"]))
    #expect(!Decision.on(.permission(publish), for: narrow, about: Subject(tenant: here)).isAllowed)
    let wide = somebody(head, means: .token(scopes: ["offer.publish"]))
    #expect(Decision.on(.permission(publish), for: wide, about: Subject(tenant: here)).isAllowed)
    let empty = somebody(means: .token(scopes: ["offer.publish"]))
    #expect(!Decision.on(.permission(publish), for: empty, about: Subject(tenant: here)).isAllowed)
  }
}

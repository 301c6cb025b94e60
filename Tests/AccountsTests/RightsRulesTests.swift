// SPDX-License-Identifier: EUPL-1.2
import Access
import Kernel
import Product
import Testing
import Web

@testable import Accounts

@Suite("Who may give which right")
struct RightsRulesTests {
  private let center = TenantID(Identifier(high: 1, low: 1))
  private let other = TenantID(Identifier(high: 1, low: 2))
  private let own = Identifier(high: 2, low: 1)
  private let colleague = Identifier(high: 2, low: 2)
  private let today = Day(number: 20_000)

  private func somebody(_ memberships: Membership..., means: SignedIn.Means = .session("x")) -> SignedIn {
    SignedIn(account: own, name: "A", mail: "a@b.example", means: means, memberships: memberships, tenant: center)
  }

  @Test("A head gives the roles of the own centre only")
  func head() {
    let head = somebody(Membership(.centerHead, in: center))
    #expect(
      Set(RightsRules.roles(head, mayGiveIn: center, .center)) == Set(Role.allCases.filter { $0.place == .center }))
    #expect(RightsRules.roles(head, mayGiveIn: other, .center).isEmpty)
    #expect(RightsRules.roles(head, mayGiveIn: center, .coordination).isEmpty)
    #expect(RightsRules.roles(head, mayGiveIn: Account.installation, .installation).isEmpty)
  }

  @Test("Nobody else in a centre gives any", arguments: Role.allCases.filter { !$0.isHead && $0 != .systemOperator })
  func others(role: Role) {
    let holder = somebody(Membership(role, in: role.place == .installation ? nil : center))
    for place in [Role.Place.center, .coordination, .installation] {
      #expect(RightsRules.roles(holder, mayGiveIn: center, place).isEmpty)
    }
  }

  @Test("A deputy makes no heads, a program nobody anything")
  func lent() {
    let deputy = somebody(Membership(.centerHead, in: center, deputyFor: "B"))
    #expect(!RightsRules.roles(deputy, mayGiveIn: center, .center).contains(.centerHead))
    #expect(RightsRules.roles(deputy, mayGiveIn: center, .center).contains(.centerStaff))
    let program = somebody(Membership(.systemOperator, in: nil), means: .token(scopes: ["team.keep"]))
    #expect(RightsRules.roles(program, mayGiveIn: center, .center).isEmpty)
  }

  @Test("An operator whose role names a tenant is none")
  func falseOperator() {
    let holder = somebody(Membership(.systemOperator, in: center))
    #expect(RightsRules.roles(holder, mayGiveIn: center, .center).isEmpty)
  }

  @Test("Nobody changes their own rights, operators included")
  func ownRights() {
    let user = somebody(Membership(.systemOperator, in: nil))
    #expect(throws: RightsRules.ownRights) {
      try RightsRules.mayGive(.centerReader, to: own, by: user, in: center, .center)
    }
    #expect(throws: Never.self) {
      try RightsRules.mayGive(.centerReader, to: colleague, by: user, in: center, .center)
    }
  }

  @Test("What is lent ends within a year and not in the past")
  func loans() {
    func check(_ from: Int?, _ until: Int?) throws {
      try RightsRules.checkLoan(
        from: from.map { today.adding(days: $0) }, until: until.map { today.adding(days: $0) }, today: today)
    }
    #expect(throws: Never.self) { try check(0, 0) }
    #expect(throws: Never.self) { try check(3, 300) }
    for (from, until) in [(0, nil), (nil, 5), (5, 4), (-9, -1), (0, 367), (367, 368)] as [(Int?, Int?)] {
      #expect(throws: Problem.self) { try check(from, until) }
    }
  }

  @Test("A deputy and somebody who has left do not lead")
  func led() {
    var head = MembershipEntry(id: RecordID(own))
    head.role = .centerHead
    #expect(RightsRules.isLed(by: [head], from: today))
    var deputy = head
    deputy.deputyFor = RecordID(colleague)
    #expect(!RightsRules.isLed(by: [deputy], from: today))
    head.until = today.adding(days: -1)
    #expect(!RightsRules.isLed(by: [head], from: today))
  }

  @Test("A head holds every right that they can give to others in the centre")
  func heldByHeads() {
    let roles: Set<Role> = [.centerStaff, .centerAdministration, .centerReader]
    for permission in SliceList.all.flatMap(\.permissions) where !permission.roles.isDisjoint(with: roles) {
      #expect(permission.roles.contains(.centerHead), "\(permission.name)")
    }
  }

  @Test("Role and tenant must fit, or the entry counts for nothing")
  func fitting() {
    var entry = MembershipEntry(id: RecordID(own))
    entry.role = .systemOperator
    #expect(entry.membership(in: center) == nil)
    #expect(entry.membership(in: Account.installation)?.tenant == .some(nil))
    entry.role = .centerHead
    #expect(entry.membership(in: Account.installation) == nil)
  }
}

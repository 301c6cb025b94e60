// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel

/// Who may give which right to whom. Nothing here reads or writes; default is no.
package enum RightsRules {
  /// A deputy or a right on a single record lasts at most so many days.
  static let longestLoan = 366

  /// The roles that somebody may give in a tenant.
  ///
  /// Programs give none. A deputy gives no role of a head, so that no power outlives the time for which it was lent.
  package static func roles(
    _ somebody: SignedIn, mayGiveIn tenant: TenantID, _ place: Role.Place
  ) -> [Role] {
    guard case .session = somebody.means else { return [] }
    let here = Role.allCases.filter { $0.place == place }
    if somebody.memberships.contains(where: { $0.role == .systemOperator && $0.tenant == nil }) { return here }
    let head: Role? = place == .center ? .centerHead : place == .coordination ? .coordinationHead : nil
    let led = somebody.memberships.filter { $0.role == head && $0.tenant == tenant }
    if led.contains(where: { $0.deputyFor.isEmpty }) { return here }
    return led.isEmpty ? [] : here.filter { !$0.isHead }
  }

  /// - Throws: a `Problem` when somebody may not give the role to the account.
  static func mayGive(
    _ role: Role, to account: Identifier, by somebody: SignedIn, in tenant: TenantID, _ place: Role.Place
  ) throws(Problem) {
    if account == somebody.account { throw ownRights }
    guard roles(somebody, mayGiveIn: tenant, place).contains(role) else {
      throw Problem("rights.role-refused", .forbidden, "Diese Rolle dürfen Sie hier nicht vergeben oder ändern.")
    }
  }

  /// - Throws: a `Problem` when the organisation does not fit the role.
  /// - Parameter isKnown: whether the organisation is one of the same tenant.
  static func check(_ role: Role, organisation isNamed: Bool, isKnown: Bool) throws(Problem) {
    if role == .provider, !isNamed || !isKnown {
      throw Problem(
        "rights.organisation", .invalid, "Bitte wählen Sie die Organisation, deren Angebote die Person pflegt.",
        field: "organisation")
    }
  }

  /// - Throws: a `Problem` when the last day lies before the first or before today.
  static func check(from: Day?, until: Day?, today: Day) throws(Problem) {
    guard let until else { return }
    if until < max(from ?? today, today) {
      throw Problem("rights.over", .invalid, "Der letzte Tag liegt vor dem ersten oder ist schon vorbei.", field: "bis")
    }
  }

  /// For deputies and rights on single records, which always end.
  static func checkLoan(from: Day?, until: Day?, today: Day) throws(Problem) {
    guard let from, let until else {
      throw Problem("rights.dates", .invalid, "Bitte geben Sie den ersten und den letzten Tag an.", field: "bis")
    }
    try check(from: from, until: until, today: today)
    if until.number - max(from, today).number > Int32(longestLoan) || from.number - today.number > Int32(longestLoan) {
      throw Problem("rights.too-long", .invalid, "Das geht höchstens für ein Jahr.", field: "bis")
    }
  }

  /// Whether somebody leads from a day on, without a gap and without an end in sight earlier than the one that goes.
  ///
  /// - Parameters:
  ///   - others: heads in their own right, without the entry that ends.
  ///   - day: the first day without that entry.
  static func isLed(by others: [MembershipEntry], from day: Day) -> Bool {
    others.contains { $0.role.isHead && $0.deputyFor == nil && $0.holds(on: day) }
  }

  static let ownRights = Problem(
    "rights.own", .forbidden, "Ihre eigenen Rechte kann nur jemand anderes ändern.")
  static let lastHead = Problem(
    "rights.last-head", .conflict,
    "Das ist die letzte Leitung. Bitte geben Sie zuerst einer anderen Person mit aktivem Konto diese Rolle.")
}

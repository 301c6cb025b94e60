// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
package import Organisations
package import Storage

extension Transaction {
  /// Gives an account a role without asking who may: for the operator at the command line and for example data.
  ///
  /// - Throws: a `Problem` where role, tenant and organisation do not fit together.
  package func enrol(
    _ account: RecordID<Account>, as role: Role, in tenant: TenantID, organisation: RecordID<Organisation>? = nil,
    until: Day? = nil
  ) throws {
    let owner = try organisation.flatMap { try find(Organisation.self, $0, in: .tenant(tenant)) }
    guard (tenant == Account.installation) == (role.place == .installation), (role == .provider) == (owner != nil)
    else {
      throw Problem("rights.unfitting", .invalid, "Die Rolle „\(role.label)“ passt nicht an diese Stelle.")
    }
    var entry = MembershipEntry(id: makeID())
    entry.account = account
    entry.role = role
    entry.organisation = organisation
    entry.from = now.berlin.day
    entry.until = until
    entry.givenBy = principal.name
    try insert(entry, of: tenant)
  }
}

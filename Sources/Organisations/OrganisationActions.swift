// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

/// Keeps organisations and what belongs to them; each is one step of a transaction.
package enum OrganisationActions {
  /// - Throws: a `Problem` where the fields contradict each other.
  package static func add(_ organisation: Organisation, of tenant: TenantID, _ transaction: Transaction) throws {
    if let problem = Problem.joined(OrganisationRules.problems(organisation)) { throw problem }
    try transaction.insert(organisation, of: tenant)
  }

  /// Keeps a new place; the search learns where its organisation is.
  package static func add(_ place: Place, of tenant: TenantID, _ transaction: Transaction) throws {
    if let problem = Problem.joined(OrganisationRules.problems(place)) { throw problem }
    try transaction.insert(place, of: tenant)
    try touch(place.organisation, tenant, transaction)
  }

  package static func save(_ place: Place, over stored: Stored<Place>, _ transaction: Transaction) throws {
    if let problem = Problem.joined(OrganisationRules.problems(place)) { throw problem }
    guard try transaction.save(place, over: stored) else { return }
    try touch(place.organisation, stored.tenant, transaction)
    if stored.record.organisation != place.organisation {
      try touch(stored.record.organisation, stored.tenant, transaction)
    }
  }

  private static func touch(
    _ organisation: RecordID<Organisation>?, _ tenant: TenantID, _ transaction: Transaction
  ) throws {
    guard let organisation else { return }
    try transaction.noteChange(Organisation.descriptor.kind, organisation.identifier, of: tenant, .saved)
  }
}

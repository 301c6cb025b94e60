// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Storage
package import Web

extension Duplicates {
  /// What looking for all pairs of a kind anew costs, for measurements.
  package struct Measure: Sendable {
    package let kind: String
    package let records: Int
    package let pairs: Int
    /// Reading the records and comparing them.
    package let finding: Duration
    /// The same and keeping what was found, as the button of the list does.
    package let all: Duration
  }

  /// Looks for pairs of each kind in one tenant anew, twice: without and with keeping them.
  package static func measure(of tenant: TenantID, _ services: Services) async throws -> [Measure] {
    let index = DuplicateIndex(kinds: DuplicateKinds.all(services))
    let clock = ContinuousClock()
    var measures: [Measure] = []
    for kind in index.kinds {
      let began = clock.now
      let (facts, pairs) = try await index.search(kind, of: tenant, services.database)
      let found = clock.now
      try await index.rebuild(kind, of: tenant, services.database)
      measures.append(
        Measure(
          kind: kind.kind, records: facts.count, pairs: pairs.count, finding: found - began, all: clock.now - found))
    }
    return measures
  }
}

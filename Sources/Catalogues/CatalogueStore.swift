// SPDX-License-Identifier: EUPL-1.2
package import Search
package import Storage

extension Connection {
  /// The word groups that the search treats as one.
  package func synonymGroups() throws -> [SynonymGroup] {
    try list(SynonymSet.self, in: .everyTenant, limit: 10_000).map { stored in
      SynonymGroup(language: stored.record.language, words: stored.record.list)
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// Where a translation stands.
struct TranslationPlace: Hashable {
  let field: String
  let language: Language
}

extension Connection {
  func mergeTranslations(_ kind: String, _ id: Identifier) throws -> [TranslationPlace: String] {
    var found: [TranslationPlace: String] = [:]
    try each("select field, language, text from translation where kind = \(kind) and record = \(id.text)") { row in
      let field = row.text()
      guard let language = Language(row.text()) else { return }
      found[TranslationPlace(field: field, language: language)] = row.text()
    }
    return found
  }

  func mergeSources(
    _ kind: String, _ id: Identifier, _ tenant: TenantID
  ) throws -> [(system: String, id: String)] {
    try rows(
      """
      select system, source from provenance where tenant = \(tenant) and kind = \(kind) and record = \(id.text)
      order by system, source
      """
    ) { ($0.text(), $0.text()) }
  }
}

extension Transaction {
  /// The next import of the source finds the record that stays.
  func moveSource(
    _ source: (system: String, id: String), _ kind: String, to record: Identifier, _ tenant: TenantID
  ) throws {
    try run(
      """
      update provenance set record = \(record.text)
      where tenant = \(tenant) and kind = \(kind) and system = \(source.system) and source = \(source.id)
      """)
  }

  /// Whatever the records refer to may show them: indexes look again.
  func noteNeighbours(of states: [MergeState]) throws {
    for state in states {
      try noteChange(state.kind, state.id, of: state.tenant, state.isArchived ? .removed : .saved)
      for (field, kind) in [("organisation", "organisation"), ("place", "place")] {
        if let id = state.reference(field) { try noteChange(kind, id, of: state.tenant, .saved) }
      }
    }
  }
}

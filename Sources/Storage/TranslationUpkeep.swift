// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// One translated field with what it was translated from.
package struct TranslatedText: Sendable, Hashable {
  package let language: Language
  package let field: String
  package let text: String
  /// The version of the record that it translates; older than the record's means outdated.
  package let sourceVersion: Int
  package let modifiedAt: String
}

extension Connection {
  /// All translations of one record, with the versions that they translate.
  package func translatedTexts<R: Record>(of id: RecordID<R>) throws -> [TranslatedText] {
    var found: [TranslatedText] = []
    try each(
      """
      select language, field, text, source_version, modified_at from translation
      where kind = \(R.descriptor.kind) and record = \(id) order by language, field
      """
    ) { row in
      let code = row.text()
      let text = TranslatedText(
        language: Language(code) ?? .german, field: row.text(), text: row.text(), sourceVersion: row.integer(),
        modifiedAt: row.text())
      if Language(code) != nil { found.append(text) }
    }
    return found
  }
}

extension Transaction {
  /// After a save: translations that were up to date stay so, except those of fields whose text is another one now.
  ///
  /// - Parameter changed: fields that need a new translation; empty for a small edit that changes no meaning (F38).
  package func keepTranslations<R: Record>(
    of id: RecordID<R>, from old: Int, to new: Int, except changed: [String]
  ) throws {
    let others: SQL = changed.isEmpty ? "1 = 1" : "field not in (\(list: changed))"
    try run(
      """
      update translation set source_version = \(new)
      where kind = \(R.descriptor.kind) and record = \(id) and source_version >= \(old) and source_version < \(new)
        and \(others)
      """)
  }

  /// Notes that a translation was compared with a version of the record and still holds.
  package func confirmTranslation<R: Record>(
    of id: RecordID<R>, in tenant: TenantID, _ field: String, into language: Language, version: Int
  ) throws {
    let kind = R.descriptor.kind
    let count = try run(
      """
      update translation set source_version = \(version), modified_at = \(now)
      where kind = \(kind) and record = \(id) and language = \(language.code) and field = \(field)
        and source_version < \(version)
      """)
    if count > 0 { try audit("\(kind).translation-confirmed", kind: kind, record: id.identifier, of: tenant) }
  }
}

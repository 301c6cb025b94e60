// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// Texts of one record in one language, by field name.
package typealias TranslatedFields = [String: String]

extension Connection {
  /// The translated fields of several records in one language, in one query.
  package func translations<R: Record>(
    of type: R.Type, _ ids: [RecordID<R>], into language: Language
  ) throws -> [RecordID<R>: TranslatedFields] {
    if language == .german || ids.isEmpty { return [:] }
    var found: [RecordID<R>: TranslatedFields] = [:]
    try each(
      """
      select record, field, text from translation
      where kind = \(R.descriptor.kind) and language = \(language.code) and record in (\(list: ids))
      """
    ) { row in
      let id: RecordID<R> = try row.id()
      let field = row.text()
      found[id, default: [:]][field] = row.text()
    }
    return found
  }

  /// All languages and fields of one record.
  package func translations<R: Record>(of id: RecordID<R>) throws -> [Language: TranslatedFields] {
    var found: [Language: TranslatedFields] = [:]
    try each(
      """
      select language, field, text from translation
      where kind = \(R.descriptor.kind) and record = \(id) order by language, field
      """
    ) { row in
      guard let language = Language(row.text()) else { return }
      let field = row.text()
      found[language, default: [:]][field] = row.text()
    }
    return found
  }
}

extension Transaction {
  /// Keeps one field's text in another language, tied to the version of the record that it translates.
  ///
  /// - Throws: a `Problem` when the field is not one that can be translated or the text is too long.
  package func translate<R: Record>(
    _ id: RecordID<R>, of tenant: TenantID, _ field: String, into language: Language, _ text: String, version: Int
  ) throws {
    guard let info = R.descriptor.field(field)?.info, info.isTranslated, language != .german else {
      throw Problem("record.not-translatable", .invalid, "Dieses Feld wird nicht übersetzt.", field: field)
    }
    if let problem = info.problem(with: .text(text)) { throw problem }
    let kind = R.descriptor.kind
    let old = try first(
      """
      select text from translation where kind = \(kind) and record = \(id) and language = \(language.code)
      and field = \(field)
      """
    ) { $0.text() }
    if old == text { return }
    try run(
      """
      insert into translation (kind, record, language, field, text, source_version, modified_at)
      values (\(kind), \(id), \(language.code), \(field), \(text), \(version), \(now))
      on conflict (kind, record, language, field)
      do update set text = excluded.text, source_version = excluded.source_version, modified_at = excluded.modified_at
      """)
    let change = FieldChange(field: "\(field).\(language.code)", old: old.map(Value.text) ?? .null, new: .text(text))
    try audit("\(kind).translated", kind: kind, record: id.identifier, of: tenant, changes: [change])
    try noteChange(kind, id.identifier, of: tenant, .saved)
  }
}

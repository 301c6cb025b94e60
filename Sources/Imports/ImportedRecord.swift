// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Records
internal import Storage

/// A kind of record that imports write, as taking them back needs it.
package struct ImportedRecord: Sendable {
  /// How a record stands now.
  struct State: Sendable {
    let version: Int
    let isArchived: Bool
    let title: String
  }

  package let kind: String
  let one: String
  let state: @Sendable (Connection, Identifier, TenantID) throws -> State?
  let archive: @Sendable (Transaction, Identifier, TenantID) throws -> Void
  let unarchive: @Sendable (Transaction, Identifier, TenantID) throws -> Void
  /// Sets fields (also `title.en`) back to the values before.
  let setBack: @Sendable (Transaction, Identifier, TenantID, [FieldChange]) throws -> Void
  /// The newest text of a translated field.
  let translation: @Sendable (Connection, Identifier, _ field: String, Language) throws -> String?

  package static func of<R: Record>(_ type: R.Type) -> ImportedRecord {
    ImportedRecord(
      kind: R.descriptor.kind, one: R.descriptor.one,
      state: { connection, id, tenant in
        try connection.find(R.self, RecordID(id), in: .tenant(tenant)).map { stored in
          State(
            version: stored.version, isArchived: stored.archivedAt != nil,
            title: R.descriptor.titleField?.read(stored.record).text ?? "")
        }
      },
      archive: { try $0.archive(try $0.stored(R.self, $1, $2), as: action(R.self)) },
      unarchive: { try $0.unarchiveImported(R.self, $1, $2) },
      setBack: { try $0.setBackImported(R.self, $1, $2, $3) },
      translation: { connection, id, field, language in
        try connection.translations(of: RecordID<R>(id))[language]?[field]
      })
  }

  fileprivate static func action<R: Record>(_ type: R.Type) -> String { "\(R.descriptor.kind).import_undone" }
}

extension Transaction {
  fileprivate func stored<R: Record>(_ type: R.Type, _ id: Identifier, _ tenant: TenantID) throws -> Stored<R> {
    guard let stored = try find(R.self, RecordID(id), in: .tenant(tenant)) else { throw Problem.importMoved }
    return stored
  }

  fileprivate func unarchiveImported<R: Record>(_ type: R.Type, _ id: Identifier, _ tenant: TenantID) throws {
    try run(
      """
      update \(table: R.self) set archived_at = null, modified_at = \(now), version = version + 1
      where id = \(id.text) and tenant = \(tenant) and archived_at is not null
      """)
    try audit(ImportedRecord.action(R.self), kind: R.descriptor.kind, record: id, of: tenant)
    try noteChange(R.descriptor.kind, id, of: tenant, .saved)
  }

  fileprivate func setBackImported<R: Record>(
    _ type: R.Type, _ id: Identifier, _ tenant: TenantID, _ changes: [FieldChange]
  ) throws {
    let stored = try stored(R.self, id, tenant)
    var record = stored.record
    var translated: [(field: String, language: Language, text: String)] = []
    for change in changes {
      let parts = change.field.split(separator: ".")
      if parts.count == 2, let language = Language(parts[1]) {
        translated.append((String(parts[0]), language, change.old.text ?? ""))
      } else if let field = R.descriptor.field(change.field) {
        try field.place(change.old, in: &record)
      }
    }
    let isSaved = try save(record, over: stored, as: ImportedRecord.action(R.self))
    for (field, language, text) in translated {
      try translate(
        stored.id, of: tenant, field, into: language, text, version: stored.version + (isSaved ? 1 : 0))
    }
  }
}

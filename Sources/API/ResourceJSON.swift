// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Members that every record has beside its fields.
enum ResourceJSON {
  static let own = ["id", "version", "created_at", "modified_at", "archived_at", "url"]
}

extension JSONWriter {
  /// A record with the fields that a program sees.
  ///
  /// - Parameter names: the members to write; nothing for all. The id always stands first.
  mutating func resource<R: Record>(_ stored: Stored<R>, _ fields: [Field<R>], only names: Set<String>? = nil) {
    let isWanted: (String) -> Bool = { name in names?.contains(name) ?? true }
    let id = stored.id.text
    object { json in
      json.field("id", id)
      if isWanted("version") { json.field("version", stored.version) }
      for field in fields where isWanted(field.name) { json.field(field.info, field.read(stored.record)) }
      if isWanted("created_at") { json.field("created_at", stored.createdAt.iso) }
      if isWanted("modified_at") { json.field("modified_at", stored.modifiedAt.iso) }
      if isWanted("archived_at") { json.field("archived_at", stored.archivedAt?.iso) }
      if isWanted("url") { json.field("url", ResourcePath.one(R.descriptor.kind, id).text) }
    }
  }
}

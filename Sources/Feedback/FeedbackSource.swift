// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
package import Storage
package import Web
package import Workplace

/// A kind of thing that people can write about; the slices that own such things are told to the feedback by the product.
package struct FeedbackSource: Sendable {
  /// One thing as the form names it.
  package struct Subject: Sendable {
    package let title: String
    package let tenant: TenantID
    package let path: Path
    /// What stands there now, so that a correction can refer to it (F13).
    package let values: [(label: String, value: String)]

    package init(title: String, tenant: TenantID, path: Path, values: [(label: String, value: String)] = []) {
      self.title = title
      self.tenant = tenant
      self.path = path
      self.values = values
    }
  }

  /// The record's kind: `offer`.
  package let kind: String
  /// The name in addresses and forms: `angebot`.
  package let parameter: String
  /// Nothing for an unknown id and for what the public may not see.
  package let find: @Sendable (Connection, Identifier) throws -> Subject?

  /// Where staff keep such a thing; nothing where there is no such page.
  package var staffPath: @Sendable (Identifier) -> Path? = { _ in nil }

  package init(
    kind: String, parameter: String, find: @escaping @Sendable (Connection, Identifier) throws -> Subject?
  ) {
    self.kind = kind
    self.parameter = parameter
    self.find = find
  }

  /// A described record that is not archived: titled by its first listed field, with the current values of some fields.
  ///
  /// - Parameters:
  ///   - fields: names of fields whose values are shown; those that are no texts or not for everyone are left out.
  ///   - desk: where staff keep such records.
  ///   - isPublic: whether the public may see the record.
  package static func record<R: Record>(
    _ type: R.Type, parameter: String, fields: [String], desk: DeskPath? = nil,
    path: @escaping @Sendable (RecordID<R>) -> Path,
    isPublic: @escaping @Sendable (R) -> Bool = { _ in true }
  ) -> FeedbackSource {
    var source = FeedbackSource(kind: R.descriptor.kind, parameter: parameter) { connection, identifier in
      guard let stored = try connection.find(type, RecordID(identifier), in: .everyTenant), stored.archivedAt == nil,
        isPublic(stored.record)
      else { return nil }
      let shown = fields.compactMap { R.descriptor.field($0) }.filter { $0.info.audience == .everyone }
      return Subject(
        title: R.descriptor.titleField?.read(stored.record).text ?? "", tenant: stored.tenant, path: path(stored.id),
        values: shown.compactMap { field in
          guard let text = field.read(stored.record).text, !text.isEmpty else { return nil }
          return (field.info.label, String(text.prefix(600)))
        })
    }
    source.staffPath = { id in desk?.record(id.text) }
    return source
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
package import Storage

/// Values of one tenant as people read them, for pages of other areas that show fields side by side.
package struct FieldWords: Sendable {
  private let text: FieldText

  /// - Parameter values: everything that will be shown, so that the names behind references are read at once.
  package init(
    _ vocabulary: Vocabulary, _ references: [ReferenceSource], for values: [(info: FieldInfo, value: Value)],
    _ connection: Connection, _ tenant: TenantID
  ) throws {
    text = FieldText(
      vocabulary: vocabulary, titles: try ReferenceBook(references).titles(of: values, connection, tenant))
  }

  /// One line or several, without markup; empty for nothing.
  package func plain(_ value: Value, _ info: FieldInfo) -> String { text.plain(value, info) }
}

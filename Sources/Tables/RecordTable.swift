// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
package import Storage

/// A kind of record as the rows of a CSV file; the columns follow from the descriptor.
///
/// Beside the record's fields a file has `id`, the source (`source_system`, `source_id`, `source_address`), one column for
/// each translated field and language (`title.en`) and the columns of companions.
package struct RecordTable<R: Record>: Sendable {
  /// Further names of columns by field name, as people write them in spreadsheets.
  package let aliases: [String: [String]]
  /// Fields that tell two records apart where a file has neither ids nor sources: a second import of the file finds them again.
  package let identity: [String]
  package let companions: [TableCompanion<R>]
  /// Rules over several fields of a record, such as an age that ends before it begins.
  package let check: @Sendable (R) -> [Problem]
  let fields: [Field<R>]

  package init(
    identity: [String], aliases: [String: [String]] = [:], companions: [TableCompanion<R>] = [],
    check: @escaping @Sendable (R) -> [Problem] = { _ in [] }
  ) {
    self.identity = identity
    self.aliases = aliases
    self.companions = companions
    self.check = check
    fields = R.descriptor.fields.filter { $0.info.audience != .nobody }
  }

  /// All columns but those of translations, which depend on the file.
  var columns: [TableColumn] {
    [.id] + fields.indices.map { .field($0) } + companions.indices.map { .companion($0) }
      + [.sourceSystem, .sourceID, .sourceAddress, .fault]
  }

  var positions: [String: Int] {
    Dictionary(fields.indices.map { (fields[$0].name, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A column for what belongs to a record but stands in other tables, such as the places of an offer.
package struct TableCompanion<R: Record>: Sendable {
  /// Writes what was read; tells whether anything was different. Of a record that was made in the same transaction nothing
  /// is there yet, so nothing needs to be read.
  package typealias Write = @Sendable (Transaction, RecordID<R>, _ isNew: Bool) throws -> Bool

  package let name: String
  package let label: String
  package let aliases: [String]
  /// The cells of these records; a record without one gets an empty cell.
  package let cells: @Sendable (Connection, [RecordID<R>]) throws -> [RecordID<R>: String]
  /// Understands a cell (also an empty one) of a row for a tenant, without writing; throws a `Problem` where it cannot.
  package let read: @Sendable (Connection, TenantID, String) throws -> Write

  package init(
    name: String, label: String, aliases: [String] = [],
    cells: @escaping @Sendable (Connection, [RecordID<R>]) throws -> [RecordID<R>: String],
    read: @escaping @Sendable (Connection, TenantID, String) throws -> Write
  ) {
    self.name = name
    self.label = label
    self.aliases = aliases
    self.cells = cells
    self.read = read
  }
}

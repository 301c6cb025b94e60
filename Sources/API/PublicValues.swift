// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage

/// The values that parameters of the public lists may have where data says so, such as the codes of catalogues.
///
/// The description names them, so that programs can ask only what there is; everything else is refused (400).
package struct PublicValues: Sendable {
  package enum Name: Sendable {
    case center, centerKind, districtGovernment, organisationKind, field, stage, group, town, hitKind
    /// Postcodes and names around which can be searched.
    case near
  }

  /// Where the values come from, and the kinds of record that they change with.
  package struct Source: Sendable {
    let kinds: [String]
    let read: @Sendable (Connection, _ today: Day) throws -> PublicValues

    package init(kinds: [String], _ read: @escaping @Sendable (Connection, Day) throws -> PublicValues) {
      self.kinds = kinds
      self.read = read
    }
  }

  private let values: [Name: [String]]

  /// Each value once, in an order that stays.
  package init(_ values: [Name: [String]]) { self.values = values.mapValues { Set($0).sorted() } }

  subscript(_ name: Name) -> [String] { values[name] ?? [] }
}

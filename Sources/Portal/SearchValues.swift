// SPDX-License-Identifier: EUPL-1.2
package import Storage

/// What programs can narrow a search by, beside catalogues and centres.
package enum SearchValues {
  /// The kinds of record that the places are read from.
  package static let kinds = PlaceBook.kinds

  package static let hitKinds = HitKind.allCases.map(\.name)

  /// Postcodes and the parts of addresses of places around which can be searched.
  package static func places(_ connection: Connection) throws -> [String] { try PlaceBook(connection).names }
}

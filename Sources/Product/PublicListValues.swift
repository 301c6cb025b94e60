// SPDX-License-Identifier: EUPL-1.2
internal import API
internal import Catalogues
internal import Centers
internal import Kernel
internal import Portal
internal import Storage

/// What the public lists for programs can be narrowed by, read from centres, catalogues and places.
enum PublicListValues {
  static let source = PublicValues.Source(kinds: CenterBook.kinds + CatalogueBook.kinds + SearchValues.kinds) {
    try values($0, $1)
  }

  private static func values(_ connection: Connection, _ today: Day) throws -> PublicValues {
    let centers = try CenterBook(connection)
    let book = try CatalogueBook(connection, on: today)
    let codes = { (catalogue: Catalogue) in book.entries(of: catalogue).map(\.code) }
    return PublicValues([
      .center: centers.centers.flatMap { [$0.ags, $0.slug] }, .centerKind: Center.Kind.allCases.map(\.rawValue),
      .districtGovernment: centers.centers.map(\.districtGovernment), .organisationKind: codes(.organisationKind),
      .field: codes(.field), .stage: codes(.stage), .group: codes(.targetGroup),
      .town: centers.municipalities.flatMap { [$0.slug, $0.name] }, .hitKind: SearchValues.hitKinds,
      .near: try SearchValues.places(connection),
    ])
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Guides
internal import Kernel
internal import Storage
internal import Web

/// What nearly every page of the portal needs to know, kept in memory until it changes.
struct PortalBooks: Sendable {
  let centers: Live<CenterBook>
  let catalogues: Live<CatalogueBook>
  let guides: Live<GuideMap>
  let places: Live<PlaceBook>
  /// Names by the part of an address: looked up for every value of a facet, without copying a whole centre.
  let names: Live<[String: String]>

  init(_ services: Services) {
    let database = services.database
    centers = Live(database, of: CenterBook.kinds) { try CenterBook($0) }
    catalogues = Live(database, of: CatalogueBook.kinds) { try CatalogueBook($0, on: database.time.today) }
    guides = Live(database, of: GuideBook.kinds) { try GuideMap($0) }
    places = Live(database, of: PlaceBook.kinds) { try PlaceBook($0) }
    names = Live(database, of: CenterBook.kinds) { connection in
      let centers = try CenterBook(connection).centers
      return Dictionary(centers.map { ($0.slug, $0.municipality) }, uniquingKeysWith: { first, _ in first })
    }
  }
}

/// The guide's tree with the way from a text, which the search finds, to its page.
struct GuideMap: Sendable {
  let book: GuideBook
  private let pages: [RecordID<GuideText>: RecordID<GuidePage>]

  init(_ connection: Connection) throws {
    book = try GuideBook(connection)
    pages = Dictionary(
      book.versions().map { ($0.version.id, $0.node.id) }, uniquingKeysWith: { first, _ in first })
  }

  func page(of text: RecordID<GuideText>) -> GuideBook.Node? { pages[text].flatMap { book[$0] } }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Kernel
internal import Records
internal import Search
internal import Storage

/// What the documents of one batch are made from.
struct OfferSearchMaterial {
  let book: CatalogueBook
  let places: [RecordID<Offer>: [OfferSearchPlace]]
  let weekdays: [RecordID<Offer>: [Weekday]]
  let translations: [RecordID<Offer>: [String: TranslatedFields]]
  let towns: [String: (name: String, center: String)]
  let spaces: [String: (name: String, center: String)]
  let townsOfCenter: [String: [String]]

  init(
    book: CatalogueBook, places: [RecordID<Offer>: [OfferSearchPlace]], weekdays: [RecordID<Offer>: [Weekday]],
    translations: [RecordID<Offer>: [String: TranslatedFields]], towns: [String: (name: String, center: String)],
    spaces: [String: (name: String, center: String)]
  ) {
    self.book = book
    self.places = places
    self.weekdays = weekdays
    self.translations = translations
    self.towns = towns
    self.spaces = spaces
    townsOfCenter = Dictionary(grouping: towns.keys.sorted()) { towns[$0]?.center ?? "" }
  }
}

/// One place of an offer as the index needs it.
struct OfferSearchPlace {
  let name: String
  let town: String
  let municipality: String?
  let space: String?
  let point: SearchPlace?
  let isAccessible: Bool

  init(_ row: inout Row) {
    name = row.text()
    town = row.text()
    municipality = row.optionalText()
    space = row.optionalText()
    let (latitude, longitude) = (row.optionalReal(), row.optionalReal())
    if let latitude, let longitude {
      point = SearchPlace(latitude: latitude, longitude: longitude)
    } else {
      point = nil
    }
    isAccessible =
      row.text() == Answer.yes.rawValue
      && row.text() != Answer.no.rawValue
      && row.text() != Answer.no.rawValue
  }
}

/// The columns of an offer that the index needs.
struct OfferSearchRow {
  let id: RecordID<Offer>
  let tenant: String
  let center: String
  let title: String
  let summary: String
  let description: String
  let organisation: String?
  let organisationName: String
  let strategy: String
  let fields: [String]
  let stages: [String]
  let groups: [String]
  let service: String
  let programmes: [String]
  let ageFrom: Int?
  let ageTo: Int?
  let languages: [String]
  let isFree: Bool
  let hasChildcare: Bool
  let spaces: [String]
  let wholeArea: Bool
  let verifiedOn: Day?
  let createdOn: Day?

  init(_ row: inout Row) throws {
    id = try row.id()
    tenant = row.text()
    center = row.text()
    title = row.text()
    summary = row.text()
    description = row.text()
    organisation = row.optionalText()
    organisationName = row.text()
    strategy = row.text()
    fields = try row.typed()
    stages = try row.typed()
    groups = try row.typed()
    service = row.text()
    programmes = try row.typed()
    ageFrom = row.optionalInteger()
    ageTo = row.optionalInteger()
    languages = try row.typed()
    isFree = row.text() == OfferCost.free.rawValue
    hasChildcare = row.text() == Answer.yes.rawValue
    spaces = try row.typed()
    wholeArea = row.flag()
    verifiedOn = try row.typed()
    createdOn = Day(iso: row.text().prefix(10))
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Formats
internal import Kernel
internal import Organisations
internal import Records
internal import Search
internal import Storage
internal import Web

/// Public offers as documents of the search.
enum OfferSearch {
  static let source = SearchSource(
    kind: "offer",
    followed: [
      SearchSource.Followed("place") { connection, ids in
        try connection.rows("select distinct offer from offer_place where place in (\(list: ids))") { $0.text() }
      },
      SearchSource.Followed("organisation") { connection, ids in
        try connection.rows("select id from offer where organisation in (\(list: ids))") { $0.text() }
      },
      SearchSource.Followed("center") { connection, ids in
        try connection.rows("select id from offer where tenant in (\(list: ids))") { $0.text() }
      },
      SearchSource.Followed("catalogue_entry") { connection, ids in try connection.offers(namingCatalogue: ids) },
      SearchSource.Followed("municipality") { connection, ids in
        try connection.rows(
          """
          select distinct l.offer from offer_place l join place p on p.id = l.place where p.municipality in (\(list: ids))
          """
        ) { $0.text() }
      },
      SearchSource.Followed("social_space") { connection, ids in try connection.offers(inSpaces: ids) },
    ],
    documents: documents)

  private static func documents(
    _ connection: Connection, _ selection: SearchSource.Selection
  ) throws -> SearchSource.Batch {
    let rows = try rows(connection, selection)
    guard let last = rows.last else { return SearchSource.Batch(documents: [], last: nil) }
    let ids = rows.map(\.id)
    let material = OfferSearchMaterial(
      book: try CatalogueBook(connection, on: Day(number: 0)), places: try places(connection, ids),
      weekdays: try weekdays(connection, ids), translations: try translations(connection, ids),
      towns: try names(connection, "municipality"), spaces: try names(connection, "social_space"))
    let documents = rows.map { OfferSearchDocument(row: $0, material).document }
    if case .only = selection { return SearchSource.Batch(documents: documents, last: nil) }
    return SearchSource.Batch(documents: documents, last: last.id.text)
  }

  private static let columns: SQL = """
    select o.id, o.tenant, c.slug, o.title, o.summary, o.description, o.organisation, g.name, o.strategy, o.fields,
      o.stages, o.target_groups, o.service, o.programmes, o.age_from, o.age_to, o.languages, o.cost, o.childcare,
      o.spaces, o.whole_area, o.verified_on, o.created_at
    from offer o left join organisation g on g.id = o.organisation left join center c on c.id = o.tenant
    where o.archived_at is null and o.status = 'published' and o.tenant not in \(CenterModule.offers.leftOut)
    """

  private static func rows(
    _ connection: Connection, _ selection: SearchSource.Selection
  ) throws -> [OfferSearchRow] {
    switch selection {
    case .after(let id, let limit):
      try connection.rows("\(columns) and o.id > \(id) order by o.id limit \(limit)") { try OfferSearchRow(&$0) }
    case .only(let ids):
      try connection.rows("\(columns) and o.id in (\(list: ids))") { try OfferSearchRow(&$0) }
    }
  }

  private static func places(
    _ connection: Connection, _ ids: [RecordID<Offer>]
  ) throws -> [RecordID<Offer>: [OfferSearchPlace]] {
    var found: [RecordID<Offer>: [OfferSearchPlace]] = [:]
    try connection.each(
      """
      select l.offer, p.name, p.town, p.municipality, p.social_space, p.latitude, p.longitude,
        p.step_free, p.accessible_toilet, p.lift
      from offer_place l join place p on p.id = l.place
      where l.archived_at is null and p.archived_at is null and l.offer in (\(list: ids)) order by l.id
      """
    ) { row in
      let offer: RecordID<Offer> = try row.id()
      found[offer, default: []].append(OfferSearchPlace(&row))
    }
    return found
  }

  private static func weekdays(
    _ connection: Connection, _ ids: [RecordID<Offer>]
  ) throws -> [RecordID<Offer>: [Weekday]] {
    var found: [RecordID<Offer>: [Weekday]] = [:]
    try connection.each(
      """
      select offer, weekday, day from offer_schedule
      where archived_at is null and offer in (\(list: ids)) and (weekday is not null or day is not null)
      """
    ) { row in
      let offer: RecordID<Offer> = try row.id()
      let weekday = row.optionalText().flatMap { Weekday(rawValue: $0) }
      let day = row.optionalText().flatMap { Day(iso: $0) }
      if let weekday = weekday ?? day?.weekday, found[offer]?.contains(weekday) != true {
        found[offer, default: []].append(weekday)
      }
    }
    return found
  }

  private static func translations(
    _ connection: Connection, _ ids: [RecordID<Offer>]
  ) throws -> [RecordID<Offer>: [String: TranslatedFields]] {
    var found: [RecordID<Offer>: [String: TranslatedFields]] = [:]
    try connection.each(
      """
      select record, language, field, text from translation
      where kind = 'offer' and record in (\(list: ids)) and field in ('title', 'summary', 'description')
      """
    ) { row in
      let offer: RecordID<Offer> = try row.id()
      let language = row.text()
      let field = row.text()
      found[offer, default: [:]][language, default: [:]][field] = row.text()
    }
    return found
  }

  /// Towns or quarters with the centre they belong to.
  private static func names(
    _ connection: Connection, _ table: StaticString
  ) throws -> [String: (name: String, center: String)] {
    var found: [String: (name: String, center: String)] = [:]
    try connection.each("select id, name, center from \(name: table) where archived_at is null") { row in
      let id = row.text()
      found[id] = (row.text(), row.text())
    }
    return found
  }
}

extension Connection {
  /// Offers that name any of these catalogue entries, whose names are among their words.
  fileprivate func offers(namingCatalogue ids: [String]) throws -> [String] {
    var found: Set<String> = []
    let codes = try rows("select code from catalogue_entry where id in (\(list: ids))") { $0.text() }
    for code in codes {
      let pattern = "% \(code) %"
      found.formUnion(
        try rows(
          """
          select id from offer where strategy = \(code) or service = \(code) or fields like \(pattern)
            or stages like \(pattern) or target_groups like \(pattern) or programmes like \(pattern)
          """
        ) { $0.text() })
    }
    return found.sorted()
  }

  /// Offers that are meant for any of these social spaces or take place there.
  fileprivate func offers(inSpaces ids: [String]) throws -> [String] {
    var found = Set(
      try rows(
        """
        select distinct l.offer from offer_place l join place p on p.id = l.place where p.social_space in (\(list: ids))
        """
      ) { $0.text() })
    for id in ids {
      found.formUnion(try rows("select id from offer where spaces like \("% \(id) %")") { $0.text() })
    }
    return found.sorted()
  }
}

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

extension OfferPages {
  /// `GET /api/v1/offers`: what the public may see, as JSON.
  func programList(_ visit: Visit) async throws -> Reply {
    let centers = try await centers()
    let question = try OfferQuestion(visit.query, centers, try await catalogues())
    let (ids, total) = try await found(question)
    let offers = try await services.database.glance { try $0.offers(ids) }
    return .list(offers, total: total, question.page) { json, stored in
      json.object { $0.offer(stored, centers) }
    }
  }

  private func found(_ question: OfferQuestion) async throws -> (ids: [RecordID<Offer>], total: Int) {
    guard let moment = question.modifiedAfter else {
      let answer = services.index.search(question.query)
      return (answer.hits.compactMap(\.offer), answer.total)
    }
    var query = question.query
    query.offset = 0
    query.limit = services.index.count
    let matching = Set(services.index.search(query).hits.compactMap(\.offer))
    let changed = try await services.database.glance { try $0.changedOffers(after: moment) }.filter(matching.contains)
    return (Array(changed.dropFirst(question.page.offset).prefix(question.page.perPage)), changed.count)
  }

  /// `GET /api/v1/offers/{id}`: one offer with places, times, translations and source.
  func programOne(_ visit: Visit) async throws -> Reply {
    let id: RecordID<Offer> = try visit.id("id")
    try visit.query.refuseOthers(than: [])
    let today = visit.view.today
    let centers = try await centers()
    let found = try await services.database.glance { connection in
      try (connection.offerDetail(id, on: today), connection.translations(of: id))
    }
    guard let detail = found.0, detail.offer.archivedAt == nil,
      OfferRules.isPublic(detail.offer.record.status, endsOn: detail.offer.record.endsOn, on: today),
      centers.shows(.offers, of: detail.offer.tenant)
    else { throw Problem.notFound }
    var json = JSONWriter(reserving: 8192)
    json.object {
      $0.offer(detail.offer, centers)
      $0.parts(of: detail)
      $0.translations(found.1)
    }
    return .json(json.bytes)
  }
}

/// The question of a program, checked.
struct OfferQuestion {
  let page: ListPage
  let query: SearchQuery
  let modifiedAfter: Moment?

  private static let facets = ["field", "stage", "group", "language"]
  private static let catalogues: KeyValuePairs<String, Catalogue> = [
    "field": .field, "stage": .stage, "group": .targetGroup,
  ]

  init(_ parameters: Parameters, _ centers: CenterBook, _ book: CatalogueBook) throws {
    try parameters.admit(
      only: ListPage.parameters.union(Self.facets).union([
        "q", "center", "town", "age", "cost", "status", "modified_after",
      ])
    )
    page = try ListPage(parameters)
    var query = SearchQuery(parameters["q"] ?? "")
    query.filters = ["kind": ["angebot"]]
    for facet in Self.facets where parameters[facet] != nil { query.filters[facet] = Set(parameters.all(facet)) }
    for (name, catalogue) in Self.catalogues {
      for code in query.filters[name] ?? [] where book[code]?.catalogue != catalogue {
        throw Self.wrong(name, "kennt den Wert „\(code.prefix(60))“ nicht")
      }
    }
    if let languages = query.filters["language"] {
      guard languages.allSatisfy(LanguageNames.isKnown) else {
        throw Self.wrong("language", "braucht ein Sprachkürzel wie „ara“")
      }
      query.filters["language"] = Set(languages.map(LanguageNames.three))
    }
    if let name = parameters["center"] {
      query.filters["center"] = [try centers.known(name, parameter: "center").slug]
    }
    if let town = parameters["town"] { query.filters["town"] = try Self.towns(named: town, centers) }
    if let age = try parameters.number("age", in: 0...120) { query.ages = age...age }
    if let cost = parameters["cost"] {
      guard cost == OfferCost.free.rawValue else { throw Self.wrong("cost", "kennt nur: free") }
      query.filters["cost"] = ["frei"]
    }
    if let status = parameters["status"], status != OfferStatus.published.rawValue {
      throw Self.wrong("status", "kennt nur: published")
    }
    modifiedAfter = try Self.moment(parameters)
    query.order = query.text.isEmpty ? .rank : .relevance
    query.offset = page.offset
    query.limit = page.perPage
    self.query = query
  }

  /// Towns by id, address part or name; several centres may have one of the same name.
  private static func towns(named name: String, _ centers: CenterBook) throws -> Set<String> {
    let wanted = name.lowercased()
    let towns = centers.municipalities.filter { town in
      town.id.text == wanted || town.slug == wanted || town.name.lowercased() == wanted
    }
    if towns.isEmpty { throw wrong("town", "nennt keine Kommune, die wir kennen") }
    return Set(towns.map(\.id.text))
  }

  private static func moment(_ parameters: Parameters) throws -> Moment? {
    guard let text = parameters["modified_after"] else { return nil }
    if let moment = Moment(iso: text) ?? Day(iso: text).map({ Moment($0) }) { return moment }
    throw wrong("modified_after", "braucht einen Zeitpunkt wie 2026-11-23T08:15:30Z")
  }

  private static func wrong(_ name: String, _ reason: String) -> Problem {
    Problem("request.parameter", .malformed, "„\(name)“ \(reason).", field: name)
  }
}

extension JSONWriter {
  /// The members that lists and details share.
  fileprivate mutating func offer(_ stored: Stored<Offer>, _ centers: CenterBook) {
    field("id", stored.id.text)
    for described in Offer.descriptor.fields where described.info.audience == .everyone {
      field(described.info, described.read(stored.record))
    }
    let center = centers[stored.tenant]
    object("center") {
      $0.field("ags", center?.ags)
      $0.field("slug", center?.slug)
      $0.field("name", center?.name)
    }
    field("url", OfferPath.one(stored.id).text)
    field("created_at", stored.createdAt.iso)
    field("modified_at", stored.modifiedAt.iso)
  }

  fileprivate mutating func parts(of detail: OfferDetail) {
    list("places", detail.places) { json, place in
      json.record(place.link.id, OfferPlace.descriptor, place.link, without: ["offer", "place"]) {
        $0.object("place") { $0.members(place.place.id, Place.descriptor, place.place, without: []) }
      }
    }
    list("schedules", detail.schedules) { json, schedule in
      let exceptions = detail.exceptions.filter { $0.schedule == schedule.id }
      json.record(schedule.id, OfferSchedule.descriptor, schedule, without: ["offer"]) {
        $0.list("exceptions", exceptions) { json, exception in
          json.record(exception.id, ScheduleException.descriptor, exception, without: ["schedule"]) { _ in }
        }
      }
    }
    name("source")
    guard let source = detail.source else { return null() }
    object {
      $0.field("system", source.system)
      $0.field("id", source.source)
      $0.field("url", source.address.isEmpty ? nil : source.address)
    }
  }

  fileprivate mutating func translations(_ translations: [Language: TranslatedFields]) {
    object("translations") { json in
      for (language, texts) in translations.sorted(by: { $0.key < $1.key }) {
        json.object(language.code) { json in
          for (field, text) in texts.sorted(by: { $0.key < $1.key }) { json.field(field, text) }
        }
      }
    }
  }

  private mutating func record<R: Record>(
    _ id: RecordID<R>, _ descriptor: RecordDescriptor<R>, _ record: R, without: Set<String>,
    more: (inout JSONWriter) -> Void
  ) {
    object {
      $0.members(id, descriptor, record, without: without)
      more(&$0)
    }
  }

  private mutating func members<R: Record>(
    _ id: RecordID<R>, _ descriptor: RecordDescriptor<R>, _ record: R, without: Set<String>
  ) {
    field("id", id.text)
    for described in descriptor.fields
    where described.info.audience == .everyone && !without.contains(described.name) {
      field(described.info, described.read(record))
    }
  }
}

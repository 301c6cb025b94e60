// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Search
internal import Storage

/// Which records a question means: either a condition, or ids that were found in another way.
enum FeedSelection<R>: Sendable {
  case condition(SQL)
  /// In this order.
  case listed([RecordID<R>])
}

/// Finds records for questions.
///
/// All tenants are asked: the feed shows what the public portal shows.
struct FeedFinder: Sendable {
  let question: FeedQuestion
  let terms: FeedTerms
  let index: SearchIndex
  let today: Day

  // MARK: Services

  func services(_ connection: Connection) throws -> FeedSelection<Offer> {
    let condition = serviceCondition()
    if question.search.isEmpty { return .condition(condition) }
    let found: [RecordID<Offer>] = hits(kind: "angebot", prefix: "offer:")
    let wanted = Set(try Self.serviceIDs(condition, connection))
    return .listed(found.filter(wanted.contains))
  }

  /// What all services of the feed are: published, not over, and of a centre that shows offers.
  static func visible(_ today: Day) -> SQL {
    """
    o.archived_at is null and o.status = 'published' and (o.ends_on is null or o.ends_on >= \(today))
      and o.tenant not in \(CenterModule.offers.leftOut)
    """
  }

  static func serviceIDs(
    _ condition: SQL, _ connection: Connection, after last: RecordID<Offer>? = nil, limit: Int? = nil
  ) throws -> [RecordID<Offer>] {
    let start: SQL = last.map { " and o.id > \($0)" } ?? ""
    let end: SQL = limit.map { " limit \($0)" } ?? ""
    return try connection.rows("select o.id from offer o where \(condition)\(start) order by o.id\(end)") {
      try $0.id()
    }
  }

  func serviceCondition() -> SQL {
    let filter = question.filter
    var condition = Self.visible(today)
    if let organisation = filter.organisation.map({ RecordID<Organisation>($0) }) {
      condition = condition + " and o.organisation = \(organisation)"
    }
    if let term = filter.term { condition = condition + " and \(has(term))" }
    if let taxonomy = filter.taxonomy { condition = condition + " and \(hasAny(of: taxonomy))" }
    if let moment = filter.modifiedAfter { condition = condition + " and \(Self.changed(since: moment))" }
    if let age = filter.minimumAge { condition = condition + " and (o.age_to is null or o.age_to >= \(age))" }
    if let age = filter.maximumAge { condition = condition + " and (o.age_from is null or o.age_from <= \(age))" }
    if let times = times(at: "1 = 1") { condition = condition + " and \(times)" }
    return condition
  }

  private func has(_ id: Identifier) -> SQL {
    guard let term = terms[RecordID<CatalogueEntry>(id)] else { return "1 = 0" }
    let pattern = "% \(term.code) %"
    switch term.catalogue {
    case .strategy: return "o.strategy = \(term.code)"
    case .field: return "o.fields like \(pattern)"
    case .stage: return "o.stages like \(pattern)"
    case .targetGroup: return "o.target_groups like \(pattern)"
    case .service: return "o.service = \(term.code)"
    case .programme: return "o.programmes like \(pattern)"
    case .organisationKind, .standard: return "1 = 0"
    }
  }

  private func hasAny(of id: Identifier) -> SQL {
    switch FeedTaxonomy.all.first(where: { $0.id == id })?.catalogue {
    case .strategy: "o.strategy <> ''"
    case .field: "o.fields <> ''"
    case .stage: "o.stages <> ''"
    case .targetGroup: "o.target_groups <> ''"
    case .service: "o.service <> ''"
    case .programme: "o.programmes <> ''"
    case .organisationKind, .standard, nil: "1 = 0"
    }
  }

  /// Also what changed at the organisation or at a place, as it stands inside of the service.
  private static func changed(since moment: Moment) -> SQL {
    """
    o.id in (select id from offer where modified_at >= \(moment)
      union select id from offer where organisation in
        (select id from organisation where modified_at >= \(moment))
      union select offer from offer_place where place in (select id from place where modified_at >= \(moment)))
    """
  }

  /// One time that meets all that was asked of times.
  private func times(at place: SQL) -> SQL? {
    let filter = question.filter
    guard !filter.weekdays.isEmpty || filter.startTime != nil || filter.endTime != nil else { return nil }
    var condition: SQL = "s.offer = o.id and s.archived_at is null and \(place)"
    if !filter.weekdays.isEmpty {
      let days = (0..<Int(Timetable.horizonDays)).map { today.adding(days: $0) }
        .filter { filter.weekdays.contains($0.weekday) }
      let names = filter.weekdays.map(\.rawValue)
      condition = condition + " and (s.weekday in (\(list: names)) or s.day in (\(list: days)))"
    }
    if let start = filter.startTime { condition = condition + " and s.opens >= \(start)" }
    if let end = filter.endTime { condition = condition + " and s.closes <= \(end)" }
    return "exists (select 1 from offer_schedule s where \(condition))"
  }

  // MARK: Places of services

  func links(_ connection: Connection) throws -> FeedSelection<OfferPlace> {
    var condition: SQL = "l.archived_at is null and p.archived_at is null and \(serviceCondition())"
    if let times = times(at: "(s.offer_place is null or s.offer_place = l.id)") {
      condition = condition + " and \(times)"
    }
    if let postcode = question.filter.postcode, question.filter.proximity == nil {
      condition = condition + " and p.postcode = \(postcode)"
    }
    if question.search.isEmpty, question.filter.proximity == nil { return .condition(condition) }
    return .listed(try listedLinks(condition, connection))
  }

  static func linkIDs(
    _ condition: SQL, _ connection: Connection, after last: RecordID<OfferPlace>? = nil, limit: Int? = nil
  ) throws -> [RecordID<OfferPlace>] {
    let start: SQL = last.map { " and l.id > \($0)" } ?? ""
    let end: SQL = limit.map { " limit \($0)" } ?? ""
    return try connection.rows("select l.id \(linkTables) where \(condition)\(start) order by l.id\(end)") {
      try $0.id()
    }
  }

  private static let linkTables: SQL =
    "from offer_place l join offer o on o.id = l.offer join place p on p.id = l.place"

  /// Pairs by the distance of their place, or in the order of the search.
  private func listedLinks(_ condition: SQL, _ connection: Connection) throws -> [RecordID<OfferPlace>] {
    var circle: FeedCircle?
    if let metres = question.filter.proximity, let postcode = question.filter.postcode {
      guard let middle = try FeedCircle(around: postcode, metres: metres, connection) else { return [] }
      circle = middle
    }
    var found: [(id: RecordID<OfferPlace>, offer: RecordID<Offer>, metres: Double)] = []
    let box: SQL = circle.map { " and \($0.box)" } ?? ""
    try connection.each(
      "select l.id, l.offer, p.latitude, p.longitude \(Self.linkTables) where \(condition)\(box) order by l.id"
    ) { row in
      let (id, offer): (RecordID<OfferPlace>, RecordID<Offer>) = (try row.id(), try row.id())
      guard let circle else { return found.append((id, offer, 0)) }
      guard let latitude = row.optionalReal(), let longitude = row.optionalReal() else { return }
      let metres = circle.metres(to: latitude, longitude)
      if metres <= Double(circle.radius) { found.append((id, offer, metres)) }
    }
    guard !question.search.isEmpty else { return found.sorted { ($0.metres, $0.id) < ($1.metres, $1.id) }.map(\.id) }
    let ids: [RecordID<Offer>] = hits(kind: "angebot", prefix: "offer:")
    let places = Dictionary(grouping: found, by: \.offer)
    return ids.flatMap { places[$0] ?? [] }.map(\.id)
  }

  // MARK: Organisations

  func organisations(_ connection: Connection) throws -> FeedSelection<Organisation> {
    var condition = FeedOrganisations.listed
    if let id = question.filter.term {
      let term = terms[RecordID<CatalogueEntry>(id)]
      let isKind = term?.catalogue == .organisationKind
      condition = condition + (isKind ? " and g.kind = \(term?.code ?? "")" : " and 1 = 0")
    }
    if let id = question.filter.taxonomy {
      let isKind = FeedTaxonomy.all.first { $0.id == id }?.catalogue == .organisationKind
      condition = condition + (isKind ? " and g.kind <> ''" : " and 1 = 0")
    }
    if question.search.isEmpty { return .condition(condition) }
    let found: [RecordID<Organisation>] = hits(kind: "organisation", prefix: "organisation:")
    let wanted = Set(try Self.organisationIDs(condition, connection))
    return .listed(found.filter(wanted.contains))
  }

  static func organisationIDs(
    _ condition: SQL, _ connection: Connection, after last: RecordID<Organisation>? = nil, limit: Int? = nil
  ) throws -> [RecordID<Organisation>] {
    let start: SQL = last.map { " and g.id > \($0)" } ?? ""
    let end: SQL = limit.map { " limit \($0)" } ?? ""
    return try connection.rows("select g.id from organisation g where \(condition)\(start) order by g.id\(end)") {
      try $0.id()
    }
  }

  // MARK: Search

  /// Ids in the order of their relevance.
  private func hits<R>(kind: String, prefix: String) -> [RecordID<R>] {
    var query = SearchQuery(question.search)
    query.filters = ["kind": [kind]]
    query.limit = index.count
    return index.search(query).hits.compactMap { hit in
      hit.key.hasPrefix(prefix) ? RecordID<R>(hit.key.dropFirst(prefix.utf8.count)) : nil
    }
  }
}

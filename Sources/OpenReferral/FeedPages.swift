// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
internal import Storage
internal import Web

/// The feed after HSDS: open to everybody, without a key, from every web page.
struct FeedPages: Sendable {
  let services: Services
  let books: FeedBooks

  init(_ services: Services) {
    self.services = services
    books = FeedBooks(services.database)
  }

  var routes: [Route] {
    let check = SelfCheckPages(services: services, books: books)
    var routes = [Route(.get, FeedPath.checkPattern, .everyone, check.show)]
    routes += route(FeedPath.rootPattern) { root($0) }
    routes += route(FeedPath.profilePattern) { _ in
      Reply(.ok, "application/merge-patch+json", FeedProfile.bytes, isPublic: true)
    }
    routes += route(FeedPath.openAPIPattern) { _ in .json(FeedDescription.bytes(services.site.address)) }
    routes += lists(.services, books.offers)
    routes += lists(.links, books.links)
    routes += lists(.organizations, nil)
    return routes + terms
  }

  /// A GET with its answer to browsers that ask beforehand whether they may (CORS).
  private func route(_ pattern: String, _ handler: @escaping Route.Handler) -> [Route] {
    [Route(.get, pattern, .everyone, Self.open(handler)), Route(.options, pattern, .everyone) { _ in Self.preflight }]
  }

  private func lists<R>(_ list: FeedList<R>, _ kept: Live<FeedKept<R>>?) -> [Route] {
    let reader = FeedReader(list: list, kept: kept, services: services, books: books)
    return route(FeedPath.listPattern(list.kind)) { try await reader.list($0) }
      + route(FeedPath.onePattern(list.kind)) { try await reader.one($0) }
  }

  private var terms: [Route] {
    let pages = FeedTermPages(books: books)
    var routes = route(FeedPath.listPattern(.taxonomies)) { try await pages.taxonomies($0) }
    routes += route(FeedPath.onePattern(.taxonomies)) { try await pages.taxonomy($0) }
    routes += route(FeedPath.listPattern(.taxonomyTerms)) { try await pages.terms($0) }
    routes += route(FeedPath.onePattern(.taxonomyTerms)) { try await pages.term($0) }
    return routes
  }

  private func root(_ visit: Visit) -> Reply {
    let site = services.site.address
    var json = JSONWriter(reserving: 512)
    json.object {
      $0.field("version", FeedVersion.specification)
      $0.field("profile", site + FeedPath.profile.text)
      $0.field("openapi_url", site + FeedPath.openAPI.text)
      $0.field("description", "Angebote der Kommunalen Integrationszentren in Nordrhein-Westfalen")
      $0.object("publisher") {
        $0.field("name", "Verbund der Kommunalen Integrationszentren in Nordrhein-Westfalen")
        $0.field("website", site + Path.home.text)
      }
    }
    return .json(json.bytes)
  }

  // MARK: From every web page

  /// Every answer, also a refusal, may be read by the scripts of every web page.
  private static func open(_ handler: @escaping Route.Handler) -> Route.Handler {
    { visit in
      do {
        return opened(try await handler(visit))
      } catch let problem as Problem {
        let bytes = ProblemDocument.bytes(problem, cause: .parameter)
        let status = HTTPResponse.Status(code: problem.kind.status)
        return opened(Reply(status, ProblemDocument.contentType, bytes))
      }
    }
  }

  private static func opened(_ reply: Reply) -> Reply {
    reply.with(.accessControlAllowOrigin, "*").with(.accessControlExposeHeaders, "ETag")
  }

  private static var preflight: Reply {
    opened(Reply(.noContent, "text/plain; charset=utf-8", []))
      .with(.accessControlAllowMethods, "GET, HEAD, OPTIONS")
      .with(.accessControlAllowHeaders, "Accept, Content-Type, If-None-Match").with(.accessControlMaxAge, "86400")
      .with(.allow, "GET, HEAD, OPTIONS")
  }
}

/// What the feed keeps in memory until it changes.
struct FeedBooks: Sendable {
  let centers: Live<CenterBook>
  let terms: Live<FeedTerms>
  /// All ids of the lists without conditions, so that a page needs not count anew.
  let offers: Live<FeedKept<Offer>>
  let links: Live<FeedKept<OfferPlace>>
  private let database: Database

  init(_ database: Database) {
    self.database = database
    centers = Live(database, of: CenterBook.kinds) { try CenterBook($0) }
    terms = Live(database, of: FeedTerms.kinds) { try FeedTerms($0) }
    offers = Live(database, of: ["offer"]) { try .offers($0, from: database.time.today) }
    links = Live(database, of: ["offer", "offer_place", "place"]) { try .links($0, from: database.time.today) }
  }

  func house() async throws -> FeedHouse {
    FeedHouse(centers: try await centers(), terms: try await terms(), today: database.time.today)
  }
}

/// The ids of a whole list, ascending; 16 bytes for each.
struct FeedKept<R>: Sendable {
  private let all: [RecordID<R>]
  /// Last days of those that end, by their place in `all`.
  private let ends: [(place: Int, day: Day)]

  func ids(on today: Day) -> [RecordID<R>] {
    let gone = Set(ends.lazy.filter { $0.day < today }.map(\.place))
    if gone.isEmpty { return all }
    return all.indices.filter { !gone.contains($0) }.map { all[$0] }
  }

  private init(_ connection: Connection, _ sql: SQL) throws {
    var (all, ends): ([RecordID<R>], [(place: Int, day: Day)]) = ([], [])
    try connection.each(sql) { row in
      let id: RecordID<R> = try row.id()
      if let day = row.optionalText().flatMap({ Day(iso: $0) }) { ends.append((all.count, day)) }
      all.append(id)
    }
    (self.all, self.ends) = (all, ends)
  }

  fileprivate static func offers(_ connection: Connection, from today: Day) throws -> FeedKept<Offer> {
    try FeedKept<Offer>(
      connection, "select o.id, o.ends_on from offer o where \(FeedFinder.visible(today)) order by o.id")
  }

  fileprivate static func links(_ connection: Connection, from today: Day) throws -> FeedKept<OfferPlace> {
    try FeedKept<OfferPlace>(
      connection,
      """
      select l.id, o.ends_on from offer_place l join offer o on o.id = l.offer join place p on p.id = l.place
      where l.archived_at is null and p.archived_at is null and \(FeedFinder.visible(today)) order by l.id
      """)
  }
}

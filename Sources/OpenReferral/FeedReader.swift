// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import HTTPTypes
internal import Kernel
internal import Records
internal import Storage
internal import Web

/// Answers questions to one list: pages, single records, and everything as a stream.
struct FeedReader<R>: Sendable {
  let list: FeedList<R>
  let kept: Live<FeedKept<R>>?
  let services: Services
  let books: FeedBooks

  /// Records that are read and written at once of a stream: what it holds in memory.
  private static var batch: Int { 400 }
  /// Streams that one address may start within an hour.
  private static var hourlyStreams: Int { 240 }
  /// From so many full records on a page is read in halves.
  private static var halved: Int { 100 }
  /// Organisations with all their services weigh more than other records.
  private static var largestNested: Int { 50 }

  // MARK: One record

  func one(_ visit: Visit) async throws -> Reply {
    let id: RecordID<R> = try visit.id("id")
    let isNested = list.kind == .organizations
    try visit.query.refuseOthers(than: isNested ? [FeedParameter.fullService.name] : [])
    var wish = FeedWish.one
    if isNested { wish.fullServices = try FeedQuestion.flag(visit.query, FeedParameter.fullService.name) }
    let house = try await books.house()
    let (list, wanted) = (list, wish)
    let bytes = try await services.database.glance { connection -> [UInt8]? in
      guard let item = try list.load([id], connection, house, wanted).first else { return nil }
      var json = JSONWriter(reserving: 8192)
      item(&json)
      return json.take()
    }
    guard let bytes else { throw Problem.notFound }
    return .json(bytes)
  }

  // MARK: A page

  func list(_ visit: Visit) async throws -> Reply {
    var question = try FeedQuestion(visit.query, of: list.kind)
    let wish = FeedWish(
      isFull: question.isFull, isMinimal: question.isMinimal, fullServices: question.fullServices)
    if list.kind == .organizations, wish.isFull || wish.fullServices {
      question.perPage = min(question.perPage, Self.largestNested)
    }
    let house = try await books.house()
    let finder = FeedFinder(question: question, terms: house.terms, index: services.index, today: house.today)
    if question.isStream { return try await stream(finder, wish, house, visit) }
    let isWhole = question.filter.isEmpty && question.search.isEmpty
    let known = isWhole ? try await kept?().ids(on: house.today) : nil
    let (list, asked) = (list, question)
    let (ids, total) = try await services.database.glance { connection in
      let all = try known ?? Self.ids(list, finder, connection)
      let start = min((asked.page - 1) * asked.perPage, all.count)
      return (Array(all[start..<min(start + asked.perPage, all.count)]), all.count)
    }
    let parts = try await parts(of: ids, wish, house)
    let pieces = FeedEnvelope.pieces(parts, total: total, question)
    let ends = [pieces.first, pieces.last].compactMap { $0 }
    return .json(pieces: pieces, digest: sha256((ends + parts.map(\.digest)).flatMap { $0 }))
  }

  /// The items of a page, of a large one in halves at the same time; which records they are was read before, each is as it is
  /// now.
  private func parts(of ids: [RecordID<R>], _ wish: FeedWish, _ house: FeedHouse) async throws -> [FeedPiece] {
    let (list, database) = (list, services.database)
    let piece = { @Sendable (ids: ArraySlice<RecordID<R>>) async throws -> FeedPiece in
      try await database.glance { FeedPiece(try list.load(Array(ids), $0, house, wish), isFull: wish.isFull) }
    }
    guard wish.isFull, ids.count > Self.halved else { return [try await piece(ids[...])] }
    let middle = ids.count / 2
    async let first = piece(ids[..<middle])
    async let second = piece(ids[middle...])
    return try await [first, second]
  }

  private static func ids(
    _ list: FeedList<R>, _ finder: FeedFinder, _ connection: Connection
  ) throws -> [RecordID<R>] {
    switch try list.select(finder, connection) {
    case .listed(let ids): ids
    case .condition(let condition): try list.ids(condition, connection, nil, nil)
    }
  }

  // MARK: Everything

  private func stream(
    _ finder: FeedFinder, _ wish: FeedWish, _ house: FeedHouse, _ visit: Visit
  ) async throws -> Reply {
    do {
      try await services.limiter.count(
        "hsds", from: visit.context.remoteAddress, at: services.database.time.now(), limit: Self.hourlyStreams)
    } catch {
      throw Problem(
        "request.too-many", .tooMany, "Das waren sehr viele vollständige Abrufe. Bitte warten Sie eine Stunde.")
    }
    let isNested = list.kind == .organizations && (wish.isFull || wish.fullServices)
    let step = isNested ? 10 : Self.batch
    let (list, database) = (list, services.database)
    return .stream(FeedEnvelope.lines) { writer in
      let selection = try await database.glance { try list.select(finder, $0) }
      switch selection {
      case .listed(let ids):
        for start in stride(from: 0, to: ids.count, by: step) {
          let part = Array(ids[start..<min(start + step, ids.count)])
          try await writer.write(
            try await database.glance { FeedEnvelope.lines(try list.load(part, $0, house, wish)) })
        }
      case .condition(let condition):
        var last: RecordID<R>?
        repeat {
          let after = last
          let (bytes, end) = try await database.glance { connection in
            let ids = try list.ids(condition, connection, after, step)
            return (FeedEnvelope.lines(try list.load(ids, connection, house, wish)), ids.last)
          }
          try await writer.write(bytes)
          last = end
        } while last != nil
      }
    }
  }
}

/// Some items of a page, one behind the other, with what tells them from others.
struct FeedPiece: Sendable {
  let bytes: [UInt8]
  let digest: [UInt8]
  let count: Int

  init(_ items: [FeedItem], isFull: Bool) {
    var json = JSONWriter(reserving: items.count * (isFull ? 9216 : 1792))
    for item in items { item(&json) }
    bytes = json.take()
    digest = sha256(bytes)
    count = items.count
  }
}

/// The form of all lists.
enum FeedEnvelope {
  static let lines = "application/x-ndjson; charset=utf-8"

  /// A page with what it is a page of.
  static func bytes(_ items: [FeedItem], total: Int, _ question: FeedQuestion) -> [UInt8] {
    Array(pieces([FeedPiece(items, isFull: question.isFull)], total: total, question).joined())
  }

  /// The same as pieces, which large pages are sent as without being put together first.
  static func pieces(_ items: [FeedPiece], total: Int, _ question: FeedQuestion) -> [[UInt8]] {
    let count = items.reduce(0) { $0 + $1.count }
    var json = JSONWriter(reserving: 512)
    let pages = max(1, (total + question.perPage - 1) / question.perPage)
    json.object { json in
      json.field("total_items", total)
      json.field("total_pages", pages)
      json.field("page_number", question.page)
      json.field("size", count)
      json.field("first_page", question.page == 1)
      json.field("last_page", question.page >= pages)
      json.field("empty", count == 0)
      json.list("contents", [])
    }
    let frame = json.take()
    let parts = items.filter { $0.count > 0 }.map { [$0.bytes] }.joined(separator: [Array(",".utf8)])
    return [Array(frame.dropLast(2))] + parts + [Array(frame.suffix(2))]
  }

  /// One JSON object per line.
  static func lines(_ items: [FeedItem]) -> [UInt8] {
    var json = JSONWriter(reserving: items.count * 2048)
    for item in items {
      item(&json)
      json.endLine()
    }
    return json.take()
  }
}

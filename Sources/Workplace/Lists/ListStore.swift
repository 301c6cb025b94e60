// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// One page of a list.
struct ListSlice<R: Record>: Sendable {
  var records: [Stored<R>] = []
  var hasBefore = false
  var hasAfter = false
  var count = ListCount.exact(0)
}

/// How many records a list has.
enum ListCount: Sendable, Hashable {
  case exact(Int)
  /// More than `ListStore.counted`, which nobody counts to the end.
  case many
}

/// Reads lists of one desk for one person: whatever an address asks for, tenant and reach stand in the statement itself.
struct ListStore<R: Record> {
  let desk: Desk<R>
  let tenant: TenantID
  let reach: ListReach
  let visible: [FieldInfo]
  let references: [String: ReferenceSource]
  let words: ListWords<R>
  let connection: Connection

  static var perPage: Int { 50 }
  static var counted: Int { 10_000 }
  /// So few records are fetched by their ids; of more, enough are found by walking along the order.
  static var few: Int { 2000 }

  /// What makes a list, worked out once.
  struct Terms {
    var condition: SQL
    /// Records with the words, when they are too many for the statement.
    var hits: Set<RecordID<R>>?
  }

  // MARK: - Reading

  func slice(_ query: ListQuery, perPage: Int = Self.perPage) throws -> ListSlice<R> {
    var terms = try terms(query)
    var slice = ListSlice<R>()
    if query.isNarrowing {
      let ids = try matching(terms)
      slice.count = Self.told(ids.count)
      if ids.count <= Self.few {
        terms = Terms(condition: "\(scoped(query)) and id in (\(list: Self.padded(ids.map(\.text))))", hits: nil)
      }
    } else {
      slice.count = Self.told(try counted(terms.condition))
    }
    let isBackward = if case .before = query.start { true } else { false }
    let sort = isBackward ? query.sort.reversed : query.sort
    let found = try walk(terms, sort, from: query, limit: perPage + 1)
    let page = found.prefix(perPage)
    slice.records = isBackward ? page.reversed() : Array(page)
    let hasFurther = found.count > perPage
    slice.hasBefore = isBackward ? hasFurther : query.start != .first
    slice.hasAfter = isBackward ? true : hasFurther
    return slice
  }

  /// The ids of the whole list in its order.
  func all(_ query: ListQuery) throws -> [RecordID<R>] {
    let terms = try terms(query)
    let ids = try connection.selectIDs(
      R.self, in: .tenant(tenant), where: terms.condition, order: query.sort.order(R.self))
    guard let hits = terms.hits else { return ids }
    return ids.filter(hits.contains)
  }

  /// Records of a list by their ids, in this order; what is out of reach meanwhile is left out.
  func records(_ ids: ArraySlice<RecordID<R>>) throws -> [Stored<R>] {
    let found = try connection.select(
      R.self, in: .tenant(tenant),
      where: "id in (\(list: Self.padded(ids.map(\.text)))) and \(reach.condition(desk))", limit: ids.count)
    let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ids.compactMap { byID[$0] }
  }

  private static func told(_ number: Int) -> ListCount { number > counted ? .many : .exact(number) }

  private func counted(_ condition: SQL) throws -> Int {
    try connection.number(
      """
      select count(*) from (
        select id from \(table: R.self) where tenant = \(tenant) and \(condition) limit \(Self.counted + 1)) as found
      """)
  }

  /// Up to one more than is counted.
  private func matching(_ terms: Terms) throws -> [RecordID<R>] {
    guard let hits = terms.hits else {
      return try connection.selectIDs(
        R.self, in: .tenant(tenant), where: terms.condition, limit: Self.counted + 1)
    }
    // Words that nearly every record has are counted on the way; only rare ones need the whole list.
    for limit in [2 * Self.counted, nil] {
      let ids = try connection.selectIDs(R.self, in: .tenant(tenant), where: terms.condition, limit: limit)
      let found = ids.filter(hits.contains)
      if found.count > Self.counted || ids.count < limit ?? .max { return found }
    }
    return []
  }

  private func walk(_ terms: Terms, _ sort: ListSort, from query: ListQuery, limit: Int) throws -> [Stored<R>] {
    var last = try value(at: query, sort)
    guard let hits = terms.hits else {
      return try select(terms.condition, sort, last, limit)
    }
    var found: [Stored<R>] = []
    while found.count < limit {
      let batch = try select(terms.condition, sort, last, 500)
      found += batch.filter { hits.contains($0.id) }
      guard batch.count == 500, let end = batch.last else { break }
      last = try value(of: end.id, sort)
    }
    return Array(found.prefix(limit))
  }

  private func select(
    _ condition: SQL, _ sort: ListSort, _ last: (Value, RecordID<R>)?, _ limit: Int
  ) throws -> [Stored<R>] {
    var condition = condition
    if let (value, id) = last { condition = "\(condition) and \(sort.behind(R.self, value, id))" }
    return try connection.select(
      R.self, in: .tenant(tenant), where: condition, order: sort.order(R.self), limit: limit)
  }

  /// - Throws: a `Problem` that names the parameter when the record is not the tenant's or out of reach.
  private func value(at query: ListQuery, _ sort: ListSort) throws -> (Value, RecordID<R>)? {
    switch query.start {
    case .first: return nil
    case .after(let id), .before(let id):
      guard let value = try value(of: RecordID<R>(id), sort) else { throw query.unknownStart }
      return value
    }
  }

  private func value(of id: RecordID<R>, _ sort: ListSort) throws -> (Value, RecordID<R>)? {
    try connection.first(
      """
      select \(sort.expression(R.self)) from \(table: R.self)
      where id = \(id) and tenant = \(tenant) and \(reach.condition(desk))
      """
    ) { ($0.value(), id) }
  }
}

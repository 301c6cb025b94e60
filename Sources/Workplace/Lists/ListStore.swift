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
  /// Nobody counts further.
  case moreThan(Int)
}

/// Reads lists of one desk for one person: whatever an address asks for, tenant and reach stand in the statement itself.
struct ListStore<R: Record> {
  let desk: Desk<R>
  let tenant: TenantID
  let reach: ListReach
  let visible: [FieldInfo]
  let references: [String: ReferenceSource]
  let tables: ListTables<R>
  /// Whether filters are looked up in a table, which is worth making for lists that people leaf through.
  let keepsTable: Bool
  let connection: Connection

  static var perPage: Int { 50 }
  /// How far whole lists are counted, out of an index alone.
  static var counted: Int { 10_000 }
  /// How far lists are counted of which a table does not know everything, which takes a look at each record.
  static var few: Int { 2000 }

  /// What makes a list, worked out once.
  struct Terms {
    var condition: SQL
    /// Records that a table has found; nothing where no table was asked.
    var hits: ListHits?
    /// Whether the hits are the list, and nothing is left for the statement but the order.
    var isComplete = false
  }

  // MARK: - Reading

  func slice(_ query: ListQuery, perPage: Int = Self.perPage) throws -> ListSlice<R> {
    let terms = try terms(query)
    var slice = ListSlice<R>()
    var known: [Identifier]?
    if !query.isNarrowing {
      slice.count = Self.told(try counted(terms.condition, query), upTo: Self.counted)
    } else if let hits = terms.hits, terms.isComplete {
      slice.count = .exact(hits.count)
      if hits.areFew(perPage: perPage) { known = hits.ids }
    } else {
      let ids = try matching(terms)
      slice.count = Self.told(ids.count, upTo: Self.few)
      if ids.count <= Self.few { known = ids.map(\.identifier) }
    }
    let isBackward = if case .before = query.start { true } else { false }
    let sort = isBackward ? query.sort.reversed : query.sort
    let found =
      try known.map { try sorted($0, sort, from: query, limit: perPage + 1) }
      ?? walk(terms, sort, from: query, limit: perPage + 1)
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
    return ids.filter { hits.contains($0.identifier) }
  }

  /// Records of a list by their ids, in this order; what is out of reach meanwhile is left out.
  func records(_ ids: ArraySlice<RecordID<R>>) throws -> [Stored<R>] {
    let found = try connection.select(
      R.self, in: .tenantOfKnown(tenant),
      where: "id in (\(list: Self.padded(ids.map(\.text)))) and \(reach.condition(desk))", limit: ids.count)
    let byID = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return ids.compactMap { byID[$0] }
  }

  private static func told(_ number: Int, upTo limit: Int) -> ListCount {
    number > limit ? .moreThan(limit) : .exact(number)
  }

  private func counted(_ condition: SQL, _ query: ListQuery) throws -> Int {
    let count = {
      try connection.number(
        """
        select count(*) from (
          select id from \(table: R.self) where tenant = \(tenant) and \(condition) limit \(Self.counted + 1)) as found
        """)
    }
    if reach != .all { return try count() }
    return try tables.count(tenant, isArchived: query.isArchived, connection, count: count)
  }

  /// Up to one more than `few`.
  private func matching(_ terms: Terms) throws -> [RecordID<R>] {
    let limit = Self.few + 1
    guard let hits = terms.hits else {
      return try connection.selectIDs(R.self, in: .tenant(tenant), where: terms.condition, limit: limit)
    }
    if hits.count == 0 { return [] }
    if hits.count <= Self.few {
      let known = Self.padded(hits.ids.map(\.text))
      return try connection.selectIDs(
        R.self, in: .tenantOfKnown(tenant), where: "\(terms.condition) and id in (\(list: known))")
    }
    let ids = try connection.selectIDs(R.self, in: .tenant(tenant), where: terms.condition)
    return Array(ids.lazy.filter { hits.contains($0.identifier) }.prefix(limit))
  }

  /// A page of records that are known by their ids: these alone are sorted, and only the records of the page are read.
  private func sorted(
    _ ids: [Identifier], _ sort: ListSort, from query: ListQuery, limit: Int
  ) throws -> [Stored<R>] {
    let last = try value(at: query, sort)
    if ids.isEmpty { return [] }
    let known: SQL = "id in (\(list: Self.padded(ids.map(\.text)))) and \(reach.condition(desk))"
    let behind = condition(known, sort, behind: last)
    let page = try connection.selectIDs(
      R.self, in: .tenantOfKnown(tenant), where: behind, order: sort.order(R.self), limit: limit)
    return try records(page[...])
  }

  private func walk(_ terms: Terms, _ sort: ListSort, from query: ListQuery, limit: Int) throws -> [Stored<R>] {
    let condition = condition(terms.condition, sort, behind: try value(at: query, sort))
    guard let hits = terms.hits else {
      return try connection.select(
        R.self, in: .tenant(tenant), where: condition, order: sort.order(R.self), limit: limit)
    }
    // Only ids on the way, which the index of the order has; the records of the page at its end.
    var found: [RecordID<R>] = []
    try connection.walkIDs(R.self, in: .tenant(tenant), where: condition, order: sort.order(R.self)) { id in
      if hits.contains(id.identifier) { found.append(id) }
      return found.count < limit
    }
    return try records(found[...])
  }

  private func condition(_ condition: SQL, _ sort: ListSort, behind last: (Value, RecordID<R>)?) -> SQL {
    guard let (value, id) = last else { return condition }
    return "\(condition) and \(sort.behind(R.self, value, id))"
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

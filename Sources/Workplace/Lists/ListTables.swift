// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Synchronization

/// The tables of one kind of record, tenant by tenant, as of the very state that a connection reads.
///
/// A class because all requests share the tables. A tenant's table is made when its list is narrowed for the first time, then
/// follows the change log.
final class ListTables<R: Record>: Sendable {
  private struct Key: Hashable {
    let tenant: TenantID
    let fields: [String]
  }

  private struct Entry {
    var table: ListTable
    /// The number of the last change that it has taken in.
    var number: Int
    var used = 0
    var size = 0
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var uses = 0
    /// How many records whole lists have, as of a change.
    var counts: [CountKey: (number: Int, count: Int)] = [:]
  }

  private struct CountKey: Hashable {
    let tenant: TenantID
    let isArchived: Bool
  }

  private let state = Mutex(State())

  /// All tables of a kind together; the ones that nobody used for longest go first.
  private static var budget: Int { 128 << 20 }
  /// With more changes than that a new table is quicker.
  private static var mostChanges: Int { 5000 }
  private static var mostCounts: Int { 2000 }

  /// What one person's table is made of: only fields that the person sees.
  struct Layout {
    let texts: [Field<R>]
    let columns: [Field<R>]

    init(visible: [FieldInfo], filters: [String]) {
      let seen = R.descriptor.fields.filter { field in visible.contains { $0.name == field.name } }
      texts = seen.filter { $0.info.kind.isSearched }
      columns = seen.filter { filters.contains($0.name) && $0.info.kind.isColumn }
    }

    func column(_ field: Field<R>) -> Int? { columns.firstIndex { $0.name == field.name } }
  }

  func table(_ layout: Layout, of tenant: TenantID, _ connection: Connection) throws -> ListTable {
    let key = Key(tenant: tenant, fields: layout.texts.map(\.name) + [""] + layout.columns.map(\.name))
    let last = try Self.lastChange(connection)
    let known = state.withLock { $0.entries[key] }
    var entry = known ?? Entry(table: ListTable(columns: layout.columns.count), number: -1)
    if try known == nil || entry.number != last || connection.hasUnnumberedChanges() {
      try bringUpToDate(&entry, tenant, layout, connection)
      entry.number = last
      entry.size = entry.table.size
    }
    let current = entry
    state.withLock { keep(current, key, &$0) }
    return entry.table
  }

  /// Counts the records of a whole list, or takes the number of the last time if nothing has changed since.
  func count(
    _ tenant: TenantID, isArchived: Bool, _ connection: Connection, count: () throws -> Int
  ) throws -> Int {
    let key = CountKey(tenant: tenant, isArchived: isArchived)
    let last = try Self.lastChange(connection)
    if try connection.hasUnnumberedChanges() { return try count() }
    if let known = state.withLock({ $0.counts[key] }), known.number == last { return known.count }
    let counted = try count()
    state.withLock { state in
      if state.counts.count >= Self.mostCounts { state.counts = [:] }
      state.counts[key] = (last, counted)
    }
    return counted
  }

  private static func lastChange(_ connection: Connection) throws -> Int {
    try connection.number("select coalesce(max(number), 0) from change_log")
  }

  private func bringUpToDate(
    _ entry: inout Entry, _ tenant: TenantID, _ layout: Layout, _ connection: Connection
  ) throws {
    guard entry.number >= 0, !entry.table.isWorn else { return try load(&entry, tenant, layout, connection) }
    let changed = try connection.rows(
      """
      select distinct record from change_log
      where (number > \(entry.number) or number is null) and kind = \(R.descriptor.kind) and tenant = \(tenant)
      limit \(Self.mostChanges + 1)
      """
    ) { try $0.identifier() }
    if changed.count > Self.mostChanges { return try load(&entry, tenant, layout, connection) }
    for start in stride(from: 0, to: changed.count, by: 500) {
      let ids = changed[start..<min(start + 500, changed.count)]
      for id in ids { entry.table.remove(id) }
      let condition: SQL = "id in (\(list: ids.map(\.text)))"
      try read(condition, in: .tenantOfKnown(tenant), &entry.table, layout, connection)
    }
  }

  private func load(
    _ entry: inout Entry, _ tenant: TenantID, _ layout: Layout, _ connection: Connection
  ) throws {
    entry.table = ListTable(columns: layout.columns.count)
    try read("1 = 1", in: .tenant(tenant), &entry.table, layout, connection)
  }

  private func read(
    _ condition: SQL, in scope: Scope, _ table: inout ListTable, _ layout: Layout, _ connection: Connection
  ) throws {
    var columns: SQL = "id, archived_at"
    for field in layout.texts + layout.columns { columns = columns + ", \(column: field)" }
    try connection.each("select \(columns) from \(table: R.self) where \(scope.condition) and \(condition)") { row in
      let id: RecordID<R> = try row.id()
      let isArchived = row.optionalText() != nil
      let texts = layout.texts.map { field in
        let text = row.text()
        return field.info.kind.isMarkup ? Self.words(of: text) : text
      }
      let values = layout.columns.map { ListColumn.values($0.info.kind, row.value()) }
      table.put(id.identifier, isArchived: isArchived, texts: texts, values: values)
    }
  }

  private func keep(_ entry: Entry, _ key: Key, _ state: inout State) {
    state.uses += 1
    if state.entries[key].map({ $0.number <= entry.number }) ?? true { state.entries[key] = entry }
    state.entries[key]?.used = state.uses
    var size = state.entries.values.reduce(0) { $0 + $1.size }
    while size > Self.budget, state.entries.count > 1,
      let oldest = state.entries.min(by: { $0.value.used < $1.value.used })
    {
      size -= oldest.value.size
      state.entries[oldest.key] = nil
    }
  }

  /// Markup without its elements.
  private static func words(of html: String) -> String {
    var isElement = false
    var text: [UInt8] = []
    text.reserveCapacity(html.utf8.count)
    for byte in html.utf8 {
      if byte == UInt8(ascii: "<") { isElement = true }
      if !isElement { text.append(byte) }
      if byte == UInt8(ascii: ">") {
        isElement = false
        text.append(32)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension FieldKind {
  fileprivate var isMarkup: Bool { if case .richText = self { true } else { false } }

  fileprivate var isSearched: Bool {
    switch self {
    case .text, .longText, .richText, .mail, .phone: true
    default: false
    }
  }

  /// Whether lists are narrowed by its values as they stand, which a table knows.
  fileprivate var isColumn: Bool {
    switch self {
    case .flag, .choice, .code, .codes, .languages, .reference, .day, .moment, .integer: true
    default: false
    }
  }
}

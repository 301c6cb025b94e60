// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Synchronization

/// Searches the texts of one kind of record, tenant by tenant, as of the very state that a connection reads.
///
/// A class because all requests share the tables. A tenant's table is made at its first search, then follows the change log.
final class ListWords<R: Record>: Sendable {
  private struct Key: Hashable {
    let tenant: TenantID
    let fields: [String]
  }

  private struct Entry {
    var table: WordTable
    /// The number of the last change that it has taken in.
    var number: Int
    var used: Int
  }

  private struct State {
    var entries: [Key: Entry] = [:]
    var uses = 0
  }

  private let state = Mutex(State())

  /// All tables of a kind together; the ones that nobody used for longest go first.
  private static var budget: Int { 128 << 20 }
  /// With more changes than that a new table is quicker.
  private static var mostChanges: Int { 5000 }

  /// The records of the tenant in which all words occur; only fields that the person sees are searched.
  func hits(
    _ words: String, in visible: [FieldInfo], of tenant: TenantID, _ connection: Connection
  ) throws -> [RecordID<R>] {
    let words = FoldedText.words(words)
    let fields = R.descriptor.fields.filter { field in
      Self.isSearched(field.info.kind) && visible.contains { $0.name == field.name }
    }
    if words.isEmpty || fields.isEmpty { return [] }
    let key = Key(tenant: tenant, fields: fields.map(\.name))
    return try table(key, fields, connection).hits(words).map { RecordID($0) }
  }

  private static func isSearched(_ kind: FieldKind) -> Bool {
    switch kind {
    case .text, .longText, .richText, .mail, .phone: true
    default: false
    }
  }

  private func table(_ key: Key, _ fields: [Field<R>], _ connection: Connection) throws -> WordTable {
    let last = try connection.number("select coalesce(max(number), 0) from change_log")
    let known = state.withLock { $0.entries[key] }
    var entry = known ?? Entry(table: WordTable(), number: -1, used: 0)
    if try known == nil || entry.number != last || connection.hasUnnumberedChanges() {
      try bringUpToDate(&entry, key, fields, connection)
      entry.number = last
    }
    let current = entry
    state.withLock { keep(current, key, &$0) }
    return entry.table
  }

  private func bringUpToDate(
    _ entry: inout Entry, _ key: Key, _ fields: [Field<R>], _ connection: Connection
  ) throws {
    guard entry.number >= 0, !entry.table.isWorn else { return try load(&entry, key, fields, connection) }
    let changed = try connection.rows(
      """
      select distinct record from change_log
      where (number > \(entry.number) or number is null) and kind = \(R.descriptor.kind) and tenant = \(key.tenant)
      limit \(Self.mostChanges + 1)
      """
    ) { $0.text() }
    if changed.count > Self.mostChanges { return try load(&entry, key, fields, connection) }
    for start in stride(from: 0, to: changed.count, by: 500) {
      let ids = Array(changed[start..<min(start + 500, changed.count)])
      try read("id in (\(list: ids))", in: .tenantOfKnown(key.tenant), &entry.table, fields, connection)
    }
  }

  private func load(_ entry: inout Entry, _ key: Key, _ fields: [Field<R>], _ connection: Connection) throws {
    entry.table = WordTable()
    try read("1 = 1", in: .tenant(key.tenant), &entry.table, fields, connection)
  }

  private func read(
    _ condition: SQL, in scope: Scope, _ table: inout WordTable, _ fields: [Field<R>], _ connection: Connection
  ) throws {
    var columns: SQL = "id"
    for field in fields { columns = columns + ", \(column: field)" }
    var texts: [String] = []
    try connection.each(
      "select \(columns) from \(table: R.self) where \(scope.condition) and \(condition)"
    ) { row in
      let id: RecordID<R> = try row.id()
      texts.removeAll(keepingCapacity: true)
      for field in fields {
        let text = row.text()
        texts.append(field.info.kind.isMarkup ? Self.words(of: text) : text)
      }
      table.put(id.identifier, texts)
    }
  }

  private func keep(_ entry: Entry, _ key: Key, _ state: inout State) {
    state.uses += 1
    if let known = state.entries[key], known.number > entry.number {
      state.entries[key]?.used = state.uses
      return
    }
    state.entries[key] = entry
    state.entries[key]?.used = state.uses
    var size = state.entries.values.reduce(0) { $0 + $1.table.size }
    while size > Self.budget, state.entries.count > 1,
      let oldest = state.entries.min(by: { $0.value.used < $1.value.used })
    {
      size -= oldest.value.table.size
      state.entries[oldest.key] = nil
    }
  }

  /// Markup without its elements.
  private static func words(of html: String) -> String {
    var isElement = false
    return String(
      html.unicodeScalars.reduce(into: String.UnicodeScalarView()) { text, scalar in
        if scalar == "<" { isElement = true }
        if !isElement { text.append(scalar) }
        if scalar == ">" {
          isElement = false
          text.append(" ")
        }
      })
  }
}

extension FieldKind {
  fileprivate var isMarkup: Bool { if case .richText = self { true } else { false } }
}

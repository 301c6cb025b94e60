// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// Words and values of all records of one tenant and kind, each with the records that have it.
///
/// Words are folded and searched by their parts: first the different words that contain what was asked for, some ten
/// thousand, then the entries that have one of them (`Documentation/Algorithms/Lists.md`).
struct ListTable: Sendable {
  /// Bytes of the texts of one record: what stands further back in long texts is not found in lists.
  static let most = 2000

  private var ids: [Identifier] = []
  private var positions = IdentifierTable()
  private var used = EntryBits()
  private var archived = EntryBits()
  /// Entries that were replaced; they stay until the table is made anew.
  private var dead = 0
  private var terms = TermTable()
  private var byTerm: [EntryRow] = []
  private var columns: [[String: EntryRow]]

  init(columns: Int) { self.columns = Array(repeating: [:], count: columns) }

  /// Records, archived ones included.
  var count: Int { ids.count - dead }
  /// Whether so much was replaced that a new table is better.
  var isWorn: Bool { dead > 1000 && dead * 4 > ids.count }

  var size: Int {
    terms.size + ids.count * 72 + byTerm.reduce(0) { $0 + $1.size + 32 }
      + columns.reduce(0) { $0 + $1.reduce(0) { $0 + $1.value.size + 80 } }
  }

  // MARK: - Filling

  mutating func remove(_ id: Identifier) {
    guard let entry = positions.remove(id, among: ids) else { return }
    used.remove(entry)
    archived.remove(entry)
    dead += 1
  }

  /// Adds a record or replaces what was there.
  ///
  /// - Parameter values: for each column what the record has in it; an empty text for nothing.
  mutating func put(_ id: Identifier, isArchived: Bool, texts: [String], values: [[String]]) {
    remove(id)
    let entry = ids.count
    ids.append(id)
    positions.add(entry, among: ids)
    if isArchived { archived.insert(entry) } else { used.insert(entry) }
    for word in Self.folded(texts).split(separator: 32) {
      let number = terms.number(of: word)
      if number == byTerm.count { byTerm.append(EntryRow()) }
      byTerm[number].append(entry)
    }
    for (column, values) in values.enumerated() {
      for value in values { columns[column][value, default: EntryRow()].append(entry) }
    }
  }

  private static func folded(_ texts: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for text in texts where !text.isEmpty && bytes.count < most {
      FoldedText.append(text, to: &bytes)
      bytes.append(32)
    }
    if bytes.count > most { bytes.removeLast(bytes.count - most) }
    return bytes
  }

  // MARK: - Asking

  func all(isArchived: Bool) -> EntryBits { isArchived ? archived : used }

  /// Entries in which all words occur, in any order.
  func entries(withAll words: [[UInt8]]) -> EntryBits {
    var found: EntryBits?
    for word in words {
      var one = EntryBits()
      for number in terms.containing(word) { byTerm[number].add(to: &one) }
      if found == nil { found = one } else { found?.formIntersection(one) }
    }
    return found ?? EntryBits()
  }

  /// Entries that have one of the values in a column.
  func entries(_ column: Int, oneOf values: [String]) -> EntryBits {
    var found = EntryBits()
    for value in values { columns[column][value]?.add(to: &found) }
    return found
  }

  /// Entries that have a value in a column of which something holds.
  func entries(_ column: Int, where holds: (String) -> Bool) -> EntryBits {
    var found = EntryBits()
    for (value, row) in columns[column] where holds(value) { row.add(to: &found) }
    return found
  }

  func entry(of id: Identifier) -> Int? { positions.entry(of: id, among: ids) }
  func id(of entry: Int) -> Identifier { ids[entry] }
}

/// The records of a table that an address asks for.
struct ListHits: Sendable {
  private let table: ListTable
  private let entries: EntryBits
  let count: Int

  init(_ table: ListTable, _ entries: EntryBits) {
    self.table = table
    self.entries = entries
    count = entries.count
  }

  func contains(_ id: Identifier) -> Bool { table.entry(of: id).map(entries.contains) ?? false }

  var ids: [Identifier] {
    var ids: [Identifier] = []
    entries.forEach { ids.append(table.id(of: $0)) }
    return ids
  }

  /// Whether it takes less to fetch and sort them all than to walk along the order until a page is full, which passes one
  /// hit in `records / count` steps. A step costs a third of a fetch.
  func areFew(perPage: Int) -> Bool { count * count * 3 <= perPage * table.count }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// One merge as the table of merges has it.
struct Merge: Sendable {
  let id: RecordID<Merge>
  let tenant: TenantID
  let kind: String
  let source: Identifier
  let target: Identifier
  let sourceTitle: String
  let targetTitle: String
  let at: Moment
  let by: String
  let undoneAt: Moment?
  let undoneBy: String
}

/// One thing that a merge changed.
struct MergeChange: Sendable {
  enum Operation: String, Sendable {
    /// A field of the record that stays.
    case changed
    /// A field that referred to the other record.
    case moved
    case archived
    /// A translation of the record that stays; the field is `summary.en`.
    case translated
    /// A source of the other record; the field is the system, the new value its id there.
    case sourced
  }

  let operation: Operation
  let kind: String
  let record: Identifier
  var field = ""
  var old = Value.null
  var new = Value.null
  /// The record's version before and after.
  let former: Int
  let version: Int
}

/// Values in one column, with their kind in front.
enum MergeText {
  static func text(_ value: Value) -> String {
    switch value {
    case .null: "n"
    case .integer(let number): "i\(number)"
    case .real(let number): "r\(number)"
    case .text(let text): "t" + text
    }
  }

  static func value(_ text: String) -> Value {
    let rest = String(text.dropFirst())
    switch text.first {
    case "i": return Int64(rest).map(Value.integer) ?? .null
    case "r": return Double(rest).map(Value.real) ?? .null
    case "t": return .text(rest)
    default: return .null
    }
  }
}

extension Connection {
  private static let mergeColumns: SQL =
    """
    select id, tenant, kind, source, target, source_title, target_title, merged_at, merged_name, undone_at, undone_name
    from record_merge
    """

  private static func merge(_ row: inout Row) throws -> Merge {
    Merge(
      id: try row.id(), tenant: try row.id(), kind: row.text(), source: try row.identifier(),
      target: try row.identifier(), sourceTitle: row.text(), targetTitle: row.text(), at: try row.typed(),
      by: row.text(), undoneAt: try row.typed(), undoneBy: row.text())
  }

  /// One merge; nothing for an unknown id or another tenant's merge.
  func merge(_ id: RecordID<Merge>, of tenant: TenantID) throws -> Merge? {
    try first("\(Self.mergeColumns) where id = \(id) and tenant = \(tenant)", Self.merge)
  }

  /// Merges of some kinds, the newest first.
  func merges(of tenant: TenantID, _ kinds: [String], limit: Int, offset: Int) throws -> [Merge] {
    try rows(
      """
      \(Self.mergeColumns) where tenant = \(tenant) and kind in (\(list: kinds))
      order by merged_at desc, id desc limit \(limit) offset \(offset)
      """, Self.merge)
  }

  func countMerges(of tenant: TenantID, _ kinds: [String]) throws -> Int {
    try number("select count(*) from record_merge where tenant = \(tenant) and kind in (\(list: kinds))")
  }

  /// Everything that a merge changed, in its order.
  func mergeChanges(_ id: RecordID<Merge>) throws -> [MergeChange] {
    try rows(
      """
      select operation, kind, record, field, old_value, new_value, former, version from record_merge_change
      where merge = \(id) order by number
      """
    ) { row in
      let operation = MergeChange.Operation(rawValue: row.text()) ?? .moved
      return MergeChange(
        operation: operation, kind: row.text(), record: try row.identifier(), field: row.text(),
        old: MergeText.value(row.text()), new: MergeText.value(row.text()), former: row.integer(),
        version: row.integer())
    }
  }
}

extension Transaction {
  func addMerge(_ merge: Merge) throws {
    try run(
      """
      insert into record_merge
        (id, tenant, kind, source, target, source_title, target_title, merged_at, merged_by, merged_name, undone_name)
      values (\(merge.id), \(merge.tenant), \(merge.kind), \(merge.source.text), \(merge.target.text),
        \(merge.sourceTitle), \(merge.targetTitle), \(merge.at), \(principal.id), \(merge.by), '')
      """)
  }

  func addMergeChange(_ change: MergeChange, _ number: Int, of merge: RecordID<Merge>) throws {
    try run(
      """
      insert into record_merge_change
        (merge, number, operation, kind, record, field, old_value, new_value, former, version)
      values (\(merge), \(number), \(change.operation.rawValue), \(change.kind), \(change.record.text), \(change.field),
        \(MergeText.text(change.old)), \(MergeText.text(change.new)), \(change.former), \(change.version))
      """)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Formats
package import Kernel
package import Records
internal import Storage

/// One field of one audit row, taken apart.
package struct HistoryChange: Sendable, Hashable {
  package let field: String
  /// The language of a translation; nothing for the record's own text.
  package let language: Language?
  package let old: Value
  package let new: Value

  /// As the audit row names it.
  var name: String { language.map { "\(field).\($0.code)" } ?? field }

  /// Reads `{"title":["alt","neu"],"summary.en":[null,"new"]}`; what is no such text has no changes.
  package static func all(_ json: String) -> [HistoryChange] {
    guard let value = try? JSONValue(parsing: Array(json.utf8)), case .object(let object) = value else { return [] }
    return object.members.compactMap { member in
      guard case .array(let pair) = member.value, pair.count == 2 else { return nil }
      let parts = member.name.split(separator: ".", maxSplits: 1)
      guard let field = parts.first else { return nil }
      let language = parts.count == 2 ? Language(String(parts[1])) : nil
      return HistoryChange(
        field: String(field), language: language, old: Self.value(pair[0]), new: Self.value(pair[1]))
    }
  }

  static func value(_ json: JSONValue) -> Value {
    switch json {
    case .string(let text): .text(text)
    case .number(let number): number.int.map { .integer(Int64($0)) } ?? number.double.map { .real($0) } ?? .null
    case .bool(let flag): .integer(flag ? 1 : 0)
    case .null, .array, .object: .null
    }
  }

  /// What the field held before and after, as people read it; codes of catalogues and ids stay as they are.
  package func plain(_ info: FieldInfo) -> (old: String, new: String) {
    let text = FieldText(vocabulary: .none)
    return (text.plain(old, info), text.plain(new, info))
  }
}

/// One audit row of a record, taken apart.
struct HistoryEntry: Sendable, Hashable {
  let number: Int64
  let at: Moment?
  let actor: Principal
  /// Without the kind in front: `changed`, `published`.
  let action: String
  private(set) var changes: [HistoryChange]
  /// Whether fields were left out because the reader must not see them.
  private(set) var isShortened = false

  /// Whether the record has had a new version since.
  var raisesVersion: Bool {
    action == "archived" || action == "restored" || changes.contains { $0.language == nil }
  }

  init(number: Int64, at: Moment?, actor: Principal, action: String, changes: [HistoryChange]) {
    self.number = number
    self.at = at
    self.actor = actor
    self.action = action
    self.changes = changes
  }

  init(_ entry: AuditEntry) {
    number = entry.number
    at = Moment(iso: entry.at)
    actor = entry.actor
    action = entry.action.split(separator: ".", maxSplits: 1).last.map(String.init) ?? entry.action
    changes = HistoryChange.all(entry.changes)
  }

  /// The entry with those of its changes that somebody may see.
  func keeping(_ isSeen: (HistoryChange) -> Bool) -> HistoryEntry {
    var copy = self
    copy.changes = changes.filter(isSeen)
    copy.isShortened = copy.changes.count < changes.count
    return copy
  }
}

extension Value {
  /// The same to a reader: blank or equal, whole numbers as either kind of number.
  func reads(as other: Value) -> Bool {
    if self == other || (isBlank && other.isBlank) { return true }
    guard let one = real, let two = other.real else { return false }
    return one == two
  }
}

extension Record {
  /// The record as it was before the newest versions, by what its history says.
  ///
  /// - Parameters:
  ///   - entries: newest first.
  ///   - versions: how many versions to go back.
  /// - Returns: nothing when the history does not reach back that far.
  func undone(_ entries: [HistoryEntry], versions: Int) -> Self? {
    var record = self
    var left = versions
    for entry in entries where entry.raisesVersion {
      if left == 0 { break }
      for change in entry.changes where change.language == nil {
        do { try Self.descriptor.field(change.field)?.place(change.old, in: &record) } catch { return nil }
      }
      left -= 1
    }
    return left == 0 ? record : nil
  }
}

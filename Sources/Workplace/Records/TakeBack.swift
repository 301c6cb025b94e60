// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

/// Taking one change back (F30): only its own fields, and only while they still hold what it wrote.
/// `Documentation/Algorithms/TakeBack.md` says why.
enum TakeBack {
  /// A field that somebody has changed again since.
  struct Obstacle: Hashable, Sendable {
    let change: HistoryChange
    let present: Value
  }

  /// What an entry can be taken back by.
  enum Way: Hashable, Sendable {
    /// Its fields get their old values.
    case fields
    case restoring, archiving
    /// Nothing to take back: the record began here, or nothing of it changed.
    case none
  }

  static func way(_ entry: HistoryEntry) -> Way {
    switch entry.action {
    case "created", "erased", "anonymised": .none
    case "archived": .restoring
    case "restored": .archiving
    default: entry.changes.isEmpty ? .none : .fields
    }
  }

  static func obstacles(_ entry: HistoryEntry, present: (HistoryChange) -> Value) -> [Obstacle] {
    entry.changes.compactMap { change in
      let value = present(change)
      return value.reads(as: change.new) ? nil : Obstacle(change: change, present: value)
    }
  }

  /// The older entry that an entry undid, value for value; nothing where it did not.
  ///
  /// - Parameter older: newest first.
  static func undone(by entry: HistoryEntry, among older: some Sequence<HistoryEntry>) -> HistoryEntry? {
    if entry.changes.isEmpty { return nil }
    let turned = Set(
      entry.changes.map { HistoryChange(field: $0.field, language: $0.language, old: $0.new, new: $0.old) })
    return older.first { $0.action != "created" && Set($0.changes) == turned }
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// One file that somebody brings into a centre, from its upload until it can no longer be taken back.
package struct ImportRun: Sendable {
  /// Where it stands; see `Documentation/Algorithms/ImportUndo.md`.
  package enum State: String, Sendable {
    case mapping, looking, preview, waiting, done, undoing, undone, emptied

    /// Whether the person has to wait for a job.
    var isBusy: Bool { self == .looking || self == .waiting || self == .undoing }
    var isWritten: Bool { self == .done || self == .undoing || self == .undone || self == .emptied }
  }

  package let id: RecordID<ImportRun>
  package let tenant: TenantID
  /// The slug of an `ImportKind`.
  package let kind: String
  package let fileName: String
  package var state: State
  /// Which of the file's tables.
  package var sheet: Int
  /// The name of a target for each column; empty for columns that are not taken over.
  package var mapping: [String]
  /// Faulty rows are left out instead of refusing all.
  package var skipsFaulty: Bool
  /// The file names everything there is, so what is missing in it has vanished.
  package var isComplete: Bool
  /// Doubtful rows about which nobody decided become new records instead of being left out.
  package var insertsDoubtful: Bool
  package var counts: ImportCounts
  /// Titles of what has vanished from an official list.
  package var vanished: [String]
  /// A German sentence about what went wrong; empty otherwise.
  package var message: String
  package let createdBy: String
  package let createdName: String
  package let createdAt: Moment
  package var finishedAt: Moment?
  package var undoneAt: Moment?
  package var undoneName: String
}

/// What a row of a file means.
package enum RowClass: String, Sendable, CaseIterable {
  case new, changed, unchanged, doubtful, faulty
  /// Somebody said that it is left out.
  case skipped
  /// The centre archived what it brought before.
  case away
}

/// How many rows of each class.
package struct ImportCounts: Sendable, Equatable {
  package private(set) var numbers: [RowClass: Int] = [:]

  package init() {}

  package subscript(_ kind: RowClass) -> Int {
    get { numbers[kind] ?? 0 }
    set { numbers[kind] = newValue }
  }

  package var total: Int { numbers.values.reduce(0, +) }

  /// `new 3 faulty 1`.
  init(text: String) {
    let words = text.split(separator: " ")
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      if let kind = RowClass(rawValue: String(words[index])) { numbers[kind] = Int(words[index + 1]) }
    }
  }

  var text: String {
    RowClass.allCases.compactMap { numbers[$0] == nil ? nil : "\($0.rawValue) \(self[$0])" }.joined(separator: " ")
  }
}

/// One table of the file.
struct ImportSheet: Sendable {
  let number: Int
  let name: String
  let header: [String]
  let rowCount: Int
}

/// One row of the file with what is known of it.
struct ImportRow: Sendable {
  let line: Int
  let cells: [String]
  var kind: RowClass?
  var title: String
  var detail: RowDetail
  /// Records that it may double.
  var candidates: [Identifier]
  var choice: String
}

/// What a preview says of a row: changes of fields, or what is wrong.
struct RowDetail: Sendable, Equatable {
  struct Change: Sendable, Equatable {
    let label: String
    let old: String
    let new: String
  }

  var changes: [Change] = []
  var faults: [String] = []
}

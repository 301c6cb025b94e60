// SPDX-License-Identifier: EUPL-1.2
package import Formats
package import Kernel

/// What an import did, or would have done.
package struct TableReport: Sendable {
  /// Rows with data, without the header.
  package var rows = 0
  package var inserted = 0
  package var changed = 0
  package var unchanged = 0
  package var faulty = 0
  /// The first 1,000 mistakes in the order of the file.
  package var problems: [TableProblem] = []
  /// All mistakes, also those that were not kept.
  package var problemCount = 0
  /// The lines of all faulty rows.
  package var faultyLines: [Int] = []
  /// What was not taken over without being a mistake, such as unknown columns.
  package var notices: [TableNotice] = []
  /// Whether the database holds the result; false after a dry run and after a refusal.
  package var isKept = false

  package static let problemLimit = 1000

  package init() {}

  package var isFaultless: Bool { problemCount == 0 }

  mutating func add(_ problem: TableProblem) {
    problemCount += 1
    if problems.count < Self.problemLimit { problems.append(problem) }
  }
}

/// One mistake with its place as people see it in their spreadsheet.
package struct TableProblem: Sendable, Hashable {
  /// From 1, the header included.
  package let line: Int
  /// From 1; nothing when the whole row is meant.
  package let column: Int?
  /// The column's name in the file.
  package let name: String?
  package let problem: Problem
  /// Where it stands in a JSON file.
  package var path: JSONPath?

  /// `Zeile 7, Spalte „PLZ“: …`, in JSON `$[5].postcode: …`.
  package var text: String {
    if let path { return problem.sentence.hasPrefix("$") ? problem.sentence : "\(path): \(problem.sentence)" }
    if let name { return "Zeile \(line), Spalte „\(name)“: \(problem.sentence)" }
    if let column { return "Zeile \(line), Spalte \(column): \(problem.sentence)" }
    return "Zeile \(line): \(problem.sentence)"
  }
}

/// Something about a column that the person should know.
package struct TableNotice: Sendable, Hashable {
  /// From 1.
  package let column: Int
  package let name: String
  package let sentence: String
}

/// How far an import is, for a bar.
package struct TableProgress: Sendable {
  package let rows: Int
  package let bytes: Int
  package let totalBytes: Int
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage

/// One row of the file, kept apart from the reader's memory.
struct TableRow {
  let line: Int
  let cells: [String]
  /// The lines in which the cells begin, where they are not all the row's own.
  let lines: [Int]

  subscript(_ column: Int) -> String { column < cells.count ? cells[column] : "" }

  /// Spreadsheets end with rows of nothing but separators.
  var isBlank: Bool { cells.allSatisfy { CellReader.trimmed($0).isEmpty } }

  func line(of column: Int?) -> Int {
    guard let column, column < lines.count else { return line }
    return lines[column]
  }
}

/// A mistake in a row; nothing as column where the whole row is meant. Columns count from 0.
struct RowFault: Error {
  let column: Int?
  let problem: Problem
}

/// What a row asks for, understood and checked, but not yet written.
struct RowPlan<R: Record> {
  var record: R
  let stored: Stored<R>?
  var source: Provenance?
  var translations: [(field: String, language: Language, text: String)] = []
  var companions: [TableCompanion<R>.Write] = []

  enum Outcome { case inserted, changed, unchanged }

  /// Writes what is different.
  func write(
    _ transaction: Transaction, of tenant: TenantID, _ identity: inout TableIdentity<R>
  ) throws -> Outcome {
    var isChanged = false
    if let stored {
      isChanged = try transaction.save(record, over: stored, as: "\(R.descriptor.kind).imported")
    } else {
      try transaction.insert(record, of: tenant, as: "\(R.descriptor.kind).imported")
    }
    if try translate(transaction, tenant, version: (stored?.version ?? 1) + (isChanged ? 1 : 0)) { isChanged = true }
    for companion in companions where try companion(transaction, record.id, stored == nil) { isChanged = true }
    if let source, try identity.note(source, of: record.id, transaction) { isChanged = true }
    return stored == nil ? .inserted : isChanged ? .changed : .unchanged
  }

  private func translate(_ transaction: Transaction, _ tenant: TenantID, version: Int) throws -> Bool {
    if translations.isEmpty { return false }
    let old = stored == nil ? [:] : try transaction.translations(of: record.id)
    var isChanged = false
    for (field, language, text) in translations where old[language]?[field] ?? "" != text {
      try transaction.translate(record.id, of: tenant, field, into: language, text, version: version)
      isChanged = true
    }
    return isChanged
  }
}

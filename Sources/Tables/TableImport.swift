// SPDX-License-Identifier: EUPL-1.2
package import Formats
internal import Foundation
package import Kernel
package import Records
package import Storage

/// Brings the rows of a CSV file into a tenant's records: in one transaction, with every mistake named by line and column.
///
/// A row is the record with its `id`; otherwise the one that came from the same source before; otherwise the one with the
/// same identity in an earlier import; otherwise a new one. Columns that the file does not have stay as they are. A second
/// import of the same file writes nothing.
package struct TableImport<R: Record>: Sendable {
  package enum Mode: Sendable {
    /// One faulty row refuses the file.
    case allOrNothing
    /// Faulty rows are left out.
    case skipInvalid
  }

  package let table: RecordTable<R>
  package let tenant: TenantID
  package let words: TableWords
  package var mode = Mode.allOrNothing
  package var isDryRun = false
  /// Name of the source system of rows that do not say one.
  package var system = "csv"
  package var encoding = TableEncoding.utf8

  package init(_ table: RecordTable<R>, into tenant: TenantID, words: TableWords) {
    self.table = table
    self.tenant = tenant
    self.words = words
  }

  /// Imports a file.
  ///
  /// - Parameters:
  ///   - errors: takes the faulty rows as CSV with a further column "Fehler", piece by piece, once the rows are kept or taken back;
  ///     nothing when there are none.
  ///   - progress: is called every few hundred rows and at the end.
  /// - Returns: the report, also of a refused file; `isKept` tells whether anything was written.
  /// - Throws: a `Problem` where the file or the database cannot be used at all.
  package func run(
    _ input: TableInput, on database: Database, by principal: Principal,
    errors: @escaping @Sendable ([UInt8]) throws -> Void = { _ in },
    progress: @escaping @Sendable (TableProgress) -> Void = { _ in }
  ) async throws -> TableReport {
    let end = try await attempt(input, on: database, by: principal, progress)
    for piece in end.faults { try errors(piece) }
    return end.report
  }

  /// The transaction; it may begin anew where others wrote at the same time, so nothing leaves it before its end.
  private func attempt(
    _ input: TableInput, on database: Database, by principal: Principal,
    _ progress: @escaping @Sendable (TableProgress) -> Void
  ) async throws -> TableEnd {
    do {
      return try await database.write(by: principal, as: .bulk) { transaction in
        var run = try TableRun(self, transaction, input, progress)
        var report = try run.all()
        report.isKept = !isDryRun && !run.isBroken && (mode == .skipInvalid || report.isFaultless)
        let end = TableEnd(report: report, faults: run.faults.pieces)
        if !report.isKept { throw TakenBack(end: end) }
        return end
      }
    } catch let back as TakenBack {
      return back.end
    }
  }
}

private struct TableEnd: Sendable {
  let report: TableReport
  /// The file of faulty rows, in pieces.
  let faults: [[UInt8]]
}

/// Ends a transaction without keeping anything.
private struct TakenBack: Error { let end: TableEnd }

/// How the characters of a file to import are stored.
package enum TableEncoding: Sendable { case utf8, windows1252 }

/// A file to import, opened when its turn has come.
package enum TableInput: Sendable {
  case bytes([UInt8])
  case file(String)
  /// Bytes that are made as they are read, and roughly how many of them there will be.
  case made(@Sendable () throws(Problem) -> (source: ByteSource, size: Int))

  func open() throws(Problem) -> (source: ByteSource, size: Int) {
    switch self {
    case .bytes(let bytes): return (ByteSource(bytes), bytes.count)
    case .made(let make): return try make()
    case .file(let path):
      let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      return (try ByteSource(path: path), size ?? 0)
    }
  }
}

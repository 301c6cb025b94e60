// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage

/// Brings the pages of an Integreat region into a centre's guide, one language at a time, again and again (F32).
///
/// Pages are tied to each other by the ids of their other language versions, whichever language comes first. What the
/// source no longer delivers is marked and not shown, and comes back when it returns. Texts that people changed here stay
/// as they are until the source changes them. How: `Documentation/Algorithms/IntegreatImport.md`.
package struct IntegreatImport: Sendable {
  package static let system = "integreat"

  package struct Options: Sendable {
    /// The centre or coordination body that the pages belong to.
    package var tenant: TenantID
    /// Writes the good pages and leaves the faulty ones out; otherwise one faulty page stops everything.
    package var skipsInvalid = false
    /// Does everything and keeps nothing.
    package var isDryRun = false

    package init(tenant: TenantID, skipsInvalid: Bool = false, isDryRun: Bool = false) {
      self.tenant = tenant
      self.skipsInvalid = skipsInvalid
      self.isDryRun = isDryRun
    }
  }

  /// What became of the pages of the file.
  package struct Report: Sendable, Equatable {
    package internal(set) var added = 0
    package internal(set) var changed = 0
    package internal(set) var unchanged = 0
    /// Pages that earlier files had and this one has not.
    package internal(set) var vanished = 0
    /// What is wrong, in the order of the file; each names its place as a JSON path.
    package internal(set) var problems: [Problem] = []

    package init() {}

    /// Pages that were left out.
    package var faulty: Int { Set(problems.map { $0.field?.prefix { $0 != "]" } ?? "" }).count }
  }

  private struct DryRun: Error { let report: Report }

  /// - Parameter progress: is told how many pages of how many are done.
  /// - Returns: what happened, or with `isDryRun` what would happen. With faulty pages and without `skipsInvalid` nothing
  ///   is written, and the report holds only the problems.
  package static func run(
    _ file: IntegreatFile, into database: Database, _ options: Options,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Report {
    if !file.problems.isEmpty, !options.skipsInvalid { return refusal(file.problems) }
    do {
      return try await database.write(by: .system("import integreat"), as: .bulk) { transaction in
        var writer = try IntegreatWriter(file, options.tenant, transaction)
        let report = try writer.run(skipsInvalid: options.skipsInvalid, progress)
        if options.isDryRun { throw DryRun(report: report) }
        return report
      }
    } catch let end as DryRun {
      return end.report
    } catch let end as IntegreatWriter.Refused {
      return refusal(end.problems)
    }
  }

  private static func refusal(_ problems: [Problem]) -> Report {
    var report = Report()
    report.problems = problems
    return report
  }
}

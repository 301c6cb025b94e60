// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage

/// Brings the services, organisations and places of an HSDS feed (3.0 and 3.1) into a centre's directory, again and again
/// (F32).
///
/// Nothing that was delivered is dropped silently: a value becomes a field, a labelled text, or a line of the report.
/// A second import of the same data writes nothing; changed data update the records that came from the same ids.
/// What becomes what: `Documentation/Algorithms/HSDSImport.md`.
package struct HSDSImport: Sendable {
  package static let system = "hsds"

  package struct Options: Sendable {
    /// The centre that the records belong to.
    package var tenant: TenantID
    /// Writes what is right and leaves faulty services, organisations and places out; otherwise one fault stops all.
    package var skipsInvalid = false
    /// Does everything and keeps nothing.
    package var isDryRun = false
    /// The delivery is all that its source has: what earlier ones had and this one has not is marked as vanished.
    package var isComplete = false

    package init(
      tenant: TenantID, skipsInvalid: Bool = false, isDryRun: Bool = false, isComplete: Bool = false
    ) {
      self.tenant = tenant
      self.skipsInvalid = skipsInvalid
      self.isDryRun = isDryRun
      self.isComplete = isComplete
    }
  }

  /// What became of the objects of one kind.
  package struct Tally: Sendable, Equatable {
    package internal(set) var added = 0
    package internal(set) var changed = 0
    package internal(set) var unchanged = 0
    package internal(set) var vanished = 0

    package init() {}
  }

  package struct Report: Sendable {
    package internal(set) var organisations = Tally()
    package internal(set) var places = Tally()
    package internal(set) var offers = Tally()
    package internal(set) var contacts = Tally()
    /// What is wrong; each names its place as a JSON path or as file:line:column.
    package internal(set) var problems: [Problem] = []
    /// Services, organisations and places that were left out.
    package internal(set) var faulty = 0
    /// Values without a home, by field and reason.
    package internal(set) var unplaced: [Unplaced] = []
    package internal(set) var notices: [Notice] = []
    /// Whether the database holds the result; false after a dry run and after a refusal.
    package internal(set) var isKept = false

    package init() {}
  }

  /// Ends a transaction without keeping anything.
  private struct TakenBack: Error { let report: Report }

  /// - Parameters:
  ///   - path: a JSON file, a CSV file of the tabular form, or a folder of such files.
  ///   - progress: is told how many services, organisations and places of how many are done.
  /// - Returns: the report, also of a refused delivery; `isKept` tells whether anything was written.
  /// - Throws: a `Problem` where the file as a whole cannot be read.
  package static func run(
    path: String, options: Options, on database: Database,
    progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) async throws -> Report {
    let package = try HSDSInput.read(path)
    do {
      return try await database.write(by: .system("import hsds"), as: .bulk) { transaction in
        var mapper = try HSDSMapper(package, options.tenant, transaction)
        mapper.map()
        var writer = HSDSWriter(mapper, options, transaction, progress)
        let isRefused = !mapper.package.problems.isEmpty && !options.skipsInvalid
        if !isRefused { try writer.write() }
        var report = writer.report
        report.isKept = !isRefused && !options.isDryRun
        if !report.isKept { throw TakenBack(report: report) }
        return report
      }
    } catch let end as TakenBack {
      return end.report
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
package import Centers
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
package import Storage
package import Tables

/// What can be taken out of Verbund and brought in again as a file.
package enum DataKind: String, Sendable, CaseIterable {
  case municipalities, spaces = "social_spaces", organisations, places, contacts, offers
  /// Texts of the guide; they come in through their own import.
  case guides

  package static let importable: [DataKind] = allCases.filter { $0 != .guides }
}

package enum DataFormat: String, Sendable, CaseIterable { case csv, json }

/// Writes all records of a kind as one file, piece by piece.
package struct DataExport: Sendable {
  package var kind: DataKind
  package var format: DataFormat
  /// German labels, days and words for people with a spreadsheet; only for CSV.
  package var isForPeople = false
  /// Nothing for all centres.
  package var center: Center?

  package init(_ kind: DataKind, _ format: DataFormat) {
    self.kind = kind
    self.format = format
  }

  /// - Parameter write: takes the pieces in their order.
  package func run(on database: Database, write: @escaping @Sendable ([UInt8]) throws -> Void) async throws {
    let day = database.time.today
    try await database.read { connection in
      let words = TableWords.verbund(
        try CatalogueBook(connection, on: day), try CenterBook(connection), of: center)
      switch kind {
      case .municipalities: try export(AreaTables.towns, connection, words, write)
      case .spaces: try export(AreaTables.spaces, connection, words, write)
      case .organisations: try export(OrganisationTables.organisations, connection, words, write)
      case .places: try export(OrganisationTables.places, connection, words, write)
      case .contacts: try export(OrganisationTables.contacts, connection, words, write)
      case .offers: try export(OfferTable.make(), connection, words, write)
      case .guides: try export(RecordTable<GuideText>(identity: ["title"]), connection, words, write)
      }
    }
  }

  private func export<R: Record>(
    _ table: RecordTable<R>, _ connection: Connection, _ words: TableWords, _ write: ([UInt8]) throws -> Void
  ) throws {
    let scope = center.map { Scope.tenant($0.tenant) } ?? .everyTenant
    switch format {
    case .csv:
      try table.exportCSV(
        connection, in: scope, form: isForPeople ? .spreadsheet : .exchange, words: words, write: write)
    case .json: try table.exportJSON(connection, in: scope, words: words, write: write)
    }
  }
}

/// Brings a file into the records of one centre.
package struct DataImport: Sendable {
  package var kind: DataKind
  package var format: DataFormat
  package var center: Center
  package var skipsInvalid = false
  package var isDryRun = false
  /// Only CSV may be in another encoding than UTF-8.
  package var encoding = TableEncoding.utf8

  package init(_ kind: DataKind, _ format: DataFormat, into center: Center) {
    self.kind = kind
    self.format = format
    self.center = center
  }

  /// - Parameters:
  ///   - errors: takes the faulty records in the file's own format.
  /// - Returns: the report, also of a refused file.
  /// - Throws: a `Problem` where the file or the database cannot be used at all.
  package func run(
    _ input: TableInput, on database: Database,
    errors: @escaping @Sendable ([UInt8]) throws -> Void = { _ in },
    progress: @escaping @Sendable (TableProgress) -> Void = { _ in }
  ) async throws -> TableReport {
    let day = database.time.today
    let words = try await database.read { connection in
      TableWords.verbund(try CatalogueBook(connection, on: day), try CenterBook(connection), of: center)
    }
    func run<R: Record>(_ table: RecordTable<R>) async throws -> TableReport {
      var job = TableImport(table, into: center.tenant, words: words)
      job.mode = skipsInvalid ? .skipInvalid : .allOrNothing
      job.isDryRun = isDryRun
      let principal = Principal.system("import \(format.rawValue)")
      if format == .json {
        return try await JSONTableImport(job).run(
          input, on: database, by: principal, errors: errors, progress: progress)
      }
      job.encoding = encoding
      return try await job.run(input, on: database, by: principal, errors: errors, progress: progress)
    }
    switch kind {
    case .municipalities: return try await run(AreaTables.towns)
    case .spaces: return try await run(AreaTables.spaces)
    case .organisations: return try await run(OrganisationTables.organisations)
    case .places: return try await run(OrganisationTables.places)
    case .contacts: return try await run(OrganisationTables.contacts)
    case .offers: return try await run(OfferTable.make())
    case .guides:
      throw Problem(
        "import.kind", .malformed, "Wegweiser-Seiten kommen mit „verbund import integreat“ in die Datenbank.")
    }
  }
}

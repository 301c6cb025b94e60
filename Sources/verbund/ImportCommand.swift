// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Centers
import Formats
import Foundation
import Kernel
import Logging
import Product
import Storage
import Synchronization
import Tables
import Web

struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Übernimmt Daten anderer Systeme: ganz oder gar nicht, und beim zweiten Mal nur das Geänderte.",
    subcommands: [
      ImportCSVCommand.self, ImportJSONCommand.self, ImportIntegreatCommand.self, ImportHSDSCommand.self,
    ])
}

/// What all imports have in common.
struct ImportOptions: ParsableArguments {
  @OptionGroup var data: DatabaseOptions
  @Option(help: "Zentrum: Amtlicher Gemeindeschlüssel oder Adressteil") var center: String
  @Flag(help: "Nur prüfen, nichts speichern") var dryRun = false
  @Flag(help: "Fehlerhaftes auslassen, den Rest speichern") var skipInvalid = false

  func open() async throws -> (database: Storage.Database, center: Center) {
    let database = try await data.open()
    return (database, try await database.center(named: center))
  }

  /// Brings the index beside the database up to date, so that the next start of the server is quick.
  func updateIndex(_ database: Storage.Database) async throws {
    var logger = Logger(label: "verbund")
    logger.logLevel = .warning
    let house = try await House(
      database, site: SiteConfiguration(address: "http://localhost"), indexFile: data.indexFile, logger: logger)
    try await Terminal.working("Suchindex wird nachgeführt") {
      try await house.follower.prepare()
      await house.follower.save()
    }
  }

  /// Prints the report and ends the command; with the exit code 1 where faults kept everything out.
  ///
  /// Rows that are kept stay so whatever becomes of the index, which the next start makes good.
  func end(_ report: ImportReport, _ database: Storage.Database) async throws {
    if report.isKept, report.hasWritten {
      do {
        try await updateIndex(database)
      } catch let problem as Problem {
        Terminal.complain("Der Suchindex wird beim nächsten Start nachgeführt. \(problem.sentence)")
      }
    }
    try database.close()
    report.tell(isDryRun: dryRun, skipsInvalid: skipInvalid)
    if report.problemCount > 0, !report.isKept, !(dryRun && skipInvalid) { throw ExitCode(1) }
  }
}

struct ImportCSVCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "csv", abstract: "Übernimmt eine CSV-Datei mit deutscher oder englischer Kopfzeile.")

  @OptionGroup var options: ImportOptions
  @Option(help: "Zeichenkodierung: utf-8 oder windows-1252") var encoding = "utf-8"
  @Argument(help: "offers, organisations, places, contacts, municipalities oder social_spaces") var kind: DataKind
  @Argument(help: "Datei") var file: String

  func validate() throws {
    guard TextEncoding(name: encoding) != nil else {
      throw ValidationError("--encoding kennt nur utf-8 und windows-1252.")
    }
  }

  func run() async throws {
    try await telling {
      let isUTF8 = TextEncoding(name: encoding) == .utf8
      try await importTable(kind, .csv, file, options, isUTF8 ? .utf8 : .windows1252)
    }
  }
}

struct ImportJSONCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "json", abstract: "Übernimmt eine JSON-Liste, wie „verbund export json“ sie schreibt.")

  @OptionGroup var options: ImportOptions
  @Argument(help: "offers, organisations, places, contacts, municipalities oder social_spaces") var kind: DataKind
  @Argument(help: "Datei") var file: String

  func run() async throws {
    try await telling { try await importTable(kind, .json, file, options, .utf8) }
  }
}

private func importTable(
  _ kind: DataKind, _ format: DataFormat, _ path: String, _ options: ImportOptions, _ encoding: TableEncoding
) async throws {
  let (database, center) = try await options.open()
  var job = DataImport(kind, format, into: center)
  job.skipsInvalid = options.skipInvalid
  job.isDryRun = options.dryRun
  job.encoding = encoding
  let errors = ErrorFile(options.skipInvalid && !options.dryRun ? "\(path).fehler.\(format.rawValue)" : nil)
  let bar = ProgressLine("Import", unit: "Einträge")
  let report = try await job.run(
    .file(path), on: database, errors: { try errors.write($0) },
    progress: { progress in
      bar.show(progress.rows, share: min(1, Double(progress.bytes) / Double(max(1, progress.totalBytes))))
    })
  bar.end(report.rows)
  var told = ImportReport(report)
  told.errorFile = try errors.end(isKept: report.isKept)
  try await options.end(told, database)
}

/// The file of faulty records beside the imported one; it appears only when there are some.
private final class ErrorFile: Sendable {
  private let path: String?
  private let file = Mutex<OutputFile?>(nil)

  init(_ path: String?) { self.path = path }

  func write(_ bytes: [UInt8]) throws {
    guard let path else { return }
    try file.withLock { file in
      let open = try file ?? OutputFile(path)
      file = open
      try open.write(bytes)
    }
  }

  /// - Returns: the path, if there is a file.
  func end(isKept: Bool) throws -> String? {
    guard let path, let open = file.withLock({ $0 }) else { return nil }
    try open.keep()
    return path
  }
}

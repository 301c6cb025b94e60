// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Centers
import Formats
import Foundation
import Guides
import Kernel
import Offers
import Storage

struct ImportIntegreatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "integreat", abstract: "Übernimmt die Seiten einer Integreat-Region in den Wegweiser.")

  @OptionGroup var options: ImportOptions
  @Option(help: "Sprache der Datei, zum Beispiel de") var language: String
  @Argument(help: "Datei mit der Seitenliste der Schnittstelle (pages)") var file: String

  func validate() throws {
    guard Language(language) != nil else { throw ValidationError("--language braucht ein Kürzel wie de oder ar.") }
  }

  func run() async throws {
    try await telling {
      guard let language = Language(language) else { return }
      let (database, center) = try await options.open()
      let pages = try IntegreatFile(
        parsing: try bytes(ofFile: file, limit: IntegreatFile.byteLimit), language: language)
      let bar = ProgressLine("Import", unit: "Seiten")
      let settings = IntegreatImport.Options(
        tenant: center.tenant, skipsInvalid: options.skipInvalid, isDryRun: options.dryRun)
      let report = try await IntegreatImport.run(pages, into: database, settings) { done, total in
        bar.show(done, share: Double(done) / Double(max(1, total)))
      }
      bar.end(pages.total)
      var told = ImportReport(unit: "Seiten", rows: pages.total)
      told.isKept = !options.dryRun && (report.problems.isEmpty || options.skipInvalid)
      told.tallies = [
        ImportReport.Tally(
          "Seiten", report.added, report.changed, report.unchanged, report.vanished, faulty: report.faulty)
      ]
      told.problems = report.problems.map(ImportReport.sentence)
      told.problemCount = report.problems.count
      told.errorFile = try told.writeProblems(beside: file, options)
      try await options.end(told, database)
    }
  }
}

struct ImportHSDSCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hsds",
    abstract: "Übernimmt Angebote, Organisationen und Orte im Format HSDS 3 (JSON oder Tabellen).")

  @OptionGroup var options: ImportOptions
  @Flag(help: "Die Lieferung ist vollständig: Was fehlt, gilt als verschwunden") var complete = false
  @Argument(help: "Datei oder Ordner") var path: String

  func run() async throws {
    try await telling {
      let (database, center) = try await options.open()
      let bar = ProgressLine("Import", unit: "Einträge")
      let settings = HSDSImport.Options(
        tenant: center.tenant, skipsInvalid: options.skipInvalid, isDryRun: options.dryRun, isComplete: complete)
      let report = try await HSDSImport.run(path: path, options: settings, on: database) { done, total in
        bar.show(done, share: Double(done) / Double(max(1, total)))
      }
      let tallies = [
        ("Organisationen", report.organisations), ("Orte", report.places), ("Angebote", report.offers),
        ("Kontakte", report.contacts),
      ]
      let rows = tallies.reduce(0) { $0 + $1.1.added + $1.1.changed + $1.1.unchanged }
      bar.end(rows)
      var told = ImportReport(unit: "Einträge", rows: rows + report.faulty)
      told.isKept = report.isKept
      told.tallies = tallies.map { name, tally in
        ImportReport.Tally(name, tally.added, tally.changed, tally.unchanged, tally.vanished)
      }
      told.faulty = report.faulty
      told.problems = report.problems.map(ImportReport.sentence)
      told.problemCount = report.problems.count
      told.notices = report.notices.map(\.text) + report.unplaced.map(\.text)
      told.errorFile = try told.writeProblems(beside: path, options)
      try await options.end(told, database)
    }
  }
}

extension ImportReport {
  /// Feeds belong to other systems, so what is wrong with them is written down for their people.
  ///
  /// - Returns: the path, if there is a file.
  func writeProblems(beside path: String, _ options: ImportOptions) throws -> String? {
    guard options.skipInvalid, !options.dryRun, !problems.isEmpty else { return nil }
    let bare = path.hasSuffix("/") ? String(path.dropLast()) : path
    let file = try OutputFile(bare + ".fehler.csv")
    var writer = CSVWriter(CSVStyle(delimiter: .semicolon, hasByteOrderMark: true))
    writer.row(["Fehler"])
    for problem in problems { writer.row([problem]) }
    try file.write(writer.take())
    try file.keep()
    return bare + ".fehler.csv"
  }
}

/// The bytes of a file that has to be in memory as a whole.
func bytes(ofFile path: String, limit: Int) throws(Problem) -> [UInt8] {
  let source = try ByteSource(path: path)
  var bytes: [UInt8] = []
  while let piece = try source.next() {
    guard bytes.count + piece.count <= limit else {
      throw Problem("file.too-large", .tooLarge, "Die Datei „\(path)“ ist größer als \(limit >> 20) MiB.")
    }
    bytes += piece
  }
  return bytes
}

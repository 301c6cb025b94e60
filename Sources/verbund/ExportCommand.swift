// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import Kernel
import Product
import Storage

extension DataKind: ExpressibleByArgument {}
extension DataFormat: ExpressibleByArgument {}

struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Gibt Daten als CSV oder JSON aus; ein Import davon ergibt wieder dieselben Daten.",
    discussion: """
      Verweise auf Organisationen und Orte brauchen beim Import den jeweils früheren Teil: \
      municipalities, social_spaces, organisations, places, contacts, offers.
      """)

  @OptionGroup var data: DatabaseOptions
  @Option(help: "Zentrum: Amtlicher Gemeindeschlüssel oder Adressteil; ohne Angabe alle") var center: String?
  @Flag(help: "Deutsche Spalten, Daten und Wörter für Menschen mit einer Tabellenkalkulation (nur CSV)") var human =
    false
  @Option(name: .shortAndLong, help: "Datei; ohne Angabe die Standardausgabe") var output: String?
  @Argument(help: "csv oder json") var format: DataFormat
  @Argument(help: "offers, organisations, places, contacts, guides, municipalities oder social_spaces")
  var kind: DataKind

  func validate() throws {
    if human, format == .json { throw ValidationError("--human gibt es nur mit csv.") }
  }

  func run() async throws {
    try await telling {
      let database = try await data.open()
      var export = DataExport(kind, format)
      export.isForPeople = human
      if let center { export.center = try await database.center(named: center) }
      if let output {
        let file = try OutputFile(output)
        let asked = export
        try await Terminal.working("Ausgabe nach \(output)") {
          try await asked.run(on: database) { try file.write($0) }
        }
        try file.keep()
      } else {
        try await export.run(on: database) { Terminal.write($0) }
      }
      try database.close()
    }
  }
}

/// A file that appears under its name only when it is whole.
struct OutputFile: Sendable {
  private let path: String
  private let handle: FileHandle

  private var draft: String { path + ".teil" }

  init(_ path: String) throws {
    self.path = path
    guard FileManager.default.createFile(atPath: path + ".teil", contents: nil),
      let handle = FileHandle(forWritingAtPath: path + ".teil")
    else {
      throw Problem("file.unwritable", .unavailable, "Die Datei „\(path)“ lässt sich nicht schreiben.")
    }
    self.handle = handle
  }

  func write(_ bytes: [UInt8]) throws {
    do {
      try handle.write(contentsOf: Data(bytes))
    } catch {
      throw Problem("file.unwritable", .unavailable, "Die Datei „\(path)“ lässt sich nicht weiter schreiben.")
    }
  }

  func keep() throws {
    do {
      try handle.close()
      if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
      try FileManager.default.moveItem(atPath: draft, toPath: path)
    } catch {
      throw Problem("file.unwritable", .unavailable, "Die Datei „\(path)“ lässt sich nicht schreiben.")
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Product
import Storage

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Sucht Fehler in Einstellungen, Schema, Protokoll, Suchindex und Einträgen.",
    discussion: "Ändert nichts. Jeder Fehler ist eine Zeile; mit einem Fehler endet der Befehl mit dem Code 1.")

  /// `all` or one part.
  enum Choice: String, CaseIterable, ExpressibleByArgument {
    case all, configuration, descriptors, schema, audit, index, orphans

    var parts: [InstallationCheck.Part] {
      InstallationCheck.Part(rawValue: rawValue).map { [$0] } ?? InstallationCheck.Part.allCases
    }
  }

  @OptionGroup var data: DatabaseOptions
  @Argument(help: "all, configuration, descriptors, schema, audit, index oder orphans") var part = Choice.all

  func run() async throws {
    try await telling {
      let database = try data.openAsItIs()
      let check = InstallationCheck(database, indexFile: data.indexFile)
      var faults: [String] = []
      for part in part.parts {
        // Without its tables nothing else can be looked at.
        if part == .audit || part == .index || part == .orphans,
          try await !Installation.missing(database).names.isEmpty
        {
          if self.part.parts == [part] { faults += try await check.faults(.schema) }
          continue
        }
        faults += try await check.faults(part)
      }
      try database.close()
      for fault in faults { Terminal.complain(fault) }
      if !faults.isEmpty { throw ExitCode(1) }
      Terminal.say("Alles in Ordnung.")
    }
  }
}

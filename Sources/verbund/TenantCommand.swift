// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Centers
import Kernel
import Privacy
import Product
import Storage

/// Moves one centre with everything that belongs to it from one installation to another (F175).
struct TenantCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenant",
    abstract: "Gibt ein Zentrum vollständig als Archiv aus und übernimmt es in eine andere Installation.",
    subcommands: [Export.self, Import.self])

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Schreibt alle Einträge, Übersetzungen, Herkünfte und das Protokoll eines Zentrums in eine ZIP-Datei.",
      discussion: "Die Datei enthält personenbezogene Daten und gehört an einen geschützten Ort.")

    @OptionGroup var data: DatabaseOptions
    @Option(help: "Zentrum: Amtlicher Gemeindeschlüssel oder Adressteil") var center: String
    @Option(name: .shortAndLong, help: "ZIP-Datei") var output: String

    func run() async throws {
      try await telling {
        let database = try await data.open()
        let center = try await database.center(named: center)
        let count = try await TenantArchive(KeptKinds.all).export(
          center.tenant, of: database, to: output, by: .system("verbund tenant"))
        Terminal.say("\(center.name): \(count) Einträge in \(output).")
        try database.close()
      }
    }
  }

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Übernimmt ein solches Archiv; das Zentrum darf hier noch keine Daten haben.")

    @OptionGroup var data: DatabaseOptions
    @Argument(help: "ZIP-Datei") var file: String

    func run() async throws {
      try await telling {
        let database = try await data.open()
        let count = try await TenantArchive(KeptKinds.all).import(
          file, into: database, by: .system("verbund tenant"))
        Terminal.say("\(count) Einträge übernommen.")
        try database.close()
      }
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Kernel
import Product
import Storage

struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Sichert alle Daten in eine Datei, während der Server weiterläuft.",
    discussion: """
      Neben der Datei entsteht ein Begleitblatt (….manifest.json) mit Prüfsumme und Zahl der Zeilen; „verbund restore“
      braucht beide. Die Sicherung enthält personenbezogene Daten und gehört an einen geschützten Ort.
      """)

  @OptionGroup var data: DatabaseOptions
  @Option(help: "Datei, die es noch nicht gibt") var to: String

  func run() async throws {
    try await telling {
      let line = BackupProgress()
      let manifest = try await Backup(data.database).take(to: to) { line.show($0, $1, $2) }
      line.end()
      let rows = manifest.rows.values.reduce(0, +)
      Terminal.say(
        "Gesichert: \(to) (\(ImportReport.grouped(manifest.bytes >> 10)) KiB, \(manifest.rows.count) Tabellen, "
          + "\(ImportReport.grouped(rows)) Zeilen, Stand \(manifest.madeAt.iso)).")
    }
  }
}

struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Spielt eine Sicherung in eine leere Datenbank zurück und prüft, was ankam.",
    discussion: "Endet mit dem Code 1, wenn danach etwas nicht stimmt; jeder Fehler ist eine Zeile.")

  @OptionGroup var data: DatabaseOptions
  @Option(help: "Datei, die „verbund backup“ geschrieben hat") var from: String
  @Flag(help: "Auch ohne Begleitblatt, also ohne Prüfsumme") var unverified = false

  func run() async throws {
    try await telling {
      let (line, data) = (BackupProgress(), data)
      let faults = try await Restore(into: data.database).run(
        from: from, isUnlisted: unverified, progress: { line.show($0, $1, $2) }, open: { try data.openAsItIs() })
      line.end()
      for fault in faults { Terminal.complain(fault) }
      if !faults.isEmpty { throw ExitCode(1) }
      let missing = try await Installation.missing(try data.openAsItIs()).names
      Terminal.say("Zurückgespielt und geprüft: Prüfsumme, Zahl der Zeilen, Schema und Protokoll stimmen.")
      if !missing.isEmpty {
        Terminal.say(
          "Die Sicherung ist älter als dieses Programm; der nächste Start oder „verbund migrate“ bringt sie auf Stand.")
      }
    }
  }
}

/// The bar of a backup.
private struct BackupProgress: Sendable {
  private let copying = ProgressLine("Kopiere", unit: "Teile")
  private let checking = ProgressLine("Prüfe", unit: "Teile")

  func show(_ step: BackupStep, _ done: Int, _ total: Int?) {
    let share = total.map { $0 == 0 ? 1 : Double(done) / Double($0) }
    switch step {
    case .copying: copying.show(done, share: share)
    case .checking: checking.show(done, share: share)
    }
  }

  func end() {
    if Terminal.isInteractive { Terminal.complain("") }
  }
}

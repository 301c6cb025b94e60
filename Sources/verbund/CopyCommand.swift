// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Kernel
import Product
import Storage
import StoragePostgres

struct CopyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copy",
    abstract: "Kopiert eine ganze Datenbank, auch in eine andere Art, und vergleicht beide Zeile für Zeile.",
    discussion: "Während der Kopie darf niemand schreiben. Bricht sie ab, geht derselbe Befehl weiter, wo sie stand.")

  @Option(help: "Woher, zum Beispiel sqlite:var/verbund.sqlite") var from: String
  @Option(help: "Wohin, zum Beispiel postgres://verbund@localhost/verbund; leer oder aus einer abgebrochenen Kopie")
  var to: String

  func run() async throws {
    try await telling {
      guard from != to else {
        throw Problem("copy.same", .malformed, "Quelle und Ziel sind dieselbe Datenbank.", field: "--to")
      }
      let source = try Database.open(from)
      guard try await Installation.missing(source).names.isEmpty else {
        throw Problem(
          "copy.old-source", .conflict,
          "Die Quelle ist nicht auf dem Stand dieser Version: verbund migrate --database \(from)",
          field: "--from")
      }
      let target = try Database.open(to, checksReferences: false)
      try await Installation.prepareTables(target)
      let line = ProgressLine("Kopie", unit: "Zeilen")
      let verdicts = try await DatabaseCopy(from: source, to: target).run { progress in
        line.show(progress.done, share: Double(progress.done) / Double(max(progress.total, 1)))
      }
      for verdict in verdicts where verdict.rows > 0 {
        Terminal.say("\(verdict.digest.prefix(16))  \(verdict.rows)  \(verdict.table)")
      }
      let rows = verdicts.reduce(0) { $0 + $1.rows }
      line.end(rows)
      Terminal.say("\(verdicts.count) Tabellen mit \(rows) Zeilen stehen auf beiden Seiten gleich.")
      try source.close()
      try target.close()
    }
  }
}

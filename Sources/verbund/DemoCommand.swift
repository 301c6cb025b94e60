// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Demo
import Kernel
import Storage

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Füllt eine leere Datenbank mit erfundenen, aber lebensnahen Daten.")

  @OptionGroup var data: DatabaseOptions
  @Option(help: "Anzahl der Angebote") var offers = 3200
  @Option(help: "Anzahl der Wegweiser-Seiten; mehr als 20 werden auf die Zentren verteilt") var guides = 20

  func validate() throws {
    guard (1...200_000).contains(offers) else { throw ValidationError("--offers muss zwischen 1 und 200000 liegen.") }
    guard (0...50_000).contains(guides) else { throw ValidationError("--guides muss zwischen 0 und 50000 liegen.") }
  }

  func run() async throws {
    try await telling {
      let database = try await data.open()
      if try await database.read({ try $0.isExample() }) {
        Terminal.say("Die Beispieldaten sind schon da.")
        try await addPeople(database)
        return
      }
      let bar = ProgressLine("Beispieldaten", unit: "Angebote")
      let total = offers
      let report = try await DemoFiller(database).fill(offers: offers, guides: guides) { done in
        bar.show(done, share: Double(done) / Double(total))
      }
      bar.end(offers)
      Terminal.say(
        "Beispieldaten: \(report.centers) Zentren, \(report.organisations) Organisationen, \(report.places) Orte, "
          + "\(report.offers) Angebote, \(report.guides) Wegweiser-Seiten.")
      try await addPeople(database)
      try database.close()
    }
  }

  private func addPeople(_ database: Database) async throws {
    let people = try await DemoPeople.fill(database)
    Terminal.say("Anmeldungen (Passwort „\(DemoPeople.password)“):")
    for person in people { Terminal.say("  \(person.mail)  \(person.role)") }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import HTTPTypes
import Kernel
import Logging
import Messages
import Product
import Search
import Storage
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Startet den Server; bereit, sobald /health/ready mit 200 antwortet.")

  @OptionGroup var data: DatabaseOptions
  @Option(help: "Adresse, unter der der Server erreichbar ist") var host = "127.0.0.1"
  @Option(help: "Port, 0 für einen freien") var port = 8080
  @Option(help: "Öffentliche Adresse der Seite, zum Beispiel https://integration.example") var address: String?
  @Option(help: "Fertige Seiten im Speicher halten: on oder off") var cache = "on"
  @Flag(help: "Zusätzliche Adressen unter /bench für Messungen") var bench = false
  @Flag(help: "Auf jeder Seite sagen, dass es Beispieldaten sind") var example = false

  func validate() throws {
    guard ["on", "off"].contains(cache) else { throw ValidationError("--cache kennt nur on und off.") }
    guard (0...65_535).contains(port) else { throw ValidationError("--port muss zwischen 0 und 65535 liegen.") }
  }

  func run() async throws {
    try await telling {
      let database = try await data.open()
      let isExample = try await database.read { try $0.isExample() }
      let site = SiteConfiguration(
        address: address ?? "http://\(host):\(port)", isCaching: cache == "on", isExample: example || isExample)
      var logger = Logger(label: "verbund")
      logger.logLevel = .notice
      let mail = try MailConfiguration.read(ProcessInfo.processInfo.environment)
      Terminal.complain(MailConfiguration.announcement(mail))
      let house = try await House(
        database, site: site, indexFile: data.indexFile, extra: bench ? [BenchRoutes.slice] : [], mail: mail,
        logger: logger)
      let isNew = try await house.follower.prepare()
      if isNew { Terminal.complain("Suchindex neu angelegt: \(house.services.index.count) Einträge.") }
      try await Server(house, host: host, port: port).run { port in
        Terminal.complain("Verbund läuft: http://\(host):\(port)  (beenden mit Strg-C)")
      }
      try database.close()
    }
  }
}

struct MigrateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "migrate", abstract: "Bringt die Datenbank auf den Stand dieser Version.")

  @OptionGroup var data: DatabaseOptions
  @Flag(help: "Kein anderer Prozess benutzt die Datenbank: auch Schritte, die sich mit älteren nicht vertragen")
  var alone = false

  func run() async throws {
    try await telling {
      let database = try data.openAsItIs()
      let steps = try await Installation.prepare(database, alone: alone)
      Terminal.say(steps.isEmpty ? "Die Datenbank ist auf dem neuesten Stand." : steps.joined(separator: "\n"))
      try database.close()
    }
  }
}

struct RoutesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes", abstract: "Zeigt alle Adressen und wer sie benutzen darf.")

  @OptionGroup var data: DatabaseOptions

  func run() async throws {
    try await telling {
      let house = try await data.house()
      for route in house.table.routes.sorted(by: { ($0.pattern, $0.method.rawValue) < ($1.pattern, $1.method.rawValue) }
      ) {
        Terminal.say("\(route.method.rawValue)\t\(route.pattern)\t\(route.access)")
      }
    }
  }
}

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Prüft Beschreibungen, Schema und die Kette der Protokolleinträge.")

  @OptionGroup var data: DatabaseOptions
  @Argument(help: "all oder audit") var part = "all"

  func run() async throws {
    try await telling {
      let database = try data.openAsItIs()
      var faults: [String] = []
      if part != "audit" {
        faults += SliceList.defects()
        faults += try await Installation.missing(database).names.map { "Schritt fehlt: \($0)" }
      }
      if try await Installation.missing(database).names.isEmpty {
        let broken = try await database.read { try $0.brokenAudit() }
        faults += broken.map { "Protokoll von \($0.tenant): Zeile \($0.number) passt nicht in die Kette." }
      }
      for fault in faults { Terminal.complain(fault) }
      if !faults.isEmpty { throw ExitCode(1) }
      Terminal.say("Alles in Ordnung.")
    }
  }
}

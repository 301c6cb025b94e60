// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Foundation
import HTTPTypes
import Kernel
import Logging
import Messages
import Monitoring
import Product
import Search
import Storage
import Upkeep
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Startet den Server; bereit, sobald /health/ready mit 200 antwortet.")

  @OptionGroup var data: DatabaseOptions
  @OptionGroup var log: LogOptions
  @Option(help: "Adresse, unter der der Server erreichbar ist") var host = "127.0.0.1"
  @Option(help: "Port, 0 für einen freien") var port = 8080
  @Option(help: "Öffentliche Adresse der Seite, zum Beispiel https://integration.example") var address: String?
  @Option(help: "Fertige Seiten im Speicher halten: on oder off") var cache = "on"
  @Option(help: "So viele Sekunden bedient der Server nach der Bitte um Ende noch neue Anfragen und meldet sich ab")
  var drainSeconds = 0
  @Option(help: "Adresse eines Proxys, dessen X-Forwarded-For gilt, zum Beispiel 127.0.0.1 (mehrfach möglich)")
  var trustProxy: [String] = []
  @Flag(help: "Zusätzliche Adressen unter /bench für Messungen") var bench = false
  @Flag(help: "Auf jeder Seite sagen, dass es Beispieldaten sind") var example = false

  func validate() throws {
    guard ["on", "off"].contains(cache) else { throw ValidationError("--cache kennt nur on und off.") }
    guard (0...300).contains(drainSeconds) else {
      throw ValidationError("--drain-seconds muss zwischen 0 und 300 liegen.")
    }
    guard (0...65_535).contains(port) else { throw ValidationError("--port muss zwischen 0 und 65535 liegen.") }
  }

  func run() async throws {
    try await telling {
      let database = try await data.open()
      let isExample = try await database.read { try $0.isExample() }
      let environment = ProcessInfo.processInfo.environment
      let mail = try MailConfiguration.read(environment)
      Terminal.complain(MailConfiguration.announcement(mail))
      let house = try await House(
        database, site: try site(isExample: example || isExample, environment), indexFile: data.indexFile,
        extra: bench ? [BenchRoutes.slice] : [], mail: mail,
        vitals: Vitals(accessLog: log.accessLogger), logger: log.logger())
      let isNew = try await Terminal.working("Suchindex wird angelegt") { try await house.follower.prepare() }
      if isNew { Terminal.complain("Suchindex neu angelegt: \(house.services.index.count) Einträge.") }
      try await Server(house, host: host, port: port, drain: .seconds(drainSeconds)).run { port in
        Terminal.complain("Verbund läuft: http://\(host):\(port)  (beenden mit Strg-C)")
      }
      try database.close()
    }
  }
}

extension ServeCommand {
  private func site(isExample: Bool, _ environment: [String: String]) throws -> SiteConfiguration {
    var site = SiteConfiguration(
      address: address ?? "http://\(host):\(port)", isCaching: cache == "on", isExample: isExample,
      openID: try OpenIDConfiguration.read(environment))
    site.proxies = Set(trustProxy)
    site.metricsToken = try MetricsAccess.read(environment)
    return site
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
      let steps = try await Terminal.working("Datenbank wird auf den neuesten Stand gebracht") {
        try await Installation.prepare(database, alone: alone)
      }
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

// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Centers
import Kernel
import Logging
import Product
import Storage
import StoragePostgres
import Web

/// Where the data are; the same for all commands.
struct DatabaseOptions: ParsableArguments {
  @Option(help: "Datenbank, zum Beispiel sqlite:var/verbund.sqlite oder postgres://verbund@localhost/verbund")
  var database = "sqlite:var/verbund.sqlite"
  @Option(help: "PostgreSQL-Server, der dem ersten folgt, für Seiten, die alle sehen; mehrmals möglich")
  var replica: [String] = []
  @Option(help: "Datei, in der der Suchindex zwischen zwei Starts liegt; sonst neben der SQLite-Datei")
  var index: String?

  /// Opens the database as it is.
  func openAsItIs() throws -> Database { try Database.open(database, replicas: replica) }

  /// Opens the database and brings its schema up to date.
  func open() async throws -> Database {
    let database = try openAsItIs()
    _ = try await Terminal.working("Datenbank wird auf den neuesten Stand gebracht") {
      try await Installation.prepare(database)
    }
    return database
  }

  /// Where the search index is kept: beside the SQLite file, with PostgreSQL only where a file is named.
  var indexFile: String? { index ?? (database.hasPrefix("sqlite:") ? String(database.dropFirst(7)) : nil) }

  /// The house without a server, with a current index.
  func house() async throws -> House {
    var logger = Logger(label: "verbund")
    logger.logLevel = .warning
    let house = try await House(
      try await open(), site: SiteConfiguration(address: "http://localhost"), indexFile: indexFile, logger: logger)
    _ = try await Terminal.working("Suchindex wird angelegt") { try await house.follower.prepare() }
    return house
  }
}

extension Database {
  /// The centre that a command names by AGS or by the part of its address.
  func center(named name: String) async throws -> Center {
    let book = try await read { try CenterBook($0) }
    return try book.known(name, parameter: "--center")
  }
}

/// Runs a command's work; a `Problem` becomes its sentences on the error output and the exit code 1.
func telling(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let problem as Problem {
    for problem in problem.all {
      Terminal.complain(problem.field.map { "\($0): \(problem.sentence)" } ?? problem.sentence)
    }
    throw ExitCode(1)
  }
}

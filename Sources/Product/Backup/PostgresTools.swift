// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
internal import Synchronization

/// PostgreSQL's own tools for backups, run as processes beside this one.
struct PostgresTools: Sendable {
  /// For libpq: without what only Verbund understands, and without the password, which everybody on the machine could read
  /// in the list of processes.
  let address: String
  private let environment: [String: String]

  /// What stands in our addresses beside libpq's own parameters.
  private static let own: Set<String> = ["pool", "wait", "timeout"]

  init(_ address: String) throws(Problem) {
    let ends = address.split(separator: "?", maxSplits: 1).map(String.init)
    let parameters = (ends.count > 1 ? ends[1] : "").split(separator: "&").filter { parameter in
      !Self.own.contains(String(parameter.prefix { $0 != "=" }))
    }
    var place = ends.first ?? ""
    guard place.hasPrefix("postgres://") || place.hasPrefix("postgresql://") else {
      throw Problem("storage.unknown-address", .malformed, "Die Datenbank „\(place)“ ist nicht lesbar.")
    }
    var environment = ["LC_ALL": "C"]
    if let password = Self.takePassword(from: &place) { environment["PGPASSWORD"] = password }
    self.environment = environment
    self.address = parameters.isEmpty ? place : "\(place)?\(parameters.joined(separator: "&"))"
  }

  /// A dump in the custom format, of one moment, while others write.
  ///
  /// - Parameter progress: is told the bytes that were written.
  func dump(to path: String, progress: @escaping @Sendable (Int) -> Void) async throws {
    try await run(
      "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file=\(path)", "--dbname=\(address)"])
    progress(BackupFile.size(path))
  }

  /// Into an empty database: all of it or nothing.
  func restore(from path: String) async throws {
    try await run(
      "pg_restore",
      ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname=\(address)", path])
  }

  /// Counts the rows of each table in a dump by reading it to its end, which also shows that it can be read.
  func rows(in path: String, progress: @escaping @Sendable (Int) -> Void) async throws -> [String: Int] {
    let counter = DumpCounter()
    try await run("pg_restore", ["--data-only", "--file=-", path]) { data in progress(counter.read(data)) }
    return counter.rows
  }

  /// Whether no table is there.
  func isEmpty() async throws -> Bool {
    let kept = Gathering()
    try await run(
      "psql",
      [
        "--no-psqlrc", "--tuples-only", "--no-align", "--dbname=\(address)", "--command",
        "select count(*) from information_schema.tables where table_schema = current_schema()",
      ]
    ) { kept.add($0) }
    return kept.text.filter { !$0.isWhitespace } == "0"
  }

  private func run(
    _ tool: String, _ arguments: [String], _ take: @escaping @Sendable (Data) -> Void = { _ in }
  ) async throws {
    let process = ChildProcess(program: try Self.path(of: tool), arguments: arguments, environment: environment)
    let ending = try await process.run(take)
    guard ending.status == 0 else {
      let line = ending.complaint.split(separator: "\n").last.map(String.init) ?? ""
      throw Problem("tool.failed", .unavailable, "\(tool) hat aufgegeben (Code \(ending.status)): \(line)")
    }
  }

  /// The newest one: tools read what servers of their own and of older versions hold.
  private static func path(of tool: String) throws -> String {
    let places = "/usr/lib/postgresql"  // path: where Debian keeps the tools of each version
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: places)) ?? []
    let newest = versions.compactMap { Int($0) }.sorted(by: >).map { "\(places)/\($0)/bin" }
    let search = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    for folder in newest + search where FileManager.default.isExecutableFile(atPath: "\(folder)/\(tool)") {
      return "\(folder)/\(tool)"
    }
    throw Problem(
      "tool.missing", .unavailable, "Es fehlt das Programm \(tool). Auf Debian: apt-get install postgresql-client")
  }

  private static func takePassword(from place: inout String) -> String? {
    guard let scheme = place.range(of: "://"), let at = place[scheme.upperBound...].firstIndex(of: "@"),
      let colon = place[scheme.upperBound..<at].firstIndex(of: ":")
    else { return nil }
    let password = String(place[place.index(after: colon)..<at])
    place.removeSubrange(colon..<at)
    return password.removingPercentEncoding ?? password
  }
}

/// Collects a short output. A class because the pipe's reader and whoever waits share it.
private final class Gathering: Sendable {
  private let data = Mutex(Data())

  func add(_ more: Data) { data.withLock { $0 += more } }

  var text: String { String(decoding: data.withLock { $0 }, as: UTF8.self) }
}

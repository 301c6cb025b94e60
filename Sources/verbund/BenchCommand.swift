// SPDX-License-Identifier: EUPL-1.2
import ArgumentParser
import Centers
import Duplicates
import Formats
import Foundation
import Guides
import Kernel
import Product
import Search
import Storage
import Web

struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Misst Suche und Suchqualität; gibt JSON-Zeilen aus (siehe Scripts/bench).",
    shouldDisplay: false)

  @OptionGroup var data: DatabaseOptions
  @Argument(help: "search, fts, quality, duplicates oder storage") var part: String
  @Option(help: "Wie viele zugleich (storage)") var tasks = 8
  @Option(help: "Wie viele Sekunden je Messung (storage)") var seconds = 5
  @Option(help: "Datei mit einer Suchanfrage je Zeile") var queries: String?
  @Option(help: "Seiten im Format der Integreat-Schnittstelle") var pages: String?
  @Option(help: "Fragen mit der Nummer der Seite, die sie beantwortet") var questions: String?
  @Option(help: "Zentrum, dessen Einträge verglichen werden") var center: String?

  func run() async throws {
    try await telling {
      switch part {
      case "search", "fts": try await measureSpeed()
      case "quality": try await measureQuality()
      case "duplicates": try await measureDuplicates()
      case "storage": try await measureStorage()
      default: throw ValidationError("bench kennt search, fts, quality, duplicates und storage.")
      }
    }
  }

  private func measureStorage() async throws {
    let bench = StorageBench(database: try await data.open(), tasks: tasks, seconds: seconds)
    try await bench.run()
    if data.database.hasPrefix("sqlite:") { try await bench.runRaw(String(data.database.dropFirst(7))) }
  }

  private func measureSpeed() async throws {
    let house = try await data.house()
    let index = house.services.index
    let lines = String(decoding: try bytes(of: queries), as: UTF8.self).split(separator: "\n").map(String.init)
    let frequent = lines.filter { index.search(SearchQuery($0)).total * 5 >= index.count }
    let run: (String) throws -> Void
    if part == "search" {
      run = { _ = index.search(Self.query($0)) }
    } else {
      let baseline = try FullTextBaseline(try await texts(house))
      run = { _ = try baseline.top20($0.split(separator: " ").map(String.init)) }
    }
    for (name, set) in [("all", lines), ("frequent", frequent)] {
      var times: [Double] = []
      for round in 0..<4 {
        for line in set {
          let time = try ContinuousClock().measure { try run(line) }
          if round > 0 { times.append(time / .milliseconds(1)) }
        }
      }
      report(name, times.sorted())
    }
  }

  private func measureDuplicates() async throws {
    let house = try await data.house()
    let tenant = try await house.services.database.center(named: center ?? "").tenant
    for measure in try await Duplicates.measure(of: tenant, house.services) {
      var json = JSONWriter()
      json.object {
        $0.field("name", measure.kind)
        $0.field("records", measure.records)
        $0.field("pairs", measure.pairs)
        $0.field("find_ms", measure.finding / .milliseconds(1))
        $0.field("all_ms", measure.all / .milliseconds(1))
      }
      Terminal.say(json.text)
    }
  }

  /// What the portal asks for: 20 hits and the facets it shows.
  private static func query(_ text: String) -> SearchQuery {
    var query = SearchQuery(text)
    query.facets = ["kind", "center", "field", "stage", "group", "language", "day", "access"]
    return query
  }

  private func report(_ name: String, _ times: [Double]) {
    guard !times.isEmpty else { return }
    func part(_ share: Double) -> Double { times[min(times.count - 1, Int(Double(times.count) * share))] }
    var json = JSONWriter()
    json.object {
      $0.field("name", name)
      $0.field("n", times.count)
      $0.field("p50_ms", part(0.5))
      $0.field("p95_ms", part(0.95))
      $0.field("p99_ms", part(0.99))
    }
    Terminal.say(json.text)
  }

  private func texts(_ house: House) async throws -> [(title: String, body: String)] {
    var texts: [(title: String, body: String)] = []
    for source in SliceList.all.flatMap(\.searchSources) {
      var last: String? = ""
      while let after = last {
        let batch = try await house.services.database.read { try source.documents($0, .after(after, limit: 2000)) }
        texts += batch.documents.map { document in
          let title = document.texts.filter { $0.field == .title }.map(\.text).joined(separator: " ")
          return (title, document.texts.filter { $0.field != .title }.map(\.text).joined(separator: " "))
        }
        last = batch.last
      }
    }
    return texts
  }

  /// Imports the pages into a fresh database and asks all questions.
  private func measureQuality() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("verbund-quality-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let fresh = try DatabaseOptions.parse(["--database", "sqlite:\(folder.path)/quality.sqlite"])
    let house = try await fresh.house()
    let tenant = try await house.services.database.center(named: "dortmund").tenant
    let file = try IntegreatFile(parsing: try bytes(of: pages), language: .german)
    _ = try await IntegreatImport.run(file, into: house.services.database, IntegreatImport.Options(tenant: tenant))
    try await house.follower.catchUp()
    let keys = try await house.services.database.read { connection in
      try connection.provenance(of: GuideText.self, system: IntegreatImport.system, in: tenant).mapValues {
        "guide_text:\($0.record.text)"
      }
    }
    let asked = try JSONNode(try JSONValue(parsing: try bytes(of: questions))).items().compactMap {
      node -> SearchQuality.Question? in
      guard let key = keys[String(try node.field("page_id").integer())] else { return nil }
      return SearchQuality.Question(text: try node.field("question").text(), key: key)
    }
    let quality = SearchQuality(asked, in: house.services.index)
    var json = JSONWriter()
    json.object {
      $0.field("name", "quality")
      $0.field("n", asked.count)
      $0.field("r1", quality.recallAt1)
      $0.field("r5", quality.recallAt5)
      $0.field("r10", quality.recallAt10)
      $0.field("mrr10", quality.meanReciprocalRank)
    }
    Terminal.say(json.text)
  }

  private func bytes(of path: String?) throws -> [UInt8] {
    guard let path, let data = FileManager.default.contents(atPath: path) else {
      throw Problem("file.unreadable", .notFound, "Die Datei „\(path ?? "")“ lässt sich nicht lesen.")
    }
    return Array(data)
  }
}

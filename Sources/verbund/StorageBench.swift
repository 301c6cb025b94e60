// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Messages
import Offers
import Storage
import Synchronization

/// Measures reads and whole actions through our own layer, as many at a time as a server would do.
struct StorageBench {
  let database: Database
  let tasks: Int
  let seconds: Int

  private static let author = Principal.system("bench")

  func run() async throws {
    let offers = try await database.read { connection in
      try connection.rows("select id, tenant from offer where archived_at is null order by id limit 20000") {
        (id: try $0.id(Offer.self), tenant: try $0.id() as TenantID)
      }
    }
    guard let first = offers.first else {
      throw Problem("bench.empty", .conflict, "Die Datenbank enthält keine Angebote: verbund demo --database …")
    }
    let database = database
    try await database.write(by: Self.author) { transaction in
      try transaction.run("insert into setting (name, value) values ('bench', '1') on conflict (name) do nothing")
    }
    try await measure("read one value by key") { _, _ in
      _ = try await database.ask { try $0.first("select value from setting where name = 'bench'") { $0.text() } }
    }
    try await measure("read one offer with all its columns by key") { task, round in
      let offer = offers[(task &* 7919 &+ round &* 31) % offers.count]
      _ = try await database.ask { try $0.find(Offer.self, offer.id, in: .everyTenant) }
    }
    let others = Dictionary(grouping: offers, by: \.tenant).values.map { Array($0.prefix(200)) }
    try await measure("action, writers of different centres") { task, round in
      let own = others[task % others.count]
      try await Self.act(on: own[round % own.count].id, round, database)
    }
    let own = Array(offers.filter { $0.tenant == first.tenant }.prefix(200))
    try await measure("action, writers of one centre") { task, round in
      try await Self.act(on: own[(task * 25 + round) % own.count].id, round, database)
    }
  }

  /// Load, rule, save, audit, change log, mail.
  private static func act(on id: RecordID<Offer>, _ round: Int, _ database: Database) async throws {
    try await database.write(by: author) { transaction in
      guard let stored = try transaction.find(Offer.self, id, in: .everyTenant) else { return }
      var offer = stored.record
      offer.summary = "Gemessen in Runde \(round) nach Fassung \(stored.version)"
      try transaction.save(offer, over: stored)
      try transaction.post(
        Letter(
          purpose: "bench.note", to: "messung@beispiel.example", language: .german, subject: "Messung",
          blocks: [.paragraph("Ein Angebot wurde geändert.")]), of: stored.tenant)
    }
  }

  private func measure(_ name: String, _ work: @escaping @Sendable (Int, Int) async throws -> Void) async throws {
    let end = ContinuousClock.now + .seconds(seconds)
    let start = ContinuousClock.now
    let counts = try await withThrowingTaskGroup(of: (done: Int, refused: Int).self) { group in
      for task in 0..<tasks {
        group.addTask {
          var (round, refused) = (0, 0)
          while ContinuousClock.now < end {
            do {
              try await work(task, round)
            } catch let problem as Problem where problem.kind == .unavailable || problem.kind == .conflict {
              refused += 1
            }
            round += 1
          }
          return (round - refused, refused)
        }
      }
      return try await group.reduce(into: (done: 0, refused: 0)) {
        $0 = ($0.done + $1.done, $0.refused + $1.refused)
      }
    }
    let elapsed = (ContinuousClock.now - start) / .seconds(1)
    var json = JSONWriter()
    json.object {
      $0.field("name", name)
      $0.field("tasks", tasks)
      $0.field("done", counts.done)
      $0.field("refused", counts.refused)
      $0.field("per_second", Double(counts.done) / elapsed)
    }
    Terminal.say(json.text)
  }

  /// The same read through GRDB alone, on the same file.
  func runRaw(_ path: String) async throws {
    let raw = try RawReads(path: path)
    try await measure("read one value by key through GRDB alone") { _, _ in _ = try await raw.setting("bench") }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Monitoring
internal import Storage
internal import Synchronization

/// Why visitors should not be sent to this process now.
struct Hindrance: Sendable, Equatable {
  let code: String
  let sentence: String

  static let draining = Hindrance(code: "stopping", sentence: "Dieser Server wird gerade beendet.")
  static let noIndex = Hindrance(code: "index", sentence: "Der Suchindex ist noch nicht fertig.")
  static let silent = Hindrance(
    code: "database-silent", sentence: "Die Datenbank antwortet nicht innerhalb einer Sekunde.")
  static let unreachable = Hindrance(code: "database-unreachable", sentence: "Die Datenbank ist nicht erreichbar.")

  static func missing(_ steps: [String]) -> Hindrance {
    Hindrance(
      code: "migrations",
      sentence: "Der Datenbank fehlen Schritte: \(steps.prefix(5).joined(separator: ", ")). Abhilfe: verbund migrate")
  }
}

/// Finds out whether the process can serve.
///
/// An actor, so that a database that hangs is asked once and not once per question.
actor Readiness {
  private let vitals: Vitals
  private let limit: Duration
  private let lookIntoDatabase: @Sendable () async -> [Hindrance]
  private var look: Task<[Hindrance], Never>?

  /// - Parameters:
  ///   - limit: how long the database may take to answer.
  ///   - lookIntoDatabase: asks it.
  init(
    _ vitals: Vitals, limit: Duration = .seconds(1), lookIntoDatabase: @escaping @Sendable () async -> [Hindrance]
  ) {
    self.vitals = vitals
    self.limit = limit
    self.lookIntoDatabase = lookIntoDatabase
  }

  /// Asks whether all steps of the schema were taken.
  init(_ database: Database, _ vitals: Vitals, _ migrations: [Migration]) {
    self.init(vitals) { await Self.hindrances(in: database, migrations) }
  }

  /// All that speaks against it; empty when visitors may come.
  func hindrances() async -> [Hindrance] {
    var found: [Hindrance] = []
    if vitals.isDraining { found.append(.draining) }
    if !vitals.isIndexReady { found.append(.noIndex) }
    return found + (await first(of: runningLook()) ?? [.silent])
  }

  private func runningLook() -> Task<[Hindrance], Never> {
    if let look { return look }
    let lookIntoDatabase = lookIntoDatabase
    let task = Task { () -> [Hindrance] in
      defer { Task { self.end() } }
      return await lookIntoDatabase()
    }
    look = task
    return task
  }

  private func end() { look = nil }

  /// What the task answers, or nothing when it takes too long; the task goes on then.
  private func first(of task: Task<[Hindrance], Never>) async -> [Hindrance]? {
    let limit = limit
    return await withCheckedContinuation { continuation in
      let answer = OneAnswer(continuation)
      Task { answer.give(await task.value) }
      Task {
        try? await Task.sleep(for: limit)
        answer.give(nil)
      }
    }
  }

  /// A database of a newer version is no hindrance: while an update goes round, old and new processes work side by side.
  private static func hindrances(in database: Database, _ migrations: [Migration]) async -> [Hindrance] {
    do {
      let missing = try await database.missingMigrations(migrations)
      return missing.names.isEmpty ? [] : [.missing(missing.names)]
    } catch let problem as Problem where problem.code == "storage.newer" {
      return []
    } catch {
      return [.unreachable]
    }
  }
}

/// Passes on the first of two answers. A class because both bring theirs to the same place.
private final class OneAnswer: Sendable {
  private let waiting: Mutex<CheckedContinuation<[Hindrance]?, Never>?>

  init(_ continuation: CheckedContinuation<[Hindrance]?, Never>) { waiting = Mutex(continuation) }

  func give(_ answer: [Hindrance]?) {
    let continuation = waiting.withLock { waiting -> CheckedContinuation<[Hindrance]?, Never>? in
      defer { waiting = nil }
      return waiting
    }
    continuation?.resume(returning: answer)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records
internal import Storage
internal import Workplace

/// Erases what is due, every night (F161): in batches, each one transaction, so that it can be killed at any time and goes
/// on where it was.
struct Retention: Sendable {
  let holdings: Holdings

  var job: JobKind {
    JobKind(
      "privacy.retention", "Abgelaufene personenbezogene Daten löschen", .nightly(minutes: RetentionRules.minutes)
    ) { try await perform($0) }
  }

  static let author = Principal.system("retention")

  func perform(_ run: JobRun) async throws {
    let today = run.database.time.today
    try await run.database.write(by: Self.author) { try $0.beginRetention(run.id) }
    var done = 0
    for kind in holdings.kinds {
      for step in kind.steps {
        while true {
          let (looked, erased) = try await batch(kind, step, today, run)
          done += erased
          try await run.report(
            JobProgress(done: done, note: "\(kind.info.many): Frist von \(step.days) Tagen geprüft."))
          if looked < RetentionRules.batch { break }
        }
      }
    }
    done += try await eraseNames(run)
    try await run.database.write(by: Self.author) { try $0.endRetention(run.id) }
    try await run.report(JobProgress(done: done, note: "\(done) Angaben gelöscht."))
  }

  /// - Returns: how many records were looked at, and how many values were erased.
  private func batch(
    _ kind: PersonalKind, _ step: RetentionStep, _ today: Day, _ run: JobRun
  ) async throws -> (looked: Int, erased: Int) {
    let holdings = holdings
    let cutoff = RetentionRules.cutoff(days: step.days, on: today)
    return try await run.database.write(by: Self.author) { transaction in
      let due = try kind.due(transaction, step, cutoff, RetentionRules.batch)
      var counts: [TenantID: [String: Int]] = [:]
      for (tenant, id) in due {
        for field in try holdings.erase(kind, tenant, id, Set(step.fields), transaction) {
          counts[tenant, default: [:]][field, default: 0] += 1
        }
      }
      var erased = 0
      for (tenant, fields) in counts {
        for (field, count) in fields {
          try transaction.countErased(run.id, tenant, step.kind, field, by: count)
          erased += count
        }
      }
      return (due.count, erased)
    }
  }

  /// Takes the names of erased accounts out of the protocol; what they did stays, under a number.
  private func eraseNames(_ run: JobRun) async throws -> Int {
    var done = 0
    for source in holdings.actors {
      let accounts = try await run.database.read { try source($0) }
      for account in accounts {
        while true {
          let count = try await run.database.write(by: Self.author) { transaction in
            let count = try transaction.redactActor(account, limit: 500)
            if count > 0 {
              try transaction.countErased(run.id, .ofInstallation, "audit_log", "actor_name", by: count)
            }
            return count
          }
          done += count
          if count == 0 { break }
        }
      }
    }
    return done
  }
}

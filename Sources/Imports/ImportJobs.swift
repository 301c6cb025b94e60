// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage

/// What imports have done behind the pages.
struct ImportJobs: Sendable {
  static let look = "import.preview"
  static let table = "import.table"
  static let undo = "import.undo"
  static let cleanup = "import.cleanup"
  /// Rows up to which a preview is made while the person waits.
  static let inlineRows = 1000
  /// Changed records up to which an import is taken back while the person waits.
  static let inlineChanges = 2000

  let kinds: [ImportKind]
  let records: [ImportedRecord]
  let meter: ImportMeter

  var all: [JobKind] {
    [
      JobKind(Self.look, "Vorschau eines Imports") { job in
        try await take(job) { try await look($0, job.database, job.principal) }
      },
      JobKind(Self.table, "Import einer Tabelle") { job in
        try await take(job) { try await write($0, job.database, job.principal) }
      },
      JobKind(Self.undo, "Import zurücknehmen") { job in
        try await take(job) { try await undo($0, job.database, job.principal) }
      },
      JobKind(Self.cleanup, "Alte Importe leeren", .nightly(minutes: 200)) { try await cleanUp($0) },
    ]
  }

  private func take(_ job: JobRun, _ work: (ImportRun) async throws -> Void) async throws {
    guard let tenant = job.tenant, let id = RecordID<ImportRun>(job.input) else { return }
    guard let run = try await job.database.read({ try $0.importRun(id, of: tenant) }) else { return }
    try await job.report(JobProgress(done: 0, note: run.fileName))
    try await work(run)
    let total = try await job.database.read { try $0.importRun(id, of: tenant)?.counts.total ?? 0 }
    try await job.report(JobProgress(done: total, total: total, note: run.fileName))
  }

  private func work(_ run: ImportRun) throws(Problem) -> ImportWork {
    guard let kind = kinds.first(where: { $0.slug == run.kind }) else { throw .importMoved }
    return ImportWork(kind: kind, records: records)
  }

  /// Makes the preview.
  func look(_ run: ImportRun, _ database: Database, _ principal: Principal) async throws {
    guard run.state == .looking else { return }
    defer { meter.clear(run.id) }
    do {
      let findings = try await work(run).look(run, on: database, by: principal, meter)
      try await keep(findings, run, message: "", database, principal)
    } catch let problem as Problem where !problem.code.hasPrefix("storage.") && problem.code != "import.moved" {
      try await back(run, to: .mapping, problem.sentence, database, principal)
    }
  }

  /// Writes the rows: all of them in one transaction, or nothing.
  func write(_ run: ImportRun, _ database: Database, _ principal: Principal) async throws {
    guard run.state == .waiting else { return }
    defer { meter.clear(run.id) }
    let work = try work(run)
    do {
      try await database.write(by: principal, as: .bulk) { transaction in
        guard let run = try transaction.importRun(run.id, of: run.tenant), run.state == .waiting else { return }
        try writeAll(run, work, transaction)
      }
    } catch let end as ImportWork.TakenBack {
      let message =
        "Es wurde nichts geschrieben, weil Zeilen fehlerhaft sind. Sie können sie auslassen oder die Datei berichtigen."
      try await keep(end.findings, run, message: message, database, principal)
    } catch let problem as Problem where !problem.code.hasPrefix("storage.") && problem.code != "import.moved" {
      try await back(run, to: .preview, problem.sentence, database, principal)
    }
  }

  /// - Throws: `ImportWork.TakenBack` where rows are faulty that may not be left out.
  func writeAll(_ run: ImportRun, _ work: ImportWork, _ transaction: Transaction) throws {
    let audit = try transaction.lastAudit(of: run.tenant)
    let findings = try work.walk(run, transaction, meter)
    if findings.counts[.faulty] > 0 && !run.skipsFaulty { throw ImportWork.TakenBack(findings: findings) }
    try transaction.noteImported(findings, of: run, after: audit, records)
    try transaction.keepFindings(findings, of: run, withRecords: true)
    var done = run
    done.state = .done
    done.counts = findings.counts
    done.vanished = findings.vanished.prefix(500).map(\.title)
    done.finishedAt = transaction.now
    try transaction.saveImportRun(done, from: .waiting)
    try transaction.audit("import.finished", kind: "import_run", record: run.id.identifier, of: run.tenant)
  }

  /// Takes the import back; what stands in the way is found again by the page.
  func undo(_ run: ImportRun, _ database: Database, _ principal: Principal) async throws {
    guard run.state == .undoing else { return }
    do {
      try await database.write(by: principal, as: .bulk) { transaction in
        guard let run = try transaction.importRun(run.id, of: run.tenant), run.state == .undoing else { return }
        try ImportUndo(records: records).undo(run, transaction)
      }
    } catch is ImportUndo.Blocked {
      let message = "Der Import wurde nicht zurückgenommen, weil danach etwas geändert wurde."
      try await back(run, to: .done, message, database, principal)
    }
  }

  private func keep(
    _ findings: ImportWork.Findings, _ run: ImportRun, message: String, _ database: Database, _ principal: Principal
  ) async throws {
    try await database.write(by: principal) { transaction in
      try transaction.keepFindings(findings, of: run, withRecords: false)
      var seen = run
      seen.state = .preview
      seen.counts = findings.counts
      seen.vanished = findings.vanished.prefix(500).map(\.title)
      seen.message = message
      try transaction.saveImportRun(seen, from: run.state)
      try transaction.audit("import.previewed", kind: "import_run", record: run.id.identifier, of: run.tenant)
    }
  }

  private func back(
    _ run: ImportRun, to state: ImportRun.State, _ message: String, _ database: Database, _ principal: Principal
  ) async throws {
    try await database.write(by: principal) { transaction in
      var changed = run
      changed.state = state
      changed.message = message
      try transaction.saveImportRun(changed, from: run.state)
      try transaction.audit("import.refused", kind: "import_run", record: run.id.identifier, of: run.tenant)
    }
  }

  /// Forgets rows and changes of old imports, and runs that were never written.
  private func cleanUp(_ job: JobRun) async throws {
    let end = job.database.time.now().adding(seconds: -ImportActions.keptDays * 86_400)
    var count = 0
    while true {
      let due = try await job.database.read { try $0.importRuns(before: end, limit: 20) }
      if due.isEmpty { return }
      for run in due {
        try await job.database.write(by: job.principal) { try $0.forgetImport(run) }
        count += 1
      }
      try await job.report(JobProgress(done: count))
    }
  }
}

extension Transaction {
  fileprivate func forgetImport(_ run: ImportRun) throws {
    try emptyImportRun(run.id)
    if run.state.isWritten {
      try self.run("update import_run set state = 'emptied', vanished = '[]' where id = \(run.id)")
    } else {
      try self.run("delete from import_run where id = \(run.id)")
    }
    try audit("import.emptied", kind: "import_run", record: run.id.identifier, of: run.tenant)
  }
}

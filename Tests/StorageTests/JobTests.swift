// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Synchronization
import TestKit
import Testing

@testable import Storage

@Suite("Jobs")
struct JobTests {
  @Test("A job runs for whoever asked, with what they asked, and tells how far it is")
  func plain() async throws {
    let shelf = try await JobShelf()
    let notes = Notebook()
    let id = try await shelf.ask("test.plain", "drei")
    let kind = JobKind("test.plain", "Probe") { run in
      notes.add("\(run.input) \(run.principal.name) \(run.tenant == shelf.tenant)")
      try await run.report(JobProgress(done: 3, total: 5, note: "Drei sind fertig."))
    }
    #expect(try await shelf.runner(kind).runNext())
    #expect(try await shelf.runner(kind).runNext() == false)
    #expect(notes.all == ["drei Probe true"])
    let job = try #require(try await shelf.job(id))
    #expect(
      job.state == .done && job.done == 3 && job.total == 5 && job.note == "Drei sind fertig." && job.error.isEmpty)
    #expect(job.endedAt == shelf.clock.reading)
  }

  @Test("What a transaction asked for is forgotten when it is taken back")
  func takenBack() async throws {
    let shelf = try await JobShelf()
    let tenant = shelf.tenant
    await #expect(throws: Problem.self) {
      try await shelf.database.write(by: shelf.author) { transaction in
        try transaction.enqueue("test.plain", of: tenant, input: "")
        throw Problem("test.no", .conflict, "Nein.")
      }
    }
    #expect(try await shelf.database.read { try $0.countJobs(in: .everyTenant) } == 0)
  }

  @Test("Several processes do every job exactly once")
  func once() async throws {
    let shelf = try await JobShelf()
    let notes = Notebook()
    let kind = JobKind("test.plain", "Probe") { notes.add($0.input) }
    let inputs = (0..<24).map { "Nummer \($0)" }
    for input in inputs { _ = try await shelf.ask("test.plain", input) }
    let runners = try (0..<3).map { _ in shelf.runner(kind, on: try shelf.open()) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for runner in runners {
        group.addTask { while try await runner.runNext() {} }
      }
      try await group.waitForAll()
    }
    #expect(notes.all.sorted() == inputs.sorted())
  }

  @Test(
    "A run whose process was killed is taken over after its lease, at its checkpoint; the old one cannot write any more"
  )
  func takeover() async throws {
    let shelf = try await JobShelf()
    let notes = Notebook()
    let id = try await shelf.ask("test.plain")
    let kind = JobKind("test.plain", "Probe") { notes.add("ab \($0.checkpoint)") }
    let dead = try #require(
      try await shelf.database.write(by: shelf.author) { try $0.leaseJob([kind.name: kind], as: "killed") })
    let progress = JobProgress(done: 7, checkpoint: "Zeile 7")
    #expect(
      try await shelf.database.write(by: shelf.author) { try $0.noteProgress(progress, of: id, "killed") } == false)
    shelf.clock.move(seconds: JobRules.leaseSeconds)
    #expect(try await shelf.runner(kind, on: try shelf.open()).runNext() == false)
    shelf.clock.move(seconds: 1)
    #expect(try await shelf.runner(kind, on: try shelf.open()).runNext())
    #expect(notes.all == ["ab Zeile 7"])
    let late = try await shelf.database.write(by: shelf.author) { transaction in
      try transaction.endJob(dead, .onDemand, .failed("Zu spät."))
      return try transaction.noteProgress(JobProgress(done: 0), of: id, "killed")
    }
    #expect(late == nil)
    let job = try #require(try await shelf.job(id))
    #expect(job.state == .done && job.done == 7 && job.attempts == 2)
  }

  @Test("A job that kills its process every time is given up")
  func poison() async throws {
    let shelf = try await JobShelf()
    let id = try await shelf.ask("test.plain")
    let kind = JobKind("test.plain", "Probe", attempts: 2) { _ in Issue.record("ran") }
    for number in 1...2 {
      _ = try await shelf.database.write(by: shelf.author) {
        try $0.leaseJob([kind.name: kind], as: "killed \(number)")
      }
      shelf.clock.move(seconds: JobRules.leaseSeconds + 1)
    }
    #expect(try await shelf.runner(kind).runNext() == false)
    let job = try #require(try await shelf.job(id))
    #expect(job.state == .failed && job.error.contains("brach 2-mal ab"))
  }

  @Test("Passing faults are tried again later and later, then told in a sentence")
  func passing() async throws {
    let shelf = try await JobShelf()
    let id = try await shelf.ask("test.plain")
    let kind = JobKind("test.plain", "Probe") { _ in
      throw Problem("test.away", .unavailable, "Der Partner antwortet nicht.")
    }
    let runner = shelf.runner(kind)
    for delay in [30, 120] {
      #expect(try await runner.runNext())
      let job = try #require(try await shelf.job(id))
      #expect(job.state == .waiting && job.notBefore == shelf.clock.reading.adding(seconds: delay))
      shelf.clock.move(seconds: delay - 1)
      #expect(try await runner.runNext() == false)
      shelf.clock.move(seconds: 1)
    }
    #expect(try await runner.runNext())
    let job = try #require(try await shelf.job(id))
    #expect(job.state == .failed && job.error == "Der Partner antwortet nicht." && job.attempts == 3)
  }

  @Test("A broken rule ends a job at once; an unforeseen error shows only a reference that the log has too")
  func faults() async throws {
    struct Secret: Error { let password = "geheim" }
    let shelf = try await JobShelf()
    let faults = Notebook()
    let wrong = try await shelf.ask("test.wrong")
    let odd = try await shelf.ask("test.odd")
    let runner = shelf.runner(
      JobKind("test.wrong", "Probe") { _ in throw Problem("test.wrong", .invalid, "Zeile 3 ist leer.") },
      JobKind("test.odd", "Probe", attempts: 1) { _ in throw Secret() }, faults: faults)
    while try await runner.runNext() {}
    #expect(try await shelf.job(wrong)?.error == "Zeile 3 ist leer.")
    let reference = String(odd.text.suffix(8))
    #expect(try await shelf.job(odd)?.error == "Es ist ein Fehler aufgetreten (Kennung \(reference)).")
    #expect(faults.all == ["test.odd \(reference)"])
  }

  @Test("Stopping: at once where it waits, at the next report where it runs; begun again it goes on at the checkpoint")
  func stopping() async throws {
    let shelf = try await JobShelf()
    let notes = Notebook()
    let tenant = shelf.tenant
    let id = try await shelf.ask("test.plain")
    let kind = JobKind("test.plain", "Probe") { run in
      notes.add("ab \(run.checkpoint)")
      if !run.checkpoint.isEmpty { return }
      try await run.report(JobProgress(done: 1, checkpoint: "eins"))
      try await run.database.write(by: run.principal) { try $0.stopJob(run.id, in: .tenant(tenant)) }
      try await run.report(JobProgress(done: 2, checkpoint: "zwei"))
      Issue.record("went on")
    }
    let runner = shelf.runner(kind)
    #expect(try await runner.runNext())
    #expect(try await shelf.job(id)?.state == .stopped)
    try await shelf.database.write(by: shelf.author) { try $0.retryJob(id, in: .tenant(tenant)) }
    try await shelf.database.write(by: shelf.author) { try $0.stopJob(id, in: .tenant(tenant)) }
    #expect(try await runner.runNext() == false)
    try await shelf.database.write(by: shelf.author) { try $0.retryJob(id, in: .tenant(tenant)) }
    #expect(try await runner.runNext())
    #expect(notes.all == ["ab ", "ab zwei"])
    let actions = try await shelf.database.read { try $0.history("job", id.identifier, of: tenant).map(\.action) }
    #expect(actions == ["job.retried", "job.stopped", "job.retried", "job.stopped"])
  }

  @Test("Nobody sees, stops or repeats another tenant's job")
  func tenants() async throws {
    let shelf = try await JobShelf()
    let id = try await shelf.ask("test.plain")
    let other = shelf.other
    #expect(try await shelf.database.read { try $0.job(id, in: .tenant(other)) } == nil)
    #expect(try await shelf.database.read { try $0.jobs(in: .tenant(other), limit: 10) }.isEmpty)
    await #expect(throws: Problem.self) {
      try await shelf.database.write(by: shelf.author) { try $0.stopJob(id, in: .tenant(other)) }
    }
    await #expect(throws: Problem.self) {
      try await shelf.database.write(by: shelf.author) { try $0.retryJob(id, in: .tenant(other)) }
    }
    #expect(try await shelf.job(id)?.state == .waiting)
  }

  @Test("A process that ends hands its job back with the checkpoint, and the try does not count")
  func handingBack() async throws {
    let shelf = try await JobShelf()
    let notes = Notebook()
    let id = try await shelf.ask("test.plain")
    let kind = JobKind("test.plain", "Probe") { run in
      notes.add("begun")
      for number in 1...1000 {
        try await run.report(JobProgress(done: number, checkpoint: "bis \(number)"))
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    let runner = shelf.runner(kind)
    let process = Task { await runner.run() }
    while try await shelf.job(id)?.done ?? 0 < 3 { try await Task.sleep(for: .milliseconds(10)) }
    process.cancel()
    await process.value
    let job = try #require(try await shelf.job(id))
    #expect(job.state == .waiting && job.attempts == 0 && job.checkpoint.hasPrefix("bis ") && job.error.isEmpty)
    #expect(notes.all == ["begun"])
  }

  @Test("A nightly job runs once a night, however many processes there are")
  func nightly() async throws {
    // 23 November, 00:30 in Germany.
    let shelf = try await JobShelf(at: Moment(milliseconds: TestProduct.now.milliseconds - 31_500_000))
    let notes = Notebook()
    let clock = shelf.clock
    let kind = JobKind("test.night", "Probe", .nightly(minutes: 45)) { _ in notes.add(clock.reading.iso) }
    let runners = try (0..<3).map { _ in shelf.runner(kind, on: try shelf.open()) }
    for _ in 0..<2 {
      for runner in runners { #expect(try await runner.runNext() == false) }
      shelf.clock.move(seconds: 900)
      for runner in runners { while try await runner.runNext() {} }
      shelf.clock.move(seconds: 86_400 - 900)
    }
    #expect(notes.all == ["2026-11-22T23:45:00.000Z", "2026-11-23T23:45:00.000Z"])
  }

  @Test("Work that comes again and again has one row, comes back after failing too, and cannot be stopped for good")
  func recurring() async throws {
    let shelf = try await JobShelf()
    let notes = Notebook()
    let kind = JobKind("test.tick", "Probe", .every(seconds: 60), attempts: 1) { _ in
      notes.add("tick")
      if notes.all.count == 2 { throw Problem("test.no", .invalid, "Heute nicht.") }
    }
    let runners = [shelf.runner(kind), shelf.runner(kind, on: try shelf.open())]
    for _ in 0..<3 {
      for runner in runners { while try await runner.runNext() {} }
      shelf.clock.move(seconds: 60)
    }
    #expect(notes.all.count == 3)
    let jobs = try await shelf.database.read { try $0.jobs(in: .everyTenant, limit: 10) }
    let job = try #require(jobs.first)
    #expect(jobs.count == 1 && job.state == .waiting && job.isRecurring)
    await #expect(throws: Problem.self) {
      try await shelf.database.write(by: shelf.author) { try $0.stopJob(job.id, in: .everyTenant) }
    }
  }

  @Test("Ended jobs are forgotten after 90 days, waiting ones never")
  func erasing() async throws {
    let shelf = try await JobShelf()
    let kind = JobKind("test.plain", "Probe") { _ in }
    let old = try await shelf.ask("test.plain")
    #expect(try await shelf.runner(kind).runNext())
    let waiting = try await shelf.ask("test.unknown")
    shelf.clock.move(seconds: 90 * 86_400 + 1)
    #expect(try await shelf.database.write(by: shelf.author) { try $0.eraseOldJobs() } == 1)
    #expect(try await shelf.job(old) == nil)
    #expect(try await shelf.job(waiting) != nil)
  }

  @Test("A call wakes those who wait, none is missed, and a cancelled wait ends")
  func signal() async throws {
    let signal = WorkSignal()
    let seen = signal.count
    signal.announce()
    await signal.wait(after: seen, upTo: .seconds(60))
    let before = signal.count
    let waiting = Task { await signal.wait(after: before, upTo: .seconds(60)) }
    try await Task.sleep(for: .milliseconds(50))
    signal.announce()
    await waiting.value
    let now = signal.count
    let cancelled = Task { await signal.wait(after: now, upTo: .seconds(60)) }
    try await Task.sleep(for: .milliseconds(50))
    cancelled.cancel()
    await cancelled.value
  }
}

@Suite("When nightly jobs are due")
struct NightlyTests {
  /// 02:30 does not exist on 29 March 2026 and comes twice on 25 October 2026.
  @Test(
    "By the clock in Germany, once also on the days when it is changed",
    arguments: [
      ("2026-11-25T01:29:59Z", nil), ("2026-11-25T01:30:00Z", "x/2026-11-25"), ("2026-11-25T22:59:59Z", "x/2026-11-25"),
      ("2026-11-25T23:00:00Z", nil), ("2026-03-29T00:59:59Z", nil), ("2026-03-29T01:00:00Z", "x/2026-03-29"),
      ("2026-10-25T00:29:59Z", nil), ("2026-10-25T00:30:00Z", "x/2026-10-25"), ("2026-10-25T01:00:00Z", nil),
      ("2026-10-25T01:30:00Z", "x/2026-10-25"),
    ] as [(String, String?)])
  func slots(iso: String, slot: String?) throws {
    let moment = try #require(Moment(iso: iso))
    #expect(JobRules.slot(ofNightly: "x", minutes: 150, at: moment) == slot)
  }
}

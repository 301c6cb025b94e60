// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Storage
import Synchronization
import TestKit

/// A clock that moves when a test says so. A class because several databases share it.
final class MovingClock: Sendable {
  private let moment: Mutex<Moment>

  init(_ start: Moment = TestProduct.now) { moment = Mutex(start) }

  var time: TimeSource { TimeSource { [self] in moment.withLock { $0 } } }
  var reading: Moment { moment.withLock { $0 } }

  func move(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Notes what ran, in order. A class because jobs of several workers write into it.
final class Notebook: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

/// One database file, opened as often as there are processes, under one clock.
struct JobShelf {
  let folder: URL
  let clock: MovingClock
  let database: Database
  let tenant = TenantID(Identifier(high: 7, low: 1))
  let other = TenantID(Identifier(high: 7, low: 2))
  let author = Principal(kind: .user, id: "u1", name: "Probe")

  init(at start: Moment = TestProduct.now) async throws {
    folder = try TestProduct.temporaryFolder()
    clock = MovingClock(start)
    database = try Self.open(folder, clock)
    try await database.migrate([])
  }

  /// The same file as another process sees it.
  func open() throws -> Database { try Self.open(folder, clock) }

  private static func open(_ folder: URL, _ clock: MovingClock) throws -> Database {
    try TestDatabase.open(in: folder, time: clock.time)
  }

  func ask(_ job: String, _ input: String = "") async throws -> RecordID<JobEntry> {
    let tenant = tenant
    return try await database.write(by: author) { try $0.enqueue(job, of: tenant, input: input) }
  }

  func job(_ id: RecordID<JobEntry>) async throws -> Job? {
    try await database.read { try $0.job(id, in: .everyTenant) }
  }

  func runner(_ kinds: JobKind..., on database: Database? = nil, faults: Notebook = Notebook()) -> JobRunner {
    JobRunner(database ?? self.database, kinds) { fault in faults.add("\(fault.job) \(fault.reference)") }
  }
}

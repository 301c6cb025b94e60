// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Synchronization

/// How far imports are that this process does right now.
///
/// An import is one transaction, so nothing that it notes in the database is seen before its end. A class because jobs write
/// and pages read it.
final class ImportMeter: Sendable {
  private let state = Mutex<[RecordID<ImportRun>: (done: Int, total: Int)]>([:])

  func set(_ run: RecordID<ImportRun>, done: Int, of total: Int) { state.withLock { $0[run] = (done, total) } }

  func clear(_ run: RecordID<ImportRun>) { state.withLock { $0[run] = nil } }

  subscript(_ run: RecordID<ImportRun>) -> (done: Int, total: Int)? { state.withLock { $0[run] } }
}

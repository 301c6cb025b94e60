// SPDX-License-Identifier: EUPL-1.2
internal import CLibPQ
internal import Foundation
internal import Storage
internal import Synchronization

/// Hears what other processes tell, on a connection and a thread of its own.
///
/// A class because thread and engine share it. While the connection is away nothing is heard; whoever follows the change log
/// looks by itself every half second.
final class PostgresListener: Sendable {
  private let address: PostgresAddress
  private let isStopped = Mutex(false)

  init(_ address: PostgresAddress) { self.address = address }

  static func tell(_ notice: Notice, _ connection: Connection) throws {
    _ = try connection.first("select pg_notify('verbund', \(notice.rawValue))") { _ in true }
  }

  func start(_ onNotice: @escaping @Sendable (Notice) -> Void) {
    Thread { [self] in
      while !isStopped.withLock({ $0 }) {
        listen(onNotice)
        Thread.sleep(forTimeInterval: 0.5)
      }
    }.start()
  }

  func stop() { isStopped.withLock { $0 = true } }

  /// Until the connection ends or somebody stops it.
  private func listen(_ onNotice: @escaping @Sendable (Notice) -> Void) {
    guard let link = try? PostgresLink(address), (try? link.simple("listen verbund")) != nil else { return }
    // What was told while nobody heard.
    for notice in Notice.allCases { onNotice(notice) }
    while !isStopped.withLock({ $0 }) {
      if verbund_pq_wait(link.connection, 500) < 0 { return }
      while let message = PQnotifies(link.connection) {
        if let notice = Notice(rawValue: String(cString: message.pointee.extra)) { onNotice(notice) }
        PQfreemem(message)
      }
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import CLibPQ
internal import Synchronization

/// Breaks off the statement that a worker is waiting for, from another thread.
///
/// A class because worker and canceller share it. A call between two leases does nothing: the one after it is not hit.
final class PostgresCancel: Sendable {
  private struct Target {
    let handle: OpaquePointer
    var isRunning = false
  }

  private let target = Mutex<Target?>(nil)

  /// The connection whose statements are meant; until `forget()`.
  func aim(at link: PostgresLink) {
    let address = UInt(bitPattern: link.connection)
    target.withLock { target in
      target = OpaquePointer(bitPattern: address).flatMap { PQgetCancel($0) }.map { Target(handle: $0) }
    }
  }

  func forget() {
    target.withLock { target in
      if let target { PQfreeCancel(target.handle) }
      target = nil
    }
  }

  func during<T>(_ body: () throws -> T) rethrows -> T {
    target.withLock { $0?.isRunning = true }
    defer { target.withLock { $0?.isRunning = false } }
    return try body()
  }

  func now() {
    target.withLock { target in
      guard let target, target.isRunning else { return }
      var message = [CChar](repeating: 0, count: 256)
      PQcancel(target.handle, &message, Int32(message.count))
    }
  }
}

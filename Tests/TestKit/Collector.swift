// SPDX-License-Identifier: EUPL-1.2
import HTTPTypes
import HummingbirdCore
import NIOCore
import Synchronization

/// Gathers the body of a response. A class because the response writes into it piece by piece.
final class Collector: ResponseBodyWriter, Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

  func write(_ buffer: ByteBuffer) async throws {
    bytes.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}

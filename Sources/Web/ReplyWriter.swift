// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
internal import Hummingbird
internal import Kernel
internal import Logging
internal import Monitoring
internal import NIOCore

/// Where a streamed reply puts its bytes; small pieces are sent together.
///
/// A class because the writer of a response changes with every piece; it lives as long as the reply is being written.
package final class ReplyWriter {
  private var writer: any ResponseBodyWriter
  private var waiting = ByteBuffer()
  /// Bytes that are gathered before they are sent; what a connection holds at most of one reply.
  private static let piece = 32_768

  init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  /// Waits until the other end takes the bytes, so that a slow reader slows the writer down and nothing piles up.
  ///
  /// - Throws: when the other end has gone; the writer should then stop.
  package func write(_ bytes: [UInt8]) async throws {
    waiting.writeBytes(bytes)
    if waiting.readableBytes >= Self.piece { try await flush() }
  }

  /// Sends what is left and says that this was all.
  fileprivate func finish() async throws {
    try await flush()
    try await writer.finish(nil)
  }

  private func flush() async throws {
    guard waiting.readableBytes > 0 else { return }
    let bytes = waiting
    waiting = ByteBuffer()
    try await writer.write(bytes)
  }
}

extension Reply {
  /// A reply of any size that is never held as a whole: exports, feeds. It is never kept, and `HEAD` does not run it.
  ///
  /// When `write` throws, the connection is cut, so that the other end does not take a part for the whole.
  /// - Parameters:
  ///   - type: the media type, text of the code.
  ///   - fileName: under this name browsers save it; may be any text.
  package static func stream(
    _ type: String, fileName: String? = nil, _ write: @escaping @Sendable (ReplyWriter) async throws -> Void
  ) -> Reply {
    var reply = Reply(.ok, type, [])
    reply.writing = write
    if let fileName { reply.headers[.contentDisposition] = FileName.attachment(fileName) }
    return reply
  }

  /// The body of a streamed reply; what goes wrong on the way is logged, as the status was sent long before.
  func streamedBody(_ visit: Visit) -> ResponseBody? {
    guard let writing else { return nil }
    if visit.request.method == .head { return ResponseBody() }
    let mark = RequestMark.current
    return ResponseBody { inner in
      let writer = ReplyWriter(inner)
      do {
        try await RequestMark.$current.withValue(mark) { try await writing(writer) }
      } catch {
        visit.services.logger.error(
          "stream broken off",
          metadata: ["reference": "\(visit.context.id.suffix(8))", "error": "\(error)", "path": "\(visit.path)"])
        throw error
      }
      try await writer.finish()
    }
  }
}

/// Names of files in `Content-Disposition` (RFC 6266, RFC 8187).
enum FileName {
  /// Both forms of the name: plain ASCII for old programs, all letters for the others.
  static func attachment(_ name: String) -> String {
    let safe = cleaned(name)
    let plain = String(decoding: safe.utf8.map { isPlain($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded(safe))"
  }

  /// Without paths, control characters and marks of direction, which make names look like other names.
  private static func cleaned(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars.prefix(150) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate: continue
      default: scalars.append(":/\\*?\"<>|".unicodeScalars.contains(scalar) ? "_" : scalar)
      }
    }
    let text = String(String(scalars).drop { $0 == "." || $0 == " " })
    return text.isEmpty ? "Datei" : text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (32...126).contains(byte) && byte != UInt8(ascii: "%") && byte != UInt8(ascii: ";")
  }

  private static func encoded(_ name: String) -> String {
    var text = ""
    for byte in name.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += byte < 16 ? "%0" : "%"
        text += String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}

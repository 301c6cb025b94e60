// SPDX-License-Identifier: EUPL-1.2
internal import CCurl
internal import Dispatch

/// Speaks to the mail server through libcurl, on a thread of its own, because libcurl waits for the network.
///
/// Mails that follow each other use one connection; `close` ends it. An actor, because a handle of libcurl belongs to
/// one thread at a time.
actor SMTPSender {
  nonisolated let unownedExecutorOwner: QueueExecutor
  private let configuration: MailConfiguration
  private var handle: UnsafeMutableRawPointer?

  nonisolated var unownedExecutor: UnownedSerialExecutor { unownedExecutorOwner.asUnownedSerialExecutor() }

  private static let isStarted = verbund_curl_start() == CURLE_OK

  init(_ configuration: MailConfiguration) {
    self.configuration = configuration
    unownedExecutorOwner = QueueExecutor("verbund.smtp")
  }

  /// Sends one mail and tells what the server said; never throws, never waits longer than the configuration allows.
  func send(_ bytes: [UInt8], to address: String) -> MailReply {
    guard Self.isStarted, let handle = handle ?? curl_easy_init() else { return MailReply(fault: 2) }
    self.handle = handle
    let texts: [String?] = [
      configuration.url, configuration.user, configuration.password?.text, configuration.authorities,
      "<\(configuration.sender.address)>", "<\(address)>",
    ]
    let (isSecure, seconds) = (configuration.isSecure, configuration.seconds)
    return withPointers(to: texts[...]) { pointers in
      var server = verbund_server(
        url: pointers[0], user: pointers[1], password: pointers[2], authorities: pointers[3],
        is_secure: isSecure ? 1 : 0, connect_seconds: min(seconds, 15), total_seconds: seconds)
      return bytes.withUnsafeBytes { raw in
        var transfer = verbund_transfer()
        transfer.bytes = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
        transfer.count = raw.count
        let code = verbund_smtp_send(handle, &server, pointers[4], pointers[5], &transfer)
        return MailReply(
          stage: Self.text(transfer.refused_stage), code: transfer.refusal_code, line: Self.text(transfer.refusal),
          fault: Int(code.rawValue))
      }
    }
  }

  /// Says goodbye to the server.
  func close() {
    if let handle { curl_easy_cleanup(handle) }
    handle = nil
  }

  private static func text<Buffer>(_ buffer: Buffer) -> String {
    withUnsafeBytes(of: buffer) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }

  /// C texts that live as long as `body` runs; nothing stays null.
  private func withPointers<T>(
    to texts: ArraySlice<String?>, _ found: [UnsafePointer<CChar>?] = [],
    _ body: ([UnsafePointer<CChar>?]) -> T
  ) -> T {
    guard let first = texts.first else { return body(found) }
    guard let text = first else { return withPointers(to: texts.dropFirst(), found + [nil], body) }
    return text.withCString { withPointers(to: texts.dropFirst(), found + [$0], body) }
  }
}

/// Runs an actor on a queue of its own, away from the threads that serve pages. A class as the protocol asks.
final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  init(_ label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
}

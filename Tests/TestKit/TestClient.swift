// SPDX-License-Identifier: EUPL-1.2
package import HTTPTypes
package import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
package import Web

/// Asks the product's router in process, as a browser without JavaScript would.
package struct TestClient: Sendable {
  private let ask: @Sendable (Request, GuestContext) async throws -> Response

  package init<Responder: HTTPResponder>(_ responder: Responder) where Responder.Context == GuestContext {
    ask = { try await responder.respond(to: $0, context: $1) }
  }

  package func get(_ path: String, _ headers: [String: String] = [:]) async throws -> TestAnswer {
    try await send(.get, path, headers)
  }

  /// Sends a form from one of our own pages, unless the headers say otherwise.
  package func post(
    _ path: String, _ form: [(String, String)], _ headers: [String: String] = ["Sec-Fetch-Site": "same-origin"]
  ) async throws -> TestAnswer {
    let body = form.map { "\(Percent.encode($0.0))=\(Percent.encode($0.1))" }.joined(separator: "&")
    return try await send(
      .post, path, headers.merging(["Content-Type": "application/x-www-form-urlencoded"]) { given, _ in given },
      body: Array(body.utf8))
  }

  package func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: [String: String] = [:], body: [UInt8] = []
  ) async throws -> TestAnswer {
    var fields = HTTPFields()
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let head = HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path, headerFields: fields)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let source = ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: Self.logger)
    let response = try await ask(request, GuestContext(source: source))
    let collector = Collector()
    try await response.body.write(collector)
    return TestAnswer(status: response.status.code, headers: response.headers, body: collector.text)
  }

  private static var logger: Logger {
    var logger = Logger(label: "test")
    logger[metadataKey: "hb.request.id"] = "test-0001"
    logger.logLevel = .critical
    return logger
  }
}

/// What came back.
package struct TestAnswer: Sendable {
  package let status: Int
  package let headers: HTTPFields
  package let body: String

  package func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

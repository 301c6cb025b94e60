// SPDX-License-Identifier: EUPL-1.2
import Formats
import Foundation
import TestKit
import Testing

@Suite(.serialized, .enabled(if: TestProgram.path != nil)) struct ServeProcessTests {
  private func arguments(_ folder: URL, _ more: [String] = []) -> [String] {
    ["--database", "sqlite:\(folder.path)/test.sqlite", "--bench"] + more
  }

  private func json(_ log: String) throws -> [JSONNode] {
    try log.split(separator: "\n").filter { $0.hasPrefix("{") }.map { JSONNode(try JSONValue(parsing: Array($0.utf8))) }
  }

  /// Asks until the answer has this status, at most for 5 seconds.
  private func wait(_ server: TestServer, for status: Int, at path: String) async throws -> String {
    for _ in 0..<100 {
      let answer = try await server.ask(path)
      if answer.status == status { return answer.text }
      try await Task.sleep(for: .milliseconds(50))
    }
    return ""
  }

  @Test("Asked to end, the server says that it is not ready, still takes requests, and finishes what it has begun")
  func drain() async throws {
    let folder = try TestProduct.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try await TestServer(arguments(folder, ["--drain-seconds", "2"]))
    #expect(try await server.ask("/health/ready").status == 200)
    let slow = (0..<4).map { number in Task { try await server.ask("/bench/slow/\(3000 + number * 200)") } }
    try await Task.sleep(for: .milliseconds(400))
    server.send(SIGTERM)
    let refusal = try await wait(server, for: 503, at: "/health/ready")
    #expect(refusal.contains("\"code\":\"stopping\""))
    #expect(try await server.ask("/health/live").status == 200)
    #expect(try await server.ask("/").status == 200, "visitors who still come are served")
    for task in slow {
      let answer = try await task.value
      #expect(answer.status == 200 && answer.text.hasSuffix("done"))
    }
    let ending = try await server.end()
    #expect(ending.status == 0 && !ending.isKilled, "\(ending.complaints)")
    #expect(try await server.ask("/health/live").status == 0, "nobody listens any more")
  }

  @Test("Without a time to drain it ends at once, but not before running requests")
  func stop() async throws {
    let folder = try TestProduct.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try await TestServer(arguments(folder))
    let slow = Task { try await server.ask("/bench/slow/1500") }
    try await Task.sleep(for: .milliseconds(300))
    let begin = ContinuousClock.now
    let ending = try await server.stop()
    #expect(try await slow.value.status == 200)
    #expect(ending.status == 0)
    #expect(ContinuousClock.now - begin < .seconds(10))
  }

  @Test("JSON lines carry the request's id and say neither what was looked for nor who looked")
  func log() async throws {
    let folder = try TestProduct.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try await TestServer(arguments(folder, ["--log", "json", "--access-log"]))
    let answer = try await server.ask("/suche?q=Geheimnis", ["--header", "X-Request-ID: trace-of-the-test"])
    #expect(answer.status == 200 && answer.text.contains("trace-of-the-test"))
    let other = try await server.ask("/gibt-es-nicht/Geheimnis", ["--header", "X-Request-ID: zu kurz"])
    #expect(other.status == 404)
    let ending = try await server.stop()
    let lines = try json(ending.complaints).filter { try $0.field("message").text() == "answered" }
    try #require(lines.count == 2, "\(ending.complaints)")
    #expect(try lines[0].field("request").text() == "trace-of-the-test")
    #expect(try lines[0].field("route").text() == "/suche" && lines[0].field("status").text() == "200")
    #expect(try lines[1].field("route").text() == "unknown" && lines[1].field("status").text() == "404")
    #expect(try lines[1].field("request").text().utf8.count >= 8)
    #expect(!ending.complaints.contains("Geheimnis"))
  }

  @Test("The figures are read on this machine without a token, and not through a proxy on it")
  func metrics() async throws {
    let folder = try TestProduct.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let server = try await TestServer(
      arguments(folder), environment: ["VERBUND_METRICS_TOKEN": "token-of-the-process-test"])
    #expect(try await server.ask("/metrics").text.contains("verbund_ready 1"))
    let forwarded = ["--header", "X-Forwarded-For: 203.0.113.7"]
    #expect(try await server.ask("/metrics", forwarded).status == 404)
    let token = ["--header", "Authorization: Bearer token-of-the-process-test"]
    #expect(try await server.ask("/metrics", forwarded + token).status == 200)
    #expect(try await server.stop().status == 0)
  }

  @Test("A weak token, a strange form of the log or a negative time stop the start with a sentence")
  func refused() async throws {
    let folder = try TestProduct.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let weak = try await TestProgram.run(
      ["serve", "--port", "0"] + arguments(folder), environment: ["VERBUND_METRICS_TOKEN": "kurz"])
    #expect(weak.status == 1 && weak.complaints.contains("VERBUND_METRICS_TOKEN") && !weak.complaints.contains("kurz"))
    for options in [["--log", "xml"], ["--drain-seconds=-1"], ["--log-level", "laut"]] {
      let ending = try await TestProgram.run(["serve", "--port", "0"] + arguments(folder, options))
      #expect(ending.status == 64, "\(options)")
    }
  }
}

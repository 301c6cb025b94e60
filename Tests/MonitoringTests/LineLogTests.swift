// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Logging
import Monitoring
import Synchronization
import Testing

@Suite("Lines of the log") struct LineLogTests {
  /// What a logger of this form writes.
  private func written(
    _ form: LineLog.Form, level: Logger.Level = .notice, _ work: (Logger) throws -> Void
  ) rethrows -> [String] {
    let lines = Lines()
    var handler = LineLog("test", form, time: .fixed(Moment(milliseconds: 1_795_421_700_123))) { lines.add($0) }
    handler.logLevel = level
    try work(Logger(label: "test", factory: { _ in handler }))
    return lines.all
  }

  private final class Lines: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock { $0 } }
    func add(_ bytes: [UInt8]) { kept.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
  }

  @Test("A JSON line is one JSON object with time, level, message and what was added")
  func json() throws {
    let lines = written(.json) { $0.error("failed", metadata: ["error": "a \"b\"\nc", "message": "forged"]) }
    try #require(lines.count == 1 && lines[0].hasSuffix("}\n") && lines[0].dropLast().contains("\n") == false)
    let node = JSONNode(try JSONValue(parsing: Array(lines[0].utf8)))
    #expect(try node.field("at").text() == "2026-11-23T08:15:00.123Z")
    #expect(try node.field("level").text() == "error")
    #expect(try node.field("message").text() == "failed")
    #expect(try node.field("error").text() == "a \"b\"\nc")
  }

  @Test("Text stays on its line, whatever somebody wrote")
  func text() {
    let lines = written(.text) { $0.warning("seen", metadata: ["path": "a\nb\u{1B}[2Jc"]) }
    #expect(lines == ["2026-11-23T08:15:00.123Z warning test: seen path=a b [2Jc\n"])
  }

  @Test("Less than the level is not written")
  func level() {
    #expect(
      written(.text, level: .warning) {
        $0.notice("no"); $0.error("yes")
      }.count == 1)
  }

  @Test("Every line of a request carries its id, whoever writes it")
  func mark() {
    let lines = written(.json) { logger in
      RequestMark.$current.withValue("abcdefgh-1") { logger.error("inside") }
      logger.error("outside")
    }
    #expect(lines[0].contains("\"request\":\"abcdefgh-1\""))
    #expect(!lines[1].contains("request"))
  }

  @Test(
    "Only ids of 8 to 64 harmless characters are taken over",
    arguments: [
      ("abcdefgh", true), ("0af7651916cd43dd8448eb211c80319c", true), ("a.b-c_d.e", true), ("short", false),
      (String(repeating: "a", count: 65), false), ("abc def gh", false), ("abcdefg\n", false), ("äbcdefgh", false),
      ("", false),
    ])
  func accepted(text: String, isTaken: Bool) { #expect(RequestMark.accepted(text) == (isTaken ? text : nil)) }

  @Test("The system tells memory, threads and open files of this process")
  func process() throws {
    let figures = try #require(ProcessFigures.read())
    #expect(figures.residentBytes > 1 << 20 && figures.threads > 0 && figures.openFiles > 2 && figures.cpuSeconds >= 0)
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Foundation
import TestKit

/// A real mail server (aiosmtpd) beside the tests; see `Tests/External/smtp_sink.py`.
struct MailSink {
  let folder: URL
  let port: Int
  private let process: Process

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The Python with aiosmtpd that `Scripts/setup --tests` made, or the one that `VERBUND_TEST_PYTHON` names.
  private static let python =
    ProcessInfo.processInfo.environment["VERBUND_TEST_PYTHON"]
    ?? root.appendingPathComponent("var/tools/venv/bin/python").path

  static let isThere: Bool = {
    if FileManager.default.isExecutableFile(atPath: python) { return true }
    print("skipped: \(python) is missing; run Scripts/setup --tests first")
    return false
  }()

  init(in folder: URL, _ arguments: String...) async throws {
    self.folder = folder
    process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments =
      ["-B", Self.root.appendingPathComponent("Tests/External/smtp_sink.py").path, folder.path] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let child = process
    try TestProgram.starting.withLock { try child.run() }
    let file = folder.appendingPathComponent("port")
    var text: String?
    for _ in 0..<400 where text == nil {
      try await Task.sleep(for: .milliseconds(50))
      text = try? String(contentsOf: file, encoding: .utf8)
    }
    guard let port = text.flatMap({ Int($0) }) else { throw CocoaError(.fileReadNoSuchFile) }
    self.port = port
  }

  /// What the server does from now on.
  func behave(_ mode: String) throws {
    try mode.write(to: folder.appendingPathComponent("mode"), atomically: true, encoding: .utf8)
  }

  /// All mails that were taken, as they came.
  func mails() throws -> [String] {
    try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "eml" }.sorted { $0.path < $1.path }
      .map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
  }

  /// Killed, because a process that was begun on a thread of the pool may not hear a polite signal.
  func stop() { kill(process.processIdentifier, SIGKILL) }
}

// SPDX-License-Identifier: EUPL-1.2
package import Foundation
import Synchronization

/// The real program beside the tests, if it has been built, and other programs that tests need.
package enum TestProgram {
  package static let path: String? = {
    let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let path = folder.appendingPathComponent("verbund").path
    if FileManager.default.isExecutableFile(atPath: path) { return path }
    print("skipped: the program \(path) is not built; run swift build first")
    return nil
  }()

  /// One program is started after the other: one that starts meanwhile would inherit the pipes of this one and keep them open,
  /// so that its end would not be seen.
  package static let starting = NSLock()

  package struct Ending: Sendable {
    package let status: Int32
    package let isKilled: Bool
    package let output: String
    package let complaints: String
  }

  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - program: Verbund where nothing else is named.
  ///   - blocks: the most blocks of 512 bytes that a file may have, as if the disk were full then.
  ///   - environment: beside the one of the tests.
  ///   - onComplaint: is told everything on the error output and the process id.
  package static func run(
    _ arguments: [String], program: String? = nil, blocks: Int? = nil, environment: [String: String] = [:],
    onComplaint: @escaping @Sendable (String, Int32) -> Void = { _, _ in }
  ) async throws -> Ending {
    let process = Process()
    let program = program ?? path ?? ""
    if let blocks {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$@\"", program] + arguments
    } else {
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = arguments
    }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
    let (told, said) = (Gathered(), Gathered())
    return try await withCheckedThrowingContinuation { continuation in
      starting.lock()
      defer { starting.unlock() }
      let (output, complaints) = (Pipe(), Pipe())
      (process.standardOutput, process.standardError) = (output, complaints)
      do {
        try process.run()
      } catch {
        return continuation.resume(throwing: error)
      }
      let identifier = process.processIdentifier
      let (first, second) = (output.fileHandleForReading, complaints.fileHandleForReading)
      let hasSaid = DispatchSemaphore(value: 0)
      Thread {
        read(first, said) { _ in }
        hasSaid.signal()
      }.start()
      Thread {
        read(second, told) { onComplaint($0, identifier) }
        hasSaid.wait()
        process.waitUntilExit()
        continuation.resume(
          returning: Ending(
            status: process.terminationStatus, isKilled: process.terminationReason == .uncaughtSignal,
            output: said.text, complaints: told.text))
      }.start()
    }
  }

  /// To its end, on a thread of its own: handlers of file handles lose the end when another pipe gets the same number.
  private static func read(_ handle: FileHandle, _ gathered: Gathered, _ tell: (String) -> Void) {
    while true {
      let data = handle.availableData
      if data.isEmpty { return }
      gathered.add([UInt8](data))
      tell(gathered.text)
    }
  }
}

/// Verbund serving on a free port, as a process of its own.
package struct TestServer: Sendable {
  /// `http://127.0.0.1:40123`
  package let address: String
  package let process: Int32
  private let ending: Task<TestProgram.Ending, any Error>
  private let complaints: Gathered

  /// Everything on the error output so far.
  package var log: String { complaints.text }

  /// Returns when the server takes requests.
  package init(_ arguments: [String], environment: [String: String] = [:]) async throws {
    let complaints = Gathered()
    self.complaints = complaints
    let signal = AsyncStream<(port: String, process: Int32)>.makeStream()
    ending = Task {
      defer { signal.continuation.finish() }
      return try await TestProgram.run(["serve", "--port", "0"] + arguments, environment: environment) {
        text, process in
        complaints.replace(with: Array(text.utf8))
        guard let place = text.range(of: "Verbund läuft: http://127.0.0.1:") else { return }
        let port = text[place.upperBound...].prefix { $0.isNumber }
        if text[place.upperBound...].contains(" ") { signal.continuation.yield((String(port), process)) }
      }
    }
    var first: (port: String, process: Int32)?
    for await found in signal.stream {
      first = found
      break
    }
    guard let first else {
      throw StartFailed(log: complaints.text)
    }
    address = "http://127.0.0.1:\(first.port)"
    process = first.process
  }

  package struct StartFailed: Error { package let log: String }

  /// Asks with curl, which is another process.
  ///
  /// - Returns: the status, 0 where there was no answer, and what was answered, with its head.
  package func ask(_ path: String, _ options: [String] = []) async throws -> (status: Int, text: String) {
    let ending = try await TestProgram.run(
      ["--silent", "--include", "--max-time", "30", "--write-out", "\n%{http_code}"] + options + [address + path],
      program: "/usr/bin/curl")
    let lines = ending.output.split(separator: "\n", omittingEmptySubsequences: false)
    return (Int(lines.last ?? "") ?? 0, lines.dropLast().joined(separator: "\n"))
  }

  package func send(_ signal: Int32) { kill(process, signal) }

  /// Waits for the end.
  package func end() async throws -> TestProgram.Ending { try await ending.value }

  /// Asks it to end, and waits.
  @discardableResult
  package func stop() async throws -> TestProgram.Ending {
    send(SIGTERM)
    return try await end()
  }
}

/// Bytes that come in pieces. A class because several closures add to it.
package final class Gathered: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  package init() {}

  package var all: [UInt8] { bytes.withLock { $0 } }
  package var text: String { String(decoding: all, as: UTF8.self) }

  package func add(_ more: [UInt8]) { bytes.withLock { $0 += more } }
  package func replace(with other: [UInt8]) { bytes.withLock { $0 = other } }
}

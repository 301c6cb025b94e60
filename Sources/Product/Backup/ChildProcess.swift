// SPDX-License-Identifier: EUPL-1.2
internal import Foundation
internal import Kernel
internal import Synchronization

/// A tool of another program, run to its end.
struct ChildProcess: Sendable {
  let program: String
  let arguments: [String]
  let environment: [String: String]

  struct Ending: Sendable {
    let status: Int32
    /// The end of what it said on the error output.
    let complaint: String
  }

  /// - Parameter take: gets the output piece by piece, one call after the other.
  func run(_ take: @escaping @Sendable (Data) -> Void) async throws -> Ending {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    process.standardInput = FileHandle.nullDevice
    let ends = DispatchGroup()
    for _ in 0..<3 { ends.enter() }
    let keep = Kept()
    return try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { _ in ends.leave() }
      ends.notify(queue: .global()) {
        continuation.resume(returning: Ending(status: process.terminationStatus, complaint: keep.end))
      }
      do {
        try process.run()
        Self.follow(output, ends, take)
        Self.follow(errors, ends) { keep.add($0) }
      } catch {
        continuation.resume(throwing: Problem("tool.missing", .unavailable, "„\(program)“ lässt sich nicht starten."))
      }
    }
  }

  /// Reads to the end on a thread of its own; handlers of Foundation may miss the end of an output.
  private static func follow(_ pipe: Pipe, _ ends: DispatchGroup, _ take: @escaping @Sendable (Data) -> Void) {
    let source = pipe.fileHandleForReading
    Thread {
      while let data = try? source.read(upToCount: 1 << 16), !data.isEmpty { take(data) }
      ends.leave()
    }.start()
  }

  /// A class because the pipe's reader and whoever waits share it.
  private final class Kept: Sendable {
    private let data = Mutex(Data())

    func add(_ more: Data) { data.withLock { $0 = ($0 + more).suffix(4000) } }

    var end: String { String(decoding: data.withLock { $0 }, as: UTF8.self) }
  }
}

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
    Self.follow(output, ends, take)
    let keep = Kept()
    Self.follow(errors, ends) { keep.add($0) }
    return try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { _ in ends.leave() }
      ends.notify(queue: .global()) {
        continuation.resume(returning: Ending(status: process.terminationStatus, complaint: keep.end))
      }
      do {
        try process.run()
      } catch {
        continuation.resume(throwing: Problem("tool.missing", .unavailable, "„\(program)“ lässt sich nicht starten."))
      }
    }
  }

  private static func follow(_ pipe: Pipe, _ ends: DispatchGroup, _ take: @escaping @Sendable (Data) -> Void) {
    pipe.fileHandleForReading.readabilityHandler = { handle in
      let data = handle.availableData
      if data.isEmpty {
        handle.readabilityHandler = nil
        return ends.leave()
      }
      take(data)
    }
  }

  /// A class because the pipe's reader and whoever waits share it.
  private final class Kept: Sendable {
    private let data = Mutex(Data())

    func add(_ more: Data) { data.withLock { $0 = ($0 + more).suffix(4000) } }

    var end: String { String(decoding: data.withLock { $0 }, as: UTF8.self) }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Synchronization

/// What a person at a terminal sees: results on the output, everything else on the error output.
enum Terminal {
  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
  static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }
  static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
  /// A line that has its end already; in one piece, so that lines of several threads do not mix.
  static func complain(bytes: [UInt8]) { FileHandle.standardError.write(Data(bytes)) }
  static var isInteractive: Bool { isatty(2) == 1 }
}

extension Terminal {
  /// Runs work that may take long without saying how far it is: after two seconds a line shows that it lives.
  static func working<T>(_ label: String, _ work: () async throws -> T) async rethrows -> T {
    let begin = ContinuousClock.now
    let ticker = Task {
      var pause = 2
      while true {
        try await Task.sleep(for: .seconds(pause))
        let line = "… \(label) (\(Int((ContinuousClock.now - begin) / .seconds(1))) s)"
        FileHandle.standardError.write(Data((isInteractive ? "\r\u{1B}[K\(line)" : line + "\n").utf8))
        pause = isInteractive ? 1 : 10
      }
    }
    defer {
      ticker.cancel()
      if isInteractive, ContinuousClock.now - begin > .seconds(2) {
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
      }
    }
    return try await work()
  }
}

/// A bar with rate on the error output: redrawn in place on a terminal, a line every few seconds elsewhere.
///
/// A class because the work reports to it from wherever it runs.
final class ProgressLine: Sendable {
  private struct State {
    var last = ContinuousClock.now
    var isShown = false
  }

  private let title: String
  private let unit: String
  private let begin = ContinuousClock.now
  private let state = Mutex(State())

  init(_ title: String, unit: String) {
    self.title = title
    self.unit = unit
  }

  /// - Parameters:
  ///   - done: units that are done.
  ///   - share: how much of all that is, 0 to 1; nothing where nobody knows.
  func show(_ done: Int, share: Double?) {
    let pause: Duration = Terminal.isInteractive ? .milliseconds(120) : .seconds(2)
    let isDue = state.withLock { state -> Bool in
      guard ContinuousClock.now - state.last >= pause else { return false }
      state.last = .now
      state.isShown = true
      return true
    }
    if isDue { draw(done, share, isLast: false) }
  }

  /// The last line, if any was shown before or the terminal is one.
  func end(_ done: Int) {
    if state.withLock({ $0.isShown }) { draw(done, 1, isLast: true) }
  }

  private func draw(_ done: Int, _ share: Double?, isLast: Bool) {
    let seconds = max(0.001, Double((ContinuousClock.now - begin) / .seconds(1)))
    let filled = Int((share ?? 0) * 24)
    let bar =
      share == nil
      ? "" : "[" + String(repeating: "█", count: filled) + String(repeating: "·", count: 24 - filled) + "] "
    let percent = share.map { " \(Int($0 * 100)) %" } ?? ""
    let line = "\(title) \(bar)\(done) \(unit),\(percent) \(Int(Double(done) / seconds))/s"
    let text = Terminal.isInteractive ? "\r\u{1B}[K\(line)" + (isLast ? "\n" : "") : line + "\n"
    FileHandle.standardError.write(Data(text.utf8))
  }
}

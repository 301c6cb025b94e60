// SPDX-License-Identifier: EUPL-1.2
internal import Synchronization

/// Memory of one running query, used again by the next.
struct Scratch: Sendable {
  /// Strength of the current concept by document; zero between concepts.
  var strengths: [Float] = []
  var lowest: [Float] = []
  /// Score and found share of the query by document; zero between queries.
  var scores: [Float] = []
  var shares: [Float] = []
  var touched: [UInt32] = []
  var touchedCount = 0
  /// Documents with a score.
  var matched: [UInt32] = []
  var matchedCount = 0
  /// Concept + 1 and weight by term; zero between queries.
  var roles: [UInt16] = []

  mutating func prepare(documents: Int, terms: Int) {
    if strengths.count < documents {
      let size = documents + documents / 4 + 1
      strengths = Array(repeating: 0, count: size)
      lowest = strengths
      scores = strengths
      shares = strengths
      touched = Array(repeating: 0, count: size)
      matched = touched
    }
    if roles.count < terms { roles = Array(repeating: 0, count: terms + terms / 4) }
    touchedCount = 0
    matchedCount = 0
  }

  mutating func clear() {
    for index in 0..<matchedCount {
      scores[Int(matched[index])] = 0
      shares[Int(matched[index])] = 0
    }
    matchedCount = 0
  }
}

/// Lends scratch memory to queries, so that none has to ask the system for as much as there are documents.
final class ScratchPool: Sendable {
  private let free = Mutex<[Scratch]>([])

  func borrow<Result>(_ body: (inout Scratch) -> Result) -> Result {
    var scratch = free.withLock { $0.popLast() } ?? Scratch()
    defer { free.withLock { if $0.count < 16 { $0.append(scratch) } } }
    return body(&scratch)
  }
}

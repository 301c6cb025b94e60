// SPDX-License-Identifier: EUPL-1.2

/// How long things took, in fixed steps, as Prometheus adds them up over processes.
package struct LatencyHistogram: Sendable, Equatable {
  /// Upper ends of the steps in seconds; the last step has none.
  package static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

  /// How many fell into each step, the last one beyond all bounds.
  package private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
  package private(set) var sum = 0.0

  package init() {}

  package var total: Int { counts.reduce(0, +) }

  package mutating func add(seconds: Double) {
    counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
    sum += seconds
  }
}

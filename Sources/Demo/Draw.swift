// SPDX-License-Identifier: EUPL-1.2

/// Reproducible chance (SplitMix64): the same seed gives the same Verbund on every machine.
struct Draw: Sendable {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64 = 0) {
    state = seed &+ stream &* 0xD1B5_4A32_D192_ED03
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to `limit` − 1; 0 for a limit below 1.
  mutating func below(_ limit: Int) -> Int {
    limit < 1 ? 0 : Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  /// Between −1 and 1.
  mutating func swing() -> Double { Double(below(2_000_001) - 1_000_000) / 1_000_000 }

  mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }

  /// Position drawn by weight; weights come as running totals.
  mutating func position(inTotals totals: [Int]) -> Int? {
    guard let sum = totals.last, sum > 0 else { return nil }
    let wanted = below(sum)
    var low = 0
    var high = totals.count - 1
    while low < high {
      let middle = (low + high) / 2
      if totals[middle] > wanted { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Up to `count` different elements in drawn order.
  mutating func sample<Element>(_ elements: [Element], _ count: Int) -> [Element] {
    var rest = elements
    let wanted = min(count, rest.count)
    for place in 0..<max(wanted, 0) { rest.swapAt(place, place + below(rest.count - place)) }
    return Array(rest.prefix(max(wanted, 0)))
  }
}

/// Running totals of weights, for `Draw.position(inTotals:)`.
func runningTotals(_ weights: [Int]) -> [Int] {
  var sum = 0
  return weights.map { weight in
    sum += max(weight, 0)
    return sum
  }
}

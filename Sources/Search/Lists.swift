// SPDX-License-Identifier: EUPL-1.2

/// One list of numbers per index, all in one array.
struct Lists: Sendable {
  private(set) var ends: [UInt32] = []
  private(set) var values: [UInt32] = []

  init() {}

  /// The lists as they were saved; nil where the pieces do not fit together.
  init?(ends: [UInt32], values: [UInt32]) {
    guard ends.isAscending, Int(ends.last ?? 0) == values.count else { return nil }
    self.ends = ends
    self.values = values
  }

  /// Sorts pairs of list and value into their lists; within a list the order of the pairs stays.
  init(count: Int, pairs: [(list: UInt32, value: UInt32)]) {
    var starts = Array(repeating: UInt32(0), count: count + 1)
    for pair in pairs { starts[Int(pair.list) + 1] += 1 }
    for index in 0..<count { starts[index + 1] += starts[index] }
    ends = Array(starts.dropFirst())
    values = Array(repeating: 0, count: pairs.count)
    for pair in pairs {
      values[Int(starts[Int(pair.list)])] = pair.value
      starts[Int(pair.list)] += 1
    }
  }

  var count: Int { ends.count }

  subscript(index: Int) -> ArraySlice<UInt32> {
    values[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  mutating func append(_ list: some Sequence<UInt32>) {
    values.append(contentsOf: list)
    ends.append(UInt32(values.count))
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// Counts typing errors between one word and others: a letter too many, missing, wrong, or two letters swapped.
struct EditDistance {
  private let own: [UInt32]
  private var other: [UInt32] = []
  private var rows: [[Int]]

  init(to key: [UInt8]) {
    own = key.withUnsafeBufferPointer { Self.scalars($0) }
    rows = Array(repeating: Array(repeating: 0, count: Folding.limit + 2), count: 3)
  }

  static func scalars(_ key: Bytes) -> [UInt32] {
    var scalars: [UInt32] = []
    append(key, to: &scalars)
    return scalars
  }

  private static func append(_ key: Bytes, to scalars: inout [UInt32]) {
    var index = 0
    while index < key.count {
      let (scalar, length) = decodeScalar(key, index)
      scalars.append(scalar)
      index += length
    }
  }

  /// The distance, or `limit + 1` as soon as it is known to be larger.
  mutating func distance(to key: Bytes, limit: Int) -> Int {
    other.removeAll(keepingCapacity: true)
    Self.append(key, to: &other)
    guard abs(own.count - other.count) <= limit, other.count <= Folding.limit else { return limit + 1 }
    for column in 0...other.count { rows[0][column] = column }
    for i in 0..<own.count {
      let (above, current, earlier) = (i % 3, (i + 1) % 3, (i + 2) % 3)
      var smallest = i + 1
      rows[current][0] = i + 1
      for j in 0..<other.count {
        var cost = min(rows[above][j] + (own[i] == other[j] ? 0 : 1), rows[above][j + 1] + 1, rows[current][j] + 1)
        if i > 0, j > 0, own[i] == other[j - 1], own[i - 1] == other[j] { cost = min(cost, rows[earlier][j - 1] + 1) }
        rows[current][j + 1] = cost
        smallest = min(smallest, cost)
      }
      if smallest > limit { return limit + 1 }
    }
    return min(rows[own.count % 3][other.count], limit + 1)
  }
}

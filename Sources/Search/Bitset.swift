// SPDX-License-Identifier: EUPL-1.2

/// A set of document numbers, one bit each.
struct Bitset: Sendable {
  private(set) var words: [UInt64]

  init(size: Int, filled: Bool = false) {
    words = Array(repeating: filled ? .max : 0, count: (size + 63) / 64)
    if filled, size % 64 != 0 { words[words.count - 1] = (1 << UInt64(size % 64)) - 1 }
  }

  init(words: [UInt64]) { self.words = words }

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  @inline(__always)
  func contains(_ index: Int) -> Bool { words[index >> 6] & (1 << UInt64(index & 63)) != 0 }
  @inline(__always)
  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }
  mutating func remove(_ index: Int) { words[index >> 6] &= ~(1 << UInt64(index & 63)) }

  mutating func formIntersection(_ other: Bitset) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Adds a set that begins at a multiple of 64.
  mutating func formUnion(_ other: [UInt64], atWord first: Int) {
    for index in other.indices { words[first + index] |= other[index] }
  }

  func intersectionCount(_ other: [UInt64], atWord first: Int) -> Int {
    words.withUnsafeBufferPointer { mine in
      other.withUnsafeBufferPointer { theirs in
        var count = 0
        for index in 0..<theirs.count { count += (mine[first + index] & theirs[index]).nonzeroBitCount }
        return count
      }
    }
  }

  /// How many of these documents are members.
  func count(of documents: [UInt32], from first: Int) -> Int {
    words.withUnsafeBufferPointer { mine in
      documents.withUnsafeBufferPointer { documents in
        var count = 0
        for document in documents {
          let index = first + Int(document)
          count += Int(mine[index >> 6] >> UInt64(index & 63) & 1)
        }
        return count
      }
    }
  }

  /// The next member at or after an index.
  func next(from index: Int) -> Int? {
    var word = index >> 6
    guard word < words.count else { return nil }
    var bits = words[word] & (.max << UInt64(index & 63))
    while bits == 0 {
      word += 1
      if word == words.count { return nil }
      bits = words[word]
    }
    return word << 6 + bits.trailingZeroBitCount
  }
}

/// The documents with one facet value: few as a list, many as bits.
enum DocumentSet: Sendable {
  case list([UInt32])
  case bits([UInt64])

  init(_ documents: [UInt32], size: Int) {
    // Counting the bits of one word takes as long as looking up three documents one by one.
    if documents.count * 20 < size {
      self = .list(documents)
    } else {
      var bits = Bitset(size: size)
      for document in documents { bits.insert(Int(document)) }
      self = .bits(bits.words)
    }
  }

  /// - Parameter first: where this segment begins in the set, a multiple of 64.
  func count(in set: Bitset, from first: Int) -> Int {
    switch self {
    case .list(let documents): set.count(of: documents, from: first)
    case .bits(let words): set.intersectionCount(words, atWord: first >> 6)
    }
  }

  func add(to set: inout Bitset, from first: Int) {
    switch self {
    case .list(let documents): for document in documents { set.insert(first + Int(document)) }
    case .bits(let words): set.formUnion(words, atWord: first >> 6)
    }
  }

  var documents: [UInt32] {
    switch self {
    case .list(let documents): return documents
    case .bits(let words):
      let set = Bitset(words: words)
      var documents: [UInt32] = []
      var index = 0
      while let next = set.next(from: index) {
        documents.append(UInt32(next))
        index = next + 1
      }
      return documents
    }
  }
}

/// One facet of a segment.
struct FacetColumn: Sendable {
  let name: String
  let values: [String]
  let sets: [DocumentSet]
  let positions: [String: Int]

  init(name: String, values: [String], sets: [DocumentSet]) {
    self.name = name
    self.values = values
    self.sets = sets
    positions = Dictionary(values.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

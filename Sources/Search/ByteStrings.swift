// SPDX-License-Identifier: EUPL-1.2

typealias Bytes = UnsafeBufferPointer<UInt8>

/// Many short byte strings in one piece of memory, so that a vocabulary costs no object per word.
struct ByteStrings: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [UInt32] = []

  init() {}

  /// The strings as they were saved; nil where the pieces do not fit together.
  init?(bytes: [UInt8], ends: [UInt32]) {
    guard ends.isAscending, Int(ends.last ?? 0) == bytes.count else { return nil }
    self.bytes = bytes
    self.ends = ends
  }

  var count: Int { ends.count }

  func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  subscript(index: Int) -> ArraySlice<UInt8> { bytes[range(index)] }

  func string(_ index: Int) -> String { String(decoding: bytes[range(index)], as: UTF8.self) }

  mutating func append(_ string: some Sequence<UInt8>) {
    bytes.append(contentsOf: string)
    ends.append(UInt32(bytes.count))
  }

  /// Negative, zero or positive as the string at the index sorts before, at or after the other.
  func compare(_ index: Int, _ other: ArraySlice<UInt8>) -> Int {
    let mine = range(index)
    return bytes.withUnsafeBufferPointer { all in
      other.withUnsafeBufferPointer { compareBytes(Bytes(rebasing: all[mine]), $0) }
    }
  }

  /// The first position of `order` whose string does not sort before the key.
  func lowerBound(_ key: ArraySlice<UInt8>, in order: [UInt32]) -> Int {
    var low = 0
    var high = order.count
    while low < high {
      let middle = (low + high) / 2
      if compare(Int(order[middle]), key) < 0 { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The indexes of all strings in byte order.
  func sortedIndexes() -> [UInt32] {
    bytes.withUnsafeBufferPointer { all in
      (0..<UInt32(count)).sorted {
        compareBytes(Bytes(rebasing: all[range(Int($0))]), Bytes(rebasing: all[range(Int($1))])) < 0
      }
    }
  }
}

func compareBytes(_ a: Bytes, _ b: Bytes) -> Int {
  var index = 0
  while index < a.count && index < b.count {
    if a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
    index += 1
  }
  return a.count - b.count
}

func hashBytes(_ bytes: Bytes) -> UInt32 {
  var hash: UInt32 = 2_166_136_261
  for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
  return hash
}

extension [UInt32] {
  var isAscending: Bool {
    var last: UInt32 = 0
    for value in self {
      if value < last { return false }
      last = value
    }
    return true
  }
}

/// Byte strings that are found by content through an open hash table.
struct ByteTable: Sendable {
  private(set) var strings = ByteStrings()
  private var hashes: [UInt32] = []
  private var slots: [UInt32] = Array(repeating: 0, count: 64)

  init() {}

  /// A table over strings that are known to differ.
  init(_ strings: ByteStrings) {
    self.strings = strings
    hashes.reserveCapacity(strings.count)
    strings.bytes.withUnsafeBufferPointer { all in
      for index in 0..<strings.count { hashes.append(hashBytes(Bytes(rebasing: all[strings.range(index)]))) }
    }
    resize(for: strings.count)
  }

  var count: Int { strings.count }

  func hash(_ index: Int) -> UInt32 { hashes[index] }

  func find(_ key: Bytes) -> Int? {
    let hash = hashBytes(key)
    let mask = slots.count - 1
    var slot = Int(Self.spread(hash)) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash, equal(index, key) { return index }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func find(_ key: [UInt8]) -> Int? { key.withUnsafeBufferPointer { find($0) } }

  /// The index of the key, which is added where it is new.
  mutating func insert(_ key: Bytes) -> (index: Int, isNew: Bool) {
    let hash = hashBytes(key)
    let mask = slots.count - 1
    var slot = Int(Self.spread(hash)) & mask
    while slots[slot] != 0 {
      let index = Int(slots[slot]) - 1
      if hashes[index] == hash, equal(index, key) { return (index, false) }
      slot = (slot + 1) & mask
    }
    let index = strings.count
    strings.append(key)
    hashes.append(hash)
    slots[slot] = UInt32(index + 1)
    if strings.count * 2 > slots.count { resize(for: strings.count * 2) }
    return (index, true)
  }

  mutating func insert(_ key: [UInt8]) -> (index: Int, isNew: Bool) {
    key.withUnsafeBufferPointer { insert($0) }
  }

  private static func spread(_ hash: UInt32) -> UInt32 { hash ^ (hash >> 15) }

  private func equal(_ index: Int, _ key: Bytes) -> Bool {
    let mine = strings.range(index)
    guard mine.count == key.count else { return false }
    return strings.bytes.withUnsafeBufferPointer { all in
      for offset in 0..<key.count where all[mine.lowerBound + offset] != key[offset] { return false }
      return true
    }
  }

  private mutating func resize(for count: Int) {
    var size = 64
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(Self.spread(hash)) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(index + 1)
    }
  }
}

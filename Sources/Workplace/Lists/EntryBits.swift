// SPDX-License-Identifier: EUPL-1.2

/// Entries of a table by their numbers, one bit each; what lies beyond the end is not in it.
struct EntryBits: Sendable {
  private var words: [UInt64] = []

  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
  var size: Int { words.count * 8 }

  func contains(_ entry: Int) -> Bool {
    entry >> 6 < words.count && words[entry >> 6] & (1 << UInt64(entry & 63)) != 0
  }

  mutating func insert(_ entry: Int) {
    grow(to: entry >> 6 + 1)
    words[entry >> 6] |= 1 << UInt64(entry & 63)
  }

  mutating func remove(_ entry: Int) {
    if entry >> 6 < words.count { words[entry >> 6] &= ~(1 << UInt64(entry & 63)) }
  }

  mutating func formIntersection(_ other: EntryBits) {
    if words.count > other.words.count { words.removeLast(words.count - other.words.count) }
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func formUnion(_ other: EntryBits) {
    grow(to: other.words.count)
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  private mutating func grow(to count: Int) {
    if words.count < count { words.append(contentsOf: repeatElement(0, count: count - words.count)) }
  }
}

/// Entries that have something in common, added in rising order: few as a row of numbers, many as bits.
struct EntryRow: Sendable {
  private var row: [UInt32] = []
  private var bits = EntryBits()
  private var last = -1

  var size: Int { row.count * 4 + bits.size }

  /// Adds an entry; the same one twice in turn counts once.
  mutating func append(_ entry: Int) {
    if entry == last { return }
    last = entry
    if row.isEmpty, bits.size > 0 { return bits.insert(entry) }
    row.append(UInt32(entry))
    // From here on bits take less room.
    guard row.count > 64, row.count * 32 > entry else { return }
    for entry in row { bits.insert(Int(entry)) }
    row = []
  }

  func add(to entries: inout EntryBits) {
    for entry in row { entries.insert(Int(entry)) }
    entries.formUnion(bits)
  }
}

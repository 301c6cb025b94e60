// SPDX-License-Identifier: EUPL-1.2

/// Different words, numbered in the order in which they were met, in one piece of memory.
struct TermTable: Sendable {
  /// Each term with a line end behind it, which no term contains.
  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  /// Numbers of terms by their hash, with open addressing; -1 where nothing is.
  private var slots = [Int32](repeating: -1, count: 1024)

  private static let end: UInt8 = 10

  var size: Int { bytes.count + starts.count * 8 + slots.count * 4 }

  /// The number of a term, which is new where it is the count that was before.
  mutating func number(of term: ArraySlice<UInt8>) -> Int {
    var slot = hash(term) & (slots.count - 1)
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if stands(term, at: starts[number]) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = starts.count
    slots[slot] = Int32(number)
    starts.append(bytes.count)
    bytes += term
    bytes.append(Self.end)
    if starts.count * 2 > slots.count { enlarge() }
    return number
  }

  /// The numbers of the terms that a word is part of.
  func containing(_ word: [UInt8]) -> [Int] {
    var found: [Int] = []
    bytes.withUnsafeBytes { all in
      var (offset, number) = (0, 0)
      while let hit = ByteSearch.first(word, in: all, offset..<all.count) {
        number = self.number(at: hit, from: number)
        found.append(number)
        offset = number + 1 < starts.count ? starts[number + 1] : all.count
      }
    }
    return found
  }

  /// The term that a place belongs to, by halving.
  private func number(at place: Int, from first: Int) -> Int {
    var (low, high) = (first, starts.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= place { low = middle } else { high = middle }
    }
    return low
  }

  private func stands(_ term: ArraySlice<UInt8>, at start: Int) -> Bool {
    guard start + term.count < bytes.count, bytes[start + term.count] == Self.end else { return false }
    return bytes[start..<start + term.count].elementsEqual(term)
  }

  /// Seeded anew in each process, so that nobody can write words that all fall into one place.
  private func hash(_ term: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    term.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize()
  }

  private mutating func enlarge() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : bytes.count
      var slot = hash(bytes[start..<end - 1]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}

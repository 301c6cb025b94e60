// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// Where in a row of ids each of them stands; the row itself is kept by whoever asks.
struct IdentifierTable: Sendable {
  /// Places by the hash of the id, with open addressing.
  private var slots = [Int32](repeating: Self.free, count: 64)
  private var taken = 0

  private static let free: Int32 = -1
  private static let removed: Int32 = -2

  func entry(of id: Identifier, among ids: [Identifier]) -> Int? {
    slot(of: id, among: ids).map { Int(slots[$0]) }
  }

  /// Adds the id at a place of the row, which is not in the table yet.
  mutating func add(_ entry: Int, among ids: [Identifier]) {
    if taken * 2 >= slots.count { enlarge(ids) }
    put(entry, ids[entry])
  }

  mutating func remove(_ id: Identifier, among ids: [Identifier]) -> Int? {
    guard let slot = slot(of: id, among: ids) else { return nil }
    let entry = slots[slot]
    slots[slot] = Self.removed
    return Int(entry)
  }

  private func slot(of id: Identifier, among ids: [Identifier]) -> Int? {
    var slot = start(id)
    while slots[slot] != Self.free {
      if slots[slot] >= 0, ids[Int(slots[slot])] == id { return slot }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func put(_ entry: Int, _ id: Identifier) {
    var slot = start(id)
    while slots[slot] != Self.free { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = Int32(entry)
    taken += 1
  }

  /// The last bits of an id are random (UUIDv7); multiplying spreads those of any other.
  private func start(_ id: Identifier) -> Int {
    let mixed = (id.low ^ id.high &* 0x9E37_79B9_7F4A_7C15) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
  }

  private mutating func enlarge(_ ids: [Identifier]) {
    let entries = slots.filter { $0 >= 0 }
    slots = [Int32](repeating: Self.free, count: slots.count * (entries.count * 4 >= slots.count ? 2 : 1))
    taken = 0
    for entry in entries { put(Int(entry), ids[Int(entry)]) }
  }
}

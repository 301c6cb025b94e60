// SPDX-License-Identifier: EUPL-1.2

/// The words of a vocabulary that German compounds may be made of, found by a hash that grows letter by letter.
///
/// Besides each word its short form stands here: "sprach" for "sprache", "wohn" for "wohnen".
struct PartTable: Sendable {
  struct Part {
    let term: UInt32
    let frequency: UInt32
    let isShortened: Bool
  }

  private var slots: [UInt64] = []
  private var parts: [UInt64] = []

  /// - Parameters:
  ///   - content: the words; ties and groups are not needed.
  ///   - stems: the stem of the word at an index.
  init(_ content: LexiconContent, stems: (Int) -> ArraySlice<UInt8>?) {
    let keys = content.keys.strings
    let (languages, frequencies, firstTerm) = (content.languages, content.frequencies, content.firstTerm)
    var size = 64
    while size < keys.count * 5 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    parts = Array(repeating: 0, count: size)
    for index in 0..<keys.count where languages[index] & 1 != 0 {
      let key = keys[index]
      guard Self.mayBePart(key, frequency: frequencies[index]) else { continue }
      let term = firstTerm + UInt32(index)
      insert(key, term: term, frequency: frequencies[index], isShortened: false)
      if let stem = stems(index), stem.count >= 4, key.count > stem.count, key.count - stem.count <= 3 {
        let isVerb = key.count - stem.count == 2 && key.suffix(2).elementsEqual([0x65, 0x6E])
        if !StopWords.isNoCompoundPart(Array(stem)), stem.allSatisfy({ $0 &- 97 < 26 }) {
          insert(stem, term: term, frequency: frequencies[index], isShortened: isVerb)
        }
      }
      if key.count >= 5, key.last == 0x65 {
        insert(key.dropLast(), term: term, frequency: frequencies[index], isShortened: true)
      } else if key.count >= 6, key.suffix(2).elementsEqual([0x65, 0x6E]) {
        insert(key.dropLast(2), term: term, frequency: frequencies[index], isShortened: true)
      }
    }
  }

  /// Short words must be well known before they may be a part: "amt" and "rat", but not every abbreviation.
  private static func mayBePart(_ key: ArraySlice<UInt8>, frequency: UInt32) -> Bool {
    guard key.count >= 3, key.count <= 24, key.allSatisfy({ $0 &- 97 < 26 }) else { return false }
    if frequency < (key.count == 3 ? 4 : key.count == 4 ? 2 : 1) { return false }
    return !StopWords.isNoCompoundPart(Array(key))
  }

  static let seed: UInt64 = 14_695_981_039_346_656_037
  @inline(__always)
  static func extend(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 1_099_511_628_211 }

  /// The part whose letters gave the hash.
  func find(_ hash: UInt64) -> Part? {
    var slot = start(hash)
    while slots[slot] != 0 {
      if slots[slot] == hash {
        let packed = parts[slot]
        return Part(
          term: UInt32(truncatingIfNeeded: packed >> 32), frequency: UInt32(truncatingIfNeeded: packed) >> 1,
          isShortened: packed & 1 != 0)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func start(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash ^ (hash >> 29)) & (slots.count - 1) }

  /// Full forms win over shortened ones, then frequent over rare ones.
  private mutating func insert(_ key: ArraySlice<UInt8>, term: UInt32, frequency: UInt32, isShortened: Bool) {
    let hash = key.reduce(Self.seed, Self.extend)
    var slot = start(hash)
    while slots[slot] != 0 && slots[slot] != hash { slot = (slot + 1) & (slots.count - 1) }
    let packed = UInt64(term) << 32 | UInt64(min(frequency, 1 << 30)) << 1 | (isShortened ? 1 : 0)
    if slots[slot] == hash {
      let old = parts[slot]
      let keepsOld = (old & 1, UInt64.max - (old & 0xFFFF_FFFE)) <= (packed & 1, UInt64.max - (packed & 0xFFFF_FFFE))
      if keepsOld { return }
    }
    slots[slot] = hash
    parts[slot] = packed
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel

/// The words of all records of one tenant and kind in one piece of memory, searched from end to end.
///
/// 100,000 records with 200 letters each are 20 MB, which are looked through in a few milliseconds: quicker than any
/// statement that would have to fold letters, and nothing has to be kept beside the data
/// (`Documentation/Decisions/2026-11-25-list-search.md`).
struct WordTable: Sendable {
  /// Of one record, in bytes: what stands further back in long texts is not found in lists.
  static let most = 2000

  private var bytes: [UInt8] = []
  private var starts: [Int] = []
  private var ids: [Identifier] = []
  private var positions: [Identifier: Int] = [:]
  private var isAlive: [Bool] = []
  /// Entries that were replaced; they stay until the table is made anew.
  private var dead = 0

  var size: Int { bytes.count + ids.count * 64 }
  /// Whether so much was replaced that a new table is better.
  var isWorn: Bool { dead > 1000 && dead * 4 > ids.count }

  /// Adds a record or replaces what was there.
  mutating func put(_ id: Identifier, _ texts: [String]) {
    if let old = positions.updateValue(ids.count, forKey: id) {
      isAlive[old] = false
      dead += 1
    }
    isAlive.append(true)
    starts.append(bytes.count)
    ids.append(id)
    let end = bytes.count + Self.most
    for text in texts where !text.isEmpty && bytes.count < end {
      FoldedText.append(text, to: &bytes)
      bytes.append(32)
    }
    if bytes.count > end { bytes.removeLast(bytes.count - end) }
    bytes.append(10)
  }

  /// The records in which all words occur, in any order.
  func hits(_ words: [[UInt8]]) -> [Identifier] {
    guard let longest = words.max(by: { $0.count < $1.count }) else { return [] }
    let others = words.filter { $0 != longest }
    var found: [Identifier] = []
    bytes.withUnsafeBytes { all in
      var (offset, entry) = (0, 0)
      while let hit = ByteSearch.first(longest, in: all, offset..<all.count) {
        while entry + 1 < starts.count && starts[entry + 1] <= hit { entry += 1 }
        let range = starts[entry]..<(entry + 1 < starts.count ? starts[entry + 1] : all.count)
        let isHit = others.allSatisfy { ByteSearch.first($0, in: all, range) != nil }
        if isHit && isAlive[entry] { found.append(ids[entry]) }
        offset = range.upperBound
      }
    }
    return found
  }
}

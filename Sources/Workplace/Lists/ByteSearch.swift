// SPDX-License-Identifier: EUPL-1.2
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Finds bytes among many bytes: the rarest byte of what is looked for leads from one place to the next.
enum ByteSearch {
  /// The letters of German texts, the most frequent first; all other bytes are rarer.
  private static let frequent = Array("enisratdhulcgmobwfkzpvyjxq".utf8)

  /// The first place in a range where the needle stands; nothing for an empty needle.
  static func first(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    guard let start = bytes.baseAddress, !needle.isEmpty, range.count >= needle.count else { return nil }
    let lead = rarest(needle)
    var index = range.lowerBound + lead
    let end = range.upperBound - (needle.count - 1 - lead)
    while index < end {
      guard let hit = memchr(start + index, Int32(needle[lead]), end - index) else { return nil }
      let place = start.distance(to: UnsafeRawPointer(hit)) - lead
      if memcmp(start + place, needle, needle.count) == 0 { return place }
      index = place + lead + 1
    }
    return nil
  }

  private static func rarest(_ needle: [UInt8]) -> Int {
    let ranks = needle.map { frequent.firstIndex(of: $0) ?? frequent.count }
    return ranks.indices.max { ranks[$0] < ranks[$1] } ?? 0
  }
}

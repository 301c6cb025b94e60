// SPDX-License-Identifier: EUPL-1.2

/// Finds bytes among many bytes: 32 places at once are compared with the first and the last byte of what is looked for.
enum ByteSearch {
  /// The first place in a range where the needle stands; nothing for an empty needle.
  static func first(_ needle: [UInt8], in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    guard let head = needle.first, let tail = needle.last, let start = bytes.baseAddress else { return nil }
    let last = range.upperBound - needle.count
    var index = range.lowerBound
    let (heads, tails) = (SIMD32<UInt8>(repeating: head), SIMD32<UInt8>(repeating: tail))
    while index + 31 <= last {
      let one = (start + index).loadUnaligned(as: SIMD32<UInt8>.self) .== heads
      let other = (start + index + needle.count - 1).loadUnaligned(as: SIMD32<UInt8>.self) .== tails
      if any(one .& other), let hit = stands(needle, bytes, index...index + 31) { return hit }
      index += 32
    }
    return index <= last ? stands(needle, bytes, index...last) : nil
  }

  private static func stands(
    _ needle: [UInt8], _ bytes: UnsafeRawBufferPointer, _ places: ClosedRange<Int>
  ) -> Int? {
    places.first { place in
      var index = 0
      while index < needle.count && bytes[place + index] == needle[index] { index += 1 }
      return index == needle.count
    }
  }
}

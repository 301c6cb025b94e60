// SPDX-License-Identifier: EUPL-1.2

/// What became of a text, word by word.
enum WordDifference {
  enum Part: Hashable, Sendable {
    case same(String)
    case removed(String)
    case added(String)
  }

  /// The most cells of the table; beyond it the middle of a text counts as wholly replaced.
  static let limit = 1_000_000

  /// A longest common subsequence of words, after what is the same at both ends was set aside.
  static func parts(_ old: String, _ new: String) -> [Part] {
    let (old, new) = (words(old), words(new))
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    var parts: [Part] = []
    if start > 0 { parts.append(.same(old[..<start].joined())) }
    middle(old[start..<(old.count - end)], new[start..<(new.count - end)], &parts)
    if end > 0 { parts.append(.same(old[(old.count - end)...].joined())) }
    return parts
  }

  private static func middle(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>, _ parts: inout [Part]) {
    guard !old.isEmpty, !new.isEmpty, (old.count + 1) * (new.count + 1) <= limit else {
      if !old.isEmpty { parts.append(.removed(old.joined())) }
      if !new.isEmpty { parts.append(.added(new.joined())) }
      return
    }
    let (one, two) = (numbered(old, new))
    let width = two.count + 1
    var lengths = [UInt16](repeating: 0, count: (one.count + 1) * width)
    for row in stride(from: one.count - 1, through: 0, by: -1) {
      for column in stride(from: two.count - 1, through: 0, by: -1) {
        lengths[row * width + column] =
          one[row] == two[column]
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    walk(Array(old), Array(new), one, two, lengths, &parts)
  }

  private static func walk(
    _ old: [Substring], _ new: [Substring], _ one: [Int], _ two: [Int], _ lengths: [UInt16], _ parts: inout [Part]
  ) {
    let width = two.count + 1
    var (row, column) = (0, 0)
    var (same, removed, added) = ("", "", "")
    func flush() {
      if !removed.isEmpty { parts.append(.removed(removed)) }
      if !added.isEmpty { parts.append(.added(added)) }
      if !same.isEmpty { parts.append(.same(same)) }
      (same, removed, added) = ("", "", "")
    }
    while row < one.count || column < two.count {
      if row < one.count, column < two.count, one[row] == two[column] {
        if !removed.isEmpty || !added.isEmpty { flush() }
        same += old[row]
        (row, column) = (row + 1, column + 1)
        continue
      }
      if !same.isEmpty { flush() }
      let isRemoval =
        column == two.count
        || (row < one.count && lengths[(row + 1) * width + column] >= lengths[row * width + column + 1])
      if isRemoval {
        removed += old[row]
        row += 1
      } else {
        added += new[column]
        column += 1
      }
    }
    flush()
  }

  /// Equal words become equal numbers, which compare quicker.
  private static func numbered(_ old: ArraySlice<Substring>, _ new: ArraySlice<Substring>) -> ([Int], [Int]) {
    var numbers: [Substring: Int] = [:]
    func number(_ word: Substring) -> Int {
      if let number = numbers[word] { return number }
      numbers[word] = numbers.count
      return numbers.count - 1
    }
    return (old.map(number), new.map(number))
  }

  /// Words with the white space behind them, so that joining them gives the text again.
  static func words(_ text: String) -> [Substring] {
    var words: [Substring] = []
    var start = text.startIndex
    var wasSpace = false
    for index in text.indices {
      let isSpace = text[index].isWhitespace
      if wasSpace, !isSpace {
        words.append(text[start..<index])
        start = index
      }
      wasSpace = isSpace
    }
    if start < text.endIndex { words.append(text[start...]) }
    return words
  }
}

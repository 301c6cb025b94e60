// SPDX-License-Identifier: EUPL-1.2

/// The piece of a text that shows best why it was found.
package struct SearchSnippet: Sendable, Equatable {
  /// A run of text that is marked as a whole or not at all.
  package struct Part: Sendable, Equatable {
    package let text: String
    package let isMatch: Bool

    package init(text: String, isMatch: Bool) {
      self.text = text
      self.isMatch = isMatch
    }
  }

  /// Plain text, not escaped; an ellipsis stands where text was left out.
  package let parts: [Part]

  package var text: String { parts.map(\.text).joined() }
}

extension SearchTerms {
  private static let wordLimit = 4_000

  private struct Word {
    let range: Range<Int>
    let start: Int
    let role: (concept: Int, weight: Float)?
  }

  /// The best window of a text with the found words as parts of their own.
  ///
  /// - Parameters:
  ///   - text: plain text; only its first 4,000 words are looked at.
  ///   - length: wished length in characters; the window ends with a whole word and is at most this long, unless its
  ///     only word is longer.
  package func snippet(_ text: String, length: Int = 220) -> SearchSnippet {
    var text = text
    return text.withUTF8 { bytes in
      let words = self.words(bytes)
      guard !words.isEmpty else { return SearchSnippet(parts: []) }
      let window = bestWindow(words, bytes, length: max(20, length))
      return cut(bytes, words, window, limit: length * 4)
    }
  }

  private func words(_ bytes: Bytes) -> [Word] {
    var scanner = TokenScanner(bytes)
    var words: [Word] = []
    words.reserveCapacity(bytes.count / 6)
    var key: [UInt8] = []
    var position = 0
    var characters = 0
    while words.count < Self.wordLimit, let range = scanner.next() {
      while position < range.lowerBound {
        characters += bytes[position] & 0xC0 == 0x80 ? 0 : 1
        position += 1
      }
      guard mayBegin(bytes[range.lowerBound]) else {
        words.append(Word(range: range, start: characters, role: nil))
        continue
      }
      Folding.write(Bytes(rebasing: bytes[range]), to: &key)
      words.append(Word(range: range, start: characters, role: role(key)))
    }
    return words
  }

  /// The window that shows most different words of the query; between equal ones the first.
  private func bestWindow(_ words: [Word], _ bytes: Bytes, length: Int) -> Range<Int> {
    var best = (score: Float(-1), first: 0)
    var counts = Array(repeating: 0, count: conceptCount + 1)
    var score: Float = 0
    var first = 0
    for (index, word) in words.enumerated() {
      guard let role = word.role else { continue }
      counts[role.concept] += 1
      score += role.weight / Float(counts[role.concept] * counts[role.concept])
      while words[index].start + 12 - words[first].start > length * 3 / 4, first < index {
        if let old = words[first].role {
          score -= old.weight / Float(counts[old.concept] * counts[old.concept])
          counts[old.concept] -= 1
        }
        first += 1
      }
      if score > best.score + 0.001 { best = (score, firstMatch(words, from: first)) }
    }
    return grown(words, around: max(0, best.first), length: length)
  }

  private func firstMatch(_ words: [Word], from first: Int) -> Int {
    words[first...].firstIndex { $0.role != nil } ?? first
  }

  /// Takes some words before the first match, then as many after it as fit.
  private func grown(_ words: [Word], around match: Int, length: Int) -> Range<Int> {
    var first = match
    while first > 0, words[match].start - words[first - 1].start <= length / 5 { first -= 1 }
    if words[first].start <= length / 5 { first = 0 }
    var end = match + 1
    while end < words.count, characters(words, end) - words[first].start <= length { end += 1 }
    while first > 0, end == words.count, words[end - 1].start + 10 - words[first - 1].start <= length { first -= 1 }
    return first..<end
  }

  private func characters(_ words: [Word], _ index: Int) -> Int {
    words[index].start + words[index].range.count
  }

  private func cut(_ bytes: Bytes, _ words: [Word], _ window: Range<Int>, limit: Int) -> SearchSnippet {
    var parts: [SearchSnippet.Part] = []
    let isStart = window.lowerBound == 0
    let isEnd = window.upperBound == words.count
    var position = isStart ? 0 : words[window.lowerBound].range.lowerBound
    var plain = isStart ? "" : "… "
    for word in words[window] where (word.role?.weight ?? 0) > 0.05 {
      plain += Self.text(bytes, position..<word.range.lowerBound, limit)
      if !plain.isEmpty { parts.append(.init(text: plain, isMatch: false)) }
      parts.append(.init(text: Self.text(bytes, word.range, limit), isMatch: true))
      plain = ""
      position = word.range.upperBound
    }
    let last = words[window.upperBound - 1].range.upperBound
    let end = isEnd ? min(bytes.count, last + 40) : last
    plain += Self.text(bytes, position..<max(position, Self.boundary(bytes, end)), limit)
    if !isEnd || end < bytes.count { plain += " …" }
    if !plain.isEmpty { parts.append(.init(text: plain, isMatch: false)) }
    return SearchSnippet(parts: parts)
  }

  private static func boundary(_ bytes: Bytes, _ end: Int) -> Int {
    var end = end
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }

  /// Text with every run of white space as one space, cut behind the limit in bytes.
  private static func text(_ bytes: Bytes, _ range: Range<Int>, _ limit: Int) -> String {
    let end = min(range.upperBound, boundary(bytes, range.lowerBound + limit))
    var cleaned: [UInt8] = []
    cleaned.reserveCapacity(end - range.lowerBound)
    for byte in bytes[range.lowerBound..<end] {
      if byte > 0x20 {
        cleaned.append(byte)
      } else if cleaned.last != 0x20 {
        cleaned.append(0x20)
      }
    }
    return String(decoding: cleaned, as: UTF8.self) + (end < range.upperBound ? "…" : "")
  }
}

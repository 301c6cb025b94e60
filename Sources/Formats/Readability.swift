// SPDX-License-Identifier: EUPL-1.2

/// How hard a German text is to read: Wiener Sachtextformel 1 and LIX (F42). Only a hint, never a rule.
///
/// Both formulas with their sources and worked numbers: `Documentation/Algorithms/Readability.md`.
package struct Readability: Sendable, Hashable {
  package let sentences: Int
  package let words: Int
  /// Words of three and more syllables.
  package let longSyllableWords: Int
  /// Words of more than six letters.
  package let longWords: Int
  /// Words of one syllable.
  package let shortWords: Int

  /// Texts with fewer words give no meaningful number.
  package static let leastWords = 20

  /// Counts the words and sentences of a text; a line break ends a sentence, as headings and list items have no full stop.
  package init(_ text: String) {
    var counter = Counter()
    for scalar in text.unicodeScalars { counter.take(scalar) }
    counter.endWord()
    counter.endSentence()
    sentences = counter.sentences
    words = counter.words
    longSyllableWords = counter.longSyllableWords
    longWords = counter.longWords
    shortWords = counter.shortWords
  }

  package var isMeaningful: Bool { words >= Self.leastWords && sentences > 0 }

  /// The school grade for which the text is right, 4 (very easy) to 15 (very hard); may lie outside for odd texts.
  package var wiener: Double {
    guard words > 0, sentences > 0 else { return 0 }
    let total = Double(words)
    return 0.1935 * (Double(longSyllableWords) / total * 100) + 0.1672 * (total / Double(sentences))
      + 0.1297 * (Double(longWords) / total * 100) - 0.0327 * (Double(shortWords) / total * 100) - 0.875
  }

  /// Words for each sentence plus the percentage of long words: below 40 easy, above 60 very hard.
  package var lix: Double {
    guard words > 0, sentences > 0 else { return 0 }
    return Double(words) / Double(sentences) + Double(longWords) / Double(words) * 100
  }

  package enum Level: String, Sendable, CaseIterable { case easy, medium, hard }

  /// By the Wiener Sachtextformel: up to grade 8 easy, up to 11 medium.
  package var level: Level { wiener <= 8 ? .easy : wiener <= 11 ? .medium : .hard }

  /// Syllables of a German word, counted as groups of vowels; `ie`, `ei`, `au`, `eu`, `äu`, `ai` and doubled vowels are one,
  /// other neighbours are two (`Theater`: 3). At least one. A rule of thumb: `Familie` counts as 3, though it has 4.
  static func syllables(_ word: String) -> Int {
    let letters = Array(word.lowercased().unicodeScalars)
    var count = 0
    var index = 0
    while index < letters.count {
      guard vowels.contains(letters[index]) else {
        index += 1
        continue
      }
      count += 1
      let isPair =
        index + 1 < letters.count
        && pairs.contains(String(String.UnicodeScalarView([letters[index], letters[index + 1]])))
      index += isPair ? 2 : 1
    }
    return max(count, 1)
  }

  private static let vowels = Set("aeiouyäöüáàâéèêëíìîïóòôúùû".unicodeScalars)
  private static let pairs: Set<String> = ["ie", "ei", "au", "eu", "äu", "ai", "ey", "ay", "aa", "ee", "oo"]

  private struct Counter {
    var sentences = 0
    var words = 0
    var longSyllableWords = 0
    var longWords = 0
    var shortWords = 0
    private var word = ""
    private var wordsInSentence = 0
    /// What stands before a point: `z.`, `3.`, `Dr.` end no sentence.
    private var last = ""

    mutating func take(_ scalar: Unicode.Scalar) {
      if scalar.properties.isAlphabetic || scalar == "\u{AD}" || !word.isEmpty && (scalar == "'" || scalar == "’") {
        if scalar != "\u{AD}" { word.unicodeScalars.append(scalar) }
        return
      }
      let isNumber = ("0"..."9").contains(scalar)
      endWord()
      switch scalar {
      case "!", "?", "\n": endSentence()
      case ".": if !Readability.isAbbreviation(last) { endSentence() }
      default: if isNumber { last = "1" } else if !scalar.properties.isWhitespace { last = "" }
      }
    }

    mutating func endWord() {
      guard !word.isEmpty else { return }
      words += 1
      wordsInSentence += 1
      let syllables = Readability.syllables(word)
      if syllables >= 3 { longSyllableWords += 1 }
      if syllables == 1 { shortWords += 1 }
      if word.count > 6 { longWords += 1 }
      last = word
      word = ""
    }

    mutating func endSentence() {
      if wordsInSentence > 0 { sentences += 1 }
      wordsInSentence = 0
      last = ""
    }
  }

  private static func isAbbreviation(_ word: String) -> Bool {
    word.count == 1 || abbreviations.contains(word.lowercased())
  }

  private static let abbreviations: Set<String> = [
    "dr", "prof", "bzw", "usw", "etc", "ca", "ggf", "evtl", "inkl", "str", "tel", "nr", "abs", "art", "vgl", "mind",
    "max", "sog", "st",
  ]
}

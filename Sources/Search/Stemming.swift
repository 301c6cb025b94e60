// SPDX-License-Identifier: EUPL-1.2
internal import CStemmer

/// The languages that words are stemmed in, by their place in a bit mask.
enum Languages {
  static let codes = [
    "de", "en", "ar", "tr", "uk", "ru", "fr", "es", "it", "pt", "ro", "nl", "da", "sv", "no", "fi", "hu", "el", "sr",
    "lt", "ca", "eu", "hi", "id", "ga", "hy", "ne", "ta", "yi",
  ]
  /// Languages in Arabic letters whose words are no Arabic.
  private static let arabicLetters: Set<String> = ["fa", "ku", "ckb", "ur", "ps", "prs"]
  static let other = 31

  static func bit(of code: String) -> Int {
    let short = code.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return codes.firstIndex(of: short) ?? (arabicLetters.contains(short) ? 30 : other)
  }

  /// The language of one word in a text of another: Arabic and Cyrillic letters decide, Latin words are German there.
  static func effective(_ language: Int, for key: [UInt8]) -> Int {
    guard let first = key.first(where: { $0 >= 0x80 || $0 &- 97 < 26 }) else { return other }
    switch first {
    case 0xD8...0xDB: return language == 30 ? other : 2
    case 0xD0...0xD2: return language == 4 || language == 5 || language == 18 ? language : 5
    case 0..<0x80: return [2, 4, 5, 17, 22, 25, 26, 27, 28, 30].contains(language) ? 0 : language
    default: return language
    }
  }
}

/// Stems words; one object per caller, because Snowball's objects must not be shared between threads.
final class Stemming {
  private final class Snowball {
    let stemmer: OpaquePointer
    init?(_ code: String) {
      guard let stemmer = sb_stemmer_new(code, "UTF_8") else { return nil }
      self.stemmer = stemmer
    }
    deinit { sb_stemmer_delete(stemmer) }
  }

  private var stemmers: [Int: Snowball] = [:]

  /// The stem's key; equal for all forms of a word as far as Snowball's rules go.
  ///
  /// - Parameter lower: the word in lower case with its diacritics, for languages whose rules need them.
  func stem(_ key: [UInt8], language: Int, lower: () -> [UInt8]) -> [UInt8] {
    switch Languages.effective(language, for: key) {
    case 0: return German.joinDigraphs(German.withoutPlural(snowball(key, 0)))
    case 1: return snowball(key, 1)
    case 4: return Ukrainian.stem(key)
    case let other where other < Languages.codes.count:
      let stemmed = snowball(lower(), other)
      return stemmed.withUnsafeBufferPointer { Folding.key($0) }
    default: return key
    }
  }

  func stem(_ key: [UInt8], language: Int, raw: Bytes) -> [UInt8] {
    stem(key, language: language) { Folding.lower(raw, turkish: language == 3) }
  }

  private func snowball(_ word: [UInt8], _ language: Int) -> [UInt8] {
    guard let stemmer = stemmer(language) else { return word }
    return word.withUnsafeBufferPointer { bytes in
      guard let result = sb_stemmer_stem(stemmer.stemmer, bytes.baseAddress, Int32(bytes.count)) else { return word }
      let length = Int(sb_stemmer_length(stemmer.stemmer))
      return length == 0 ? word : Array(Bytes(start: result, count: length))
    }
  }

  private func stemmer(_ language: Int) -> Snowball? {
    if let known = stemmers[language] { return known }
    let made = Snowball(Languages.codes[language])
    stemmers[language] = made
    return made
  }
}

/// Rules of German that Snowball leaves out.
enum German {
  /// "aerzt" becomes "arzt": ae, oe, ue are ä, ö, ü, unless a vowel or q stands before ue ("frau(e)n", "quelle").
  static func joinDigraphs(_ stem: [UInt8]) -> [UInt8] {
    guard stem.contains(0x65) else { return stem }
    var joined: [UInt8] = []
    for (index, byte) in stem.enumerated() {
      if byte == 0x65, index > 0, index + 1 < stem.count || index > 2 {
        let before = stem[index - 1]
        let earlier = index > 1 ? stem[index - 2] : 0
        if before == 0x61 || before == 0x6F || before == 0x75, !"aeiouq".utf8.contains(earlier) { continue }
      }
      joined.append(byte)
    }
    return joined
  }

  /// "kitas" becomes "kita": Snowball cuts no s behind a vowel.
  static func withoutPlural(_ stem: [UInt8]) -> [UInt8] {
    guard stem.count >= 5, stem.last == 0x73 else { return stem }
    switch stem[stem.count - 2] {
    case 0x61, 0x6F, 0x79: return Array(stem.dropLast())  // a o y
    default: return stem
    }
  }

  private static let derivations: [[UInt8]] = ["erinn", "erin", "keit", "heit", "lich", "ung", "isch", "ig", "er"].map {
    Array($0.utf8)
  }

  /// What nouns and verbs of one family share ("wohnung", "wohnen" → "wohn"); nil where nothing is left to strip.
  static func root(_ stem: [UInt8]) -> [UInt8]? {
    for ending in derivations where stem.count >= ending.count + 4 && stem.suffix(ending.count).elementsEqual(ending) {
      return Array(stem.dropLast(ending.count))
    }
    return nil
  }
}

/// A light stemmer for Ukrainian, for which Snowball has none: the longest case or plural ending is cut.
enum Ukrainian {
  private static let endings: [[UInt8]] =
    [
      "ями", "ами", "ові", "еві", "ого", "ому", "ими", "іми", "ння", "ях", "ах", "ою", "ею", "єю", "ів", "ий", "іи",
      "іх", "их",
      "ом", "ем", "ям", "ам", "им", "ім", "а", "я", "у", "ю", "і", "о", "е", "є", "и", "ь",
    ].map { Folding.key($0) }

  static func stem(_ key: [UInt8]) -> [UInt8] {
    for ending in endings where key.count >= ending.count + 6 && key.suffix(ending.count).elementsEqual(ending) {
      return Array(key.dropLast(ending.count))
    }
    return key
  }
}

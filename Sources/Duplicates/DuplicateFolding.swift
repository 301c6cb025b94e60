// SPDX-License-Identifier: EUPL-1.2
internal import Foundation

/// Brings what people type in many ways to one form, so that equal things have equal keys.
enum DuplicateFolding {
  /// Says nothing about which organisation is meant.
  private static let fillers: Set<String> = [
    "der", "die", "das", "des", "dem", "den", "und", "fur", "im", "in", "am", "an", "zum", "zur", "von", "vom", "bei",
    "beim", "mit", "the", "of", "and",
  ]

  private static let legalForms: [[String]] = [
    ["gemeinnutzige", "gmbh"], ["gemeinnutziger", "verein"], ["eingetragener", "verein"], ["e", "v"], ["ev"],
    ["ggmbh"], ["gmbh"], ["g", "gmbh"], ["mbh"], ["e", "g"], ["eg"], ["gbr"], ["ag"], ["ug"], ["kdor"],
    ["k", "d", "o", "r"], ["ador"],
  ]

  /// The words of a name without case, accents, punctuation, legal forms and fillers, at most twelve.
  ///
  /// `Café Müller e. V.` is `cafe`, `muller`; `Mueller` is `muller` too.
  static func words(_ name: String) -> [String] {
    var words = folded(name).split { !$0.isLetter && !$0.isNumber }.map { umlauts(String($0)) }
    for form in legalForms {
      while words.count > form.count, let start = position(of: form, in: words) {
        words.removeSubrange(start..<(start + form.count))
      }
    }
    let telling = words.filter { !fillers.contains($0) }
    return Array((telling.isEmpty ? words : telling).prefix(12))
  }

  static func folded(_ text: String) -> String {
    text.lowercased().split(separator: "ß", omittingEmptySubsequences: false).joined(separator: "ss")
      .folding(options: .diacriticInsensitive, locale: nil)
  }

  /// ae, oe and ue are another way to write ä, ö and ü; both sides lose the e.
  private static func umlauts(_ word: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(word.utf8.count)
    for byte in word.utf8 {
      if byte == UInt8(ascii: "e"), let last = result.last, "aou".utf8.contains(last) { continue }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func position(of form: [String], in words: [String]) -> Int? {
    (0...(words.count - form.count)).first { words[$0..<($0 + form.count)].elementsEqual(form) }
  }

  /// Digits with the country: `+49 (0)231 12-3` and `0231 123` are `49231123`; nothing for fewer than six digits.
  static func phone(_ text: String) -> String {
    var digits = Substring(String(decoding: text.utf8.filter { (48...57).contains($0) }, as: UTF8.self))
    if digits.hasPrefix("00") {
      digits = digits.dropFirst(2)
    } else if digits.hasPrefix("0"), !text.contains("+") {
      digits = Substring("49" + digits.dropFirst())
    }
    if digits.hasPrefix("490") { digits = Substring("49" + digits.dropFirst(3)) }
    return digits.utf8.count < 6 ? "" : String(digits)
  }

  static func mail(_ text: String) -> String { text.lowercased() }

  /// The host of an address without `www.`; nothing for hosts that many share, such as social networks.
  static func host(_ link: String) -> String {
    guard let mark = link.range(of: "://") else { return "" }
    let rest = link[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != ":" }.lowercased()
    let host = rest.hasPrefix("www.") ? String(rest.dropFirst(4)) : rest
    return sharedHosts.contains(host) ? "" : host
  }

  private static let sharedHosts: Set<String> = [
    "facebook.com", "instagram.com", "youtube.com", "linkedin.com", "twitter.com", "x.com", "t.me", "wa.me",
    "sites.google.com", "wordpress.com", "jimdofree.com",
  ]

  /// `Weißenburger Straße 12 a` and `Weissenburgerstr. 12a` are the same.
  static func street(_ text: String) -> String {
    var plain = String(folded(text).filter { $0.isLetter || $0.isNumber })
    if let range = plain.range(of: "strasse") { plain.replaceSubrange(range, with: "str") }
    return umlauts(plain)
  }

  /// One per line, system and value: `Vereinsregister: Dortmund VR 1234` is `vereinsregister:dortmundvr1234`.
  static func identifiers(_ text: String) -> [String: String] {
    var found: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline).prefix(20) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      let scheme = folded(String(parts[0])).filter { $0.isLetter || $0.isNumber }
      let number = folded(String(parts[1])).filter { $0.isLetter || $0.isNumber }
      if !scheme.isEmpty && !number.isEmpty { found[scheme] = number }
    }
    return found
  }
}

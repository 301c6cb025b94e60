// SPDX-License-Identifier: EUPL-1.2
package import HTTPTypes
package import Kernel

/// Which language a request is for: the address says so, else the choice kept in a cookie, else the browser's wish.
package struct Negotiation: Sendable, Hashable {
  package let language: Language
  /// `/en` where links keep the language in the address; empty for German addresses.
  package let prefix: String
  /// The address without the language, with its query.
  package let target: String
  /// Whether cookie and browser decided, so that caches outside must tell visitors apart.
  package let isNegotiated: Bool

  package static let cookie = "sprache"

  package init(_ target: String, _ headers: HTTPFields) {
    if let (language, rest) = Self.split(target) {
      self.init(language: language, prefix: LanguagePrefix.text(language), target: rest, isNegotiated: false)
      return
    }
    let language = Self.kept(headers) ?? Self.wished(headers) ?? .german
    self.init(
      language: language, prefix: LanguagePrefix.usual(language), target: target, isNegotiated: true)
  }

  private init(language: Language, prefix: String, target: String, isNegotiated: Bool) {
    self.language = language
    self.prefix = prefix
    self.target = target
    self.isNegotiated = isNegotiated
  }

  private static func split(_ target: String) -> (Language, String)? {
    let bytes = target.utf8
    guard bytes.count >= 3, bytes.first == UInt8(ascii: "/") else { return nil }
    let end = bytes.index(bytes.startIndex, offsetBy: 3)
    guard end == bytes.endIndex || bytes[end] == UInt8(ascii: "/") || bytes[end] == UInt8(ascii: "?"),
      let language = Language(target[target.index(after: target.startIndex)..<end]),
      Language.interface.contains(language)
    else { return nil }
    let rest = target[end...]
    return (language, rest.hasPrefix("/") ? String(rest) : "/" + rest)  // path: the root of a language
  }

  private static func kept(_ headers: HTTPFields) -> Language? {
    guard headers.contains(.cookie) else { return nil }
    return headers.cookie(cookie).flatMap { Language($0) }.flatMap { Language.interface.contains($0) ? $0 : nil }
  }

  /// The best of `Accept-Language` by weight; the first of equals.
  private static func wished(_ headers: HTTPFields) -> Language? {
    guard let header = headers[.acceptLanguage] else { return nil }
    var best: (language: Language, weight: Double)?
    for range in header.prefix(500).split(separator: ",") {
      let parts = range.split(separator: ";")
      guard let tag = parts.first?.trimmingPrefix(while: { $0 == " " }),
        let language = Language(tag.prefix { $0 != "-" && $0 != " " }.lowercased()),
        Language.interface.contains(language)
      else { continue }
      let weight = parts.dropFirst().compactMap { part -> Double? in
        let text = part.filter { $0 != " " }
        return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
      }.first
      if (weight ?? 1) > (best?.weight ?? 0) { best = (language, weight ?? 1) }
    }
    return best?.language
  }
}

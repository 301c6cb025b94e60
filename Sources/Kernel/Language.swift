// SPDX-License-Identifier: EUPL-1.2

/// A language that pages or texts are written in, by its code of two or three letters (BCP 47).
package struct Language: Hashable, Sendable, Comparable {
  package let code: String

  /// Accepts two or three lower-case letters; whether Verbund knows the language is another question.
  package init?(_ code: some StringProtocol) {
    guard (2...3).contains(code.utf8.count), code.utf8.allSatisfy({ (97...122).contains($0) }) else { return nil }
    self.code = String(code)
  }

  private init(known code: String) { self.code = code }

  package static let german = Language(known: "de")
  package static let english = Language(known: "en")
  package static let arabic = Language(known: "ar")

  /// The languages of the interface; all pages of the portal exist in each.
  package static let interface = [german, english, arabic]

  package var isRightToLeft: Bool { ["ar", "fa", "he", "ku", "ckb", "ur", "ps", "prs"].contains(code) }
  package var direction: String { isRightToLeft ? "rtl" : "ltr" }

  package static func < (one: Language, other: Language) -> Bool { one.code < other.code }
}

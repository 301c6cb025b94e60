// SPDX-License-Identifier: EUPL-1.2

extension String {
  /// In lower case, white space folded to single blanks, none at the ends: how words of people are compared.
  package var foldedWords: String {
    let lower = lowercased()
    if lower.hasOnlySingleBlanks { return lower }
    return lower.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether there is surely no white space but single blanks between words; false also for some texts of which it is true.
  private var hasOnlySingleBlanks: Bool {
    var isBehindBlank = true
    for byte in utf8 {
      switch byte {
      case 32:
        if isBehindBlank { return false }
        isBehindBlank = true
      // Control characters, and the first bytes of all white space beyond ASCII.
      case 0..<32, 0xC2, 0xE1, 0xE2, 0xE3: return false
      default: isBehindBlank = false
      }
    }
    return !isBehindBlank || isEmpty
  }
}

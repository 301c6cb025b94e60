// SPDX-License-Identifier: EUPL-1.2
internal import Storage

/// A secret that a browser or a letter carries: 256 random bits. Only its digest is kept.
package struct SignInToken: Sendable, Hashable {
  /// 64 hexadecimal digits.
  package let text: String

  package static func make() -> SignInToken { SignInToken(text: hexadecimal(randomBytes(32))) }

  private init(text: String) { self.text = text }

  /// Reads what a request carries; nothing for anything that was never made here.
  package init?(_ text: String) {
    guard text.utf8.count == 64, text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
      return nil
    }
    self.text = text
  }

  package var digest: String { hexadecimal(sha256(Array(text.utf8))) }
}

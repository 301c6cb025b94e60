// SPDX-License-Identifier: EUPL-1.2
package import HTTPTypes
package import Kernel
internal import Storage

/// How a form proves that it was sent from one of our own pages.
package enum FormGuard: Sendable {
  /// The browser says where it came from (`Origin`, `Sec-Fetch-Site`); or it carries a token.
  ///
  /// For buttons on pages that are the same bytes for everybody, such as the bookmark.
  case origin
  /// It carries the token of the visitor's cookie as well.
  case token
}

/// Refuses forms that another site made a visitor's browser send.
package struct Forgery: Sendable {
  package static let field = "csrf"
  package static let cookie = "formular"
  let key: [UInt8]

  package init(key: [UInt8]) { self.key = key }

  /// The token for a visitor's cookie, and the cookie to set where there is none yet.
  package func token(_ headers: HTTPFields, isSecure: Bool) -> (token: String, cookie: Cookie?) {
    if let visitor = headers.cookie(Self.cookie), visitor.utf8.count == 32 {
      return (authenticationCode(of: visitor, key: key), nil)
    }
    let visitor = hexadecimal(randomBytes(16))
    return (
      authenticationCode(of: visitor, key: key), Cookie(Self.cookie, visitor, age: 7200, isSecure: isSecure)
    )
  }

  /// - Throws: a `Problem` `request.forged` when the proof is missing or wrong.
  package func check(_ form: Parameters, _ headers: HTTPFields, _ guarding: FormGuard) throws(Problem) {
    let origin = originSpeaks(headers)
    let refused = Problem(
      "request.forged", .forbidden,
      "Das Formular ist abgelaufen oder kam nicht von dieser Seite. Bitte laden Sie die Seite neu und senden Sie es noch einmal."
    )
    if origin == false { throw refused }
    let hasToken = tokenFits(form, headers)
    switch guarding {
    case .token where !hasToken: throw refused
    case .origin where origin == nil && !hasToken: throw refused
    default: return
    }
  }

  private func tokenFits(_ form: Parameters, _ headers: HTTPFields) -> Bool {
    guard let sent = form[Self.field], let visitor = headers.cookie(Self.cookie), visitor.utf8.count == 32 else {
      return false
    }
    return Self.areEqual(sent, authenticationCode(of: visitor, key: key))
  }

  /// What the browser says about the page that sent the form; nothing where it says nothing.
  private func originSpeaks(_ headers: HTTPFields) -> Bool? {
    if let site = Self.fetchSite.flatMap({ headers[$0] }) { return site == "same-origin" || site == "none" }
    guard let origin = headers[.origin] else { return nil }
    guard let host = Self.host.flatMap({ headers[$0] }) ?? headers[values: Self.host ?? .origin].first else {
      return nil
    }
    return origin.hasSuffix("://" + host)
  }

  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")
  private static let host = HTTPField.Name("Host")

  /// Compares in the same time whatever differs.
  static func areEqual(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    return zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

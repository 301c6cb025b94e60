// SPDX-License-Identifier: EUPL-1.2
package import HTTPTypes
internal import Kernel
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
  package let key: [UInt8]

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
  ///
  /// - Parameter hosts: under which names this site is asked, from the request and from its configuration.
  func check(
    _ form: Parameters, _ headers: HTTPFields, hosts: [String], _ guarding: FormGuard
  ) throws(Problem) {
    let origin = Self.originSpeaks(headers, hosts: hosts)
    if origin == false { throw .forged }
    let hasToken = tokenFits(form, headers)
    switch guarding {
    case .token where !hasToken: throw .forged
    case .origin where origin == nil && !hasToken: throw .forged
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
  static func originSpeaks(_ headers: HTTPFields, hosts: [String]) -> Bool? {
    if let site = fetchSite.flatMap({ headers[$0] }) { return site == "same-origin" || site == "none" }
    guard let origin = headers[.origin], !hosts.isEmpty else { return nil }
    return hosts.contains { origin.hasSuffix("://" + $0) }
  }

  private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

  /// Compares in the same time whatever differs.
  package static func areEqual(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    return zip(one.utf8, other.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

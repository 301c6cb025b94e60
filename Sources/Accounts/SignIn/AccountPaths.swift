// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Web

/// The addresses of sign-in and of one's own account.
package enum AccountPath {
  package static let signIn = Path("anmelden")
  package static let secondStep = Path("anmelden", "code")
  package static let forgotten = Path("anmelden", "passwort")
  package static let signOut = Path("abmelden")
  package static let account = Path("konto")
  package static let password = Path("konto", "passwort")
  package static let secondFactor = Path("konto", "zweiter-faktor")
  package static let confirmSecondFactor = Path("konto", "zweiter-faktor", "bestaetigen")
  package static let removeSecondFactor = Path("konto", "zweiter-faktor", "entfernen")
  package static let sessions = Path("konto", "sitzungen")
  package static let center = Path("konto", "zentrum")
  static let openIDBack = Path("anmelden", "openid", "zurueck")
  static let openIDEnd = Path("konto", "openid")
  /// Where people land who were not on their way to another page.
  package static let start = Path("arbeitsplatz")

  static let signInPattern = "/anmelden"
  static let secondStepPattern = "/anmelden/code"
  static let openIDPattern = "/anmelden/openid"
  static let openIDBackPattern = "/anmelden/openid/zurueck"
  static let openIDEndPattern = "/konto/openid"
  static let forgottenPattern = "/anmelden/passwort"
  static let linkPattern = "/anmelden/link/{token}"
  static let signOutPattern = "/abmelden"
  static let accountPattern = "/konto"
  static let passwordPattern = "/konto/passwort"
  static let secondFactorPattern = "/konto/zweiter-faktor"
  static let confirmSecondFactorPattern = "/konto/zweiter-faktor/bestaetigen"
  static let removeSecondFactorPattern = "/konto/zweiter-faktor/entfernen"
  static let sessionsPattern = "/konto/sitzungen"
  static let centerPattern = "/konto/zentrum"

  /// The sign-in at the identity provider that leads on to a page of ours.
  static func openID(to target: String) -> Path { Path("anmelden", "openid", query: [(LocalTarget.field, target)]) }

  /// The page to which a letter leads: setting a password, once.
  package static func link(_ token: String) -> Path { Path("anmelden", "link", token) }

  /// The sign-in that leads on to a page of ours.
  package static func signIn(to target: String) -> Path {
    let target = LocalTarget(target)?.text ?? ""
    return Path("anmelden", query: [(LocalTarget.field, target)])
  }

  /// The sign-in with a word about what just happened.
  static func signIn(after notice: SignInNotice) -> Path { Path("anmelden", query: [("hinweis", notice.rawValue)]) }

  /// The own account with a word about what was just kept.
  static func account(after notice: AccountNotice) -> Path { Path("konto", query: [("hinweis", notice.rawValue)]) }
}

/// A page of ours to which a sign-in may lead: checked text of a request.
struct LocalTarget: Sendable, Hashable {
  static let field = "weiter"

  /// Starts with one slash.
  let text: String

  /// Nothing for anything that a browser could take for another site, or that would lead in a circle.
  ///
  /// Allowed is printable ASCII that starts with a single slash; before and after decoding there is neither a backslash nor
  /// a double slash in the part before the question mark.
  init?(_ text: String) {
    guard text.utf8.count <= 2000, text.utf8.allSatisfy({ (33...126).contains($0) }), Self.isLocal(text),
      Self.isLocal(Percent.decode(text.utf8, plus: false))
    else { return nil }
    let path = text.prefix { $0 != "?" && $0 != "#" }
    let circles = [AccountPath.signInPattern, AccountPath.signOutPattern]
    guard !circles.contains(where: { path == $0 || path.hasPrefix($0 + "/") }) else { return nil }
    self.text = text
  }

  private static func isLocal(_ text: String) -> Bool {
    guard text.utf8.first == 47, text.utf8.allSatisfy({ $0 >= 32 && $0 != 92 && $0 != 127 }) else { return false }
    return !text.prefix { $0 != "?" && $0 != "#" }.contains("//")
  }
}

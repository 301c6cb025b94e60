// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Outward

/// The identity provider at which staff may sign in (F160), as the operator names it.
///
/// `VERBUND_OPENID=https://id.example` (the issuer), `VERBUND_OPENID_CLIENT`, `VERBUND_OPENID_SECRET`, and on wish
/// `VERBUND_OPENID_NAME` (what the button says), `VERBUND_OPENID_TRUSTS_MAIL=on` (for providers that check mail addresses
/// without saying so) and `VERBUND_OPENID_CA` (a file with certificates to trust).
package struct OpenIDConfiguration: Sendable {
  package let issuer: String
  package let client: String
  package let secret: OpenIDSecret
  package let name: String
  package let trustsMail: Bool
  package let authorities: String?
  /// How the provider is asked; tests put their own in.
  package var send: Outward.Send = Outward.send

  private static let variable = "VERBUND_OPENID"

  /// What the environment says; nothing where no provider is named.
  ///
  /// - Throws: a `Problem` that names the variable, never its value, because that may be the secret.
  package static func read(_ environment: [String: String]) throws(Problem) -> OpenIDConfiguration? {
    let issuer = environment[variable] ?? ""
    if issuer.isEmpty { return nil }
    guard let client = environment["\(variable)_CLIENT"], !client.isEmpty,
      let secret = environment["\(variable)_SECRET"], !secret.isEmpty
    else {
      throw Problem(
        "openid.configuration", .malformed, "Zu \(variable) gehören \(variable)_CLIENT und \(variable)_SECRET.",
        field: variable)
    }
    return try OpenIDConfiguration(
      issuer: issuer, client: client, secret: secret, name: environment["\(variable)_NAME"] ?? "",
      trustsMail: environment["\(variable)_TRUSTS_MAIL"] == "on", authorities: environment["\(variable)_CA"])
  }

  package init(
    issuer: String, client: String, secret: String, name: String = "", trustsMail: Bool = false,
    authorities: String? = nil
  ) throws(Problem) {
    guard Self.isSafe(issuer), !issuer.contains("?"), !issuer.contains("#") else {
      throw Problem(
        "openid.configuration", .malformed,
        "\(Self.variable) muss mit https:// beginnen (http:// nur auf demselben Rechner).", field: Self.variable)
    }
    self.issuer = issuer
    self.client = client
    self.secret = OpenIDSecret(secret)
    self.name = name
    self.trustsMail = trustsMail
    self.authorities = authorities
  }

  /// Whether an address of the provider may be used: encrypted, or on this machine.
  package static func isSafe(_ address: String) -> Bool {
    guard address.utf8.count <= 2000, address.utf8.allSatisfy({ (33...126).contains($0) }) else { return false }
    if address.hasPrefix("https://") { return address.utf8.count > 8 }
    return ["http://127.0.0.1", "http://localhost", "http://[::1]"].contains { local in
      guard address.hasPrefix(local) else { return false }
      let next = address.dropFirst(local.count).first
      return next == nil || next == ":" || next == "/"
    }
  }
}

/// A secret that no log, no error and no debugger's description shows.
package struct OpenIDSecret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package let text: String

  init(_ text: String) { self.text = text }

  package var description: String { "•••" }
  package var debugDescription: String { "•••" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

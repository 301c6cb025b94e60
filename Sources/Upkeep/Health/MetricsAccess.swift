// SPDX-License-Identifier: EUPL-1.2
internal import HTTPTypes
package import Kernel
internal import Storage
internal import Web

/// Who may read the figures: programs on the same machine, and whoever has the token.
package struct MetricsAccess: Sendable {
  package static let variable = "VERBUND_METRICS_TOKEN"
  private static let shortest = 16

  let token: String?

  /// What the environment says; nothing where no token is set.
  ///
  /// - Throws: a `Problem` for one that could be guessed.
  package static func read(_ environment: [String: String]) throws(Problem) -> String? {
    guard let token = environment[variable], !token.isEmpty else { return nil }
    guard token.utf8.count >= shortest, token.utf8.allSatisfy({ 33...126 ~= $0 }) else {
      throw Problem(
        "metrics.weak-token", .invalid,
        "\(variable) braucht mindestens \(shortest) Zeichen (Buchstaben, Ziffern, Satzzeichen).")
    }
    return token
  }

  func admits(_ visit: Visit) -> Bool {
    let headers = visit.headers
    if let token, let given = headers[.authorization] { return Self.isSame(given, "Bearer \(token)") }
    return Self.isLoopback(visit.context.remoteAddress) && !Self.cameThroughProxy(headers)
  }

  static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
  }

  /// A proxy on this machine asks for everybody: what came through one did not come from here.
  static func cameThroughProxy(_ headers: HTTPFields) -> Bool {
    ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via"].contains { name in
      HTTPField.Name(name).map { headers.contains($0) } ?? false
    }
  }

  /// Compares digests with a key of the moment, so that the time that it takes says nothing of the token.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    let key = randomBytes(32)
    return authenticationCode(of: one, key: key) == authenticationCode(of: other, key: key)
  }
}

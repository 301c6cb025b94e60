// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Outward
internal import Web

/// Speaks to the identity provider: reads its addresses and keys, keeps them for an hour, and changes codes for tokens.
///
/// An actor, because all requests share what it has read.
actor OpenIDProvider {
  /// The addresses that a provider publishes about itself (OpenID Connect Discovery).
  struct Metadata: Sendable {
    let authorization: String
    let token: String
    let keys: String
    /// Where claims are that the token does not hold; nothing where there is none.
    let userInfo: String?
    /// Whether name and secret go into the form instead of the header.
    let isSecretInForm: Bool
  }

  private let configuration: OpenIDConfiguration
  private var known: (metadata: Metadata, until: Moment)?
  private var keySet: (all: [SigningKey], readAt: Moment)?

  private static let lifetime = 3600
  /// Seconds before an unknown key makes us read the set again.
  private static let patience = 60

  init(_ configuration: OpenIDConfiguration) { self.configuration = configuration }

  func metadata(at now: Moment) async throws -> Metadata {
    if let known, now < known.until { return known.metadata }
    let base = configuration.issuer.hasSuffix("/") ? String(configuration.issuer.dropLast()) : configuration.issuer
    let document = try await read(base + "/.well-known/openid-configuration")
    guard try document.field("issuer").text() == configuration.issuer else { throw Self.unavailable }
    let methods = try document.optional("token_endpoint_auth_methods_supported")?.items().map { try $0.text() } ?? []
    let metadata = Metadata(
      authorization: try Self.address(document, "authorization_endpoint"),
      token: try Self.address(document, "token_endpoint"), keys: try Self.address(document, "jwks_uri"),
      userInfo: try document.optional("userinfo_endpoint") == nil ? nil : Self.address(document, "userinfo_endpoint"),
      isSecretInForm: !methods.isEmpty && !methods.contains("client_secret_basic"))
    known = (metadata, now.adding(seconds: Self.lifetime))
    return metadata
  }

  /// Changes a code for the checked token of who signed in.
  func token(for code: String, verifier: String, back: String, _ expected: IDToken.Expectation) async throws -> IDToken
  {
    let metadata = try await metadata(at: expected.now)
    var request = OutwardRequest(metadata.token, reach: .anywhere)
    var form = [
      (name: "grant_type", value: "authorization_code"), (name: "code", value: code),
      (name: "redirect_uri", value: back), (name: "code_verifier", value: verifier),
    ]
    if metadata.isSecretInForm {
      form += [
        (name: "client_id", value: configuration.client), (name: "client_secret", value: configuration.secret.text),
      ]
    } else {
      request.credentials = (Percent.encode(configuration.client), Percent.encode(configuration.secret.text))
    }
    request.form = form
    let answer = try await send(request)
    guard answer.status == 200 else { throw IDToken.refused("code") }
    let body = try JSONNode(JSONValue(parsing: answer.body, limit: 65_536))
    let token = try await checked(try body.field("id_token").text(), metadata, expected)
    guard token.mail.isEmpty, let address = metadata.userInfo,
      let access = try body.optional("access_token")?.text(), access.utf8.count <= 16_384
    else { return token }
    return try await token.completed(by: read(address, access: access))
  }

  private func checked(
    _ text: String, _ metadata: Metadata, _ expected: IDToken.Expectation
  ) async throws -> IDToken {
    do {
      return try IDToken(text, keys: try await keys(of: metadata, at: expected.now, again: false), expected)
    } catch let problem as Problem where problem == IDToken.unknownKey {
      return try IDToken(text, keys: try await keys(of: metadata, at: expected.now, again: true), expected)
    }
  }

  private func keys(of metadata: Metadata, at now: Moment, again: Bool) async throws -> [SigningKey] {
    let age = again ? Self.patience : Self.lifetime
    if let keySet, now < keySet.readAt.adding(seconds: age) { return keySet.all }
    let all = try SigningKey.all(try await read(metadata.keys))
    keySet = (all, now)
    return all
  }

  private func read(_ address: String, access: String? = nil) async throws -> JSONNode {
    var request = OutwardRequest(address, reach: .anywhere)
    if let access { request.headers = [(name: "Authorization", value: "Bearer \(access)")] }
    let answer = try await send(request)
    guard answer.status == 200 else { throw Self.unavailable }
    return JSONNode(try JSONValue(parsing: answer.body, limit: 262_144, depth: 16))
  }

  private func send(_ request: OutwardRequest) async throws(Problem) -> OutwardAnswer {
    var request = request
    request.authorities = configuration.authorities
    request.headers.append((name: "Accept", value: "application/json"))
    do { return try await configuration.send(request) } catch { throw Self.unavailable }
  }

  private static func address(_ document: JSONNode, _ name: String) throws(Problem) -> String {
    let address = try document.field(name).text()
    guard OpenIDConfiguration.isSafe(address), !address.contains("#") else { throw unavailable }
    return address
  }

  static let unavailable = Problem(
    "openid.unavailable", .unavailable,
    "Der Anbieter der Anmeldung antwortet gerade nicht. Bitte versuchen Sie es später noch einmal, oder melden Sie sich mit Ihrem Passwort an."
  )
}

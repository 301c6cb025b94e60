// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// What a provider says about who signed in, after every check of OpenID Connect Core 3.1.3.7.
struct IDToken: Sendable, Hashable {
  let subject: String
  /// Empty where the provider names none.
  private(set) var mail: String
  /// Whether the provider says that it has checked the address.
  private(set) var isMailVerified: Bool

  /// What a token must have been made for.
  struct Expectation: Sendable {
    let issuer: String
    let client: String
    let nonce: String
    let now: Moment
  }

  /// Seconds by which the clocks of two servers may differ, and after which a token is too old whatever it says.
  static let clockDifference = 60
  static let longest = 3600

  /// - Throws: a `Problem` `openid.refused` for a token that is not signed by one of the keys, or was made by, for or at another.
  init(_ text: String, keys: [SigningKey], _ expected: Expectation) throws(Problem) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.count <= 32_768, parts.count == 3, let header = Self.object(parts[0]),
      let claims = Self.object(parts[1]), let signature = TokenText.decode(parts[2]), !signature.isEmpty
    else { throw Self.refused("form") }
    try Self.checkSignature(header, Array("\(parts[0]).\(parts[1])".utf8), signature, keys)
    try Self.check(claims, expected)
    guard let subject = claims.text("sub"), !subject.isEmpty, subject.utf8.count <= 255 else {
      throw Self.refused("subject")
    }
    self.subject = subject
    mail = claims.text("email") ?? ""
    isMailVerified = Self.isVerified(claims)
  }

  private static func isVerified(_ claims: JSONObject) -> Bool {
    claims["email_verified"] == .bool(true) || claims["email_verified"] == .string("true")
  }

  /// The same with the mail address that the provider tells apart from the token (Core 5.3); it must speak of the same person.
  func completed(by info: JSONNode) throws(Problem) -> IDToken {
    let claims = try info.object()
    guard claims.text("sub") == subject else { throw Self.refused("userinfo") }
    var token = self
    token.mail = claims.text("email") ?? ""
    token.isMailVerified = Self.isVerified(claims)
    return token
  }

  /// Only the algorithms that we know; a key of the one is never used for the other.
  private static func checkSignature(
    _ header: JSONObject, _ signed: [UInt8], _ signature: [UInt8], _ keys: [SigningKey]
  ) throws(Problem) {
    guard header["crit"] == nil, let algorithm = header.text("alg").flatMap({ SigningKey.Algorithm(rawValue: $0) })
    else { throw refused("algorithm") }
    let name = header.text("kid")
    let fitting = keys.filter { $0.algorithm == algorithm && (name == nil || $0.name == name) }
    guard !fitting.isEmpty else { throw unknownKey }
    guard fitting.contains(where: { $0.signed(signed, signature) }) else { throw refused("signature") }
  }

  private static func check(_ claims: JSONObject, _ expected: Expectation) throws(Problem) {
    guard claims.text("iss") == expected.issuer else { throw refused("issuer") }
    let audience = claims.texts("aud")
    guard audience.contains(expected.client), audience.count == 1 || claims.text("azp") == expected.client,
      claims.text("azp").map({ $0 == expected.client }) ?? true
    else { throw refused("audience") }
    guard let nonce = claims.text("nonce"), nonce == expected.nonce else { throw refused("nonce") }
    let now = Double(expected.now.milliseconds) / 1000
    guard let end = claims.number("exp"), end + Double(clockDifference) > now else { throw refused("expired") }
    guard let start = claims.number("iat"), start - Double(clockDifference) <= now,
      start + Double(longest + clockDifference) > now
    else { throw refused("issued") }
    if let before = claims.number("nbf"), before - Double(clockDifference) > now { throw refused("not-before") }
  }

  private static func object(_ part: String) -> JSONObject? {
    guard let bytes = TokenText.decode(part), case .object(let object)? = try? JSONValue(parsing: bytes, limit: 32_768)
    else { return nil }
    return object
  }

  /// The key is not (yet) known; the provider's set may have changed.
  static let unknownKey = refused("key")

  /// - Parameter what: for the log; people only learn that it did not work.
  static func refused(_ what: String) -> Problem {
    Problem(
      "openid.refused", .forbidden,
      "Die Anmeldung beim Anbieter konnte nicht bestätigt werden. Bitte beginnen Sie noch einmal.", field: what)
  }
}

extension JSONObject {
  func text(_ name: String) -> String? {
    guard case .string(let text) = self[name] else { return nil }
    return text
  }

  func number(_ name: String) -> Double? {
    guard case .number(let number) = self[name] else { return nil }
    return number.double
  }

  /// One text or a list of them.
  func texts(_ name: String) -> [String] {
    switch self[name] {
    case .string(let text): [text]
    case .array(let items):
      items.compactMap { item in
        guard case .string(let text) = item else { return nil }
        return text
      }
    default: []
    }
  }
}

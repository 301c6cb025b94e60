// SPDX-License-Identifier: EUPL-1.2
import CLibCrypto
import Formats
import Kernel
import Outward
import Storage
import Synchronization
import Web

@testable import Accounts

/// An identity provider in process whose tokens tests decide, with a key of its own.
struct TestProvider: Sendable {
  static let issuer = "https://id.example"
  static let client = "verbund"

  /// What the next token says; a test changes what it wants to be wrong.
  struct Words: Sendable {
    var header = ["alg": "RS256", "kid": "one"]
    var issuer = TestProvider.issuer
    var audience = [TestProvider.client]
    var party: String?
    var subject = "subject-1"
    var mail = SignInDesk.mail
    var isVerified = true
    var issued = TestProvider.now
    var expires = TestProvider.now + 300
    var nonce: String?
    var isUnsigned = false
    var isForged = false
    /// Tells the address apart from the token, for this person.
    var infoSubject: String?
  }

  static let now = 1_795_421_700

  /// A class because the product and the test share it.
  final class State: Sendable {
    struct Values: Sendable {
      var words = Words()
      var nonce = ""
      var challenge = ""
      var codes = Set<String>()
      var isDown = false
      var asked: [String] = []
    }

    let values = Mutex(Values())
  }

  let state = State()
  let key: TestKey

  init() { key = TestKey.make() }

  func configuration(trustsMail: Bool = false) throws -> OpenIDConfiguration {
    var configuration = try OpenIDConfiguration(
      issuer: Self.issuer, client: Self.client, secret: "geheim", name: "Stadtkonto", trustsMail: trustsMail)
    configuration.send = { (request: OutwardRequest) async throws(OutwardFault) -> OutwardAnswer in
      try answer(request)
    }
    return configuration
  }

  func say(_ change: @Sendable (inout Words) -> Void) { state.values.withLock { change(&$0.words) } }

  /// What the provider's own sign-in page would do: remembers what it was asked, and hands out a code.
  func signIn(_ location: String) -> (code: String, state: String) {
    let query = Parameters(encoded: location.utf8.drop { $0 != 63 }.dropFirst())
    let code = "code-\(hexadecimal(randomBytes(8)))"
    state.values.withLock { values in
      values.nonce = query["nonce"] ?? ""
      values.challenge = query["code_challenge"] ?? ""
      values.codes.insert(code)
    }
    return (code, query["state"] ?? "")
  }

  private func answer(_ request: OutwardRequest) throws(OutwardFault) -> OutwardAnswer {
    let isDown = state.values.withLock { values in
      values.asked.append(request.url)
      return values.isDown
    }
    if isDown { throw .unreachable }
    switch request.url {
    case Self.issuer + "/.well-known/openid-configuration":
      return Self.json(
        """
        {"issuer":"\(Self.issuer)","authorization_endpoint":"\(Self.issuer)/authorize",
        "token_endpoint":"\(Self.issuer)/token","jwks_uri":"\(Self.issuer)/keys",
        "userinfo_endpoint":"\(Self.issuer)/info"}
        """)
    case Self.issuer + "/keys":
      return Self.json(
        """
        {"keys":[{"kty":"RSA","use":"sig","kid":"one","alg":"RS256","n":"\(TokenText.encode(key.modulus))",
        "e":"\(TokenText.encode(key.exponent))"}]}
        """)
    case Self.issuer + "/token": return token(request)
    case Self.issuer + "/info":
      let words = state.values.withLock(\.words)
      guard request.headers.contains(where: { $0 == ("Authorization", "Bearer x") }) else {
        return OutwardAnswer(status: 401, body: [])
      }
      return Self.json("{\"sub\":\"\(words.infoSubject ?? "")\",\"email\":\"\(words.mail)\",\"email_verified\":true}")
    default: return OutwardAnswer(status: 404, body: [])
    }
  }

  /// Every code once, with the right verifier and the client's secret.
  private func token(_ request: OutwardRequest) -> OutwardAnswer {
    let form = Dictionary((request.form ?? []).map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let found: (Words, String)? = state.values.withLock { values in
      let challenge = TokenText.encode(sha256(Array((form["code_verifier"] ?? "").utf8)))
      guard values.codes.remove(form["code"] ?? "") != nil, challenge == values.challenge,
        request.credentials?.user == Self.client, request.credentials?.password == "geheim",
        form["redirect_uri"] == "http://localhost/anmelden/openid/zurueck"
      else { return nil }
      return (values.words, values.nonce)
    }
    guard let (words, nonce) = found else { return OutwardAnswer(status: 400, body: []) }
    return Self.json("{\"access_token\":\"x\",\"token_type\":\"Bearer\",\"id_token\":\"\(text(words, nonce))\"}")
  }

  private func text(_ words: Words, _ nonce: String) -> String {
    var header = JSONWriter()
    header.object { header in for (name, value) in words.header { header.field(name, value) } }
    var claims = JSONWriter()
    claims.object { claims in
      claims.field("iss", words.issuer)
      claims.list("aud", words.audience) { $0.value($1) }
      claims.field("azp", ifPresent: words.party)
      claims.field("sub", words.subject)
      claims.field("email", ifPresent: words.infoSubject == nil ? words.mail : nil)
      claims.field("email_verified", words.isVerified)
      claims.field("iat", words.issued)
      claims.field("exp", words.expires)
      claims.field("nonce", words.nonce ?? nonce)
    }
    let signed = "\(TokenText.encode(header.bytes)).\(TokenText.encode(claims.bytes))"
    if words.isUnsigned { return signed + "." }
    var signature = key.sign(Array(signed.utf8))
    if words.isForged { signature[10] ^= 1 }
    return "\(signed).\(TokenText.encode(signature))"
  }

  private static func json(_ text: String) -> OutwardAnswer { OutwardAnswer(status: 200, body: Array(text.utf8)) }
}

/// An RSA key of 2048 bits made for one test.
struct TestKey: Sendable {
  private let encoded: [UInt8]
  let modulus: [UInt8]
  let exponent: [UInt8]

  static func make() -> TestKey {
    let context = EVP_PKEY_CTX_new_id(6, nil)
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    EVP_PKEY_keygen_init(context)
    EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048)
    EVP_PKEY_keygen(context, &key)
    defer { EVP_PKEY_free(key) }
    var encoded = [UInt8](repeating: 0, count: Int(i2d_PrivateKey(key, nil)))
    encoded.withUnsafeMutableBufferPointer { bytes in
      var position = bytes.baseAddress
      i2d_PrivateKey(key, &position)
    }
    return TestKey(encoded: encoded, modulus: number("n", of: key), exponent: number("e", of: key))
  }

  private static func number(_ name: String, of key: OpaquePointer?) -> [UInt8] {
    var number: OpaquePointer?
    EVP_PKEY_get_bn_param(key, name, &number)
    defer { BN_free(number) }
    var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(number) + 7) / 8)
    BN_bn2bin(number, &bytes)
    return bytes
  }

  func sign(_ text: [UInt8]) -> [UInt8] {
    encoded.withUnsafeBufferPointer { bytes in
      var position = bytes.baseAddress
      let key = d2i_AutoPrivateKey(nil, &position, bytes.count)
      let context = EVP_MD_CTX_new()
      defer {
        EVP_MD_CTX_free(context)
        EVP_PKEY_free(key)
      }
      var signature = [UInt8](repeating: 0, count: 256)
      var count = signature.count
      EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key)
      EVP_DigestSign(context, &signature, &count, text, text.count)
      return Array(signature[..<count])
    }
  }
}

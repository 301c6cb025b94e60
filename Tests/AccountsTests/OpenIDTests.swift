// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Records
import Storage
import Synchronization
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("Signing in at an identity provider")
struct OpenIDTests {
  /// The way to the provider and back in one browser.
  private func arrive(
    _ browser: inout TestBrowser, _ provider: TestProvider, from start: String = "/anmelden/openid"
  ) async throws -> TestAnswer {
    let away = try await browser.get(start)
    let location = try #require(away.header("Location"))
    #expect(away.status == 303 && location.hasPrefix(TestProvider.issuer + "/authorize?response_type=code"))
    let (code, state) = provider.signIn(location)
    return try await browser.get("/anmelden/openid/zurueck?code=\(code)&state=\(state)")
  }

  @Test("Somebody with an account and a checked address gets in, to the page they came for, and stays linked")
  func way() async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    let account = try await desk.person()
    #expect(try await desk.browser().client.get("/anmelden").body.contains("Mit Stadtkonto anmelden"))
    var browser = desk.browser()
    let answer = try await arrive(&browser, provider, from: "/anmelden/openid?weiter=%2Fkonto")
    #expect(answer.status == 303 && answer.header("Location") == "/konto")
    #expect(browser.cookies["sitzung"] != nil && browser.cookies["openid"] == nil)
    #expect(try await browser.get("/konto").body.contains("Verbunden mit Stadtkonto"))
    #expect(try await desk.actions(of: account).contains("account.identity-linked"))
    // The link holds by the provider's number, whatever the address has become.
    provider.say { ($0.mail, $0.isVerified) = ("neu@example.org", false) }
    var second = desk.browser()
    #expect(try await arrive(&second, provider).header("Location") == "/arbeitsplatz")
    try desk.remove()
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable (inout TestProvider.Words) -> Void

    init(_ name: String, _ make: @escaping @Sendable (inout TestProvider.Words) -> Void) {
      (self.name, self.make) = (name, make)
    }

    var testDescription: String { name }
  }

  private static let faults: [Fault] = [
    Fault("another issuer") { $0.issuer = "https://other.example" },
    Fault("another audience") { $0.audience = ["somebody-else"] },
    Fault("several audiences without a party") { $0.audience = ["verbund", "other"] },
    Fault("another party") { ($0.audience, $0.party) = (["verbund"], "other") },
    Fault("another nonce") { $0.nonce = "0000" },
    Fault("expired") { ($0.issued, $0.expires) = (TestProvider.now - 400, TestProvider.now - 61) },
    Fault("from the future") { $0.issued = TestProvider.now + 120 },
    Fault("made long ago") { $0.issued = TestProvider.now - 4000 },
    Fault("unsigned") { ($0.header, $0.isUnsigned) = (["alg": "none"], true) },
    Fault("unsigned but said to be signed") { $0.isUnsigned = true },
    Fault("a changed signature") { $0.isForged = true },
    Fault("the public key as a shared secret") { $0.header = ["alg": "HS256", "kid": "one"] },
    Fault("an unknown key") { $0.header = ["alg": "RS256", "kid": "two"] },
    Fault("a critical extension") { $0.header["crit"] = "exp" },
    Fault("the address of somebody else") { $0.infoSubject = "subject-2" },
    Fault("without a subject") { $0.subject = "" },
  ]

  @Test("A token that is not exactly ours opens nothing", arguments: faults)
  func hostileTokens(_ fault: Fault) async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    try await desk.person()
    provider.say(fault.make)
    var browser = desk.browser()
    let answer = try await arrive(&browser, provider)
    #expect(answer.status == 403, "\(fault.name)")
    #expect(browser.cookies["sitzung"] == nil, "\(fault.name)")
    #expect(try await desk.number("select count(*) from account_session") == 0, "\(fault.name)")
    #expect(try await desk.number("select count(*) from account_identity") == 0, "\(fault.name)")
    try desk.remove()
  }

  @Test("Only the browser that went away comes back, once, in time, with its own state")
  func trips() async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    try await desk.person()
    var browser = desk.browser()
    let location = try #require(try await browser.get("/anmelden/openid").header("Location"))
    let (code, state) = provider.signIn(location)
    let back = "/anmelden/openid/zurueck?code=\(code)&state=\(state)"
    var other = desk.browser()
    #expect(try await other.get(back).status == 403)
    let kept = browser
    #expect(
      try await browser.get("/anmelden/openid/zurueck?code=\(code)&state=\(String(state.reversed()))").status == 403)
    browser = kept
    #expect(try await browser.get(back + "&iss=https%3A%2F%2Fother.example").status == 403)
    browser = kept
    #expect(try await browser.get(back).status == 303)
    // The same address again, with the same cookie.
    var again = kept
    _ = provider.signIn(location)
    #expect(try await again.get(back).status == 403)
    #expect(try await desk.number("select count(*) from account_session") == 1)
    var late = desk.browser()
    let slow = provider.signIn(try #require(try await late.get("/anmelden/openid").header("Location")))
    desk.clock.pass(seconds: OpenIDTrip.lifetime + 1)
    #expect(try await late.get("/anmelden/openid/zurueck?code=\(slow.code)&state=\(slow.state)").status == 403)
    try desk.remove()
  }

  @Test("An address that is not in the token is asked for, and must be of the same person")
  func userInfo() async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    try await desk.person()
    provider.say { $0.infoSubject = "subject-1" }
    var browser = desk.browser()
    #expect(try await arrive(&browser, provider).status == 303)
    try desk.remove()
  }

  @Test("Nobody gets an account by signing in elsewhere, and an address that was not checked counts for nothing")
  func strangers() async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    let account = try await desk.person()
    provider.say { $0.isVerified = false }
    var browser = desk.browser()
    #expect(try await arrive(&browser, provider).body.contains("gibt es kein Konto"))
    provider.say { ($0.isVerified, $0.mail) = (true, "fremd@example.org") }
    #expect(try await arrive(&browser, provider).status == 403)
    try await desk.database.write(by: .system("test")) { transaction in
      var locked = account.record
      locked.status = .locked
      try transaction.save(locked, over: account)
    }
    provider.say { $0.mail = SignInDesk.mail }
    #expect(try await arrive(&browser, provider).status == 403)
    #expect(try await desk.number("select count(*) from account_session") == 0)
    try desk.remove()
  }

  @Test("An invited person needs no password, and an operator may trust a provider's addresses")
  func invited() async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration(trustsMail: true))
    let invited = try await desk.database.write(by: .system("test")) { transaction in
      try transaction.addAccount(name: "Neu Hier", mail: "neu.hier@example.org", of: Account.installation)
    }
    provider.say { ($0.mail, $0.isVerified) = ("Neu.Hier@example.org", false) }
    var browser = desk.browser()
    #expect(try await arrive(&browser, provider).status == 303)
    #expect(try await desk.actions(of: invited).contains("account.activated"))
    // Without a password the link is the only way in.
    #expect(try await browser.send("/konto/openid", from: "/konto", []).status == 409)
    try desk.remove()
  }

  @Test("A second factor of Verbund is asked for after the provider, too; a link can be ended")
  func secondFactor() async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    let account = try await desk.person()
    var browser = desk.browser()
    #expect(try await arrive(&browser, provider).header("Location") == "/arbeitsplatz")
    #expect(try await browser.send("/konto/openid", from: "/konto", []).status == 303)
    #expect(try await desk.number("select count(*) from account_identity") == 0)
    try await desk.database.write(by: .system("test")) { transaction in
      try transaction.run(
        """
        insert into account_totp (account, secret, confirmed_at, last_step)
        values (\(account.id), 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', \(transaction.now), 0)
        """)
    }
    var second = desk.browser()
    #expect(try await arrive(&second, provider).header("Location") == "/anmelden/code")
    #expect(second.cookies["sitzung"] == nil)
    try desk.remove()
  }

  @Test("A provider that is down or not configured leaves the password")
  func absent() async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    provider.state.values.withLock { $0.isDown = true }
    let answer = try await desk.client.get("/anmelden/openid")
    #expect(answer.status == 503 && answer.body.contains("name=\"passwort\""))
    try desk.remove()
    let plain = try await SignInDesk()
    #expect(try await plain.client.get("/anmelden/openid").status == 404)
    #expect(!(try await plain.client.get("/anmelden").body.contains("/anmelden/openid")))
    try plain.remove()
  }

  @Test("The provider leads nobody to another site", arguments: ["//evil.example", "https://evil.example", "/\\evil"])
  func redirect(_ target: String) async throws {
    let provider = TestProvider()
    let desk = try await SignInDesk(openID: try provider.configuration())
    try await desk.person()
    var browser = desk.browser()
    let answer = try await arrive(&browser, provider, from: "/anmelden/openid?weiter=\(Percent.encode(target))")
    #expect(answer.header("Location") == "/arbeitsplatz")
    try desk.remove()
  }

  @Test("Signatures of RFC 7515 are right, and wrong after any change")
  func vectors() throws {
    let set = try JSONNode(
      JSONValue(
        parsing: Array(
          """
          {"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},{"kty":"oct","k":"AAAA"},{"kty":"RSA","n":"AQAB","e":"AQAB"}]}
          """.utf8)))
    let keys = try SigningKey.all(set)
    let key = try #require(keys.first)
    #expect(keys.count == 1)
    let signed = Array(
      "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        .utf8)
    var signature = try #require(
      TokenText.decode("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"))
    #expect(key.signed(signed, signature))
    signature[40] ^= 1
    #expect(!key.signed(signed, signature))
    #expect(!key.signed(signed, []))
  }

  @Test(
    "Only encrypted providers, or one on this machine, can be configured",
    arguments: [
      "http://id.example", "https://", "ftp://id.example", "http://localhost.evil.example", "https://id.example?x",
    ])
  func configuration(_ issuer: String) {
    #expect(throws: Problem.self) { try OpenIDConfiguration(issuer: issuer, client: "a", secret: "b") }
  }
}

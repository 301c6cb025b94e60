// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Storage
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("One's own account")
struct SignInAccountTests {
  @Test("Name and language are kept; script in a name stays text; nothing typed is lost")
  func data() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    var browser = try await desk.signedIn()
    let sent = try await browser.send("/konto", [("name", "<script>alert(1)</script>"), ("sprache", "en")])
    #expect(sent.status == 303)
    let page = try await browser.get("/konto")
    #expect(!page.body.contains("<script>alert") && page.body.contains("&lt;script&gt;alert(1)"))
    let kept = try await desk.database.read { try $0.find(Account.self, account.id, in: .everyTenant) }
    #expect(kept?.record.language == "en")
    let long = String(repeating: "x", count: 121)
    let refused = try await browser.send("/konto", [("name", long), ("sprache", "xx"), ("mail", "anders@x.de")])
    #expect(refused.status == 422 && refused.body.contains(long))
    let same = try await desk.database.read { try $0.find(Account.self, account.id, in: .everyTenant) }
    #expect(same?.record.mail == SignInDesk.mail && same?.record.language == "en")
    try desk.remove()
  }

  @Test("Changing the password needs the old one, ends other sessions and changes this one's token")
  func password() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var browser = try await desk.signedIn()
    var other = try await desk.signedIn()
    let new = "sieben leise Trommeln"
    let form = [("neu", new), ("nochmal", new)]
    #expect(try await browser.send("/konto/passwort", form + [("passwort", "nicht das richtige")]).status == 422)
    #expect(try await other.get("/konto").status == 200)
    let before = browser.cookies["sitzung"]
    #expect(try await browser.send("/konto/passwort", form + [("passwort", SignInDesk.password)]).status == 303)
    #expect(browser.cookies["sitzung"] != before)
    #expect(try await browser.get("/konto").status == 200)
    #expect(try await other.get("/konto").status == 303)
    var again = desk.browser()
    #expect(try await again.signIn(SignInDesk.mail, new).status == 303)
    try desk.remove()
  }

  @Test("An open browser is no way to guess the password")
  func guessing() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var browser = try await desk.signedIn()
    let new = "sieben leise Trommeln"
    var statuses: [Int] = []
    for number in 0..<10 {
      let form = [("neu", new), ("nochmal", new), ("passwort", "versuch nummer \(number)")]
      statuses.append(try await browser.send("/konto/passwort", form).status)
    }
    #expect(statuses.last == 429)
    try desk.remove()
  }

  @Test("Somebody sees where they are signed in and ends it there; nobody else's")
  func sessions() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    try await desk.person("Bert Braun", mail: "bert@ki-teststadt.de")
    var browser = try await desk.signedIn()
    var second = try await desk.signedIn()
    var third = try await desk.signedIn()
    var stranger = try await desk.signedIn(mail: "bert@ki-teststadt.de")
    let foreign = try await Self.ids(&stranger)
    #expect(foreign.count == 1)
    #expect(try await browser.send("/konto/sitzungen", from: "/konto", [("sitzung", foreign[0])]).status == 404)
    #expect(try await stranger.get("/konto").status == 200)
    #expect(try await Self.ids(&browser).count == 3)
    #expect(try await browser.send("/konto/sitzungen", from: "/konto", []).status == 303)
    #expect(try await second.get("/konto").status == 303)
    #expect(try await third.get("/konto").status == 303)
    let own = try await Self.ids(&browser)
    #expect(own.count == 1)
    let ended = try await browser.send("/konto/sitzungen", from: "/konto", [("sitzung", own[0])])
    #expect(ended.header("Location") == "/anmelden")
    #expect(try await browser.get("/konto").status == 303)
    try desk.remove()
  }

  @Test("Nobody moves to a centre that they do not belong to")
  func center() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var browser = try await desk.signedIn()
    let foreign = desk.database.ids.make(Tenant.self).text
    #expect(try await browser.send("/konto/zentrum", from: "/konto", [("tenant", foreign)]).status == 403)
    #expect(try await desk.number("select count(*) from account_session where tenant is not null") == 0)
    try desk.remove()
  }

  @Test("The last use of a session is written at most once a minute, and tokens of others' making open nothing")
  func lastSeen() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var browser = try await desk.signedIn()
    let start = desk.clock.moment
    desk.clock.pass(seconds: 59)
    _ = try await browser.get("/konto")
    #expect(try await desk.number("select count(*) from account_session where seen_at = \(start)") == 1)
    desk.clock.pass(seconds: 2)
    _ = try await browser.get("/konto")
    #expect(try await desk.number("select count(*) from account_session where seen_at > \(start)") == 1)
    for value in ["", "x", String(repeating: "0", count: 64), "' or 1=1 --"] {
      let answer = try await desk.client.get("/konto", ["Cookie": "sitzung=\(value)"])
      #expect(answer.status == 303)
    }
    let program = try await desk.client.get(
      "/konto",
      ["Authorization": "Bearer \(String(repeating: "0", count: 64))", "Cookie": browser.headers["Cookie"] ?? ""])
    #expect(program.status == 303, "a wrong token is not helped by a cookie")
    try desk.remove()
  }

  @Test("Another mail address ends sessions and links, and none is given twice")
  func mail() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    try await desk.person("Bert Braun", mail: "bert@ki-teststadt.de")
    let link = try await desk.database.write(by: .system("test")) { try $0.makeLink(.reset, for: account.id) }
    var browser = try await desk.signedIn()
    await #expect(throws: Problem.self) {
      try await desk.database.write(by: .system("test")) { try $0.changeMail(of: account, to: "BERT@ki-teststadt.de") }
    }
    #expect(try await browser.get("/konto").status == 200)
    try await desk.database.write(by: .system("test")) { try $0.changeMail(of: account, to: "anna@ki-neustadt.de") }
    #expect(try await browser.get("/konto").status == 303)
    #expect(try await browser.get(AccountPath.link(link.text).text).status == 404)
    #expect(try await browser.signIn(SignInDesk.mail, SignInDesk.password).status == 422)
    #expect(try await browser.signIn("anna@ki-neustadt.de", SignInDesk.password).status == 303)
    try desk.remove()
  }

  @Test("Nothing to sign in with is left of an account that goes")
  func credentials() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    var browser = try await desk.signedIn()
    try await desk.database.write(by: .system("test")) { transaction in
      try transaction.beginSecondFactor(of: account)
      _ = try transaction.makeLink(.reset, for: account.id)
      try transaction.forgetCredentials(of: account)
    }
    for table: SQL in [
      "account_password", "account_totp", "account_recovery", "account_link", "account_session", "account_device",
    ] {
      #expect(try await desk.number("select count(*) from \(table)") == 0)
    }
    #expect(try await browser.get("/konto").status == 303)
    #expect(try await browser.signIn(SignInDesk.mail, SignInDesk.password).status == 422)
    try desk.remove()
  }

  /// The ids in the list of sessions.
  private static func ids(_ browser: inout TestBrowser) async throws -> [String] {
    try await browser.get("/konto").body.matches(of: /name="sitzung" value="([0-9a-f-]{36})"/).map { String($0.1) }
  }
}

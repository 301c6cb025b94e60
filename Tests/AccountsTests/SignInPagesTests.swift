// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Storage
import TestKit
import Testing

@testable import Accounts

@Suite("Signing in and out")
struct SignInPagesTests {
  @Test("Whoever knows the password comes in with a new session, and only its digest is kept")
  func signIn() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    var browser = desk.browser()
    browser.cookies["sitzung"] = String(repeating: "a", count: 64)
    let answer = try await browser.signIn(" Anna.Yilmaz@KI-Teststadt.de ", SignInDesk.password, target: "/konto?x=1")
    #expect(answer.status == 303)
    #expect(answer.header("Location") == "/konto?x=1")
    let token = try #require(browser.cookies["sitzung"])
    #expect(token != String(repeating: "a", count: 64), "a session that was put into the browser is never used")
    #expect(try await desk.number("select count(*) from account_session where digest = \(token)") == 0)
    #expect(try await desk.number("select count(*) from account_session") == 1)
    let line = try #require(browser.set.first { $0.hasPrefix("sitzung=") })
    #expect(line.contains("HttpOnly") && line.contains("SameSite=Lax") && !line.contains("Secure"))
    #expect(!line.contains("Max-Age"), "ends with the browser")
    #expect(try await desk.actions(of: account).last == "account.signed-in")
    #expect(try await browser.get("/konto").status == 200)
    #expect(answer.header("Cache-Control") == "no-store")
    try desk.remove()
  }

  @Test("Every sign-in has a session of its own; the one before ends in this browser, not in others")
  func fixation() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var browser = try await desk.signedIn()
    let other = try await desk.signedIn()
    let first = try #require(browser.cookies["sitzung"])
    browser.cookies["sitzung"] = nil
    var again = browser
    again.cookies["sitzung"] = nil
    let page = try await again.get("/anmelden")
    again.cookies["sitzung"] = first
    _ = try await again.post(
      "/anmelden",
      [("mail", SignInDesk.mail), ("passwort", SignInDesk.password), ("csrf", TestBrowser.token(in: page.body))])
    #expect(again.cookies["sitzung"] != first)
    browser.cookies["sitzung"] = first
    #expect(try await browser.get("/konto").status == 303, "the old token is worth nothing")
    var second = other
    #expect(try await second.get("/konto").status == 200)
    try desk.remove()
  }

  @Test("Behind HTTPS cookies are Secure, and a kept device stays for 30 days")
  func secure() async throws {
    let desk = try await SignInDesk(address: "https://integration.example")
    try await desk.person()
    var browser = desk.browser()
    _ = try await browser.signIn(SignInDesk.mail, SignInDesk.password, keep: true)
    #expect(!browser.set.isEmpty && browser.set.allSatisfy { $0.contains("Secure") && $0.contains("HttpOnly") })
    #expect(browser.set.contains { $0.hasPrefix("sitzung=") && $0.contains("Max-Age=2592000") })
    for _ in 0..<3 {
      desk.clock.pass(seconds: 9 * 86_400)
      #expect(try await browser.get("/konto").status == 200)
    }
    desk.clock.pass(seconds: 4 * 86_400)
    #expect(try await browser.get("/konto").status == 303, "never longer than 30 days")
    try desk.remove()
  }

  @Test("A session ends when it is not used for twelve hours, and after a day")
  func expiry() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var browser = try await desk.signedIn()
    var idle = try await desk.signedIn()
    desk.clock.pass(seconds: 11 * 3600)
    #expect(try await browser.get("/konto").status == 200)
    desk.clock.pass(seconds: 2 * 3600)
    #expect(try await browser.get("/konto").status == 200)
    #expect(try await idle.get("/konto").status == 303)
    desk.clock.pass(seconds: 11 * 3600)
    #expect(try await browser.get("/konto").status == 303)
    try desk.remove()
  }

  @Test("Known and unknown addresses get the same answers with the same words")
  func enumeration() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var one = desk.browser()
    var other = desk.browser()
    let known = try await one.signIn(SignInDesk.mail, "falsch falsch falsch")
    let unknown = try await other.signIn("niemand@ki-teststadt.de", "falsch falsch falsch")
    #expect(known.status == 422 && unknown.status == 422)
    #expect(Self.plain(known.body, SignInDesk.mail) == Self.plain(unknown.body, "niemand@ki-teststadt.de"))
    #expect(!known.body.contains("falsch falsch"), "a password is never shown again")
    let letter = try await one.send("/anmelden/passwort", [("mail", SignInDesk.mail)])
    let none = try await other.send("/anmelden/passwort", [("mail", "niemand@ki-teststadt.de")])
    #expect(letter.status == 303 && none.status == 303)
    #expect(letter.header("Location") == none.header("Location"))
    #expect(letter.body == none.body)
    #expect(try await desk.number("select count(*) from job where name = 'accounts.reset'") == 2)
    let tried = try await desk.number("select count(*) from audit_log where changes like '%niemand%'")
    #expect(tried == 0, "what was typed is not kept")
    try desk.remove()
  }

  @Test("A wrong password takes its time whether there is an account or not")
  func time() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    func shortest(_ mail: String) async throws -> Duration {
      var best = Duration.seconds(60)
      for _ in 0..<2 {
        var browser = desk.browser()
        let start = ContinuousClock.now
        _ = try await browser.signIn(mail, "falsch falsch")
        best = min(best, start.duration(to: .now))
        desk.clock.pass(seconds: 3600)
      }
      return best
    }
    let (known, unknown) = (try await shortest(SignInDesk.mail), try await shortest("niemand@ki-teststadt.de"))
    // Without the computation an answer takes a hundredth of it, so even a busy machine shows the difference.
    #expect(unknown > known / 5 && known > unknown / 5, "\(known) \(unknown)")
    try desk.remove()
  }

  @Test("A form of another page or another visitor is refused")
  func forged() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    let right = [("mail", SignInDesk.mail), ("passwort", SignInDesk.password)]
    var browser = desk.browser()
    #expect(try await browser.post("/anmelden", right).status == 403)
    var stranger = desk.browser()
    let foreign = TestBrowser.token(in: try await stranger.get("/anmelden").body)
    _ = try await browser.get("/anmelden")
    #expect(try await browser.post("/anmelden", right + [("csrf", foreign)]).status == 403)
    var inside = try await desk.signedIn()
    #expect(try await inside.post("/abmelden", [("csrf", foreign)]).status == 403)
    #expect(try await inside.get("/konto").status == 200, "still signed in")
    try desk.remove()
  }

  @Test("After signing out the session is gone, not only its cookie")
  func signOut() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    var browser = try await desk.signedIn()
    let before = browser.cookies
    #expect(try await browser.send("/abmelden", from: "/konto", []).status == 303)
    #expect(browser.cookies["sitzung"] == nil)
    browser.cookies = before
    #expect(try await browser.get("/konto").status == 303)
    #expect(try await desk.actions(of: account).last == "account.signed-out")
    try desk.remove()
  }

  @Test("Locked accounts stay out, whatever they carry")
  func locked() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    var browser = try await desk.signedIn()
    try await desk.database.write(by: .system("test")) { transaction in
      guard let now = try transaction.find(Account.self, account.id, in: .everyTenant) else { return }
      var locked = now.record
      locked.status = .locked
      try transaction.save(locked, over: now)
    }
    #expect(try await browser.get("/konto").status == 303)
    var again = desk.browser()
    #expect(try await again.signIn(SignInDesk.mail, SignInDesk.password).status == 422)
    try desk.remove()
  }

  @Test("Several people sign in at the same time")
  func concurrent() async throws {
    let desk = try await SignInDesk()
    for number in 0..<4 { try await desk.person("Person \(number)", mail: "person\(number)@ki-teststadt.de") }
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<4 {
        group.addTask {
          var browser = desk.browser()
          return try await browser.signIn("person\(number)@ki-teststadt.de", SignInDesk.password).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == [303, 303, 303, 303])
    #expect(try await desk.number("select count(*) from account_session") == 4)
    try desk.remove()
  }

  @Test("A password with outdated costs is kept with those of today after a sign-in")
  func strengthened() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    let weak = PasswordHash.make(SignInDesk.password, cost: PasswordHash.Cost(rounds: 10, blocks: 8, lanes: 1))
    try await desk.database.write(by: .system("test")) { transaction in
      _ = try transaction.run("update account_password set hash = \(weak.text) where account = \(account.id)")
    }
    _ = try await desk.signedIn()
    let kept = try await desk.database.read { try $0.passwordHash(of: account.id) }
    #expect(kept?.cost == .current)
    #expect(kept?.fits(SignInDesk.password) == true)
    try desk.remove()
  }

  /// A page without what differs from visit to visit.
  private static func plain(_ body: String, _ mail: String) -> String {
    body.replacing(mail, with: "").replacing(/name="csrf" value="[0-9a-f]+"/, with: "")
  }
}

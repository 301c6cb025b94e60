// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Storage
import TestKit
import Testing

@testable import Accounts

@Suite("The second factor")
struct SignInSecondFactorTests {
  /// An account whose second factor is in use, set up through the pages; the browser that did it, and the codes on paper.
  private static func setUp(
    _ desk: SignInDesk
  ) async throws -> (account: Stored<Account>, browser: TestBrowser, factor: TimeCode, codes: [String]) {
    let account = try await desk.person()
    var browser = try await desk.signedIn()
    #expect(try await browser.send("/konto/zweiter-faktor", []).status == 303)
    let page = try await browser.get("/konto/zweiter-faktor")
    let factor = try #require(try await desk.database.read { try $0.secondFactor(of: account.id) }?.code)
    #expect(page.body.contains("<svg class=\"qr\" role=\"img\""))
    #expect(page.body.contains(String(factor.text.prefix(4))))
    let before = browser.cookies["sitzung"]
    let code = factor.code(step: TimeCode.step(at: desk.clock.moment))
    let done = try await browser.send(
      "/konto/zweiter-faktor/bestaetigen", from: "/konto/zweiter-faktor", [("code", code)])
    #expect(done.status == 200)
    #expect(browser.cookies["sitzung"] != before, "another token after a change of rights")
    let codes = done.body.matches(of: /[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}/).map { String($0.0) }
    #expect(Set(codes).count == 10)
    return (account, browser, factor, codes)
  }

  @Test("A wrong first code does not put it into use")
  func wrongFirst() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    var browser = try await desk.signedIn()
    _ = try await browser.send("/konto/zweiter-faktor", [])
    let answer = try await browser.send(
      "/konto/zweiter-faktor/bestaetigen", from: "/konto/zweiter-faktor", [("code", "000000x")])
    #expect(answer.status == 422)
    #expect(try await desk.database.read { try $0.secondFactor(of: account.id) }?.isConfirmed == false)
    try desk.remove()
  }

  @Test("A password alone opens nothing any more; a code works once")
  func replay() async throws {
    let desk = try await SignInDesk()
    let (account, _, factor, _) = try await Self.setUp(desk)
    desk.clock.pass(seconds: 60)
    var browser = desk.browser()
    let first = try await browser.signIn(SignInDesk.mail, SignInDesk.password, target: "/konto")
    #expect(first.header("Location") == "/anmelden/code?weiter=%2Fkonto")
    #expect(browser.cookies["sitzung"] == nil)
    #expect(try await browser.get("/konto").status == 303)
    let code = factor.code(step: TimeCode.step(at: desk.clock.moment))
    let second = try await browser.send("/anmelden/code", [("code", code), ("weiter", "/konto")])
    #expect(second.status == 303 && second.header("Location") == "/konto")
    #expect(try await browser.get("/konto").status == 200)
    var thief = desk.browser()
    _ = try await thief.signIn(SignInDesk.mail, SignInDesk.password)
    let again = try await thief.send("/anmelden/code", [("code", code)])
    #expect(again.status == 422, "the same code in the same half minute")
    #expect(!again.body.contains(code))
    #expect(try await desk.actions(of: account).last == "account.sign-in-failed")
    try desk.remove()
  }

  @Test("After five wrong codes the password is asked for again; without a first step there is no second")
  func tries() async throws {
    let desk = try await SignInDesk()
    _ = try await Self.setUp(desk)
    desk.clock.pass(seconds: 60)
    var browser = desk.browser()
    _ = try await browser.signIn(SignInDesk.mail, SignInDesk.password)
    let token = TestBrowser.token(in: try await browser.get("/anmelden/code").body)
    for _ in 0..<5 {
      #expect(try await browser.post("/anmelden/code", [("code", "123"), ("csrf", token)]).status == 422)
    }
    #expect(try await browser.post("/anmelden/code", [("code", "123"), ("csrf", token)]).status == 401)
    #expect(try await browser.get("/anmelden/code").status == 303)
    var late = desk.browser()
    _ = try await late.signIn(SignInDesk.mail, SignInDesk.password)
    desk.clock.pass(seconds: 601)
    #expect(try await late.get("/anmelden/code").status == 303)
    try desk.remove()
  }

  @Test("A code on paper works once, however it is typed")
  func recovery() async throws {
    let desk = try await SignInDesk()
    let (account, _, _, codes) = try await Self.setUp(desk)
    var browser = desk.browser()
    _ = try await browser.signIn(SignInDesk.mail, SignInDesk.password)
    let typed = codes[0].lowercased().replacing("-", with: " ")
    #expect(try await browser.send("/anmelden/code", [("code", typed)]).status == 303)
    var again = desk.browser()
    _ = try await again.signIn(SignInDesk.mail, SignInDesk.password)
    #expect(try await again.send("/anmelden/code", [("code", codes[0])]).status == 422)
    #expect(try await desk.database.read { try $0.recoveryCodes(of: account.id) } == 9)
    let plain = try await desk.number(
      "select count(*) from account_recovery where digest like \("%\(codes[1])%") or length(digest) <> 64"
    )
    #expect(plain == 0)
    try desk.remove()
  }

  @Test("Removing it needs the password")
  func remove() async throws {
    let desk = try await SignInDesk()
    let (account, signedIn, _, _) = try await Self.setUp(desk)
    var browser = signedIn
    let path = "/konto/zweiter-faktor/entfernen"
    let wrong = try await browser.send(path, from: "/konto/zweiter-faktor", [("passwort", "nicht das richtige")])
    #expect(wrong.status == 422)
    #expect(try await desk.database.read { try $0.secondFactor(of: account.id) } != nil)
    let right = try await browser.send(path, from: "/konto/zweiter-faktor", [("passwort", SignInDesk.password)])
    #expect(right.status == 303)
    #expect(try await desk.database.read { try $0.secondFactor(of: account.id) } == nil)
    #expect(try await desk.number("select count(*) from account_recovery") == 0)
    #expect(try await browser.get("/konto").status == 200)
    try desk.remove()
  }
}

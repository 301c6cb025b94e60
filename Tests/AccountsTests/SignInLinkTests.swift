// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Product
import Storage
import TestKit
import Testing
import Web

@testable import Accounts

@Suite("Links of letters that set a password")
struct SignInLinkTests {
  private static let fresh = [("neu", "vier grüne Kähne im Wind"), ("nochmal", "vier grüne Kähne im Wind")]

  private static func link(
    _ purpose: AccountLinkPurpose, _ account: Stored<Account>, _ desk: SignInDesk
  ) async throws -> String {
    let token = try await desk.database.write(by: .system("test")) { try $0.makeLink(purpose, for: account.id) }
    return AccountPath.link(token.text).text
  }

  @Test("An invitation makes an account active; its link works once")
  func invitation() async throws {
    let desk = try await SignInDesk()
    let letters = AccountLetters(desk.house.services)
    let account = try await desk.database.write(by: .system("test")) { transaction in
      try transaction.account(mail: "neu@ki-teststadt.de")
        ?? letters.invite(
          name: "Nora Neu", mail: "Neu@KI-teststadt.de", language: .english, by: "Anna Yilmaz",
          of: Account.installation, transaction
        ).account
    }
    let body = try await desk.database.read { connection in
      try connection.first("select blocks from outbox where purpose = 'accounts.invitation'") { $0.text() } ?? ""
    }
    #expect(body.contains("Anna Yilmaz") && body.contains("/en/anmelden/link/"))
    let token = try #require(body.firstMatch(of: /link\/([0-9a-f]{64})/)).1
    #expect(try await desk.number("select count(*) from account_link where digest = \(String(token))") == 0)
    var browser = desk.browser()
    #expect(try await browser.signIn("neu@ki-teststadt.de", "").status == 422, "no password yet, none fits")
    let path = AccountPath.link(String(token)).text
    #expect(try await browser.get(path).status == 200)
    #expect(try await browser.send(path, [("neu", "kurz"), ("nochmal", "kurz")]).status == 422)
    #expect(try await browser.send(path, Self.fresh.prefix(1) + [("nochmal", "anders als davor")]).status == 422)
    #expect(try await browser.send(path, Self.fresh).status == 303)
    #expect(try await browser.get(path).status == 404, "used up")
    #expect(try await browser.signIn("neu@ki-teststadt.de", Self.fresh[0].1).status == 303)
    #expect(try await desk.actions(of: account).contains("account.activated"))
    try desk.remove()
  }

  @Test("A used link is refused, also when it is sent twice at the same time")
  func replay() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    let path = try await Self.link(.reset, account, desk)
    var one = desk.browser()
    let page = try await one.get(path)
    let form = Self.fresh + [("csrf", TestBrowser.token(in: page.body))]
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 {
        group.addTask { [one] in
          var browser = one
          return try await browser.post(path, form).status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.sorted() == [303, 404, 404])
    #expect(try await one.post(path, form).status == 404)
    try desk.remove()
  }

  @Test("Links run out: an hour for a new password, a week for an invitation")
  func expiry() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    let reset = try await Self.link(.reset, account, desk)
    let invitation = try await Self.link(.invitation, account, desk)
    var browser = desk.browser()
    desk.clock.pass(seconds: 3601)
    #expect(try await browser.get(reset).status == 404)
    #expect(try await browser.get(invitation).status == 200)
    desk.clock.pass(seconds: 7 * 86_400)
    #expect(try await browser.get(invitation).status == 404)
    #expect(try await browser.get("/anmelden/link/zzz").status == 404)
    try desk.remove()
  }

  @Test("A new password ends every session and every other link, and marks the browser that followed the letter")
  func sessions() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    var thief = try await desk.signedIn()
    let other = try await Self.link(.reset, account, desk)
    let path = try await Self.link(.reset, account, desk)
    var owner = desk.browser()
    _ = try await owner.send(path, Self.fresh)
    #expect(try await thief.get("/konto").status == 303)
    #expect(try await owner.get(other).status == 404)
    #expect(owner.cookies["geraet"] != nil)
    #expect(try await owner.signIn(SignInDesk.mail, SignInDesk.password).status == 422, "the old password")
    #expect(try await desk.number("select count(*) from outbox where purpose = 'accounts.password-changed'") == 1)
    try desk.remove()
  }

  @Test("The job writes to those who have an account, at most three letters an hour, and to nobody else")
  func letters() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    let job = AccountLetters(desk.house.services).job
    func run(_ input: String) async throws {
      try await job.run(
        JobRun(
          id: desk.database.ids.make(), tenant: nil, principal: .visitor, input: input, checkpoint: "",
          database: desk.database, report: { _ in }))
    }
    try await run("")
    try await run(desk.database.ids.make(Account.self).text)
    #expect(try await desk.number("select count(*) from outbox") == 0)
    for _ in 0..<5 { try await run(account.id.text) }
    #expect(try await desk.number("select count(*) from outbox where purpose = 'accounts.reset'") == 3)
    try desk.remove()
  }
}

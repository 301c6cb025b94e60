// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Storage
import TestKit
import Testing

@testable import Accounts

@Suite("Limits of signing in")
struct SignInLimitsTests {
  private static func browser(_ address: String, mark: SignInToken? = nil) -> Browser {
    Browser(address: address, name: "", mark: mark, session: nil)
  }

  /// Tries without computing a password; the seconds to wait for each.
  private static func tries(
    _ count: Int, _ mail: String, from address: String, mark: SignInToken? = nil, _ desk: SignInDesk
  ) async throws -> [Int] {
    var waits: [Int] = []
    for _ in 0..<count {
      let browser = browser(address, mark: mark)
      waits.append(try await desk.database.write(by: .visitor) { try $0.beginSignIn(mail, browser).wait })
    }
    return waits
  }

  @Test("Guessing from one address soon has to wait, longer each time, and time alone helps")
  func pair() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    #expect(try await Self.tries(6, SignInDesk.mail, from: "192.0.2.1", desk) == [0, 0, 0, 0, 0, 0])
    #expect(try await Self.tries(2, SignInDesk.mail, from: "192.0.2.1", desk) == [30, 30])
    desk.clock.pass(seconds: 30)
    #expect(try await Self.tries(2, SignInDesk.mail, from: "192.0.2.1", desk) == [0, 60])
    desk.clock.pass(seconds: 86_400)
    #expect(try await Self.tries(1, SignInDesk.mail, from: "192.0.2.1", desk) == [0])
    try desk.remove()
  }

  @Test("Failures of others do not keep out a browser that has signed in before, nor another address for long")
  func others() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    let mark = try await desk.database.write(by: .system("test")) { try $0.markBrowser(of: account.id) }
    for round in 0..<40 {
      _ = try await Self.tries(5, SignInDesk.mail, from: "198.51.100.\(round)", desk)
      desk.clock.pass(seconds: 61)
    }
    let own = try await Self.tries(1, SignInDesk.mail, from: "198.51.100.1", mark: mark, desk)
    #expect(own == [0], "the owner's browser, even from the attacker's address")
    let elsewhere = try await Self.tries(1, SignInDesk.mail, from: "203.0.113.9", desk)
    #expect(elsewhere[0] <= 60)
    desk.clock.pass(seconds: 60)
    #expect(try await Self.tries(1, SignInDesk.mail, from: "203.0.113.9", desk) == [0])
    #expect(try await Self.tries(1, "kollege@ki-teststadt.de", from: "203.0.113.9", desk) == [0])
    try desk.remove()
  }

  @Test("A mark helps for its own account only, and has limits too")
  func marks() async throws {
    let desk = try await SignInDesk()
    let account = try await desk.person()
    try await desk.person("Bert Braun", mail: "bert@ki-teststadt.de")
    let mark = try await desk.database.write(by: .system("test")) { try $0.markBrowser(of: account.id) }
    #expect(try await Self.tries(7, "bert@ki-teststadt.de", from: "192.0.2.1", mark: mark, desk).last == 30)
    #expect(try await Self.tries(10, SignInDesk.mail, from: "192.0.2.1", mark: mark, desk).last == 30)
    try desk.remove()
  }

  @Test("One address that tries many accounts has to wait")
  func address() async throws {
    let desk = try await SignInDesk()
    for number in 0..<41 { _ = try await Self.tries(1, "mail\(number)@x.de", from: "192.0.2.1", desk) }
    #expect(try await Self.tries(1, "noch-eine@x.de", from: "192.0.2.1", desk) == [60])
    #expect(try await Self.tries(1, "noch-eine@x.de", from: "192.0.2.2", desk) == [0])
    try desk.remove()
  }

  @Test("Tries at the same time are counted before any password is looked at")
  func parallel() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    let free = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<30 {
        group.addTask { try await Self.tries(1, SignInDesk.mail, from: "192.0.2.1", desk)[0] == 0 ? 1 : 0 }
      }
      return try await group.reduce(0, +)
    }
    #expect(free == 6)
    try desk.remove()
  }

  @Test("Who has to wait reads for how long, and a right sign-in forgives what was typed wrong before")
  func pages() async throws {
    let desk = try await SignInDesk()
    try await desk.person()
    var browser = desk.browser()
    for _ in 0..<2 { _ = try await browser.signIn(SignInDesk.mail, "nicht das richtige") }
    #expect(try await browser.signIn(SignInDesk.mail, SignInDesk.password).status == 303)
    let left = try await desk.number("select coalesce(sum(failures), 0) from sign_in_count")
    #expect(left == 4, "two each of account and address")
    _ = try await Self.tries(6, SignInDesk.mail, from: "", desk)
    var stranger = desk.browser()
    let answer = try await stranger.signIn(SignInDesk.mail, SignInDesk.password)
    #expect(answer.status == 429)
    #expect(answer.body.contains("30 Sekunden"))
    #expect(stranger.cookies["sitzung"] == nil)
    try desk.remove()
  }

  @Test("Counts hold neither mail addresses nor network addresses")
  func digests() async throws {
    let desk = try await SignInDesk()
    _ = try await Self.tries(1, SignInDesk.mail, from: "192.0.2.1", desk)
    let plain = try await desk.number(
      "select count(*) from sign_in_count where name like '%anna%' or name like '%192.0%' or length(name) <> 64")
    #expect(plain == 0)
    try desk.remove()
  }

  @Test("More people than can be computed for are asked to come back, instead of waiting for ever")
  func press() async throws {
    let press = PasswordPress(limit: 2)
    let refused = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do {
            _ = try await press.make("egal", cost: PasswordHash.Cost(rounds: 15, blocks: 8, lanes: 1))
            return false
          } catch {
            return (error as? Problem)?.code == "sign-in.busy"
          }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect((1...6).contains(refused))
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Testing

@testable import Accounts

@Suite("Rules of signing in")
struct SignInRulesTests {
  @Test(
    "Codes are those of RFC 6238, appendix B",
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
  func codes(seconds: Int64, code: String) {
    let factor = TimeCode(secret: Array("12345678901234567890".utf8))
    #expect(factor.code(step: seconds / 30) == code)
    let moment = Moment(milliseconds: seconds * 1000)
    #expect(factor.step(of: code, at: moment, after: 0) == seconds / 30)
    #expect(factor.step(of: code, at: moment.adding(seconds: 30), after: 0) == seconds / 30)
    #expect(factor.step(of: code, at: moment.adding(seconds: 60), after: 0) == nil)
    #expect(factor.step(of: code, at: moment, after: seconds / 30) == nil, "used already")
    #expect(TimeCode(factor.text.lowercased()) == factor)
  }

  @Test(
    "A sign-in leads on to pages of ours only",
    arguments: [
      "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "https://evil.example", "https:evil",
      "javascript:alert(1)", "/%2F/evil.example", "/%2Fevil.example", "/%5Cevil.example", "/%5cevil", "/a//b",
      "/.//evil",
      "/a\r\nSet-Cookie: x=1", "/a%0d%0aSet-Cookie:x", "/a\tb", "\t//evil", " /konto", "/a\u{0}", "/a%00", "/ä", "",
      "konto",
      "/anmelden", "/anmelden/code", "/abmelden", "/abmelden?x=1",
    ])
  func foreignTargets(target: String) {
    #expect(LocalTarget(target) == nil)
  }

  @Test(
    "Pages of ours stay as they are", arguments: ["/konto", "/arbeitsplatz/angebote?q=a%20b&seite=2", "/x?weg=//y"])
  func ownTargets(target: String) {
    #expect(LocalTarget(target)?.text == target)
  }

  @Test(
    "Passwords that are easy to guess are refused",
    arguments: [
      ("kurz", "password.short"), ("passwort1234", "password.frequent"), ("Willkommen2026!", "password.frequent"),
      ("123456789012", "password.frequent"), ("987654321098", "password.frequent"),
      ("qwertzuiopasd", "password.frequent"),
      ("abababababababab", "password.frequent"), ("anna.yilmaz.2026", "password.own"),
      ("meine YILMAZ hier", "password.own"),
      (String(repeating: "abcdefgh ", count: 40), "password.long"),
    ])
  func badPasswords(password: String, code: String) {
    let problem = PasswordRules.problem(password, name: "Anna Yilmaz", mail: SignInDesk.mail, field: "neu")
    #expect(problem?.code == code)
  }

  @Test("Long ones need no signs", arguments: [SignInDesk.password, "hA7!kPq2#xZ9", "Herbstlaub im Kreis Unna"])
  func goodPasswords(password: String) {
    #expect(PasswordRules.problem(password, name: "Anna Yilmaz", mail: SignInDesk.mail, field: "neu") == nil)
  }

  @Test("A kept password names its costs, and unreadable or absurd ones are none")
  func hashes() throws {
    let hash = PasswordHash.make("grüne Wege", cost: PasswordHash.Cost(rounds: 10, blocks: 8, lanes: 1))
    #expect(hash.text.hasPrefix("scrypt$ln=10,r=8,p=1$"))
    let read = try #require(PasswordHash(hash.text))
    #expect(read == hash)
    #expect(read.fits("grüne Wege"))
    #expect(read.fits("gru\u{308}ne Wege"), "composed by another keyboard")
    #expect(!read.fits("grüne Wege "))
    #expect(PasswordHash(hash.text.replacing("ln=10", with: "ln=30")) == nil)
    #expect(PasswordHash("scrypt$ln=15,r=8,p=1$00$00") == nil)
    #expect(!PasswordHash.nobody.fits(""))
  }

  @Test("Waits grow, have an end, and are forgotten")
  func waits() {
    #expect((0...5).allSatisfy { SignInLimit.pair.wait(after: $0) == 0 })
    #expect((6...9).map { SignInLimit.pair.wait(after: $0) } == [30, 60, 120, 240])
    #expect(SignInLimit.pair.wait(after: 10_000) == 3600)
    #expect(SignInLimit.account.wait(after: 1_000_000) == 60, "nobody can keep a person out for longer")
    let now = TestMoment.now
    #expect(SignInLimit.pair.wait(after: 7, last: now, now: now.adding(seconds: 10)) == 50)
    #expect(SignInLimit.pair.wait(after: 99, last: now, now: now.adding(seconds: 86_400)) == 0)
  }

  @Test(
    "What a request says of its address is believed from a proxy on the same machine only, and of that its last word",
    arguments: [
      ("203.0.113.5", "192.0.2.1", "203.0.113.5"), ("127.0.0.1", "192.0.2.1", "192.0.2.1"),
      ("::1", "10.0.0.1, 192.0.2.7", "192.0.2.7"), ("127.0.0.1", "", "127.0.0.1"),
      ("127.0.0.1", String(repeating: "x", count: 60), "127.0.0.1"),
    ])
  func forwarded(remote: String, header: String, address: String) {
    #expect(NetworkAddress.visitor(remote, forwarded: header) == address)
  }

  @Test(
    "One household's IPv6 addresses are one address",
    arguments: [
      ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"), ("2001:db8:1:2::1", "2001:db8:1:2"), ("2001:db8::1", "2001:db8:0:0"),
      ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("fe80::1%eth0", "fe80:0:0:0"),
    ])
  func networks(address: String, block: String) {
    #expect(NetworkAddress.block(of: address) == block)
  }

  @Test("Only the press computes passwords, so no request ever does it on an event loop")
  func pressOnly() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Accounts/SignIn")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let others = files.filter { !["Scrypt.swift", "PasswordPress.swift"].contains($0.lastPathComponent) }
    #expect(others.count > 20)
    for file in others {
      let code = try String(contentsOf: file, encoding: .utf8)
      #expect(!code.contains("PasswordHash.make("), "\(file.lastPathComponent)")
      let direct = code.matches(of: /(\w+)\.fits\(/).filter { $0.1 != "press" }
      #expect(direct.isEmpty, "\(file.lastPathComponent)")
    }
  }

  @Test("What a browser calls itself is shortened to words that we know")
  func devices() {
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    #expect(DeviceName.text(firefox) == "Firefox, Linux")
    #expect(DeviceName.text("<script>alert(1)</script>").isEmpty)
    #expect(DeviceName.text(nil).isEmpty)
  }
}

enum TestMoment {
  static let now = Moment(milliseconds: 1_795_421_700_000)
}

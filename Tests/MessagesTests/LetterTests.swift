// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Testing

@testable import Messages

extension Letter {
  static func sample(
    to address: String = "ada@example.org", name: String = "Ada Lovelace", language: Language = .german,
    subject: String = "Einladung", purpose: String = "accounts.invitation",
    blocks: [Block] = [
      .paragraph("Willkommen."), .button("Anmelden", address: "https://verbund.example/anmelden?t=geheim"),
    ]
  ) -> Letter {
    Letter(purpose: purpose, to: address, name: name, language: language, subject: subject, blocks: blocks)
  }
}

@Suite("What a letter may hold")
struct LetterTests {
  @Test(
    "Nothing becomes a header, a second addressee or a command",
    arguments: [
      .sample(subject: "Hallo\r\nBcc: alle@example.org"), .sample(subject: "Hallo\nX: y"), .sample(subject: "a\u{0}b"),
      .sample(subject: "a\u{2028}Bcc: b"), .sample(subject: "a\u{85}b"), .sample(subject: ""),
      .sample(subject: String(repeating: "x", count: 201)), .sample(name: "Ada\r\nBcc: x@y.de"),
      .sample(to: "ada@example.org\r\nDATA"), .sample(to: "ada@example.org> RCPT TO:<b@example.org"),
      .sample(to: "ada@example.org,b@example.org"), .sample(to: "ada"), .sample(to: "@example.org"), .sample(to: "a@"),
      .sample(to: "a..b@example.org"), .sample(to: "a b@example.org"), .sample(to: "\"a\"@example.org"),
      .sample(to: "a@-example.org"), .sample(to: "a@exa mple.org"), .sample(to: "ä@example.org"),
      .sample(purpose: "Zweck\r\nX"), .sample(blocks: []), .sample(blocks: [.paragraph("a\u{0}")]),
      .sample(blocks: [.paragraph("a\rb")]), .sample(blocks: [.button("Los", address: "javascript:alert(1)")]),
      .sample(blocks: [.button("Los", address: "https://x.example/\" onclick=\"")]),
      .sample(blocks: [.button("Los\nX", address: "https://x.example")]),
    ] as [Letter])
  func refused(letter: Letter) {
    #expect(!LetterRules.problems(in: letter).isEmpty)
  }

  @Test(
    "Real addresses pass",
    arguments: ["ada@example.org", "a.b+c@sub.example.de", "o'neil@xn--kln-sna.de", "x@localhost", "A_1-b@EXAMPLE.ORG"])
  func accepted(address: String) {
    #expect(LetterRules.problems(in: .sample(to: address)).isEmpty)
  }

  @Test("Blocks are kept as they are; without links nothing of an address is left")
  func blocks() throws {
    let blocks: [Letter.Block] = [
      .paragraph("Zwei\nZeilen \"quer\""), .button("Los", address: "https://x.example/?a=1&b=2"), .note("مرحبا"),
    ]
    #expect(try BlockText.decoded(BlockText.encoded(blocks)) == blocks)
    let kept = BlockText.encoded(BlockText.withoutLinks(blocks))
    #expect(!kept.contains("x.example"))
    #expect(throws: Problem.self) { try BlockText.decoded("[[\"x\",\"y\"]]") }
  }
}

@Suite("Where mails leave")
struct MailConfigurationTests {
  private let from = "Verbund <verbund@integration.example>"

  @Test("Nothing configured keeps mails; half of it is refused and the variable named")
  func missing() throws {
    #expect(try MailConfiguration.read([:]) == nil)
    #expect(MailConfiguration.announcement(nil).contains("VERBUND_SMTP"))
    #expect(throws: Problem.self) { try MailConfiguration.read(["VERBUND_SMTP": "smtp://mail.example"]) }
    #expect(throws: Problem.self) { try MailConfiguration.read(["VERBUND_MAIL_FROM": from]) }
  }

  @Test("The address is read with its password, which nothing shows")
  func password() throws {
    let server = "smtp://verbund:ge%40h%3Aeim@mail.example"
    let read = try #require(try MailConfiguration.read(["VERBUND_SMTP": server, "VERBUND_MAIL_FROM": from]))
    #expect(read.url == "smtp://mail.example:587/integration.example" && read.isSecure && read.seconds == 60)
    #expect(read.password?.text == "ge@h:eim")
    var dumped = ""
    dump(read, to: &dumped)
    for text in [dumped, "\(read)", String(reflecting: read), MailConfiguration.announcement(read)] {
      #expect(!text.contains("ge@h") && !text.contains("ge%40h"))
    }
  }

  @Test(
    "What cannot work is refused without telling the value",
    arguments: [
      "http://mail.example", "mail.example", "smtp://", "smtp://a:geheim@mail.example?starttls=off",
      "smtp://a@mail.example", "smtps://mail.example?starttls=off", "smtp://mail.example?timeout=1",
      "smtp://mail.example?unsicher=ja", "smtp://a:geheim@mail.example/pfad",
    ])
  func refused(server: String) {
    do {
      _ = try MailConfiguration.read(["VERBUND_SMTP": server, "VERBUND_MAIL_FROM": from])
      Issue.record("accepted")
    } catch {
      #expect(error.field == "VERBUND_SMTP" && !error.sentence.contains("geheim@"))
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Testing

@testable import Messages

@Suite("The bytes of a mail")
struct MailBytesTests {
  private func mail(_ letter: Letter, _ letterhead: Letterhead = Letterhead(name: "KI Köln")) throws -> String {
    let sender = try #require(MailSender("Verbund <verbund@integration.example>"))
    let text = MailText(
      name: letter.name, language: letter.language, subject: letter.subject, blocks: letter.blocks,
      letterhead: letterhead)
    let bytes = MailBytes(
      id: Identifier(high: 1, low: 2), messageID: "<1@integration.example>", sender: sender, address: letter.address,
      text: text, date: Moment(milliseconds: 1_795_421_700_000))
    return String(decoding: bytes.bytes, as: UTF8.self)
  }

  private static let long: [Letter] = [
    .sample(), .sample(name: "Ayşe Yılmaz-Große von und zu Überlingen an der Aach"), .sample(name: "=?UTF-8?Q?x?="),
    .sample(name: "A, B <c@d.e>"), .sample(subject: String(repeating: "lang ", count: 39) + "Ende"),
    .sample(language: .arabic, subject: String(repeating: "مرحبا ", count: 30) + "م"),
    .sample(blocks: [
      .paragraph(String(repeating: "ohneLeerzeichen", count: 300)), .note(".\n..\nFrom mir \n= ende \t"),
    ]),
    .sample(subject: "👩‍👩‍👧‍👦 Familie", blocks: [.paragraph(String(repeating: "👩‍👩‍👧‍👦", count: 40))]),
  ]

  @Test(
    "Only ASCII, no line longer than 76 signs in the text and 78 in the head, every line ended by CR LF",
    arguments: long)
  func lines(letter: Letter) throws {
    let mail = try mail(letter)
    #expect(mail.utf8.allSatisfy { $0 < 128 })
    let lines = mail.utf8.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.dropLast().allSatisfy { $0.last == 13 && $0.dropLast().count <= 78 && !$0.dropLast().contains(13) })
  }

  @Test("The head holds each field once and nothing else, whatever name and subject are", arguments: long)
  func head(letter: Letter) throws {
    let head = try mail(letter).components(separatedBy: "\r\n\r\n")[0].replacingOccurrences(of: "\r\n ", with: " ")
    let names = head.components(separatedBy: "\r\n").map { $0.components(separatedBy: ":")[0] }
    #expect(
      names == [
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version",
        "Content-Type",
      ])
    #expect(head.contains("Date: Mon, 23 Nov 2026 08:15:00 +0000"))
  }

  @Test("Encoded words end between characters and give the subject back", arguments: long)
  func words(letter: Letter) throws {
    var decoded = ""
    let encoded = MailBytes.words(letter.subject)
    if encoded.hasPrefix("=?") {
      for word in encoded.components(separatedBy: "\r\n ") {
        let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
        decoded += try #require(String(data: data, encoding: .utf8))
      }
    } else {
      decoded = encoded
    }
    #expect(decoded == letter.subject)
  }

  @Test("Quoted-printable gives every text back, blanks at line ends included")
  func roundTrip() throws {
    var random = SeededNumbers(seed: 3)
    let signs = Array("abc =.\t_?äß€👍مر\n\n")
    for _ in 0..<300 {
      let text = String(
        (0..<Int.random(in: 0...260, using: &random)).map { _ in signs.randomElement(using: &random) ?? "a" })
      let encoded = QuotedPrintable.encoded(text)
      #expect(
        encoded.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 && $0.last != " " && $0.last != "\t" })
      #expect(Self.decoded(encoded) == text)
    }
  }

  private static func decoded(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(
      text.replacingOccurrences(of: "=\r\n", with: "").replacingOccurrences(of: "\r\n", with: "\n").utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 61 {
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("Markup in a text stays text; Arabic mails run from right to left; nothing is fetched")
  func html() {
    let text = MailText(
      name: "<b>", language: .arabic, subject: "<script>",
      blocks: [.paragraph("<img src=x>\n&"), .button("Los", address: "https://x.example/?a&b")],
      letterhead: Letterhead(name: "KI <i>"))
    #expect(text.html.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(text.html.contains("href=\"https://x.example/?a&amp;b\""))
    for tag in ["<img", "<script", "<b>", "<i>", "src="] where tag != "src=" { #expect(!text.html.contains(tag)) }
    #expect(!text.html.contains("url(") && !text.html.contains("<link"))
    #expect(text.plain.contains("Los:\nhttps://x.example/?a&b\n"))
  }
}

@Suite("What a server's answer means")
struct MailOutcomeTests {
  @Test(
    "Addresses are marked only where the answer speaks of them",
    arguments: [
      ("RCPT", 550, "550 5.1.1 User unknown", "address"), ("RCPT", 550, "550 No such user", "address"),
      ("RCPT", 550, "550-5.1.1 Zeile", "address"), ("RCPT", 550, "550 5.7.1 Relay denied", "mail"),
      ("RCPT", 554, "554 Nein", "mail"), ("RCPT", 451, "451 Greylisted", "later"), ("DATA", 554, "554 Spam", "mail"),
      ("DATA", 452, "452 Voll", "later"), ("MAIL", 552, "552 Zu groß", "mail"), ("MAIL", 550, "550 Absender", "server"),
      ("AUTH", 535, "535 Nein", "server"), ("", 554, "554 Niemand da", "server"), ("RCPT", 421, "421 Ende", "server"),
      ("", 0, "", "server"),
    ])
  func outcomes(stage: String, code: Int, line: String, expected: String) {
    let outcome = OutboxRules.outcome(of: MailReply(stage: stage, code: code, line: line, fault: 55))
    let name =
      switch outcome {
      case .accepted: "accepted"
      case .addressRefused: "address"
      case .mailRefused: "mail"
      case .postponed: "later"
      case .serverFault: "server"
      }
    #expect(name == expected)
  }

  @Test("Eight tries within three days")
  func delays() {
    #expect(OutboxRules.tries == 8 && OutboxRules.delays.reduce(0, +) == 67 * 3600 + 11 * 60)
    #expect(OutboxRules.delay(afterTry: 1) == 60 && OutboxRules.delay(afterTry: 8) == nil)
  }
}

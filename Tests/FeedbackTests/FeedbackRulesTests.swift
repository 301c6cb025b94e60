// SPDX-License-Identifier: EUPL-1.2
import Feedback
import Kernel
import Records
import Testing

@Suite("Rules of messages")
struct FeedbackRulesTests {
  private static func message(_ change: (inout FeedbackMessage) -> Void) -> FeedbackMessage {
    var message = FeedbackMessage(id: RecordID(Identifier(high: 0x018F_0000_0000_7000, low: 0x8000_0000_003F_9A1C)))
    message.reference = "R-2026-3F9A1C"
    message.text = "Die Telefonnummer stimmt nicht."
    change(&message)
    return message
  }

  @Test("The description has no defects: personal data name purpose, basis and retention")
  func description() {
    #expect(FeedbackMessage.descriptor.info.defects() == [])
    let personal = FeedbackMessage.descriptor.fields.filter { $0.info.personal != nil }
    #expect(personal.map(\.name) == ["text", "technology", "provider", "name", "mail"])
    #expect(personal.allSatisfy { $0.info.personal?.retention == .days(180) })
  }

  @Test(
    "A barrier is due one month after it arrived",
    arguments: [
      ("2026-11-23", "2026-12-23"), ("2026-12-31", "2027-01-31"), ("2027-01-31", "2027-02-28"),
      ("2028-01-30", "2028-02-29"), ("2026-03-31", "2026-04-30"),
    ])
  func due(_ received: String, _ due: String) throws {
    let day = try #require(Day(iso: received))
    #expect(FeedbackRules.due(for: .barrier, received: day)?.iso == due)
    #expect(FeedbackRules.due(for: .praise, received: day) == nil)
  }

  @Test("A good message has no problems")
  func good() {
    #expect(FeedbackRules.problems(in: Self.message { $0.mail = "leyla@beispiel.de" }) == [])
  }

  @Test("Each mistake is told once, at its field")
  func mistakes() {
    let table: [(FeedbackMessage, String, String)] = [
      (Self.message { $0.text = "" }, "feedback.no-text", "text"),
      (Self.message { $0.text = String(repeating: "ä", count: 4001) }, "feedback.long-text", "text"),
      (Self.message { $0.mail = "leyla@" }, "feedback.no-mail", "mail"),
      (Self.message { $0.mail = "leyla@beispiel.de, b@c.de" }, "feedback.no-mail", "mail"),
      (Self.message { $0.name = String(repeating: "n", count: 201) }, "feedback.long-line", "name"),
      (Self.message { $0.name = "Leyla\nBcc: x@y.de" }, "feedback.not-plain", "name"),
      (Self.message { $0.link = "javascript:alert(1)" }, "feedback.no-link", "link"),
      (Self.message { $0.topic = .newOffer }, "feedback.no-title", "offer_title"),
    ]
    for (message, code, field) in table {
      let problems = FeedbackRules.problems(in: message)
      #expect(problems.map(\.code) == [code])
      #expect(problems.map(\.field) == [field])
    }
  }

  @Test("4,000 characters are possible, however many bytes they take")
  func longest() {
    #expect(FeedbackRules.problems(in: Self.message { $0.text = String(repeating: "ش", count: 4000) }) == [])
  }

  @Test("A reference is recognised, anything else is not shown")
  func references() throws {
    let day = try #require(Day(iso: "2026-11-23"))
    let reference = FeedbackRules.reference(Self.message { _ in }.id, on: day)
    #expect(reference == "R-2026-3F9A1C" && FeedbackRules.isReference(reference))
    for text in ["", "R-2026-3F9A1", "R-2026-3F9A1<", "X-2026-3F9A1C", "R-2026-3f9a1c", "R-2026-3F9A1CC"] {
      #expect(!FeedbackRules.isReference(text))
    }
  }
}

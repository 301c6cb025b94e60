// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Messages
internal import Storage
internal import Web
internal import Workplace

/// Tells a centre by mail that somebody wrote; nothing of the message is in the mail.
struct FeedbackLetters: Sendable {
  private let services: Services

  init(_ services: Services) { self.services = services }

  /// Nothing where the centre or coordination body has no mail address.
  func letter(_ message: FeedbackMessage, for tenant: TenantID, _ centers: CenterBook, on today: Day) -> Letter? {
    let address = centers[tenant]?.mail ?? centers.bodies.first { $0.tenant == tenant }?.mail ?? ""
    if address.isEmpty { return nil }
    let texts = services.texts(.german)
    let due = FeedbackRules.due(for: message.topic, received: today)
    return Letter(
      purpose: "feedback.received", to: address, language: .german,
      subject: texts(FeedbackWord.letterSubject, ["topic": message.topic.label]),
      blocks: [
        .paragraph(texts(FeedbackWord.letterText, ["topic": message.topic.label]))
      ] + (due.map { [.paragraph(texts(FeedbackWord.letterDue, ["day": $0.german]))] } ?? []) + [
        .button(
          texts[FeedbackWord.letterButton],
          address: services.site.address + FeedbackDesk.path.record(message.id.text).text)
      ])
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// What a message must have before it is kept, and by when it must be answered.
package enum FeedbackRules {
  /// Everything that is wrong with a message, told for the fields of the record.
  package static func problems(in message: FeedbackMessage) -> [Problem] {
    var problems: [Problem] = []
    if message.topic == .newOffer, message.offerTitle.isEmpty {
      problems.append(
        Problem("feedback.no-title", .invalid, "Bitte schreiben Sie, wie das Angebot heißt.", field: "offer_title"))
    }
    if message.text.isEmpty {
      problems.append(Problem("feedback.no-text", .invalid, "Bitte schreiben Sie uns eine Nachricht.", field: "text"))
    }
    return problems + FeedbackMessage.descriptor.problems(in: message).compactMap(told)
  }

  /// The same problem with a sentence that exists in all languages; nothing for what is said already.
  private static func told(_ problem: Problem) -> Problem? {
    switch (problem.code, problem.field) {
    case ("record.required", _): nil
    case ("record.too-long", "text"):
      Problem(
        "feedback.long-text", .invalid,
        "Die Nachricht ist zu lang. Möglich sind \(FeedbackMessage.textLimit) Zeichen.", field: "text")
    case ("record.too-long", let field):
      Problem("feedback.long-line", .invalid, "Diese Angabe ist zu lang.", field: field)
    case (_, "mail"):
      Problem(
        "feedback.no-mail", .invalid, "Die E-Mail-Adresse ist nicht vollständig, zum Beispiel: name@beispiel.de",
        field: "mail")
    case (_, "link"):
      Problem(
        "feedback.no-link", .invalid, "Die Internetadresse ist nicht vollständig, zum Beispiel: https://beispiel.de",
        field: "link")
    case (_, let field):
      Problem(
        "feedback.not-plain", .invalid, "Diese Angabe enthält Zeichen, die hier nicht möglich sind.", field: field)
    }
  }

  /// The last day to answer: one month later (BITVNRW); the month's last day where that day does not exist (§ 188 Abs. 3 BGB).
  package static func due(for topic: FeedbackMessage.Topic, received day: Day) -> Day? {
    guard topic == .barrier else { return nil }
    let (year, month, number) = day.components
    let (nextYear, nextMonth) = month == 12 ? (year + 1, 1) : (year, month + 1)
    return Day(year: nextYear, month: nextMonth, day: min(number, Day.length(of: nextMonth, in: nextYear)))
  }

  /// `R-2026-3F9A1C`: the year and the last digits of the id.
  package static func reference(_ id: RecordID<FeedbackMessage>, on day: Day) -> String {
    "R-\(day.year)-\(id.text.suffix(6).uppercased())"
  }

  /// Whether a text of an address can be a reference.
  package static func isReference(_ text: String) -> Bool {
    text.utf8.count == 13 && text.hasPrefix("R-")
      && text.utf8.dropFirst(2).allSatisfy { $0 == 45 || (48...57).contains($0) || (65...70).contains($0) }
  }
}

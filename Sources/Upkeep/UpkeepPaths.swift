// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Messages
internal import Storage
package import Web

/// The addresses of jobs and mails at the workplace.
package enum UpkeepPath {
  static let jobsPattern = "/arbeitsplatz/betrieb/auftraege"
  static let stopPattern = "/arbeitsplatz/betrieb/auftraege/{id}/anhalten"
  static let retryPattern = "/arbeitsplatz/betrieb/auftraege/{id}/wiederholen"
  static let mailsPattern = "/arbeitsplatz/betrieb/nachrichten"
  static let mailPattern = "/arbeitsplatz/betrieb/nachrichten/{id}"
  static let resendPattern = "/arbeitsplatz/betrieb/nachrichten/{id}/erneut"

  /// The list of jobs.
  package static func jobs() -> Path { jobs(nil) }

  /// The list of mails.
  package static func mails() -> Path { mails(MailFilter()) }

  static func jobs(_ state: JobState?, page: Int = 1, told: UpkeepNotice? = nil) -> Path {
    Path(
      "arbeitsplatz", "betrieb", "auftraege",
      query: [("zustand", state?.rawValue ?? ""), number(page), ("gemacht", told?.rawValue ?? "")])
  }

  static func stop(_ id: RecordID<JobEntry>) -> Path {
    Path("arbeitsplatz", "betrieb", "auftraege", id.text, "anhalten")
  }

  static func retry(_ id: RecordID<JobEntry>) -> Path {
    Path("arbeitsplatz", "betrieb", "auftraege", id.text, "wiederholen")
  }

  static func mails(_ filter: MailFilter, page: Int = 1) -> Path {
    Path(
      "arbeitsplatz", "betrieb", "nachrichten",
      query: [("zustand", filter.state?.rawValue ?? ""), ("suche", filter.words), number(page)])
  }

  static func mail(_ id: RecordID<Letter>, told: UpkeepNotice? = nil) -> Path {
    Path("arbeitsplatz", "betrieb", "nachrichten", id.text, query: [("gemacht", told?.rawValue ?? "")])
  }

  static func resend(_ id: RecordID<Letter>) -> Path {
    Path("arbeitsplatz", "betrieb", "nachrichten", id.text, "erneut")
  }

  private static func number(_ page: Int) -> (String, String) { ("page", page > 1 ? String(page) : "") }
}

/// What a page says after something was done.
enum UpkeepNotice: String { case stopped = "angehalten", retried = "neu", resent = "erneut" }

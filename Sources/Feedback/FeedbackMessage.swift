// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// What somebody outside wrote to a centre: praise, a correction, a suggested offer, a barrier (F12, F13, F179).
package struct FeedbackMessage: Record, Equatable {
  package enum Topic: String, FieldChoice {
    case error, missing, gone, praise, suggestion, barrier
    case newOffer = "new_offer"

    package var label: String {
      switch self {
      case .error: "Eine Angabe ist falsch"
      case .missing: "Eine Angabe fehlt"
      case .gone: "Das gibt es nicht mehr"
      case .praise: "Lob"
      case .suggestion: "Vorschlag oder etwas anderes"
      case .barrier: "Barriere"
      case .newOffer: "Neues Angebot"
      }
    }
  }

  package enum Status: String, FieldChoice {
    case open, done

    package var label: String { self == .open ? "Offen" : "Erledigt" }
  }

  package let id: RecordID<FeedbackMessage>
  /// What people name when they ask again: `R-2026-3F9A1C`.
  package var reference = ""
  package var topic = Topic.suggestion
  /// The kind of record it is about (`offer`), or `page`, `search`; empty for none.
  package var aboutKind = ""
  /// The record's id, the page's address or the words that were searched.
  package var about = ""
  /// How it was called when somebody wrote.
  package var aboutTitle = ""
  package var text = ""
  /// With what somebody uses the pages, for barriers: a screen reader, only the keyboard.
  package var technology = ""
  /// Name, provider and web page of a suggested offer.
  package var offerTitle = ""
  package var provider = ""
  package var link = ""
  package var name = ""
  package var mail = ""
  /// The language in which the form was read.
  package var language = "de"
  package var status = Status.open
  /// The day by which it must be answered; only barriers have one.
  package var due: Day?

  package init(id: RecordID<FeedbackMessage>) { self.id = id }

  package static let textLimit = 4000
  package static let lineLimit = 200

  /// Deleted 180 days after the message was dealt with and archived.
  private static let personal = PersonalData(
    purpose: "Antwort auf die Nachricht",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 Abs. 1 DSG NRW", retention: .days(180))

  package static let descriptor = RecordDescriptor<FeedbackMessage>(
    "feedback", (one: "Rückmeldung", many: "Rückmeldungen"),
    fields: [
      .text("reference", \.reference, "Kennung", limit: 20, .required, .listed, .audience(.staff)),
      .choice("topic", \.topic, "Worum es geht", .required, .listed, .audience(.staff)),
      .text("about_kind", \.aboutKind, "Art des Gegenstands", limit: 40, .audience(.staff)),
      .text("about", \.about, "Gegenstand", limit: 500, .audience(.staff)),
      .text("about_title", \.aboutTitle, "Name des Gegenstands", limit: 300, .listed, .audience(.staff)),
      .longText(
        "text", \.text, "Nachricht", limit: textLimit, .required, .audience(.staff), .personal(personal)),
      .text("technology", \.technology, "Verwendete Technik", limit: lineLimit, .audience(.staff), .personal(personal)),
      .text("offer_title", \.offerTitle, "Name des Angebots", limit: lineLimit, .audience(.staff)),
      .text(
        "provider", \.provider, "Träger des Angebots", limit: lineLimit, .audience(.staff), .personal(personal)),
      .link("link", \.link, "Internetseite des Angebots", .audience(.staff)),
      .text("name", \.name, "Name", limit: lineLimit, .audience(.staff), .personal(personal)),
      .mail("mail", \.mail, "E-Mail", .audience(.staff), .personal(personal)),
      .text("language", \.language, "Sprache", limit: 3, .required, .audience(.staff)),
      .choice("status", \.status, "Status", .listed, .audience(.staff)),
      .day("due", \.due, "Zu beantworten bis", .listed, .audience(.staff)),
    ])
}

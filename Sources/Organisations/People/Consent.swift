// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// That somebody agreed to something, on which day and how, until when, and whether they took it back (F92).
///
/// A withdrawn consent is never deleted before its retention ends: it proves that what happened before was allowed.
package struct Consent: Record, Equatable {
  package enum Purpose: String, FieldChoice {
    /// Name and ways of contact on the portal.
    case publication
    /// Seen by other centres in the shared address book (F93).
    case addressBook
    case mailing, photo

    package var label: String {
      switch self {
      case .publication: "Veröffentlichung auf der Internetseite"
      case .addressBook: "Gemeinsames Adressbuch der Zentren"
      case .mailing: "Einladungen und Rundmails"
      case .photo: "Fotos"
      }
    }
  }

  package enum Source: String, FieldChoice {
    case form, mail, spoken, online

    package var label: String {
      switch self {
      case .form: "Unterschriebenes Formular"
      case .mail: "E-Mail oder Brief"
      case .spoken: "Gespräch"
      case .online: "Formular im Internet"
      }
    }
  }

  package let id: RecordID<Consent>
  /// In words; the words of the purpose where nothing was typed.
  package var subject = ""
  package var person: RecordID<ContactPerson>?
  package var purpose = Purpose.publication
  package var source = Source.form
  package var givenOn: Day?
  package var expiresOn: Day?
  package var withdrawnOn: Day?
  package var note = ""

  package init(id: RecordID<Consent>) { self.id = id }

  private static let personal = PersonalData(
    purpose: "Nachweis der Einwilligung", legalBasis: "Art. 7 Abs. 1 DSGVO", retention: .days(1095))

  package static let descriptor = RecordDescriptor<Consent>(
    "consent", (one: "Einwilligung", many: "Einwilligungen"),
    fields: [
      .text(
        "subject", \.subject, "Worin eingewilligt wurde", limit: 200, .listed, .audience(.staff), .personal(personal),
        .hint("Leer: der Zweck.")),
      .reference("person", \.person, "Person", to: "contact_person", .required, .listed, .audience(.staff)),
      .choice("purpose", \.purpose, "Zweck", .listed, .audience(.staff)),
      .choice("source", \.source, "Wie erteilt", .listed, .audience(.staff)),
      .day("given_on", \.givenOn, "Erteilt am", .required, .listed, .audience(.staff)),
      .day("expires_on", \.expiresOn, "Gilt bis", .listed, .audience(.staff)),
      .day("withdrawn_on", \.withdrawnOn, "Widerrufen am", .listed, .audience(.staff)),
      .longText(
        "note", \.note, "Nachweis", limit: 1000, .audience(.staff), .personal(personal),
        .hint("Wo das Formular liegt, oder von wem die Mail kam.")),
    ])

  package func holds(on day: Day) -> Bool {
    (givenOn.map { $0 <= day } ?? false) && (expiresOn.map { $0 >= day } ?? true)
      && (withdrawnOn.map { $0 > day } ?? true)
  }

  /// What speaks against it beside the limits of its fields.
  package var problems: [Problem] {
    guard let givenOn else { return [] }
    var problems: [Problem] = []
    if let expiresOn, expiresOn < givenOn {
      problems.append(Problem("consent.days", .invalid, "„Gilt bis“ liegt vor „Erteilt am“.", field: "expires_on"))
    }
    if let withdrawnOn, withdrawnOn < givenOn {
      problems.append(
        Problem("consent.days", .invalid, "„Widerrufen am“ liegt vor „Erteilt am“.", field: "withdrawn_on"))
    }
    return problems
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// Somebody at an organisation or a place whom the centre's people call.
///
/// Only staff see contact people. The portal shows one only after the person agreed, on a day that is kept with it.
package struct ContactPerson: Record, Equatable {
  package let id: RecordID<ContactPerson>
  package var name = ""
  package var role = ""
  package var mail = ""
  package var phone = ""
  package var organisation: RecordID<Organisation>?
  package var place: RecordID<Place>?
  package var isPublic = false
  package var consentOn: Day?
  package var note = ""
  /// Whether other centres see the person in the shared address book, and what of them (F93).
  package var isShared = false
  package var sharesRole = false
  package var sharesMail = false
  package var sharesPhone = false

  package init(id: RecordID<ContactPerson>) { self.id = id }

  private static let personal = PersonalData(
    purpose: "Zusammenarbeit des Zentrums mit der Organisation; auf der Internetseite nur nach Einwilligung",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 DSG NRW; Veröffentlichung: "
      + "Art. 6 Abs. 1 Buchst. a DSGVO",
    retention: .days(180))

  package static let descriptor = RecordDescriptor<ContactPerson>(
    "contact_person", (one: "Ansprechperson", many: "Ansprechpersonen"),
    fields: [
      .text("name", \.name, "Name", limit: 120, .required, .listed, .audience(.staff), .personal(personal)),
      .text("role", \.role, "Aufgabe", limit: 120, .listed, .audience(.staff), .personal(personal)),
      .mail("mail", \.mail, "E-Mail", .audience(.staff), .personal(personal)),
      .phone("phone", \.phone, "Telefon", .audience(.staff), .personal(personal)),
      .reference("organisation", \.organisation, "Organisation", to: "organisation", .listed, .audience(.staff)),
      .reference("place", \.place, "Ort", to: "place", .audience(.staff)),
      .flag("is_public", \.isPublic, "Darf veröffentlicht werden", .audience(.staff)),
      .day("consent_on", \.consentOn, "Einwilligung vom", .audience(.staff)),
      .longText("note", \.note, "Notiz", limit: 1000, .audience(.staff), .personal(personal)),
      .flag(
        "is_shared", \.isShared, "Im gemeinsamen Adressbuch", .audience(.staff),
        .section("Was andere Zentren sehen"),
        .hint("Name und Organisation. Nur mit einer gültigen Einwilligung für das gemeinsame Adressbuch.")),
      .flag("shares_role", \.sharesRole, "Auch die Aufgabe", .audience(.staff)),
      .flag("shares_mail", \.sharesMail, "Auch die E-Mail-Adresse", .audience(.staff)),
      .flag("shares_phone", \.sharesPhone, "Auch die Telefonnummer", .audience(.staff)),
    ])

  /// Whether the portal may show the person on a day.
  package func mayBeShown(on day: Day) -> Bool { isPublic && (consentOn.map { $0 <= day } ?? false) }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// A body that coordinates the centres statewide. Its name, scope and legal basis are data: they have changed before.
package struct CoordinationBody: Record, Equatable {
  package let id: RecordID<CoordinationBody>
  package var name = ""
  package var shortName = ""
  package var scope = ""
  package var legalBasis = ""
  package var street = ""
  package var postcode = ""
  package var town = ""
  package var mail = ""
  package var phone = ""
  package var website = ""
  package var validFrom: Day?
  package var validUntil: Day?

  package init(id: RecordID<CoordinationBody>) { self.id = id }

  package var tenant: TenantID { TenantID(id.identifier) }

  /// On one line, as the imprint names it; empty where nothing is entered.
  package var address: String {
    [street, [postcode, town].filter { !$0.isEmpty }.joined(separator: " ")].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  package static let descriptor = RecordDescriptor<CoordinationBody>(
    "coordination_body", (one: "Koordinierungsstelle", many: "Koordinierungsstellen"),
    fields: [
      .text("name", \.name, "Name", limit: 200, .required, .translated, .listed),
      .text("short_name", \.shortName, "Kurzname", limit: 40, .listed),
      .longText("scope", \.scope, "Aufgabe", limit: 2000, .translated),
      .text("legal_basis", \.legalBasis, "Rechtsgrundlage", limit: 300),
      .text("street", \.street, "Straße und Hausnummer", limit: 120, .hint("Steht im Impressum.")),
      .text("postcode", \.postcode, "Postleitzahl", limit: 5),
      .text("town", \.town, "Ort", limit: 80),
      .mail("mail", \.mail, "E-Mail", .impersonal("Postfach der Stelle")),
      .phone("phone", \.phone, "Telefon", .impersonal("Zentrale Nummer der Stelle")),
      .link("website", \.website, "Internetseite"),
      .day("valid_from", \.validFrom, "Gültig ab"),
      .day("valid_until", \.validUntil, "Gültig bis"),
    ])
}

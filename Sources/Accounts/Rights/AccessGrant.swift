// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// A right on one single record, given beside roles, with an end (F153).
package struct AccessGrant: Record, Equatable {
  package let id: RecordID<AccessGrant>
  package var account = RecordID<Account>(Account.installation.identifier)
  package var permission = ""
  package var kind = ""
  package var record = Account.installation.identifier.text
  package var from: Day?
  package var until: Day?
  package var reason = ""
  package var givenBy = ""

  package init(id: RecordID<AccessGrant>) { self.id = id }

  private static let personal = PersonalData(
    purpose: "Nachweis, wer aus welchem Grund einzelne Einträge sehen und ändern darf",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 18 DSG NRW", retention: .days(365))

  package static let descriptor = RecordDescriptor<AccessGrant>(
    "access_grant", (one: "Recht an einem Eintrag", many: "Rechte an Einträgen"),
    fields: [
      .reference("account", \.account, "Person", to: "account", .required, .audience(.staff), .personal(personal)),
      .text("permission", \.permission, "Recht", limit: 80, .required, .listed, .audience(.staff)),
      .text("kind", \.kind, "Art des Eintrags", limit: 80, .required, .audience(.staff)),
      .text("record", \.record, "Eintrag", limit: 36, .required, .audience(.staff)),
      .day("valid_from", \.from, "Von", .required, .listed, .audience(.staff)),
      .day("valid_until", \.until, "Bis", .required, .listed, .audience(.staff)),
      .text("reason", \.reason, "Grund", limit: 300, .required, .audience(.staff)),
      .text("given_by", \.givenBy, "Vergeben von", limit: 120, .audience(.staff), .personal(personal)),
    ])
}

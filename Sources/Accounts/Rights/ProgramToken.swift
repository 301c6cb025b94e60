// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records
internal import Storage

/// An access for a program: it acts in the name of its owner and may never do more than its scopes name.
package struct ProgramToken: Record, Equatable {
  package let id: RecordID<ProgramToken>
  package var name = ""
  package var account = RecordID<Account>(Account.installation.identifier)
  /// Names of permissions.
  package var scopes: [String] = []
  /// SHA-256 of what the program sends; the token itself is kept nowhere.
  package var digest = ""
  /// The last day.
  package var expires: Day?
  package var lastUsed: Moment?
  package var revoked: Moment?

  package init(id: RecordID<ProgramToken>) { self.id = id }

  /// How many one person may have at a time.
  package static let limit = 20
  /// How long one may last, in days.
  package static let longest = 366

  private static let personal = PersonalData(
    purpose: "Nachweis, welches Programm in wessen Namen Einträge liest und ändert",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 18 DSG NRW", retention: .days(365))

  package static let descriptor = RecordDescriptor<ProgramToken>(
    "program_token", (one: "Zugang für ein Programm", many: "Zugänge für Programme"),
    fields: [
      .text("name", \.name, "Name", limit: 80, .required, .listed, .audience(.staff)),
      .reference("account", \.account, "Person", to: "account", .required, .audience(.staff), .personal(personal)),
      .codes("scopes", \.scopes, "Rechte", of: "permission", .audience(.staff)),
      .text("digest", \.digest, "Prüfsumme", limit: 64, .required, .audience(.staff)),
      .day("expires", \.expires, "Gültig bis", .required, .listed, .audience(.staff)),
      .moment("last_used", \.lastUsed, "Zuletzt benutzt", .listed, .audience(.staff)),
      .moment("revoked", \.revoked, "Beendet", .audience(.staff)),
    ])

  /// What a program sends: `vb_` and 256 random bits. Shown once.
  static func makeSecret() -> String { "vb_" + hexadecimal(randomBytes(32)) }

  static func digest(of secret: String) -> String { hexadecimal(sha256(Array(secret.utf8))) }
}

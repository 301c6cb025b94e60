// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// A person who may sign in. Accounts are known in the whole installation; what somebody may in which centre, memberships say.
///
/// The tenant of the row is the one that invited the person first. Password, second factor, sessions and links lie in tables
/// of their own, so that nothing that lists or exports records ever meets them.
package struct Account: Record, Equatable {
  package enum Status: String, FieldChoice {
    /// Has not set a password yet.
    case invited
    case active
    /// Kept out by the head of the centre or the operator.
    case locked

    package var label: String {
      switch self {
      case .invited: "Eingeladen"
      case .active: "Aktiv"
      case .locked: "Gesperrt"
      }
    }
  }

  package let id: RecordID<Account>
  package var name = ""
  /// In the form of `Account.key(ofMail:)`; no two accounts share one.
  package var mail = ""
  /// In which language letters are written and staff pages shown.
  package var language = "de"
  package var status = Status.invited
  package var lastSignIn: Moment?

  package init(id: RecordID<Account>) { self.id = id }

  /// The tenant of accounts that no centre invited (operators), and of sign-in attempts that belong to nobody.
  package static let installation = TenantID(Identifier(high: 0, low: 0))

  package static let nameLimit = 120

  /// The form in which mail addresses are kept and looked up: no blanks around, small letters.
  package static func key(ofMail mail: String) -> String {
    let parts = mail.split { $0.isWhitespace }
    return parts.joined(separator: " ").lowercased()
  }

  /// Whom the history names when this person acts.
  package var principal: Principal { Principal(kind: .user, id: id.text, name: name) }

  private static let personal = PersonalData(
    purpose: "Zugang zum Arbeitsplatz und Nachweis, wer Einträge geändert hat",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 18 DSG NRW", retention: .days(180))

  package static let descriptor = RecordDescriptor<Account>(
    "account", (one: "Konto", many: "Konten"),
    fields: [
      .text("name", \.name, "Name", limit: nameLimit, .required, .listed, .audience(.staff), .personal(personal)),
      .mail("mail", \.mail, "E-Mail", .required, .listed, .audience(.staff), .personal(personal)),
      .text("language", \.language, "Sprache", limit: 3, .required, .audience(.staff)),
      .choice("status", \.status, "Status", .listed, .audience(.staff)),
      .moment(
        "last_sign_in", \.lastSignIn, "Letzte Anmeldung", .listed, .audience(.staff), .personal(personal)),
    ])
}

// SPDX-License-Identifier: EUPL-1.2
package import Access
package import Kernel
package import Organisations
package import Records

extension Role: FieldChoice {
  /// German, as lists and letters name it.
  package var label: String {
    switch self {
    case .systemOperator: "Systembetrieb"
    case .coordinationHead: "Leitung der Koordinierung"
    case .coordinationMember: "Mitglied der Koordinierung"
    case .ministryReader: "Ministerium (nur lesen)"
    case .centerHead: "Leitung des Zentrums"
    case .centerStaff: "Fachkraft"
    case .centerAdministration: "Verwaltung"
    case .centerReader: "Nur lesen"
    case .provider: "Anbieter"
    }
  }

  /// Whether it leads a centre or a coordination body: the last one stays, and deputies hold it for a while.
  package var isHead: Bool { self == .centerHead || self == .coordinationHead }
}

/// That somebody holds a role in one tenant (F153), for themselves or as somebody's deputy (F155).
///
/// Roles of the whole installation lie in the tenant `Account.installation`.
package struct MembershipEntry: Record, Equatable {
  package let id: RecordID<MembershipEntry>
  package var account = RecordID<Account>(Account.installation.identifier)
  package var role = Role.centerReader
  /// For providers only: whose records they keep.
  package var organisation: RecordID<Organisation>?
  package var from: Day?
  /// The last day; nothing for no end.
  package var until: Day?
  /// The head whose role it is; nothing for roles of one's own.
  package var deputyFor: RecordID<Account>?
  /// The name of whoever gave it.
  package var givenBy = ""

  package init(id: RecordID<MembershipEntry>) { self.id = id }

  package func holds(on day: Day) -> Bool { (from ?? day) <= day && day <= (until ?? day) }

  private static let personal = PersonalData(
    purpose: "Nachweis, wer welche Einträge sehen und ändern darf",
    legalBasis: "Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 18 DSG NRW", retention: .days(365))

  package static let descriptor = RecordDescriptor<MembershipEntry>(
    "membership_entry", (one: "Rolle", many: "Rollen"),
    fields: [
      .reference("account", \.account, "Person", to: "account", .required, .audience(.staff), .personal(personal)),
      .choice("role", \.role, "Rolle", .required, .listed, .audience(.staff)),
      .reference("organisation", \.organisation, "Organisation", to: "organisation", .audience(.staff)),
      .day("valid_from", \.from, "Von", .listed, .audience(.staff)),
      .day("valid_until", \.until, "Bis", .listed, .audience(.staff)),
      .reference("deputy_for", \.deputyFor, "Vertretung von", to: "account", .audience(.staff), .personal(personal)),
      .text("given_by", \.givenBy, "Vergeben von", limit: 120, .audience(.staff), .personal(personal)),
    ])
}

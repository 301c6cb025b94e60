// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Web

/// The addresses of team, tokens and the question who may see a record.
package enum RightsPath {
  package static let team = Path("arbeitsplatz", "team")
  package static let tokens = Path("konto", "zugaenge")

  static let teamPattern = "/arbeitsplatz/team"
  static let tablePattern = "/arbeitsplatz/team/tabelle.csv"
  static let invitePattern = "/arbeitsplatz/team/einladen"
  static let entryPattern = "/arbeitsplatz/team/person/{entry}"
  static let deputyPattern = "/arbeitsplatz/team/person/{entry}/vertretung"
  static let removePattern = "/arbeitsplatz/team/person/{entry}/entfernen"
  static let tokensPattern = "/konto/zugaenge"
  static let endTokenPattern = "/konto/zugaenge/{token}/beenden"
  static let accessPattern = "/arbeitsplatz/zugriff/{kind}/{record}"
  static let endGrantPattern = "/arbeitsplatz/zugriff/{kind}/{record}/{grant}/beenden"

  /// Who may see a record, and why.
  package static func access(_ kind: String, _ record: Identifier) -> Path {
    Path("arbeitsplatz", "zugriff", kind, record.text)
  }

  static func endGrant(_ kind: String, _ record: Identifier, _ grant: RecordID<AccessGrant>) -> Path {
    Path("arbeitsplatz", "zugriff", kind, record.text, grant.text, "beenden")
  }

  static func endToken(_ token: RecordID<ProgramToken>) -> Path { Path("konto", "zugaenge", token.text, "beenden") }

  /// Below the team of a tenant; operators name it, everybody else works in their own.
  static func team(_ parts: [String] = [], of tenant: TenantID, _ query: [(String, String)] = []) -> Path {
    Path(["arbeitsplatz", "team"] + parts, query: [(TeamPages.tenantField, tenant.text)] + query)
  }

  static func entry(_ id: RecordID<MembershipEntry>, _ step: String? = nil, of tenant: TenantID) -> Path {
    team(["person", id.text] + (step.map { [$0] } ?? []), of: tenant)
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage
package import Workplace

/// The words behind codes for staff of a centre: the shared catalogues with the centre's own entries, its towns and quarters.
package enum CenterVocabulary {
  /// Catalogue names for towns and social spaces, whose codes are ids.
  package static let municipalities = "municipality"
  package static let socialSpaces = "social_space"

  /// The parts of Verbund that a centre can use (F152).
  private static let modules = "modul"
  private static let moduleChoices = [
    Vocabulary.Choice(code: "angebote", label: "Angebote"), Vocabulary.Choice(code: "wegweiser", label: "Wegweiser"),
    Vocabulary.Choice(code: "organisationen", label: "Organisationen"),
    Vocabulary.Choice(code: "sozialraeume", label: "Sozialräume"),
  ]

  /// Reads the vocabulary of a tenant as of today.
  package static func reader(
    _ time: TimeSource
  ) -> @Sendable (Connection, TenantID) throws -> Vocabulary {
    { connection, tenant in try vocabulary(connection, tenant, on: time.today) }
  }

  private struct Entry {
    let catalogue: String
    let choice: Vocabulary.Choice
    let isValid: Bool
  }

  private static func vocabulary(
    _ connection: Connection, _ tenant: TenantID, on day: Day
  ) throws -> Vocabulary {
    let entries = try catalogues(connection, tenant, on: day)
    var choices = Dictionary(grouping: entries.filter(\.isValid), by: \.catalogue).mapValues { $0.map(\.choice) }
    choices[modules] = moduleChoices
    choices[municipalities] = try connection.rows(
      "select id, name from municipality where tenant = \(tenant) and archived_at is null order by name, id"
    ) { Vocabulary.Choice(code: $0.text(), label: $0.text()) }
    choices[socialSpaces] = try connection.rows(
      """
      select s.id, s.name, m.name from social_space s left join municipality m on m.id = s.municipality
      where s.tenant = \(tenant) and s.archived_at is null order by m.name, s.name, s.id
      """
    ) { row in
      let (id, name, town) = (row.text(), row.text(), row.text())
      return Vocabulary.Choice(code: id, label: town.isEmpty || town == name ? name : "\(name) (\(town))")
    }
    var labels = Dictionary(entries.map { ($0.choice.code, $0.choice.label) }, uniquingKeysWith: { first, _ in first })
    for choice in [municipalities, socialSpaces, modules].flatMap({ choices[$0] ?? [] }) {
      labels[choice.code] = choice.label
    }
    let (offered, names) = (choices, labels)
    return Vocabulary(choices: { offered[$0] ?? [] }, label: { _, code in names[code] ?? code })
  }

  /// The entries that hold for all and the centre's own, those no longer valid too.
  private static func catalogues(_ connection: Connection, _ tenant: TenantID, on day: Day) throws -> [Entry] {
    let today = day.iso
    return try connection.rows(
      """
      select catalogue, code, name, parent, valid_from, valid_until from catalogue_entry
      where archived_at is null and (tenant = \(tenant) or tenant not in (select id from center))
      order by catalogue, position, code
      """
    ) { row in
      let catalogue = row.text()
      let choice = Vocabulary.Choice(code: row.text(), label: row.text(), parent: row.text())
      let (from, until) = (row.optionalText(), row.optionalText())
      let isValid = (from.map { $0 <= today } ?? true) && (until.map { $0 >= today } ?? true)
      return Entry(catalogue: catalogue, choice: choice, isValid: isValid)
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

/// What must be true of catalogue entries and word groups beyond their single fields.
package enum CatalogueRules {
  private static let depth = 8

  package static func problems(
    _ entry: CatalogueEntry, of tenant: TenantID?, _ connection: Connection
  ) throws -> [Problem] {
    var problems: [Problem] = []
    if !isCode(entry.code) {
      problems.append(
        refusal(
          "code", "Ein Kürzel besteht aus Großbuchstaben, Ziffern und Bindestrichen, zum Beispiel: HF-GARTEN", "code"))
    } else if try connection.number(
      "select count(*) from catalogue_entry where code = \(entry.code) and id <> \(entry.id)") > 0
    {
      problems.append(
        refusal("code-taken", "Das Kürzel „\(entry.code)“ ist schon vergeben. Bitte wählen Sie ein anderes.", "code"))
    }
    if let from = entry.validFrom, let until = entry.validUntil, from > until {
      problems.append(
        refusal(
          "days-upside-down", "„Gültig bis“ (\(until.german)) liegt vor „Gültig ab“ (\(from.german)).", "valid_until"))
    }
    if let problem = try parent(entry, of: tenant, connection) { problems.append(problem) }
    return problems
  }

  /// The code above must exist for the whole Verbund or in the same centre, and not stand below the entry itself.
  private static func parent(
    _ entry: CatalogueEntry, of tenant: TenantID?, _ connection: Connection
  ) throws -> Problem? {
    if entry.parent.isEmpty { return nil }
    var code = entry.parent
    for _ in 0..<depth {
      if code == entry.code {
        return refusal("circle", "„\(entry.parent)“ steht selbst unter diesem Eintrag.", "parent")
      }
      let above = try connection.first(
        """
        select parent from catalogue_entry where code = \(code) and archived_at is null
          and (tenant = \(tenant.value) or tenant not in (select id from center))
        """
      ) { $0.text() }
      guard let above else {
        return refusal("unknown-parent", "Den übergeordneten Eintrag „\(code.prefix(30))“ gibt es nicht.", "parent")
      }
      if above.isEmpty { return nil }
      code = above
    }
    return refusal("too-deep", "Über diesem Eintrag stehen zu viele Ebenen.", "parent")
  }

  package static func problems(_ set: SynonymSet) -> [Problem] {
    var problems: [Problem] = []
    if Language(set.language) == nil {
      problems.append(refusal("language", "Bitte geben Sie ein Sprachkürzel an, zum Beispiel: de", "language"))
    }
    let words = set.list
    if Set(words.map { $0.lowercased() }).count < 2 {
      problems.append(
        refusal("one-word", "Eine Wortgruppe braucht mindestens zwei verschiedene Wörter, getrennt durch |", "words"))
    }
    if let long = words.first(where: { $0.count > 60 }) {
      problems.append(refusal("long-word", "„\(long.prefix(40)) …“ ist zu lang (höchstens 60 Zeichen).", "words"))
    }
    return problems
  }

  private static func isCode(_ code: String) -> Bool {
    code.utf8.count >= 2 && code.utf8.first != 45 && code.utf8.last != 45
      && code.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) || $0 == 45 }
  }

  private static func refusal(_ reason: String, _ sentence: String, _ field: String) -> Problem {
    Problem("catalogue.\(reason)", .invalid, sentence, field: field)
  }
}

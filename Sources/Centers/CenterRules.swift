// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
internal import Storage

/// What must be true of centres, towns and social spaces beyond their single fields.
package enum CenterRules {
  package static func problems(_ center: Center) -> [Problem] {
    var problems: [Problem] = []
    if !center.languages.contains("deu") {
      problems.append(refusal("center.no-german", "Deutsch gehört immer zu den Sprachen der Seiten.", "languages"))
    }
    if let other = center.modules.first(where: { !Center.allModules.contains($0) }) {
      problems.append(refusal("center.module", "Einen Bereich „\(other.prefix(40))“ gibt es nicht.", "modules"))
    }
    if !center.postcode.isEmpty, !isPostcode(center.postcode) {
      problems.append(refusal("center.postcode", "Eine Postleitzahl hat fünf Ziffern.", "postcode"))
    }
    return problems + point(center.latitude, center.longitude)
  }

  package static func problems(_ body: CoordinationBody) -> [Problem] {
    var problems: [Problem] = []
    if !body.postcode.isEmpty, !isPostcode(body.postcode) {
      problems.append(refusal("center.postcode", "Eine Postleitzahl hat fünf Ziffern.", "postcode"))
    }
    if let from = body.validFrom, let until = body.validUntil, from > until {
      problems.append(
        refusal(
          "center.days-upside-down", "„Gültig bis“ (\(until.german)) liegt vor „Gültig ab“ (\(from.german)).",
          "valid_until"))
    }
    return problems
  }

  static func problems(_ town: Municipality, _ connection: Connection) throws -> [Problem] {
    var problems = slug(town.slug) + point(town.latitude, town.longitude)
    if let wrong = town.postcodes.first(where: { !isPostcode($0) }) {
      problems.append(
        refusal("center.postcode", "„\(wrong.prefix(20))“ ist keine Postleitzahl aus fünf Ziffern.", "postcodes"))
    }
    if let center = town.center,
      try connection.number(
        "select count(*) from municipality where center = \(center) and slug = \(town.slug) and id <> \(town.id)") > 0
    {
      problems.append(taken)
    }
    return problems
  }

  static func problems(_ space: SocialSpace, _ connection: Connection) throws -> [Problem] {
    var problems = slug(space.slug) + point(space.latitude, space.longitude)
    if let center = space.center,
      try connection.number(
        "select count(*) from social_space where center = \(center) and slug = \(space.slug) and id <> \(space.id)") > 0
    {
      problems.append(taken)
    }
    return problems
  }

  private static let taken = refusal(
    "center.slug-taken", "Diesen Adressteil gibt es in Ihrem Zentrum schon, vielleicht bei einem archivierten Eintrag.",
    "slug")

  private static func slug(_ slug: String) -> [Problem] {
    let isPlain =
      slug == Center.slug(of: slug) && !slug.isEmpty
    if isPlain { return [] }
    return [
      refusal(
        "center.slug", "Ein Adressteil besteht aus Kleinbuchstaben, Ziffern und Bindestrichen, zum Beispiel: nordstadt",
        "slug")
    ]
  }

  private static func point(_ latitude: Double?, _ longitude: Double?) -> [Problem] {
    if (latitude == nil) == (longitude == nil) { return [] }
    return [
      refusal(
        "center.half-a-point", "Breitengrad und Längengrad gehören zusammen.",
        latitude == nil ? "latitude" : "longitude")
    ]
  }

  private static func isPostcode(_ text: String) -> Bool {
    text.utf8.count == 5 && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func refusal(_ code: String, _ sentence: String, _ field: String) -> Problem {
    Problem(code, .invalid, sentence, field: field)
  }
}

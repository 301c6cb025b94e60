// SPDX-License-Identifier: EUPL-1.2

/// What a kind of offer has in common, before it becomes one offer at one place.
struct OfferTemplate: Sendable {
  let key: String
  /// kurs, gruppe, beratung, treff, fortbildung, veranstaltung or netz.
  let form: String
  let weight: Int
  /// Kinds of organisation that offer it; "KI" is the centre itself.
  let kinds: [String]
  let fields: [String]
  let stages: [String]
  let targetGroups: [String]
  let ageFrom: Int?
  let ageTo: Int?
  let languages: String
  let cost: String
  /// Euros from … to, where it costs something.
  let price: ClosedRange<Int>
  let registration: String
  let pattern: String
  let capacity: ClosedRange<Int>?
  /// Percent of cases in which an unknown place turns out to be accessible.
  let accessible: Int
  let funding: String
  /// Percent project and perpetuated; the rest is ending.
  let project: Int
  let perpetuated: Int
  let serviceKind: String
  let programme: String
  /// Percent of cases with childcare.
  let childcare: Int
  /// Sentences by language and part, e.g. "de.title".
  var phrases: [String: [Phrase]] = [:]

  func phrases(_ part: String, _ language: String = "de") -> [Phrase] { phrases["\(language).\(part)"] ?? [] }
}

/// All templates with their texts.
enum OfferTemplates {
  static func all(_ vocabulary: Vocabulary) throws(DemoFault) -> [OfferTemplate] {
    let table = try DemoTable("Templates")
    var templates: [OfferTemplate] = []
    for row in table.rows { templates.append(try template(row, table)) }
    let positions = Dictionary(templates.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    for name in texts {
      for row in try DemoTable(name).rows {
        guard let position = positions[row[0]] else {
          throw DemoFault(table: name, reason: "unknown template \(row[0])")
        }
        templates[position].phrases["\(row[1]).\(row[2])", default: []].append(try vocabulary.phrase(row[3]))
      }
    }
    return templates
  }

  private static let texts = [
    "OfferTextsGerman1", "OfferTextsGerman2", "OfferTextsGerman3", "OfferTextsEnglish", "OfferTextsArabic",
  ]

  private static func template(_ row: [String], _ table: DemoTable) throws(DemoFault) -> OfferTemplate {
    let ages = row[7].split(separator: "-", omittingEmptySubsequences: false)
    let cost = row[9].split(separator: ":")
    let price = cost.count > 1 ? try range(String(cost[1]), table) : nil
    let continuity = parts(row[15], "/")
    guard ages.count == 2, continuity.count == 3, let kind = cost.first else {
      throw DemoFault(table: table.name, reason: "template \(row[0]) has broken ages, cost or continuity")
    }
    return OfferTemplate(
      key: row[0], form: row[1], weight: try table.number(row[2]), kinds: parts(row[3]), fields: parts(row[4]),
      stages: parts(row[5]), targetGroups: parts(row[6]), ageFrom: Int(ages[0]), ageTo: Int(ages[1]),
      languages: row[8], cost: String(kind), price: price ?? 0...0, registration: row[10], pattern: row[11],
      capacity: try range(row[12], table), accessible: try table.number(row[13]), funding: row[14],
      project: try table.number(continuity[0]), perpetuated: try table.number(continuity[1]),
      serviceKind: row[16], programme: row[17], childcare: row[18].isEmpty ? 0 : try table.number(row[18]))
  }

  private static func range(_ cell: String, _ table: DemoTable) throws(DemoFault) -> ClosedRange<Int>? {
    if cell.isEmpty { return nil }
    let ends = parts(cell, "-")
    guard ends.count == 2 else { throw DemoFault(table: table.name, reason: "\"\(cell)\" is no range") }
    let low = try table.number(ends[0])
    let high = try table.number(ends[1])
    guard low <= high else { throw DemoFault(table: table.name, reason: "\"\(cell)\" is upside down") }
    return low...high
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// Reads the 54 profiles and writes what varies between them.
struct CenterProfiles {
  private let vocabulary: Vocabulary
  private let towns: Towns
  private let introductions: [[Phrase]]
  private let focuses: [[Phrase]]
  private let closings: [Phrase]

  private static let languages = ["de", "en", "ar"]

  init(_ vocabulary: Vocabulary, _ towns: Towns) {
    self.vocabulary = vocabulary
    self.towns = towns
    introductions = Self.languages.map { vocabulary.block("intro", $0) }
    focuses = Self.languages.map { vocabulary.block("schwerpunkt", $0) }
    closings = vocabulary.block("sprechzeit")
  }

  func all(seed: UInt64) throws(DemoFault) -> [DemoCenter] {
    let table = try DemoTable("Profiles")
    var centers: [DemoCenter] = []
    for (number, row) in table.rows.enumerated() {
      var draw = Draw(seed: seed, stream: 1_000 + UInt64(number))
      centers.append(try center(row, table, number, &draw))
    }
    return centers
  }

  private func center(
    _ row: [String], _ table: DemoTable, _ number: Int, _ draw: inout Draw
  ) throws(DemoFault) -> DemoCenter {
    let focus = parts(row[10]) + parts(row[11])
    let administration = Self.administration(name: row[1], kind: row[2])
    return DemoCenter(
      ags: row[0], name: row[1], kind: row[2], seat: row[3],
      displayName: "Kommunales Integrationszentrum \(administration)", slug: slug(row[1]),
      population: try table.number(row[6]), latitude: try table.decimal(row[4]),
      longitude: try table.decimal(row[5]), attachment: row[7], street: row[8], postcode: row[9],
      phone: DemoPhone.landline(number), mail: "ki@\(slug(row[1])).example",
      web: "https://www.\(slug(row[1])).example/ki", openingHours: hours(&draw), focusFields: focus,
      accent: try table.number(row[12]), languages: parts(row[13]),
      introductions: introductions(row, focus, administration, number, &draw),
      municipalities: towns.byCenter[row[0]] ?? [])
  }

  /// "Stadt Köln", "Kreis Kleve", "Rhein-Erft-Kreis".
  static func administration(name: String, kind: String) -> String {
    kind == "kreisfreie Stadt" ? "Stadt \(name)" : name
  }

  private func hours(_ draw: inout Draw) -> [DemoHours] {
    let opening = draw.pick([480, 510, 540]) ?? 480
    let longDay = draw.number(in: 1...4)
    var hours: [DemoHours] = []
    for weekday in 1...5 {
      hours.append(DemoHours(weekday: weekday, start: opening, end: weekday == 5 ? 720 : 750))
      if weekday < 5 {
        hours.append(DemoHours(weekday: weekday, start: 810, end: weekday == longDay ? 1_050 : 930))
      }
    }
    return hours
  }

  private func introductions(
    _ row: [String], _ focus: [String], _ administration: String, _ number: Int, _ draw: inout Draw
  ) -> [DemoText] {
    var texts: [DemoText] = []
    for (position, language) in Self.languages.enumerated() {
      var filling = Filling()
      filling[.name] = position == 0 ? administration : row[1]
      filling[.trait] = row[14 + position]
      filling[.firstField] = fieldName(focus.first, position)
      filling[.secondField] = fieldName(focus.dropFirst(2).first, position)
      var sentences: [String] = []
      let intros = introductions[position]
      if !intros.isEmpty {
        sentences.append(vocabulary.fill(intros[(number + position) % intros.count], filling, &draw))
      }
      if let focusPhrase = draw.pick(focuses[position]) {
        sentences.append(vocabulary.fill(focusPhrase, filling, &draw))
      }
      if position == 0, let closing = draw.pick(closings) {
        sentences.append(vocabulary.fill(closing, filling, &draw))
      }
      texts.append(DemoText(language: language, text: sentences.joined(separator: " ")))
    }
    return texts
  }

  private func fieldName(_ code: String?, _ position: Int) -> String {
    guard let code, let names = vocabulary.fieldNames[code], names.indices.contains(position) else { return "" }
    return position == 0 ? "„\(names[0])“" : names[position]
  }
}

/// Numbers of the ranges that the Bundesnetzagentur reserves for films, radio plays and books
/// (0221 4710-000 to 4710-999, 030 23125-000 to -999, 0176 040690-00 to -99).
enum DemoPhone {
  static func landline(_ number: Int) -> String { "0221 4710\(padded(number % 1_000, 3))" }

  static func second(_ number: Int) -> String { "030 23125\(padded(number % 1_000, 3))" }

  static func mobile(_ number: Int) -> String { "0176 040690\(padded(number % 100, 2))" }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

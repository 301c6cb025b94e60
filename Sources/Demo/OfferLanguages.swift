// SPDX-License-Identifier: EUPL-1.2

/// Draws the languages spoken in an offer.
struct OfferLanguages: Sendable {
  private let languages: [SpokenLanguage]
  private let totals: [Int]

  /// Languages that the centre shows come three times as often.
  init(_ vocabulary: Vocabulary, center: DemoCenter) {
    languages = vocabulary.languages
    totals = runningTotals(
      vocabulary.languages.map { center.languages.contains($0.tag) ? $0.weight * 3 : $0.weight })
  }

  func draw(_ profile: String, organisation: DemoOrganisation, _ draw: inout Draw) -> [DemoLanguage] {
    if draw.chance(4) { return [] }
    let own = organisation.languages.filter { $0 != "deu" }
    var codes: [String]
    switch profile {
    case "deutsch": codes = ["deu"] + (draw.chance(20) ? others(1, own, &draw) : [])
    case "einfach-en": codes = ["deu", "eng", "ara"]
    case "einzeln": codes = others(1, own, &draw)
    case "pool": codes = ["deu"] + others(draw.number(in: 10...16), own, &draw)
    case "familie": codes = ["deu"] + others(draw.number(in: 1...2), own, &draw)
    default: codes = ["deu"] + others(draw.number(in: 0...4), own, &draw)
    }
    if !organisation.community.isEmpty, profile != "einzeln", draw.chance(25) { codes.removeAll { $0 == "deu" } }
    if codes.isEmpty { codes = ["deu"] }
    return codes.map { DemoLanguage(code: $0, remark: remark($0, &draw)) }
  }

  private func others(_ count: Int, _ own: [String], _ draw: inout Draw) -> [String] {
    var codes = own.isEmpty ? [] : Array(own.prefix(max(count, 1)))
    var attempts = 0
    while codes.count < count, attempts < 60 {
      attempts += 1
      guard let position = draw.position(inTotals: totals) else { break }
      let code = languages[position].code
      if !codes.contains(code) { codes.append(code) }
    }
    return codes
  }

  private func remark(_ code: String, _ draw: inout Draw) -> String {
    guard code != "deu", draw.chance(9) else { return "" }
    return draw.pick([
      "nach Absprache", "mit Sprachmittlung", "nur an einzelnen Tagen", "durch Ehrenamtliche", "Grundkenntnisse",
    ]) ?? ""
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// Composes title, summary and description from building blocks: 40 to 140 words each in German.
struct OfferTexts: Sendable {
  private let vocabulary: Vocabulary

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  func title(_ template: OfferTemplate, _ filling: Filling, _ language: String, _ draw: inout Draw) -> String {
    first(template.phrases("title", language), filling, &draw)
  }

  func summary(_ template: OfferTemplate, _ filling: Filling, _ language: String, _ draw: inout Draw) -> String {
    first(template.phrases("summary", language), filling, &draw)
  }

  func eligibility(_ template: OfferTemplate, _ filling: Filling, _ draw: inout Draw) -> String {
    first(template.phrases("eligibility"), filling, &draw)
  }

  func registration(_ template: OfferTemplate, _ filling: Filling, _ draw: inout Draw) -> String {
    first(vocabulary.block("anmeldung.\(template.registration)"), filling, &draw)
  }

  /// Two or three paragraphs; the first comes from the template, the others from what all offers of its form share.
  func description(
    _ template: OfferTemplate, _ filling: Filling, childcare: Bool, registration: String, _ draw: inout Draw
  ) -> String {
    let length = draw.below(4)
    var opening = [first(template.phrases("opening"), filling, &draw)]
    opening += draw.sample(template.phrases("body"), min(2 + length, 4)).map { vocabulary.fill($0, filling, &draw) }
    var middle = draw.sample(vocabulary.block(template.form), length == 0 ? 1 : draw.number(in: 1...length))
      .map { vocabulary.fill($0, filling, &draw) }
    if childcare { middle.append(first(vocabulary.block("betreuung"), filling, &draw)) }
    if !filling[.languages].isEmpty, draw.chance(50) {
      middle.append(first(vocabulary.block("sprache"), filling, &draw))
    }
    var closing = draw.chance(75) ? [registration] : []
    if draw.chance(40) { closing.append(first(vocabulary.block("ort"), filling, &draw)) }
    if draw.chance(45) { closing.append(first(vocabulary.block("kosten.\(template.cost)"), filling, &draw)) }
    if draw.chance(15 + 12 * length) { closing.append(first(vocabulary.block("schluss"), filling, &draw)) }
    return paragraphs([opening, middle, atLeastForty(opening + middle, closing, filling, &draw)])
  }

  /// Short ones get more practical sentences until there are 40 words.
  private func atLeastForty(
    _ before: [String], _ closing: [String], _ filling: Filling, _ draw: inout Draw
  ) -> [String] {
    var closing = closing
    var extra = draw.sample(vocabulary.block("schluss") + vocabulary.block("ort"), 4)
    while (before + closing).reduce(0, { $0 + Self.words(in: $1) }) < 40, let phrase = extra.popLast() {
      let sentence = vocabulary.fill(phrase, filling, &draw)
      if !closing.contains(sentence) { closing.append(sentence) }
    }
    return closing
  }

  private static func words(in sentence: String) -> Int {
    sentence.utf8.reduce(1) { $1 == UInt8(ascii: " ") ? $0 + 1 : $0 }
  }

  /// English and Arabic descriptions are shorter: what it is, and two practical sentences.
  func translation(
    _ template: OfferTemplate, _ filling: Filling, _ language: String, outdated: Bool, _ draw: inout Draw
  ) -> DemoTranslation {
    let body = template.phrases("body", language).map { vocabulary.fill($0, filling, &draw) }
    let door = template.registration == "offen" ? "zugang.offen" : "zugang.anmeldung"
    var practical = [first(vocabulary.block(door, language), filling, &draw)]
    let more = vocabulary.block("zugang", language) + vocabulary.block("zugang.\(template.form)", language)
    practical += draw.sample(more, draw.number(in: 0...2)).map { vocabulary.fill($0, filling, &draw) }
    if template.cost == "frei", draw.chance(60) {
      practical.append(first(vocabulary.block("zugang.frei", language), filling, &draw))
    }
    return DemoTranslation(
      language: language, title: title(template, filling, language, &draw),
      summary: summary(template, filling, language, &draw), description: paragraphs([body, practical]),
      outdated: outdated)
  }

  private func first(_ phrases: [Phrase], _ filling: Filling, _ draw: inout Draw) -> String {
    draw.pick(phrases).map { vocabulary.fill($0, filling, &draw) } ?? ""
  }

  private func paragraphs(_ parts: [[String]]) -> String {
    parts.map { $0.filter { !$0.isEmpty }.joined(separator: " ") }.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// The lists that the whole Verbund shares; what stands in them is data, because all of it has changed since the leaflet.
package enum Catalogue: String, FieldChoice {
  case strategy = "strategie"
  case field = "handlungsfeld"
  case stage = "bildungskette"
  case targetGroup = "zielgruppe"
  case organisationKind = "einrichtungstyp"
  case programme = "programm"
  case service = "leistungsart"
  case standard = "qualitaetsstandard"

  package var label: String {
    switch self {
    case .strategy: "Strategie"
    case .field: "Handlungsfeld"
    case .stage: "Abschnitt der Bildungskette"
    case .targetGroup: "Zielgruppe"
    case .organisationKind: "Art der Einrichtung"
    case .programme: "Programm"
    case .service: "Art der Leistung"
    case .standard: "Qualitätsstandard"
    }
  }
}

/// One entry of a catalogue. The coordination body's entries hold for all; a centre may add its own (F157).
package struct CatalogueEntry: Record, Equatable {
  package let id: RecordID<CatalogueEntry>
  package var catalogue = Catalogue.field
  /// Stable and unique within the catalogue; retired, never reused.
  package var code = ""
  /// The code one level up, possibly of another catalogue: a field of action stands under its strategy.
  package var parent = ""
  package var name = ""
  package var description = ""
  package var source = ""
  /// Where it stands among its neighbours.
  package var position = 0
  package var validFrom: Day?
  package var validUntil: Day?

  package init(id: RecordID<CatalogueEntry>) { self.id = id }

  package static let descriptor = RecordDescriptor<CatalogueEntry>(
    "catalogue_entry", (one: "Katalogeintrag", many: "Katalogeinträge"),
    fields: [
      .choice("catalogue", \.catalogue, "Katalog", .required, .listed),
      .text(
        "code", \.code, "Kürzel", limit: 30, .required, .listed,
        .hint("Großbuchstaben, Ziffern und Bindestriche, im ganzen Verbund nur einmal, zum Beispiel: DO-GARTEN")),
      .text(
        "parent", \.parent, "Übergeordnet", limit: 30,
        .hint("Kürzel des Eintrags darüber; ein Handlungsfeld steht unter seiner Strategie (IDB oder IQA).")),
      .text("name", \.name, "Name", limit: 200, .required, .translated, .listed),
      .longText("description", \.description, "Beschreibung", limit: 2000, .translated),
      .text("source", \.source, "Quelle", limit: 400, .audience(.staff)),
      .integer("position", \.position, "Reihenfolge", in: 0...100_000),
      .day("valid_from", \.validFrom, "Gültig ab"),
      .day("valid_until", \.validUntil, "Gültig bis"),
    ])

  package func isValid(on day: Day) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validUntil.map { $0 >= day } ?? true)
  }
}

/// Words and phrases that people use for the same thing; the search finds one by the other.
package struct SynonymSet: Record, Equatable {
  package let id: RecordID<SynonymSet>
  package var language = "de"
  /// Separated by `|`.
  package var words = ""

  package init(id: RecordID<SynonymSet>) { self.id = id }

  package static let descriptor = RecordDescriptor<SynonymSet>(
    "synonym_set", (one: "Wortgruppe der Suche", many: "Wortgruppen der Suche"),
    fields: [
      .text(
        "words", \.words, "Gleichbedeutende Wörter, getrennt durch |", limit: 1000, .required, .listed,
        .hint("Zum Beispiel: Kita|Kindergarten|Kindertageseinrichtung")),
      .text("language", \.language, "Sprache", limit: 3, .required, .listed),
    ])

  package var list: [String] {
    words.split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Storage
package import Web

/// All catalogues in memory: what pages, forms and imports look codes up in.
package struct CatalogueBook: Sendable {
  package struct Entry: Sendable, Equatable {
    package let catalogue: Catalogue
    package let code: String
    package let parent: String
    package let names: [Language: String]
    package let description: String
    package let tenant: TenantID
    package let isValid: Bool
  }

  /// The kinds of record it is made from.
  package static let kinds = ["catalogue_entry"]

  private let byCode: [String: Entry]
  private let byCatalogue: [Catalogue: [Entry]]

  package init(_ connection: Connection, on day: Day) throws {
    let stored = try connection.list(
      CatalogueEntry.self, in: .everyTenant, order: "catalogue, position, code", limit: 20_000)
    let ids = stored.map(\.id)
    var translated: [Language: [RecordID<CatalogueEntry>: TranslatedFields]] = [:]
    for language in Language.interface where language != .german {
      translated[language] = try connection.translations(of: CatalogueEntry.self, ids, into: language)
    }
    let entries = stored.map { stored in
      var names: [Language: String] = [.german: stored.record.name]
      for (language, texts) in translated { names[language] = texts[stored.id]?["name"] }
      return Entry(
        catalogue: stored.record.catalogue, code: stored.record.code, parent: stored.record.parent, names: names,
        description: stored.record.description, tenant: stored.tenant, isValid: stored.record.isValid(on: day))
    }
    self.init(entries)
  }

  init(_ entries: [Entry]) {
    byCode = Dictionary(entries.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    byCatalogue = Dictionary(grouping: entries, by: \.catalogue)
  }

  package subscript(_ code: String) -> Entry? { byCode[code] }

  /// The entries that hold today, in their order.
  package func entries(of catalogue: Catalogue) -> [Entry] { (byCatalogue[catalogue] ?? []).filter(\.isValid) }

  /// The entries directly under a code.
  package func children(of code: String, in catalogue: Catalogue) -> [Entry] {
    entries(of: catalogue).filter { $0.parent == code }
  }

  /// The code itself and everything under it.
  package func family(of code: String) -> Set<String> {
    var family: Set<String> = [code]
    guard let catalogue = byCode[code]?.catalogue else { return family }
    var grew = true
    while grew {
      let more = entries(of: catalogue).filter { family.contains($0.parent) && !family.contains($0.code) }
      family.formUnion(more.map(\.code))
      grew = !more.isEmpty
    }
    return family
  }

  /// The name in a language, the German one where it is missing, the code itself where it is unknown.
  package func name(_ code: String, _ language: Language) -> Localized {
    guard let names = byCode[code]?.names else { return Localized(code, .german) }
    if let name = names[language] { return Localized(name, language) }
    return Localized(names[.german] ?? code, .german)
  }

  /// - Throws: a `Problem` that names the code and the field when the catalogue has no such code.
  package func check(_ codes: [String], _ catalogue: Catalogue, field: String) throws(Problem) {
    for code in codes where byCode[code]?.catalogue != catalogue {
      throw Problem(
        "catalogue.unknown-code", .invalid,
        "Den Eintrag „\(code.prefix(60))“ gibt es im Katalog „\(catalogue.label)“ nicht.",
        field: field)
    }
  }

  /// Finds a code by itself or by its German or English name, as people write it in spreadsheets.
  package func code(named text: String, in catalogue: Catalogue) -> String? {
    let wanted = text.trimmed.lowercased()
    return (byCatalogue[catalogue] ?? []).first { entry in
      entry.code.lowercased() == wanted || entry.names.values.contains { $0.lowercased() == wanted }
    }?.code
  }
}

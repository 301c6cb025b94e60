// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Formats
internal import Kernel
internal import Records
internal import Storage

/// A catalogue as a taxonomy of HSDS.
struct FeedTaxonomy: Sendable {
  let catalogue: Catalogue
  let id: Identifier

  init(_ catalogue: Catalogue) {
    self.catalogue = catalogue
    id = Identifier(high: 0x7665_7262_756e_6400, low: 0).part(.taxonomy, catalogue.rawValue)
  }

  static let all = Catalogue.allCases.map { FeedTaxonomy($0) }

  var description: String { "Katalog „\(catalogue.label)“ des Verbunds der Kommunalen Integrationszentren in NRW" }

  func members(_ json: inout JSONWriter) {
    json.field("id", id)
    json.field("name", catalogue.label)
    json.field("description", description)
    json.field("version", FeedVersion.profile)
  }
}

/// One entry of a catalogue as a term.
struct FeedTerm: Sendable {
  let id: RecordID<CatalogueEntry>
  let catalogue: Catalogue
  let code: String
  let name: String
  let description: String
  let parent: RecordID<CatalogueEntry>?
  /// Nothing stands above it in its own taxonomy.
  let isTop: Bool
  let taxonomy: FeedTaxonomy
  /// The term without its taxonomy's description, ready to be put inside of other objects.
  let bytes: [UInt8]
  /// The members of an attribute of a service, or of an organisation, behind the id of its owner.
  let serviceTail: [UInt8]
  let organisationTail: [UInt8]
}

/// What attributes belong to.
enum FeedEntity: String, Sendable { case service, organization }

/// All terms in memory; services refer to them by their codes.
struct FeedTerms: Sendable {
  static let kinds = ["catalogue_entry"]

  /// In the order of the catalogues.
  let all: [FeedTerm]
  private let byID: [RecordID<CatalogueEntry>: Int]
  private let byCode: [Catalogue: [String: Int]]
  private let taxonomies: [Catalogue: FeedTaxonomy]

  init(_ connection: Connection) throws {
    let stored = try connection.list(
      CatalogueEntry.self, in: .everyTenant, order: "catalogue, position, code", limit: 20_000)
    let ids = Dictionary(stored.map { ($0.record.code, $0.id) }, uniquingKeysWith: { first, _ in first })
    let homes = Dictionary(
      stored.map { ($0.record.code, $0.record.catalogue) }, uniquingKeysWith: { first, _ in first })
    let taxonomies = Dictionary(uniqueKeysWithValues: FeedTaxonomy.all.map { ($0.catalogue, $0) })
    var terms: [FeedTerm] = []
    var byCode: [Catalogue: [String: Int]] = [:]
    for entry in stored {
      guard let taxonomy = taxonomies[entry.record.catalogue] else { continue }
      byCode[entry.record.catalogue, default: [:]][entry.record.code] = terms.count
      let isTop = homes[entry.record.parent] != entry.record.catalogue
      terms.append(FeedTerm(entry.record, ids[entry.record.parent], isTop: isTop, taxonomy))
    }
    all = terms
    byID = Dictionary(terms.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.byCode = byCode
    self.taxonomies = taxonomies
  }

  subscript(_ id: RecordID<CatalogueEntry>) -> FeedTerm? { byID[id].map { all[$0] } }

  func term(_ code: Substring, of catalogue: Catalogue) -> FeedTerm? {
    byCode[catalogue]?[String(code)].map { all[$0] }
  }
}

extension FeedTerm {
  fileprivate init(
    _ entry: CatalogueEntry, _ parent: RecordID<CatalogueEntry>?, isTop: Bool, _ taxonomy: FeedTaxonomy
  ) {
    id = entry.id
    catalogue = entry.catalogue
    code = entry.code
    name = entry.name
    let description = entry.description.isEmpty ? entry.name : entry.description
    self.description = description
    self.parent = parent
    self.isTop = isTop
    self.taxonomy = taxonomy
    var json = JSONWriter(reserving: 400)
    json.object {
      Self.members(&$0, entry.id, entry.code, entry.name, description, parent, taxonomy)
    }
    bytes = json.bytes
    serviceTail = Self.tail(.service, entry, taxonomy, json.bytes)
    organisationTail = Self.tail(.organization, entry, taxonomy, json.bytes)
  }

  private static func tail(
    _ entity: FeedEntity, _ entry: CatalogueEntry, _ taxonomy: FeedTaxonomy, _ term: [UInt8]
  ) -> [UInt8] {
    var json = JSONWriter(reserving: 700)
    json.object { json in
      json.field("link_entity", entity.rawValue)
      json.field("taxonomy_term_id", entry.id)
      json.field("value", entry.code)
      json.field("label", taxonomy.catalogue.label)
      json.name("taxonomy_term")
      json.raw(term)
    }
    return Array(json.bytes.dropFirst().dropLast())
  }

  /// The term with its taxonomy, as its own page shows it.
  func write(_ json: inout JSONWriter) {
    json.object {
      Self.members(&$0, id, code, name, description, parent, taxonomy)
      $0.object("taxonomy_detail") { taxonomy.members(&$0) }
    }
  }

  private static func members(
    _ json: inout JSONWriter, _ id: RecordID<CatalogueEntry>, _ code: String, _ name: String, _ description: String,
    _ parent: RecordID<CatalogueEntry>?, _ taxonomy: FeedTaxonomy
  ) {
    json.field("id", id)
    json.field("code", code)
    json.field("name", name)
    json.field("description", description)
    json.field("parent_id", ifPresent: parent)
    json.field("taxonomy", taxonomy.catalogue.label)
    json.field("taxonomy_id", taxonomy.id)
    json.field("language", "de")
  }
}

/// What the feed says of itself.
enum FeedVersion {
  /// The version of the specification.
  static let specification = "3.1"
  static let profile = "2026-11"
}

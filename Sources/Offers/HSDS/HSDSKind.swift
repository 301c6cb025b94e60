// SPDX-License-Identifier: EUPL-1.2

/// A class of object of HSDS 3.0 and 3.1; the raw value is its name in the specification.
enum HSDSKind: String, Sendable, CaseIterable {
  case service, organization, location
  case serviceAtLocation = "service_at_location"
  case program, address, phone, contact, schedule, language, accessibility
  case costOption = "cost_option"
  case funding
  case identifier = "organization_identifier"
  case attribute, taxonomy
  case term = "taxonomy_term"
  case area = "service_area"
  case document = "required_document"
  case metadata
  case capacity = "service_capacity"
  case unit, url
  case tableDescription = "meta_table_description"

  /// Objects that stand for themselves; all others are parts of them.
  var isMain: Bool { self == .service || self == .organization || self == .location || self == .serviceAtLocation }

  /// The names of lists inside of objects.
  static let lists: [String: HSDSKind] = [
    "services": .service, "organizations": .organization, "locations": .location,
    "service_at_locations": .serviceAtLocation, "programs": .program, "addresses": .address, "phones": .phone,
    "contacts": .contact, "schedules": .schedule, "languages": .language, "accessibility": .accessibility,
    "cost_options": .costOption, "funding": .funding, "organization_identifiers": .identifier,
    "attributes": .attribute, "taxonomies": .taxonomy, "taxonomy_terms": .term, "service_areas": .area,
    "required_documents": .document, "metadata": .metadata, "capacities": .capacity, "additional_urls": .url,
    "additional_websites": .url, "service_capacities": .capacity, "urls": .url, "units": .unit,
    "meta_table_descriptions": .tableDescription,
  ]

  /// The names of single objects inside of objects.
  static let objects: [String: HSDSKind] = [
    "organization": .organization, "service": .service, "location": .location, "program": .program,
    "taxonomy_term": .term, "taxonomy_detail": .taxonomy, "unit": .unit,
  ]

  /// Fields that name an object by its id.
  static let references: [String: HSDSKind] = [
    "organization_id": .organization, "service_id": .service, "location_id": .location,
    "service_at_location_id": .serviceAtLocation, "phone_id": .phone, "contact_id": .contact,
    "program_id": .program, "taxonomy_term_id": .term, "taxonomy_id": .taxonomy, "unit_id": .unit,
    "parent_organization_id": .organization,
  ]

  /// The files of the tabular form, by their names in lower case; no other file of a folder is opened.
  static let tables: [String: HSDSKind] = {
    var tables = [
      "service_at_location.csv": HSDSKind.serviceAtLocation, "accessibilities.csv": .accessibility,
      "service_capacity.csv": .capacity, "contact.csv": .contact,
    ]
    for (name, kind) in lists { tables[name + ".csv"] = kind }
    return tables
  }()

  /// The kind whose fields most of an object's names belong to; nothing where they say nothing.
  static func guess(_ names: [String]) -> HSDSKind? {
    if names.contains("location_type") { return .location }
    if names.contains("status"), names.contains("name") { return .service }
    let isPair = names.contains("service") && names.contains("location")
    if isPair || names.contains("service_id") && names.contains("location_id") { return .serviceAtLocation }
    var best: (kind: HSDSKind, score: Int)?
    for kind in [service, organization, location, serviceAtLocation, term, taxonomy, program] {
      let own = HSDSShape.fieldNames[kind] ?? []
      let score = names.count { own.contains($0) || HSDSShape.parts[kind]?.contains($0) == true }
      if score > best?.score ?? 0 { best = (kind, score) }
    }
    guard let best, names.contains("name") || best.score > 1 else { return nil }
    return best.score > (names.contains("name") ? 2 : 1) || names.contains("description") ? best.kind : nil
  }
}

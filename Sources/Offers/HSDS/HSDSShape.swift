// SPDX-License-Identifier: EUPL-1.2

/// What a field of HSDS holds.
enum HSDSType: Sendable { case text, number, day, time, moment, choice }

/// One field of the specification.
struct HSDSField: Sendable {
  let name: String
  let type: HSDSType
  let isRequired: Bool

  /// Reads `status!?`: the name, then `!` for required and a mark for the type.
  init(_ text: Substring) {
    name = String(text.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    let marks = text.dropFirst(name.count)
    isRequired = marks.contains("!")
    let types: [(Character, HSDSType)] = [("#", .number), ("@", .day), ("~", .time), ("%", .moment), ("?", .choice)]
    type = types.first { marks.contains($0.0) }?.1 ?? .text
  }
}

/// The fields of all kinds of object, after the JSON schemas of HSDS 3.0 and 3.1.
enum HSDSShape {
  static let fields: [HSDSKind: [String: HSDSField]] = lines.mapValues { line in
    Dictionary(line.split(separator: " ").map { HSDSField($0) }.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  static let fieldNames: [HSDSKind: Set<String>] = fields.mapValues { Set($0.keys) }

  /// What tells main objects apart: the lists and objects inside of them.
  static let parts: [HSDSKind: Set<String>] = [
    .service: [
      "organization", "program", "service_at_locations", "service_areas", "cost_options", "required_documents",
      "capacities", "additional_urls", "languages", "schedules",
    ],
    .organization: ["locations", "programs", "organization_identifiers", "services", "additional_websites"],
    .location: ["addresses", "accessibility"],
    .serviceAtLocation: ["service", "location"],
    .term: ["taxonomy_detail"],
  ]

  static let choices: [String: [String]] = [
    "status": ["active", "inactive", "defunct", "temporarily closed"],
    "location_type": ["physical", "postal", "virtual"],
    "address_type": ["physical", "postal", "virtual"],
    "freq": ["WEEKLY", "MONTHLY", "DAILY", "YEARLY"],
    "wkst": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"],
  ]

  private static let lines: [HSDSKind: String] = [
    .service: """
    id! organization_id program_id name! alternate_name description url email status!? interpretation_services \
    application_process fees_description wait_time fees accreditations eligibility_description minimum_age# \
    maximum_age# assured_date@ assurer_email licenses alert last_modified%
    """,
    .organization: """
    id! name! alternate_name description! email website tax_status tax_id year_incorporated# legal_status logo uri \
    parent_organization_id
    """,
    .location: """
    id! location_type!? url organization_id name alternate_name description transportation latitude# longitude# \
    external_identifier external_identifier_type
    """,
    .serviceAtLocation: "id! service_id location_id description",
    .program: "id! organization_id name! alternate_name description!",
    .address: """
    id! location_id attention address_1! address_2 city! region state_province! postal_code! country! address_type!?
    """,
    .phone: """
    id! location_id service_id organization_id contact_id service_at_location_id number! extension type description
    """,
    .contact: "id! organization_id service_id service_at_location_id location_id name title department email",
    .schedule: """
    id! service_id location_id service_at_location_id valid_from@ valid_to@ dtstart@ timezone# until@ count# wkst? \
    freq? interval# byday byweekno bymonthday byyearday description opens_at~ closes_at~ schedule_link \
    attending_type notes
    """,
    .language: "id! service_id location_id phone_id name code note",
    .accessibility: "id! location_id description details url",
    .costOption: "id! service_id valid_from@ valid_to@ option currency amount# amount_description",
    .funding: "id! organization_id service_id source",
    .identifier: "id! organization_id identifier_scheme identifier_type! identifier!",
    .attribute: "id! link_id taxonomy_term_id link_type link_entity value label",
    .taxonomy: "id! name! description! uri version",
    .term: "id! code name! description! parent_id taxonomy language taxonomy_id term_uri",
    .area: "id! service_id service_at_location_id name description extent extent_type uri",
    .document: "id! service_id document uri",
    .metadata: """
    id! resource_id resource_type last_action_date@ last_action_type field_name previous_value replacement_value \
    updated_by
    """,
    .capacity: "id! service_id unit_id available!# maximum# description updated!%",
    .unit: "id! name! scheme identifier uri",
    .url: "id! label url! organization_id service_id",
    .tableDescription: "id! name language character_set",
  ]
}

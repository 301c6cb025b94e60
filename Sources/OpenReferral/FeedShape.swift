// SPDX-License-Identifier: EUPL-1.2
internal import Formats

/// What the objects of our feed look like: the part of HSDS 3.1 that we fill, and what we promise about it.
///
/// The self-check and the description of the interface are made from it.
struct FeedShape: Sendable {
  enum Form: Sendable {
    case text, uuid, integer, number, day, moment, time, link, mail
    case choice([String])
    case object(String)
    case list(String)
  }

  struct Field: Sendable {
    let name: String
    let form: Form
    let isRequired: Bool
  }

  let name: String
  let fields: [Field]

  subscript(_ name: String) -> Field? { fields.first { $0.name == name } }

  /// In the order in which they are described.
  static let all = table.map { FeedShape(name: $0.0, fields: $0.1.split(separator: " ").map { Field($0) }) }
  static let named = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  private static let table: [(String, String)] = [
    (
      "service",
      """
      id!:uuid organization_id:uuid program_id:uuid name! description url:link email:mail status!=active \
      interpretation_services application_process fees_description wait_time eligibility_description \
      minimum_age:integer maximum_age:integer assured_date:day last_modified!:moment organization:{organization} \
      program:{program} phones:[phone] contacts:[contact] languages:[language] cost_options:[cost_option] \
      funding:[funding] service_areas:[service_area] schedules:[schedule] \
      service_at_locations:[service_at_location] capacities:[service_capacity] attributes:[attribute]
      """
    ),
    (
      "organization",
      """
      id!:uuid name! alternate_name description! email:mail website:link year_incorporated:integer legal_status \
      parent_organization_id:uuid phones:[phone] organization_identifiers:[organization_identifier] \
      attributes:[attribute] locations:[location] services:[service]
      """
    ),
    (
      "service_at_location",
      """
      id!:uuid service_id!:uuid location_id!:uuid description location:{location} service:{service} \
      schedules:[schedule]
      """
    ),
    (
      "location",
      """
      id!:uuid location_type!=physical|postal organization_id:uuid name description transportation latitude:number \
      longitude:number addresses:[address] accessibility:[accessibility]
      """
    ),
    (
      "address",
      """
      id!:uuid location_id:uuid address_1! city! state_province! postal_code! country!=DE \
      address_type!=physical|postal
      """
    ),
    (
      "schedule",
      """
      id!:uuid service_id:uuid service_at_location_id:uuid freq=WEEKLY|MONTHLY interval:integer byday \
      dtstart:day until:day valid_from:day valid_to:day opens_at:time closes_at:time description notes \
      attributes:[attribute]
      """
    ),
    ("accessibility", "id!:uuid location_id:uuid description"),
    ("phone", "id!:uuid service_id:uuid organization_id:uuid contact_id:uuid number! type"),
    ("contact", "id!:uuid name title email:mail phones:[phone]"),
    ("language", "id!:uuid service_id:uuid name code"),
    ("cost_option", "id!:uuid service_id:uuid option currency=EUR amount:number"),
    ("funding", "id!:uuid service_id:uuid source"),
    ("service_area", "id!:uuid service_id:uuid name"),
    (
      "service_capacity",
      "id!:uuid service_id:uuid unit!:{unit} unit_id:uuid available!:number maximum:number updated!:moment"
    ),
    ("unit", "id!:uuid name!"),
    ("program", "id!:uuid name! description!"),
    ("organization_identifier", "id!:uuid organization_id:uuid identifier_type! identifier!"),
    (
      "attribute",
      "id!:uuid link_id:uuid link_entity taxonomy_term_id:uuid value label taxonomy_term:{taxonomy_term}"
    ),
    (
      "taxonomy_term",
      """
      id!:uuid code name! description! parent_id:uuid taxonomy taxonomy_id:uuid language \
      taxonomy_detail:{taxonomy}
      """
    ),
    ("taxonomy", "id!:uuid name! description! version"),
  ]
}

extension FeedShape.Field {
  /// Reads `id!:uuid`, `phones:[phone]`, `status!=active`.
  fileprivate init(_ text: Substring) {
    name = String(text.prefix { $0 != "!" && $0 != ":" && $0 != "=" })
    isRequired = text.contains("!")
    let rest = text.dropFirst(name.count).drop { $0 == "!" }
    let value = rest.dropFirst()
    switch (rest.first, value.first) {
    case ("=", _): form = .choice(value.split(separator: "|").map(String.init))
    case (":", "["): form = .list(String(value.dropFirst().dropLast()))
    case (":", "{"): form = .object(String(value.dropFirst().dropLast()))
    default: form = Self.forms[String(value)] ?? .text
    }
  }

  private static let forms: [String: FeedShape.Form] = [
    "uuid": .uuid, "integer": .integer, "number": .number, "day": .day, "moment": .moment, "time": .time,
    "link": .link, "mail": .mail,
  ]
}

extension FeedShape {
  /// The JSON schema of the shape, references leading to `#/components/schemas`.
  func describe(_ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "object")
      json.list("required", fields.filter(\.isRequired).map(\.name))
      json.object("properties") { json in
        for field in fields { json.object(field.name) { field.form.describe(&$0) } }
      }
    }
  }
}

extension FeedShape.Form {
  fileprivate func describe(_ json: inout JSONWriter) {
    switch self {
    case .object(let name): return json.field("$ref", Self.reference(name))
    case .list(let name):
      json.field("type", "array")
      return json.object("items") { $0.field("$ref", Self.reference(name)) }
    case .integer: return json.field("type", "integer")
    case .number: return json.field("type", "number")
    default: json.field("type", "string")
    }
    switch self {
    case .uuid: json.field("format", "uuid")
    case .day: json.field("format", "date")
    case .moment: json.field("format", "date-time")
    case .link: json.field("format", "uri")
    case .mail: json.field("format", "email")
    case .time: json.field("pattern", FeedCalendar.timePattern)
    case .choice(let values): json.list("enum", values)
    default: break
    }
  }

  static func reference(_ name: String) -> String { "#/components/schemas/\(name)" }
}

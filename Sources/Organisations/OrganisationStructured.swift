// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Web

/// An organisation in the vocabulary of schema.org, for search engines.
struct OrganisationStructured {
  let detail: OrganisationDetail
  let summary: String
  /// Address of the site in front of local paths.
  let site: String
  let view: View

  private static let schools: Set<String> = [
    "ET-SCH", "ET-GS", "ET-HS", "ET-RS", "ET-SK", "ET-GE", "ET-GY", "ET-BK", "ET-FS", "ET-WBK",
  ]
  private static let authorities: Set<String> = [
    "ET-SA", "ET-BZR", "ET-JA", "ET-VER", "ET-GEM", "ET-ABH", "ET-JC", "ET-KAOA", "ET-RBB", "ET-IR", "ET-ZFSL",
  ]
  private static let societies: Set<String> = ["ET-MSO", "ET-EV", "ET-INI", "ET-FT", "ET-IA", "ET-OGS"]

  /// The type of schema.org for a kind of the catalogue.
  static func type(of kind: String) -> String {
    switch kind {
    case "ET-KITA", "ET-FZ", "ET-KTP": "Preschool"
    case "ET-GS": "ElementarySchool"
    case "ET-HSCH": "CollegeOrUniversity"
    case "ET-VHS", "ET-FBS": "EducationalOrganization"
    case "ET-BIB": "Library"
    case "ET-SPV": "SportsOrganization"
    case "ET-UNT": "Corporation"
    case "ET-GES", "ET-SB": "MedicalOrganization"
    case let kind where schools.contains(kind): "School"
    case let kind where authorities.contains(kind): "GovernmentOrganization"
    case let kind where societies.contains(kind): "NGO"
    default: "Organization"
    }
  }

  var bytes: [UInt8] {
    let organisation = detail.organisation
    var json = JSONWriter(.html, reserving: 2048)
    json.object { json in
      json.field("@context", "https://schema.org")
      json.field("@type", Self.type(of: organisation.kind))
      json.field("name", organisation.name)
      json.field("alternateName", ifPresent: Self.filled(organisation.shortName))
      json.field("description", ifPresent: Self.filled(summary))
      json.field("url", site + view.link(OrganisationPath.organisation(organisation.id).path))
      if !organisation.website.isEmpty { json.list("sameAs", [organisation.website]) }
      json.field("telephone", ifPresent: Self.filled(organisation.phone))
      json.field("email", ifPresent: Self.filled(organisation.mail))
      json.field("foundingDate", ifPresent: organisation.foundedYear.map { padded($0, 4) })
      if !organisation.languages.isEmpty {
        json.list("knowsLanguage", organisation.languages.map { LanguageNames.name($0, in: .english) })
      }
      if !organisation.town.isEmpty {
        json.address(organisation.street, organisation.postcode, organisation.town)
      }
      if let parent = detail.parent {
        json.object("parentOrganization") {
          $0.field("@type", "Organization")
          $0.field("name", parent.name)
          $0.field("url", site + view.link(OrganisationPath.organisation(parent.id).path))
        }
      }
      if !detail.places.isEmpty { json.list("location", detail.places) { $0.place($1) } }
    }
    return json.bytes
  }

  private static func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
}

extension JSONWriter {
  fileprivate mutating func address(_ street: String, _ postcode: String, _ town: String) {
    object("address") {
      $0.field("@type", "PostalAddress")
      if !street.isEmpty { $0.field("streetAddress", street) }
      if !postcode.isEmpty { $0.field("postalCode", postcode) }
      if !town.isEmpty { $0.field("addressLocality", town) }
      $0.field("addressCountry", "DE")
    }
  }

  fileprivate mutating func place(_ place: Place) {
    object { json in
      json.field("@type", "Place")
      json.field("name", place.name)
      json.address(place.street, place.postcode, place.town)
      if let point = place.point {
        json.object("geo") {
          $0.field("@type", "GeoCoordinates")
          $0.field("latitude", point.latitude)
          $0.field("longitude", point.longitude)
        }
      }
    }
  }
}

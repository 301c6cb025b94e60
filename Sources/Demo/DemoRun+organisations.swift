// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Organisations
internal import Records
internal import Storage

extension DemoRun {
  mutating func fillOrganisations() throws {
    for demo in material.organisations {
      let organisation = organisation(demo)
      try transaction.insert(organisation, of: tenant(demo.ags))
      organisations.append(organisation.id)
      report.organisations += 1
    }
    for demo in material.places {
      let place = place(demo)
      try transaction.insert(place, of: tenant(demo.ags))
      places.append(place.id)
      report.places += 1
    }
  }

  private mutating func organisation(_ demo: DemoOrganisation) -> Organisation {
    var organisation = Organisation(id: makeID())
    organisation.name = demo.name
    organisation.kind = demo.kind
    organisation.legalForm = Self.legalForm(demo.legalForm)
    organisation.parent = demo.parent.flatMap { $0 < organisations.count ? organisations[$0] : nil }
    organisation.summary = String(demo.profile.prefix { $0 != "." })
    organisation.description = demo.profile
    organisation.languages = demo.languages
    organisation.communities = demo.community
    organisation.needs = demo.needs
    organisation.mail = demo.contact.mail
    organisation.phone = demo.contact.phone
    organisation.website = demo.web
    organisation.verifiedOn = today.adding(days: -(demo.index * 7 % 300))
    if let first = demo.places.first, first < material.places.count {
      let place = material.places[first]
      organisation.street = place.street
      organisation.postcode = place.postcode
      organisation.town = place.municipality
      organisation.municipality = towns["\(demo.ags) \(place.municipality)"]?.id
      organisation.socialSpace = spaces["\(demo.ags) \(place.municipality) \(place.quarter)"]?.id
    }
    return organisation
  }

  private mutating func place(_ demo: DemoPlace) -> Place {
    var place = Place(id: makeID())
    place.name = demo.name
    place.organisation = demo.organisation < organisations.count ? organisations[demo.organisation] : nil
    place.street = demo.street
    place.postcode = demo.postcode
    place.town = demo.municipality
    place.municipality = towns["\(demo.ags) \(demo.municipality)"]?.id
    place.socialSpace = spaces["\(demo.ags) \(demo.municipality) \(demo.quarter)"]?.id
    place.latitude = demo.latitude
    place.longitude = demo.longitude
    place.stepFree = Self.answer(demo.accessible)
    place.accessibleToilet = demo.accessible == .yes && demo.index % 3 > 0 ? .yes : demo.index % 7 == 0 ? .no : .unknown
    place.accessNote = demo.accessNote
    return place
  }

  /// Paragraphs separated by empty lines as clean HTML.
  static func paragraphs(_ text: String) -> String {
    var html = ""
    for paragraph in text.split(separator: "\n").map(String.init) where !paragraph.isEmpty {
      html += html.isEmpty ? "<p>" : "\n<p>"
      for character in paragraph {
        switch character {
        case "&": html += "&amp;"
        case "<": html += "&lt;"
        case ">": html += "&gt;"
        default: html.append(character)
        }
      }
      html += "</p>"
    }
    return html
  }

  private static func legalForm(_ text: String) -> LegalForm? {
    let known: [(String, LegalForm)] = [
      ("gGmbH", .nonProfitCompany), ("GmbH", .company), ("e. V.", .association), ("Stiftung", .foundation),
      ("Genossenschaft", .cooperative), ("Zweckverband", .specialPurposeBody), ("öffentlichen Rechts", .publicBody),
      ("kirchlich", .churchBody), ("Kirche", .churchBody), ("Behörde", .authority), ("Dienststelle", .authority),
      ("Initiative", .initiative), ("Verein", .association), ("Kommune", .municipalFacility),
      ("kommunal", .municipalFacility), ("Städtisch", .municipalFacility), ("Praxis", .soleProprietor),
    ]
    guard !text.isEmpty else { return nil }
    return known.first { text.contains($0.0) }?.1 ?? .other
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Records
internal import Storage
internal import Web

extension DemoRun {
  mutating func fillCenters() throws {
    let stored = try transaction.list(Center.self, in: .everyTenant, limit: 1000)
    for demo in material.centers {
      guard let center = stored.first(where: { $0.record.ags == demo.ags }) else { continue }
      try transaction.save(filled(center.record, demo), over: center)
      for text in demo.introductions {
        guard let language = Language(text.language), language != .german else { continue }
        try transaction.translate(
          center.id, of: center.tenant, "introduction", into: language, text.text, version: center.version + 1)
      }
      centers[demo.ags] = center.record
      for town in demo.municipalities { try fill(town, of: center.record) }
      report.centers += 1
    }
  }

  /// Who runs the example installation, so that its imprint is complete.
  func fillCoordination() throws {
    for stored in try transaction.list(CoordinationBody.self, in: .everyTenant, limit: 1) {
      var body = stored.record
      (body.street, body.postcode, body.town) = ("Musterstraße 12", "59821", "Arnsberg")
      (body.phone, body.mail) = ("0221 4710099", "verbund@koordinierung.example")
      body.website = "https://koordinierung.example"
      try transaction.save(body, over: stored)
    }
  }

  private func filled(_ center: Center, _ demo: DemoCenter) -> Center {
    var center = center
    center.attachment = demo.attachment
    center.street = demo.street
    center.postcode = demo.postcode
    center.phone = demo.phone
    center.mail = demo.mail
    center.website = demo.web
    center.openingHours = openingHours(demo.openingHours)
    center.focus = demo.focusFields
    center.accent = demo.accent
    center.languages = demo.languages.map { LanguageNames.three($0) }
    center.introduction = demo.introductions.first { $0.language == "de" }?.text ?? ""
    return center
  }

  private func openingHours(_ hours: [DemoHours]) -> String {
    let names = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]
    return names.enumerated().compactMap { index, name in
      let times = hours.filter { $0.weekday == index + 1 }.map { "\(Self.time($0.start))–\(Self.time($0.end))" }
      return times.isEmpty ? nil : "\(name): \(times.joined(separator: " und ")) Uhr"
    }.joined(separator: "\n")
  }

  static func time(_ minutes: Int) -> String { "\(minutes / 60):\(padded(minutes % 60, 2))" }

  private mutating func fill(_ demo: DemoTown, of center: Center) throws {
    let town = try municipality(demo, of: center)
    towns["\(center.ags) \(demo.name)"] = town
    for quarter in demo.quarters {
      var space = SocialSpace(id: makeID())
      space.center = center.id
      space.municipality = town.id
      space.name = quarter.name
      let slug = Center.slug(of: quarter.name)
      space.slug = center.kind == .district || center.kind == .cityRegion ? "\(town.slug)-\(slug)" : slug
      space.latitude = quarter.latitude
      space.longitude = quarter.longitude
      try transaction.insert(space, of: center.tenant)
      spaces["\(center.ags) \(demo.name) \(quarter.name)"] = space
    }
  }

  /// The city itself is there already.
  private mutating func municipality(_ demo: DemoTown, of center: Center) throws -> Municipality {
    let slug = Center.slug(of: demo.name)
    let postcodes = Set([demo.postcode] + demo.quarters.map(\.postcode)).filter { !$0.isEmpty }.sorted()
    let existing = try transaction.list(Municipality.self, in: .tenant(center.tenant))
    if let stored = existing.first(where: { $0.record.name == demo.name || $0.record.slug == slug }) {
      var town = stored.record
      town.postcodes = postcodes
      try transaction.save(town, over: stored)
      return town
    }
    var town = Municipality(id: makeID())
    town.center = center.id
    town.name = demo.name
    town.slug = slug
    town.postcodes = postcodes
    town.latitude = demo.latitude
    town.longitude = demo.longitude
    try transaction.insert(town, of: center.tenant)
    return town
  }
}

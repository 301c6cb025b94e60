// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records
package import Storage

/// The centres with their towns and quarters in memory: 54 of them stand on nearly every page.
package struct CenterBook: Sendable {
  /// The kinds of record it is made from.
  package static let kinds = ["center", "municipality", "social_space", "coordination_body"]

  /// In the order of their municipalities' names.
  package let centers: [Center]
  package let municipalities: [Municipality]
  package let spaces: [SocialSpace]
  package let bodies: [CoordinationBody]
  private let marks: [TenantID: CenterMark]
  private let byID: [RecordID<Center>: Int]
  private let bySlug: [String: Int]
  private let byAGS: [String: Int]
  private let municipalityByID: [RecordID<Municipality>: Int]
  private let spaceByID: [RecordID<SocialSpace>: Int]

  package init(_ connection: Connection) throws {
    let centers = try connection.list(Center.self, in: .everyTenant, limit: 5000).map(\.record)
      .sorted { Self.sortName($0) < Self.sortName($1) }
    municipalities = try connection.list(Municipality.self, in: .everyTenant, order: "name", limit: 20_000).map(
      \.record)
    spaces = try connection.list(SocialSpace.self, in: .everyTenant, order: "name", limit: 100_000).map(\.record)
    bodies = try connection.list(CoordinationBody.self, in: .everyTenant, limit: 100).map(\.record)
    self.centers = centers
    marks = Dictionary(centers.map { ($0.tenant, CenterMark($0)) }, uniquingKeysWith: { first, _ in first })
    byID = Self.index(centers.map(\.id))
    bySlug = Self.index(centers.map(\.slug))
    byAGS = Self.index(centers.map(\.ags))
    municipalityByID = Self.index(municipalities.map(\.id))
    spaceByID = Self.index(spaces.map(\.id))
  }

  package subscript(_ id: RecordID<Center>) -> Center? { byID[id].map { centers[$0] } }
  package subscript(_ tenant: TenantID) -> Center? { self[RecordID<Center>(tenant.identifier)] }
  package subscript(_ id: RecordID<Municipality>) -> Municipality? { municipalityByID[id].map { municipalities[$0] } }
  package subscript(_ id: RecordID<SocialSpace>) -> SocialSpace? { spaceByID[id].map { spaces[$0] } }

  /// What cards show of a centre; lists need it for each row.
  package func mark(of tenant: TenantID) -> CenterMark? { marks[tenant] }

  package func center(slug: String) -> Center? { bySlug[slug].map { centers[$0] } }
  package func center(ags: String) -> Center? { byAGS[ags].map { centers[$0] } }

  /// By AGS or by the part of its address, as programs and commands name a centre.
  package func center(named text: String) -> Center? { center(slug: text) ?? center(ags: text) }

  package func municipalities(of center: Center) -> [Municipality] { municipalities.filter { $0.center == center.id } }
  package func spaces(of center: Center) -> [SocialSpace] { spaces.filter { $0.center == center.id } }

  /// The coordination body of today: the one that is valid and was founded last.
  package func coordination(on day: Day) -> CoordinationBody? {
    bodies.filter { ($0.validFrom ?? day) <= day && ($0.validUntil ?? day) >= day }
      .max { ($0.validFrom?.number ?? 0) < ($1.validFrom?.number ?? 0) }
  }

  /// Roughly the middle of a postcode's area, from the towns that have it.
  package func point(ofPostcode postcode: String) -> (latitude: Double, longitude: Double)? {
    let towns = municipalities.filter { $0.postcodes.contains(postcode) }
    for town in towns {
      if let latitude = town.latitude, let longitude = town.longitude { return (latitude, longitude) }
    }
    return nil
  }

  private static func index<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
    Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// `Kreis Unna` stands under U.
  private static func sortName(_ center: Center) -> String {
    let name = center.municipality.lowercased()
    let bare = ["kreis ", "stadt "].reduce(name) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 }
    return String(bare.map { ["ä": "a", "ö": "o", "ü": "u"][$0] ?? $0 })
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records
package import Storage

/// Fills an empty installation with the 54 centres and their coordination body.
package enum CenterActions {
  /// - Returns: the coordination body, who owns everything that holds for all.
  package static func install(_ transaction: Transaction) throws -> CoordinationBody {
    var body = CoordinationBody(id: transaction.makeID())
    body.name = "Landesweite Koordinierungsstelle Kommunale Integrationszentren"
    body.shortName = "LaKI"
    body.scope =
      "Unterstützt den Auf- und Ausbau des Verbundes der Kommunalen Integrationszentren in Nordrhein-Westfalen."
    body.legalBasis = "§ 8 Abs. 3 Teilhabe- und Integrationsgesetz NRW"
    body.validFrom = Day(year: 2012, month: 2, day: 24)
    try transaction.insert(body, of: body.tenant)
    try transaction.translate(
      body.id, of: body.tenant, "name", into: .english,
      "Statewide coordination office of the Municipal Integration Centres",
      version: 1)
    var reader = CSVReader(ByteSource(PackageResources.centers_csv), delimiter: .comma)
    _ = try reader.next()
    var position = 0
    while let row = try reader.next() {
      let center = Center.builtIn(row.cells, id: transaction.makeID(), accent: position % 12)
      try transaction.insert(center, of: center.tenant)
      try installTown(of: center, transaction)
      position += 1
    }
    return body
  }

  /// A city is its own only municipality; the towns of districts come with the operator's data.
  private static func installTown(of center: Center, _ transaction: Transaction) throws {
    guard center.kind == .city || center.kind == .regionCity else { return }
    var town = Municipality(id: transaction.makeID())
    town.center = center.id
    town.name = center.seat
    town.slug = center.slug
    town.latitude = center.latitude
    town.longitude = center.longitude
    try transaction.insert(town, of: center.tenant)
  }
}

extension Center {
  /// A line of `centers.csv`: ags, name, kind, district_government, seat, lat, lon, population, population_year, tile_column, tile_row.
  static func builtIn(_ cells: [String], id: RecordID<Center>, accent: Int) -> Center {
    var center = Center(id: id)
    center.ags = cells[0]
    center.municipality = cells[1]
    center.name = "Kommunales Integrationszentrum \(cells[1])"
    center.slug = slug(of: cells[1])
    center.sign = signs[cells[0]] ?? String(cells[4].prefix(2)).uppercased()
    center.kind = Kind(rawValue: cells[2]) ?? .city
    center.districtGovernment = cells[3]
    center.seat = cells[4]
    center.town = cells[4]
    center.latitude = Double(cells[5])
    center.longitude = Double(cells[6])
    center.population = Int(cells[7]) ?? 0
    center.populationYear = Int(cells[8]) ?? 0
    center.tileColumn = Int(cells[9]) ?? 0
    center.tileRow = Int(cells[10]) ?? 0
    center.accent = accent
    return center
  }

  /// Lower case, umlauts spelled out, everything else a hyphen: `kreis-minden-luebbecke`.
  package static func slug(of name: String) -> String {
    let spelled: [Character: String] = ["ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e"]
    var slug = ""
    for character in name.lowercased() {
      let part =
        spelled[character]
        ?? (character.isASCII && (character.isLetter || character.isNumber) ? String(character) : "-")
      if part == "-", slug.isEmpty || slug.hasSuffix("-") { continue }
      slug += part
    }
    return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
  }

  /// After the number plates; where several centres share one, the town's own letters.
  private static let signs: [String: String] = [
    "05111000": "D", "05112000": "DU", "05113000": "E", "05114000": "KR", "05116000": "MG", "05117000": "MH",
    "05119000": "OB", "05120000": "RS", "05122000": "SG", "05124000": "W", "05154000": "KLE", "05158000": "ME",
    "05162000": "NE", "05166000": "VIE", "05170000": "WES", "05314000": "BN", "05315000": "K", "05316000": "LEV",
    "05334000": "SR", "05334002": "AC", "05358000": "DN", "05362000": "BM", "05366000": "EU", "05370000": "HS",
    "05374000": "GM", "05378000": "GL", "05382000": "SU", "05512000": "BOT", "05513000": "GE", "05515000": "MS",
    "05554000": "BOR", "05558000": "COE", "05562000": "RE", "05566000": "ST", "05570000": "WAF", "05711000": "BI",
    "05754000": "GT", "05758000": "HF", "05762000": "HX", "05766000": "LIP", "05770000": "MI", "05774000": "PB",
    "05911000": "BO", "05913000": "DO", "05914000": "HA", "05915000": "HAM", "05916000": "HER", "05954000": "EN",
    "05958000": "HSK", "05962000": "MK", "05966000": "OE", "05970000": "SI", "05974000": "SO", "05978000": "UN",
  ]
}

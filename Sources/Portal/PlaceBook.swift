// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Kernel
internal import Search
internal import Storage
internal import Web

/// Where a postcode, a town or a quarter lies, out of our own places, towns and centres (F6); no other map is asked.
struct PlaceBook: Sendable {
  /// A place that somebody named.
  struct Found: Sendable, Equatable {
    /// `44147 Dortmund`.
    let label: String
    let point: SearchPlace
    /// The centre that works there, where it is known.
    let center: RecordID<Center>?
    /// Only the middle of postcodes that begin alike is known.
    var isApproximate = false
  }

  /// The kinds of record it is made from.
  static let kinds = CenterBook.kinds + ["place"]

  private var byPostcode: [String: Found] = [:]
  private var byName: [String: Found] = [:]

  init(_ connection: Connection) throws {
    self.init(try CenterBook(connection), try connection.postcodePoints())
  }

  /// - Parameter points: the middle of all places that have the postcode.
  init(_ centers: CenterBook, _ points: [PostcodePoint]) {
    for center in centers.centers {
      guard let point = Self.point(center.latitude, center.longitude) else { continue }
      for name in [center.municipality, center.seat] {
        note(name, Found(label: name, point: point, center: center.id))
      }
    }
    for town in centers.municipalities {
      guard let point = Self.point(town.latitude, town.longitude) else { continue }
      byName[Center.slug(of: town.name)] = Found(label: town.name, point: point, center: town.center)
      for postcode in town.postcodes where byPostcode[postcode] == nil {
        byPostcode[postcode] = Found(label: "\(postcode) \(town.name)", point: point, center: town.center)
      }
    }
    for space in centers.spaces {
      guard let point = Self.point(space.latitude, space.longitude) else { continue }
      let town = space.municipality.flatMap { centers[$0] }?.name ?? ""
      let found = Found(label: town.isEmpty ? space.name : "\(town)-\(space.name)", point: point, center: space.center)
      note(space.name, found)
      note("\(town) \(space.name)", found)
    }
    for middle in points {
      byPostcode[middle.postcode] = Found(
        label: "\(middle.postcode) \(middle.town)".trimmed, point: middle.point,
        center: RecordID<Center>(middle.tenant.identifier))
    }
  }

  /// All postcodes and names that are known, the latter as parts of addresses.
  var names: [String] { Array(byPostcode.keys) + Array(byName.keys) }

  /// Finds `44147`, `44147 Dortmund`, `Lünen`, `luenen`, `Unna (Kreis)` or the one place that begins like that.
  subscript(_ text: String) -> Found? {
    let wanted = String(text.prefix(80))
    for word in wanted.split(whereSeparator: { $0 == " " || $0 == "," }) where Self.isPostcode(word) {
      return byPostcode[String(word)] ?? approximate(String(word))
    }
    let name = Center.slug(of: wanted)
    guard !name.isEmpty else { return nil }
    if let found = byName[name] ?? byName["kreis-\(name)"] { return found }
    guard name.utf8.count >= 4 else { return nil }
    let beginning = byName.filter { $0.key.hasPrefix(name) }
    return Set(beginning.map(\.value.label)).count == 1 ? beginning.first?.value : nil
  }

  /// Postcodes count up from place to place, so those that begin alike lie around one that we have no place for.
  private func approximate(_ postcode: String) -> Found? {
    for length in [4, 3] {
      let start = postcode.prefix(length)
      let alike = byPostcode.filter { $0.key.hasPrefix(start) }.map(\.value)
      guard let first = alike.first else { continue }
      let count = Double(alike.count)
      let middle = SearchPlace(
        latitude: alike.reduce(0) { $0 + $1.point.latitude } / count,
        longitude: alike.reduce(0) { $0 + $1.point.longitude } / count)
      let centers = Set(alike.map(\.center))
      return Found(
        label: postcode, point: middle, center: centers.count == 1 ? first.center : nil, isApproximate: true)
    }
    return nil
  }

  private mutating func note(_ name: String, _ found: Found) {
    let key = Center.slug(of: name)
    if !key.isEmpty, byName[key] == nil { byName[key] = found }
  }

  private static func isPostcode(_ word: Substring) -> Bool {
    word.utf8.count == 5 && word.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func point(_ latitude: Double?, _ longitude: Double?) -> SearchPlace? {
    guard let latitude, let longitude else { return nil }
    return SearchPlace(latitude: latitude, longitude: longitude)
  }
}

/// The middle of all our places with one postcode.
struct PostcodePoint: Sendable {
  let postcode: String
  let town: String
  let tenant: TenantID
  let point: SearchPlace
}

extension CenterBook {
  /// The centre whose seat is nearest.
  func nearest(to point: SearchPlace) -> Center? {
    centers.min { $0.squaredDistance(to: point) < $1.squaredDistance(to: point) }
  }

  /// The centres around one, nearest first.
  func neighbours(of center: Center, limit: Int) -> [Center] {
    guard let latitude = center.latitude, let longitude = center.longitude else { return [] }
    let point = SearchPlace(latitude: latitude, longitude: longitude)
    let others = centers.filter { $0.id != center.id && $0.latitude != nil }
    return Array(others.sorted { $0.squaredDistance(to: point) < $1.squaredDistance(to: point) }.prefix(limit))
  }
}

extension Center {
  /// Good enough to compare distances within a few hundred kilometres.
  fileprivate func squaredDistance(to point: SearchPlace) -> Double {
    guard let latitude, let longitude else { return .infinity }
    let (north, east) = (latitude - point.latitude, (longitude - point.longitude) * 0.62)
    return north * north + east * east
  }
}

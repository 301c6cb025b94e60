// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Foundation
internal import Kernel
internal import Storage

/// A circle around the middle of a postcode, out of our own places and towns; no other map is asked.
struct FeedCircle: Sendable {
  let latitude: Double
  let longitude: Double
  /// In metres.
  let radius: Int

  /// Of a mean earth (IUGG), in metres.
  private static let earth = 6_371_008.8

  init(latitude: Double, longitude: Double, radius: Int) {
    self.latitude = latitude
    self.longitude = longitude
    self.radius = radius
  }

  /// Nothing for a postcode that none of our places and towns has.
  init?(around postcode: String, metres: Int, _ connection: Connection) throws {
    let middle = try connection.first(
      """
      select avg(latitude), avg(longitude) from place
      where archived_at is null and postcode = \(postcode) and latitude is not null and longitude is not null
      """
    ) { row in (row.optionalReal(), row.optionalReal()) }
    if let latitude = middle?.0, let longitude = middle?.1 {
      self.init(latitude: latitude, longitude: longitude, radius: metres)
    } else if let point = try CenterBook(connection).point(ofPostcode: postcode) {
      self.init(latitude: point.latitude, longitude: point.longitude, radius: metres)
    } else {
      return nil
    }
  }

  /// All points of the circle lie in this box; most others do not.
  var box: SQL {
    let north = Double(radius) / Self.earth * 180 / .pi
    let east = min(180, north / max(0.01, cos((abs(latitude) + north) * .pi / 180)))
    return """
      p.latitude between \(latitude - north) and \(latitude + north)
      and p.longitude between \(longitude - east) and \(longitude + east)
      """
  }

  /// By the haversine formula.
  func metres(to latitude: Double, _ longitude: Double) -> Double {
    let radians = Double.pi / 180
    let north = sin((latitude - self.latitude) * radians / 2)
    let east = sin((longitude - self.longitude) * radians / 2)
    let part = north * north + cos(latitude * radians) * cos(self.latitude * radians) * east * east
    return 2 * Self.earth * asin(min(1, part.squareRoot()))
  }
}

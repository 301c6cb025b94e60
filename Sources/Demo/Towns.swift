// SPDX-License-Identifier: EUPL-1.2

/// All 396 municipalities of the state with their quarters, by centre.
struct Towns: Sendable {
  let byCenter: [String: [DemoTown]]

  init() throws(DemoFault) {
    let table = try DemoTable("Towns")
    var towns: [String: [DemoTown]] = [:]
    for row in table.rows {
      let latitude = try table.decimal(row[4])
      let longitude = try table.decimal(row[5])
      if row[2].isEmpty {
        towns[row[0], default: []].append(
          DemoTown(
            ags: row[0], name: row[1], postcode: row[3], latitude: latitude, longitude: longitude, quarters: []))
        continue
      }
      guard let last = towns[row[0]]?.indices.last, towns[row[0]]?[last].name == row[1] else {
        throw DemoFault(table: "Towns", reason: "quarter \(row[2]) stands before its municipality")
      }
      towns[row[0]]?[last].quarters.append(
        DemoQuarter(name: row[2], postcode: row[3], latitude: latitude, longitude: longitude))
    }
    byCenter = towns
  }
}

/// A spot in a town: in one of its quarters, or anywhere.
struct Spot {
  let town: DemoTown
  let quarter: DemoQuarter?

  /// Name of the quarter, or of the town where there is none.
  var quarterName: String { quarter?.name ?? town.name }
}

/// Draws spots of one centre; larger towns come more often.
struct SpotPicker: Sendable {
  let towns: [DemoTown]
  private let totals: [Int]

  init(_ towns: [DemoTown]) {
    self.towns = towns
    totals = runningTotals(towns.enumerated().map { 1 + 2 * $1.quarters.count + ($0 == 0 ? 2 : 0) })
  }

  /// Nil only for a centre without towns.
  func spot(_ draw: inout Draw) -> Spot? {
    guard let position = draw.position(inTotals: totals) else { return nil }
    let town = towns[position]
    return Spot(town: town, quarter: draw.chance(towns.count == 1 ? 88 : 60) ? draw.pick(town.quarters) : nil)
  }
}

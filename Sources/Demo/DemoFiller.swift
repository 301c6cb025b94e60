// SPDX-License-Identifier: EUPL-1.2
internal import Centers
internal import Guides
internal import Kernel
internal import Offers
internal import Organisations
internal import Records
package import Storage

/// Puts the invented Verbund into a database: in one transaction, the same every time for the same day and sizes.
package struct DemoFiller: Sendable {
  package struct Report: Sendable {
    package var centers = 0
    package var organisations = 0
    package var places = 0
    package var offers = 0
    package var guides = 0
  }

  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// - Parameters:
  ///   - guides: up to 20 are the statewide pages; the rest are pages of the centres.
  ///   - progress: is told how many offers are written.
  /// - Throws: a `Problem` or a `DemoFault` when the material is broken; then nothing is kept.
  package func fill(
    offers: Int, guides: Int, progress: @escaping @Sendable (Int) -> Void
  ) async throws -> Report {
    let today = database.time.today
    let material = try DemoMaterial(today: DemoDay(number: Int(today.number)), offers: offers)
    return try await database.write(by: .system("demo"), as: .bulk) { transaction in
      var run = DemoRun(transaction, material, today: today)
      try run.fillCoordination()
      try run.fillCenters()
      try run.fillOrganisations()
      try run.fillOffers(progress)
      try run.fillGuides(wished: guides)
      try transaction.markAsExample()
      return run.report
    }
  }
}

/// One filling: what was written so far, by the numbers of the material.
struct DemoRun {
  let transaction: Transaction
  let material: DemoMaterial
  let today: Day
  var report = DemoFiller.Report()
  var centers: [String: Center] = [:]
  var towns: [String: Municipality] = [:]
  var spaces: [String: SocialSpace] = [:]
  var organisations: [RecordID<Organisation>] = []
  var places: [RecordID<Place>] = []
  private var numbers = SeededNumbers(seed: 2012)

  init(_ transaction: Transaction, _ material: DemoMaterial, today: Day) {
    self.transaction = transaction
    self.material = material
    self.today = today
  }

  /// Ids that are the same every time.
  mutating func makeID<Subject>(_ type: Subject.Type = Subject.self) -> RecordID<Subject> {
    RecordID(IDSource.version7(at: Moment(today), random: numbers.next(), numbers.next()))
  }

  func tenant(_ ags: String) throws -> TenantID {
    guard let center = centers[ags] else { throw DemoFault(table: "centers", reason: "unknown \(ags)") }
    return center.tenant
  }

  func day(_ day: DemoDay?) -> Day? { day.map { Day(number: Int32($0.number)) } }

  static func answer(_ answer: DemoAnswer) -> Answer { Answer(rawValue: answer.rawValue) ?? .unknown }
}

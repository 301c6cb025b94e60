// SPDX-License-Identifier: EUPL-1.2
package import Centers
package import Foundation
package import Kernel
import Logging
package import Product
import Records
package import Storage
package import Web

/// The whole product on a fresh real database file in a folder of its own, with time standing still.
package struct TestProduct: Sendable {
  /// Monday, 23 November 2026, 09:15 in Germany.
  package static let now = Moment(milliseconds: 1_795_421_700_000)

  package let house: House
  package let folder: URL
  package let client: TestClient

  package var services: Services { house.services }
  package var database: Database { house.services.database }

  package init(
    site: SiteConfiguration = SiteConfiguration(address: "http://localhost"), at now: Moment = now
  ) async throws {
    folder = try Self.temporaryFolder()
    let database = try await TestDatabase.prepared(in: folder, at: now)
    var logger = Logger(label: "test")
    logger.logLevel = ProcessInfo.processInfo.environment["VERBUND_TEST_LOG"] == nil ? .critical : .error
    house = try await House(database, site: site, logger: logger)
    try await house.follower.prepare()
    client = TestClient(house.table.responder())
  }

  /// Waits until everything that was written is in the search index and on the pages.
  package func settle() async throws { try await house.follower.catchUp() }

  /// A centre by its AGS or the part of its address.
  package func center(_ name: String) async throws -> Center {
    let book = try await database.read { try CenterBook($0) }
    guard let center = book.center(named: name) else { throw Problem.notFound }
    return center
  }

  /// The tenant of what holds for all centres.
  package func statewide() async throws -> TenantID {
    let book = try await database.read { try CenterBook($0) }
    guard let body = book.coordination(on: database.time.today) else { throw Problem.notFound }
    return body.tenant
  }

  package func remove() throws {
    try database.close()
    try TestDatabase.remove(in: folder)
  }

  package static func temporaryFolder() throws -> URL {
    let name = "verbund-test-\(UInt64.random(in: 0 ... .max))"
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// An empty database, not yet migrated, with fixed time and ids that rise from the same seed.
  package static func database(in folder: URL, at now: Moment = now) throws -> Database {
    try TestDatabase.open(in: folder, time: .fixed(now), ids: TestIDs(at: now).source)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Accounts
internal import Centers
internal import Kernel
package import Logging
package import Messages
package import Monitoring
internal import Search
package import Storage
package import Web

/// The assembled product: services, addresses and the follower; servers, commands and tests all start from it.
package struct House: Sendable {
  package let services: Services
  package let table: RouteTable
  package let follower: Follower
  package let background: Background

  /// Opens a prepared database.
  ///
  /// - Parameters:
  ///   - indexFile: where the search index is kept between starts.
  ///   - extra: further slices, such as the routes of the benchmark.
  ///   - mail: where mails are handed in; without it they are kept and shown.
  ///   - vitals: what the process knows of itself.
  package init(
    _ database: Database, site: SiteConfiguration, indexFile: String? = nil, extra: [Slice] = [],
    mail: MailConfiguration? = nil, vitals: Vitals = Vitals(), logger: Logger
  ) async throws {
    let slices = SliceList.all + extra
    let names = TenantNames(database, of: CenterBook.kinds) { connection in
      let book = try CenterBook(connection)
      let centers = book.centers.map { ($0.tenant, $0.name) }
      return Dictionary(centers + book.bodies.map { ($0.tenant, $0.name) }, uniquingKeysWith: { first, _ in first })
    }
    let door = AccountDoor.make(database, menu: slices.flatMap(\.staffMenu)).naming(names)
    services = Services(
      database: database, index: SearchIndex(), catalogue: try SliceList.texts(), site: site, frame: .verbund,
      forgery: Forgery(key: try await database.secret("forms")), cache: PageCache(),
      limiter: RateLimiter(database, key: try await database.secret("limits")),
      door: door, vitals: vitals, logger: logger)
    table = try RouteTable(slices, services)
    follower = Follower(services, slices, file: indexFile)
    background = Background(services, slices, mail: mail)
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
package import Logging
internal import Search
package import Storage
package import Web

/// The assembled product: services, addresses and the follower; servers, commands and tests all start from it.
package struct House: Sendable {
  package let services: Services
  package let table: RouteTable
  package let follower: Follower

  /// Opens a prepared database.
  ///
  /// - Parameters:
  ///   - indexFile: where the search index is kept between starts.
  ///   - extra: further slices, such as the routes of the benchmark.
  package init(
    _ database: Database, site: SiteConfiguration, indexFile: String? = nil, extra: [Slice] = [], logger: Logger
  ) async throws {
    let slices = SliceList.all + extra
    services = Services(
      database: database, index: SearchIndex(), catalogue: try SliceList.texts(), site: site, frame: .verbund,
      forgery: Forgery(key: try await database.secret("forms")), cache: PageCache(), limiter: RateLimiter(),
      logger: logger)
    table = try RouteTable(slices, services)
    follower = Follower(services, slices, file: indexFile)
  }
}

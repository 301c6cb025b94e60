// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import HTTPTypes
internal import Kernel
internal import Offers
internal import Records
internal import Search
internal import Storage
package import Web

/// Addresses for measurements, only there with `serve --bench`: bare answers as ceilings and pages without the cache.
package enum BenchRoutes {
  package static let slice = Slice(
    name: "Bench",
    routes: { services in
      let centers = Live(services.database, of: CenterBook.kinds) { try CenterBook($0) }
      let kept = Live(services.database, of: ["offer"]) { (connection: Connection) in
        try OfferCards.load(first(services), connection, .german, CenterBook(connection))
      }
      let shown = Live(services.database, of: ["offer"]) { (_: Connection) in first(services) }
      return [
        Route(.get, BenchPath.hello, .everyone) { _ in Reply(.ok, "text/plain; charset=utf-8", Array("hello".utf8)) },
        Route(.get, BenchPath.bytes, .everyone) { visit in
          let count = min(Int(visit.part("count")) ?? 0, 1 << 20)
          return Reply(.ok, "text/html; charset=utf-8", [UInt8](repeating: 120, count: count))
        },
        Route(.get, BenchPath.slow, .everyone) { visit in
          try await Task.sleep(for: .milliseconds(min(Int(visit.part("milliseconds")) ?? 0, 60_000)))
          return Reply(.ok, "text/plain; charset=utf-8", Array("done".utf8))
        },
        Route(.get, BenchPath.list, .everyone) { visit in
          page(try await kept(), visit)
        },
        Route(.get, BenchPath.listFromDatabase, .everyone) { visit in
          let (book, ids) = (try await centers(), try await shown())
          let offers = try await services.database.read { try OfferCards.load(ids, $0, .german, book) }
          return page(offers, visit)
        },
      ]
    })

  private static func page(_ offers: [OfferSummary], _ visit: Visit) -> Reply {
    let view = visit.view
    return visit.page(PageHead("Bench", isIndexed: false), "<h1>Bench</h1>\(offerGrid(offers, view))", isPublic: false)
  }

  private static func first(_ services: Services) -> [RecordID<Offer>] {
    var query = SearchQuery()
    query.filters = ["kind": ["angebot"]]
    query.limit = 20
    return services.index.search(query).hits.compactMap { RecordID<Offer>($0.key.dropFirst("offer:".count)) }
  }
}

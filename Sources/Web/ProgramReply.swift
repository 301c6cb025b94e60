// SPDX-License-Identifier: EUPL-1.2
package import Formats
package import Kernel

/// A page of a list as programs ask for it: `page` from 1, `per_page` up to 100.
package struct ListPage: Sendable, Equatable {
  package let page: Int
  package let perPage: Int

  package static let parameters: Set<String> = ["page", "per_page"]

  package var offset: Int { (page - 1) * perPage }

  /// - Throws: a `Problem` that names the wrong parameter.
  package init(_ query: Parameters, perPage usual: Int = 20) throws(Problem) {
    page = try query.number("page", in: 1...10_000) ?? 1
    perPage = try query.number("per_page", in: 1...100) ?? usual
  }

  package init(page: Int, perPage: Int) {
    self.page = page
    self.perPage = perPage
  }

  package func pages(of total: Int) -> Int { max(1, (total + perPage - 1) / perPage) }
}

extension Reply {
  /// `{"items":[…],"total":…,"page":…,"per_page":…}`, the envelope of all lists for programs.
  package static func list<Item>(
    _ items: [Item], total: Int, _ page: ListPage, more: (inout JSONWriter) -> Void = { _ in },
    _ write: (inout JSONWriter, Item) -> Void
  ) -> Reply {
    var json = JSONWriter(reserving: 16_384)
    json.object {
      $0.list("items", items, write)
      $0.field("total", total)
      $0.field("page", page.page)
      $0.field("per_page", page.perPage)
      more(&$0)
    }
    return .json(json.bytes)
  }
}

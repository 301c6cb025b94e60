// SPDX-License-Identifier: EUPL-1.2
internal import Access
internal import Centers
internal import HTTPTypes
package import Web

/// The public portal: the pages that span all other areas.
package enum Portal {
  package static let slice = Slice(
    name: "Portal", texts: PackageResources.Texts_csv, textKeys: PortalText.allCases.map(\.rawValue),
    siteMap: { connection in
      let centers = try CenterBook(connection)
      let lists = centers.centers.filter { $0.uses("sozialraeume") && !centers.spaces(of: $0).isEmpty }
      return [SiteMapEntry(.home), SiteMapEntry(PortalPath.finder)]
        + lists.map { SiteMapEntry(CenterPath.spaces($0), in: $0.pageLanguages) }
    },
    routes: { routes($0) })

  private static func routes(_ services: Services) -> [Route] {
    let books = PortalBooks(services)
    let start = StartPages(services: services, books: books)
    let search = SearchPages(services: services, books: books)
    let bookmarks = BookmarkPages(services: services, books: books)
    let spaces = SpacePages(services: services, books: books)
    let siteMap = SiteMapPages(services: services)
    return [
      Route(.get, PortalPath.homePattern, .everyone, start.start),
      Route(.get, CenterPath.listPattern, .everyone, start.centers),
      Route(.get, CenterPath.homePattern, .everyone, CenterStart(services: services, books: books).home),
      Route(.get, CenterPath.spacesPattern, .everyone, spaces.list),
      Route(.get, CenterPath.spacePattern, .everyone, spaces.one),
      Route(.get, PortalPath.searchPattern, .everyone, search.search),
      Route(.get, PortalPath.suggestionsPattern, .everyone, search.suggestions),
      Route(.get, PortalPath.finderPattern, .everyone, FinderPages(services: services, books: books).finder),
      Route(.get, PortalPath.bookmarksPattern, .everyone, bookmarks.list),
      Route(.post, PortalPath.bookmarksPattern, .everyone, bookmarks.change),
      Route(.get, PortalPath.languagePattern, .everyone) { try LanguagePage.change($0) },
      Route(.get, PortalPath.siteMapPattern, .everyone, siteMap.siteMap),
      Route(.get, PortalPath.robotsPattern, .everyone) { siteMap.robots($0) },
      Route(.get, PortalPath.programSearch, .everyone, ProgramSearch(services: services, books: books).search),
    ]
  }
}

// SPDX-License-Identifier: EUPL-1.2
package import Web

/// Addresses of the pages that span all areas: search, finder, bookmarks, language, site map.
package enum PortalPath {
  package static let search = Path("suche")
  package static let finder = Path("finden")
  package static let bookmarks = Path("merkliste")

  /// What a visitor keeps without an account: ids separated by dots (F10).
  package static let bookmarkCookie = "merkliste"

  /// Remembers a language and leads back to `target`, an address without language but with its query.
  package static let language: @Sendable (String, String) -> Path = { code, target in
    Path("sprache", code, query: [(continueName, target)])
  }

  /// The search, narrowed by pairs such as `("feld", "HF-SP")`.
  package static func search(_ query: [(String, String)]) -> Path { Path("suche", query: query) }

  static func finder(_ query: [(String, String)]) -> Path { Path("finden", query: query) }

  /// A list of kept offers that can be passed on.
  static func bookmarks(shared ids: String) -> Path { Path("merkliste", query: [(sharedName, ids)]) }

  static let suggestions = Path("suche", "vorschlaege")
  static let siteMap = Path("sitemap.xml")
  static func siteMap(part: Int) -> Path { Path("sitemap.xml", query: [(partName, String(part))]) }

  static let continueName = "weiter"
  static let sharedName = "liste"
  static let partName = "teil"

  static let homePattern = "/"
  static let searchPattern = "/suche"
  static let suggestionsPattern = "/suche/vorschlaege"
  static let finderPattern = "/finden"
  static let bookmarksPattern = "/merkliste"
  static let languagePattern = "/sprache/{code}"
  static let siteMapPattern = "/sitemap.xml"
  static let robotsPattern = "/robots.txt"
  static let programSearch = "/api/v1/search"

  /// What robots need not read: answers to forms, lists of one visitor, endless combinations of filters.
  static let closedToRobots = ["/sprache/", "/merkliste", "/suche?", "/suche/", "/finden?", "/api/"]
}

// SPDX-License-Identifier: EUPL-1.2
internal import Catalogues
internal import Centers
internal import Feedback
internal import Guides
internal import HTTPTypes
internal import Kernel
internal import Offers
internal import Organisations
internal import Storage
internal import Web

/// What search engines read: all public pages in the languages that they are offered in, tied to each other (sitemaps.org, RFC 9309).
struct SiteMapPages: Sendable {
  let services: Services

  /// Pages in one file; each stands in it at most once for each language, so 50,000 addresses and 50 MiB are never reached.
  static let partSize = 10_000

  private static let slices = [
    Catalogues.slice, Centers.slice, Organisations.slice, Offers.slice, Guides.slice, Feedback.slice, Portal.slice,
  ]

  func siteMap(_ visit: Visit) async throws -> Reply {
    let part = try visit.query.number(PortalPath.partName, in: 1...10_000)
    let entries = try await services.database.glance { connection in
      try Self.slices.flatMap { slice in try slice.siteMap?(connection) ?? [] }
    }
    let parts = max(1, (entries.count + Self.partSize - 1) / Self.partSize)
    let writer = SiteMapWriter(address: services.site.address)
    if part == nil, parts > 1 { return Self.xml(writer.index(parts: parts)) }
    guard (part ?? 1) <= parts else { throw Problem.notFound }
    let first = ((part ?? 1) - 1) * Self.partSize
    return Self.xml(writer.pages(entries.dropFirst(first).prefix(Self.partSize)))
  }

  func robots(_ visit: Visit) -> Reply {
    let prefixes = [""] + Language.interface.map(LanguagePrefix.text)
    let closed = prefixes.flatMap { prefix in PortalPath.closedToRobots.map { "Disallow: \(prefix)\($0)" } }
    let text = """
      User-agent: *
      \(closed.joined(separator: "\n"))
      Allow: /

      Sitemap: \(services.site.address)\(PortalPath.siteMap.text)

      """
    return Reply(.ok, "text/plain; charset=utf-8", Array(text.utf8), isPublic: true)
  }

  private static func xml(_ bytes: [UInt8]) -> Reply { Reply(.ok, "application/xml", bytes, isPublic: true) }
}

/// Writes the XML of a site map straight into bytes.
struct SiteMapWriter {
  /// `https://integration.example`, without a slash at the end.
  let address: String

  private static let start = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
  private static let schema = #"xmlns="http://www.sitemaps.org/schemas/sitemap/0.9""#

  func index(parts: Int) -> [UInt8] {
    var text = Self.start + "<sitemapindex \(Self.schema)>\n"
    for part in 1...max(1, parts) {
      text += "<sitemap><loc>\(address)\(Self.escaped(PortalPath.siteMap(part: part).text))</loc></sitemap>\n"
    }
    return Array((text + "</sitemapindex>\n").utf8)
  }

  func pages(_ entries: some Collection<SiteMapEntry>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(entries.count * 1600)
    bytes += Array((Self.start + "<urlset \(Self.schema) xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n").utf8)
    for entry in entries { write(entry, into: &bytes) }
    bytes += Array("</urlset>\n".utf8)
    return bytes
  }

  private func write(_ entry: SiteMapEntry, into bytes: inout [UInt8]) {
    let path = Self.escaped(entry.path.text)
    let modified = entry.modified.isEmpty ? "" : "<lastmod>\(entry.modified.prefix(10))</lastmod>"
    var links = ""
    for language in entry.languages {
      links += link(language.code, LanguagePrefix.text(language) + path)
    }
    links += link("x-default", path)
    for language in entry.languages {
      let prefix = LanguagePrefix.usual(language)
      bytes += "<url><loc>\(address)\(prefix)\(path)</loc>".utf8
      bytes += modified.utf8
      bytes += links.utf8
      bytes += "</url>\n".utf8
    }
  }

  private func link(_ language: String, _ path: String) -> String {
    "<xhtml:link rel=\"alternate\" hreflang=\"\(language)\" href=\"\(address)\(path)\"/>"
  }

  /// Paths are percent-encoded; only the `&` of a query is left to escape.
  private static func escaped(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "&")) else { return path }
    return path.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
  }
}

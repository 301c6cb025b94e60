// SPDX-License-Identifier: EUPL-1.2
import TestKit
import Testing
import Web

@Suite struct SiteMapTests {
  @Test("The site map lists every public page in every language, each once, tied to each other")
  func siteMap() async throws {
    let town = try await PortalTown()
    let map = try await town.client.get("/sitemap.xml")
    #expect(map.status == 200)
    #expect(map.header("Content-Type") == "application/xml")
    let document = try XMLCheck(map.body)
    for path in [
      "/", "/en/", "/ar/", "/zentren", "/zentren/dortmund", "/angebote/\(town.course)", "/en/angebote/\(town.course)",
      "/ar/wegweiser/seite/\(town.page)", "/finden", "/zentren/dortmund/sozialraeume/nordstadt",
    ] { #expect(document.addresses.contains("http://localhost\(path)"), "\(path)") }
    #expect(Set(document.addresses).count == document.addresses.count)
    #expect(document.linkCount == document.addresses.count * 4)
    #expect(try await town.client.get("/sitemap.xml?teil=1").status == 200)
    #expect(try await town.client.get("/sitemap.xml?teil=2").status == 404)
    #expect(try await town.client.get("/sitemap.xml?teil=x").status == 400)
    for address in document.addresses.prefix(12) {
      let path = String(address.dropFirst("http://localhost".count))
      #expect(try await town.client.get(path).status == 200, "\(path)")
    }
    try town.product.remove()
  }

  @Test("Robots are told where the map is and what is not worth reading")
  func robots() async throws {
    let product = try await TestProduct()
    let robots = try await product.client.get("/robots.txt")
    #expect(robots.header("Content-Type")?.hasPrefix("text/plain") == true)
    #expect(robots.body.contains("Sitemap: http://localhost/sitemap.xml\n"))
    #expect(robots.body.contains("Disallow: /en/merkliste\n"))
    #expect(!robots.body.contains("Disallow: /\n"))
    try product.remove()
  }
}

/// The addresses of a site map and how many language links it has.
private struct XMLCheck {
  var addresses: [String] = []
  var linkCount = 0

  init(_ text: String) throws {
    var rest = text[...]
    try #require(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
    while let open = rest.firstRange(of: "<loc>"), let close = rest.firstRange(of: "</loc>") {
      addresses.append(String(rest[open.upperBound..<close.lowerBound]))
      rest = rest[close.upperBound...]
    }
    linkCount = count("<xhtml:link ", in: text)
    try #require(count("<url>", in: text) == addresses.count)
    try #require(count("</url>", in: text) == addresses.count)
  }
}

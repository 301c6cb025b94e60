// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Offers
import Organisations
import Storage
import TestKit
import Testing

@Suite("What a centre leaves out")
struct ModuleTests {
  private func change(_ town: PortalTown, _ change: @escaping @Sendable (inout Center) -> Void) async throws {
    let id = try await town.product.center("dortmund").id
    try await town.product.database.write(by: .system("test")) { transaction in
      let stored = try #require(try transaction.find(Center.self, id, in: .everyTenant))
      var center = stored.record
      change(&center)
      try transaction.save(center, over: stored)
    }
    try await town.product.settle()
  }

  private func found(_ town: PortalTown, _ path: String, _ word: String) async throws -> Bool {
    try await town.product.client.get(path).body.contains(word)
  }

  @Test("Without offers nobody finds one: not in search, list, page, interface, feed or site map; and they come back")
  func offers() async throws {
    let town = try await PortalTown()
    defer { try? town.product.remove() }
    let id = town.course.text
    let places = [
      "/suche?q=Sprachkurs", "/angebote", "/api/v1/offers", "/api/v1/search?q=Sprachkurs", "/sitemap.xml",
      "/api/hsds/v3/services", "/finden?thema=deutsch",
    ]
    for path in places { #expect(try await found(town, path, id), "\(path)") }
    try await change(town) { $0.modules = ["wegweiser", "organisationen", "sozialraeume"] }
    for path in places { #expect(try await !found(town, path, id), "\(path)") }
    #expect(try await town.product.client.get("/angebote/\(id)").status == 404)
    #expect(try await town.product.client.get("/api/v1/offers/\(id)").status == 404)
    #expect(try await !found(town, "/zentren/dortmund", "/angebote?zentrum=dortmund"))
    try await change(town) { $0.modules = Center.allModules }
    for path in places { #expect(try await found(town, path, id), "\(path)") }
    #expect(try await town.product.client.get("/angebote/\(id)").status == 200)
  }

  @Test("Without organisations none is shown, and offers name theirs without a link")
  func organisations() async throws {
    let town = try await PortalTown()
    defer { try? town.product.remove() }
    let course = town.course
    let offer = try await town.product.database.read { try $0.find(Offer.self, course, in: .everyTenant) }
    let id = try #require(offer?.record.organisation).text
    #expect(try await town.product.client.get("/organisationen/\(id)").status == 200)
    #expect(try await found(town, "/angebote/\(town.course)", "/organisationen/\(id)"))
    try await change(town) { $0.modules = ["angebote"] }
    #expect(try await town.product.client.get("/organisationen/\(id)").status == 404)
    #expect(try await town.product.client.get("/api/v1/organisations/\(id)").status == 404)
    for path in ["/organisationen", "/suche?art=organisation", "/api/v1/organisations"] {
      #expect(try await !found(town, path, id), "\(path)")
    }
    #expect(try await !found(town, "/angebote/\(town.course)", "/organisationen/\(id)"))
    #expect(try await town.product.client.get("/wegweiser/dortmund").status == 404)
    #expect(try await town.product.client.get("/zentren/dortmund/sozialraeume").status == 404)
  }

  @Test("A centre's pages offer the languages that it shows, and always the one they are read in")
  func languages() async throws {
    let town = try await PortalTown()
    defer { try? town.product.remove() }
    #expect(try await found(town, "/zentren/dortmund", "hreflang=\"ar\""))
    try await change(town) { $0.languages = ["deu", "eng"] }
    let german = try await town.product.client.get("/zentren/dortmund").body
    #expect(german.contains("hreflang=\"en\"") && !german.contains("hreflang=\"ar\""))
    let arabic = try await town.product.client.get("/ar/zentren/dortmund").body
    #expect(arabic.contains("hreflang=\"ar\" dir=\"rtl\" rel=\"nofollow\" aria-current=\"true\""))
    #expect(try await found(town, "/angebote", "hreflang=\"ar\""), "the portal itself keeps all its languages")
    let map = try await town.client.get("/sitemap.xml").body
    #expect(map.contains("/en/zentren/dortmund<") && !map.contains("/ar/zentren/dortmund<"))
    #expect(!map.contains("/ar/zentren/dortmund\"") && map.contains("/ar/angebote/\(town.course)<"))
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Formats
import Guides
import Kernel
import Storage
import TestKit
import Testing

@Suite("The guides for programs")
struct GuideProgramsTests {
  private static let pages = [
    SamplePage(id: 11, title: "Schule", slug: "schule", order: 1, others: ["en": 21]),
    SamplePage(id: 12, title: "Anmelden", slug: "anmelden", parent: "schule", order: 2),
    SamplePage(id: 13, title: "Arbeit", slug: "arbeit", order: 3),
  ]

  private static func product() async throws -> TestProduct {
    let product = try await TestProduct()
    _ = try await product.importing(pages)
    let english = SamplePage(id: 21, language: "en", title: "School", slug: "school", others: ["de": 11])
    _ = try await product.importing([english], language: .english)
    try await product.settle()
    return product
  }

  private static func json(_ product: TestProduct, _ query: String) async throws -> JSONNode {
    let answer = try await product.client.get("/api/v1/guides\(query)")
    #expect(answer.status == 200)
    return JSONNode(try JSONValue(parsing: Array(answer.body.utf8)))
  }

  @Test(
    "Filters narrow the list, counts are exact",
    arguments: [
      ("", 3), ("?language=en", 1), ("?language=tr", 0), ("?center=dortmund", 3), ("?center=05913000", 3),
      ("?center=bonn", 0), ("?center=land", 0), ("?q=Schule", 2), ("?q=Schule&center=bonn", 0),
      ("?modified_after=2026-11-22", 3), ("?modified_after=2026-11-24T00:00:00Z", 0), ("?per_page=2&page=2", 3),
    ])
  func filters(_ query: String, _ total: Int) async throws {
    let product = try await Self.product()
    let list = try await Self.json(product, query)
    #expect(try list.field("total").integer() == total)
    try product.remove()
  }

  @Test("Pages of the list follow each other without gaps")
  func paging() async throws {
    let product = try await Self.product()
    var titles: [String] = []
    for page in 1...3 {
      for item in try await Self.json(product, "?per_page=1&page=\(page)").field("items").items() {
        titles.append(try item.field("title").text())
      }
    }
    #expect(titles.sorted() == ["Anmelden", "Arbeit", "Schule"])
    try product.remove()
  }

  @Test(
    "Wrong parameters are named",
    arguments: [
      ("?language=deutsch", "language"), ("?center=atlantis", "center"), ("?modified_after=gestern", "modified_after"),
      ("?page=0", "page"), ("?per_page=101", "per_page"), ("?sprache=de", "sprache"),
    ])
  func wrong(_ query: String, _ name: String) async throws {
    let product = try await Self.product()
    let answer = try await product.client.get("/api/v1/guides\(query)")
    #expect(answer.status == 400)
    #expect(answer.header("Content-Type") == "application/problem+json")
    #expect(answer.body.contains("\"\(name)\""))
    try product.remove()
  }

  @Test("One page tells its source, its parent and its languages; a missing language is called missing")
  func item() async throws {
    let product = try await Self.product()
    let found = try await Self.json(product, "?q=Anmelden").field("items").items()
    let item = try #require(found.first)
    #expect(try item.field("source").field("system").text() == "integreat")
    #expect(try item.field("source").field("id").text() == "12")
    #expect(try item.field("source").field("address").text().hasSuffix("/kreis/de/schule/anmelden/"))
    #expect(try item.field("content").text() == "<p>Text</p>")
    let parent = try item.field("parent").text()
    let school = try await Self.json(product, "/\(parent)?language=en")
    #expect(try school.field("title").text() == "School")
    #expect(try school.field("state").text() == "current")
    #expect(try school.field("parent").isNull)
    #expect(try school.field("available_languages").items().map { try $0.text() } == ["de", "en"])
    let missing = try await Self.json(product, "/\(try item.field("id").text())?language=en")
    #expect(try missing.field("state").text() == "missing")
    #expect(try missing.field("language").text() == "de")
    try product.remove()
  }

  @Test("Unknown pages are not found", arguments: ["x", "018f0000-0000-7000-8000-000000000000", "%2e%2e"])
  func unknown(_ id: String) async throws {
    let product = try await TestProduct()
    #expect(try await product.client.get("/api/v1/guides/\(id)").status == 404)
    try product.remove()
  }
}

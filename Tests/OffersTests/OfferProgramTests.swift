// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Offers
import TestKit
import Testing

@Suite("Offers for programs")
struct OfferProgramTests {
  @Test("The list has the envelope of all lists and only what is public")
  func list() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Sprachkurs")
    try await town.add("Entwurf", status: .draft)
    let answer = try await town.product.client.get("/api/v1/offers?center=05913000&per_page=5")
    #expect(answer.status == 200)
    #expect(answer.body.contains("\"total\":1,\"page\":1,\"per_page\":5"))
    #expect(answer.body.contains("\"id\":\"\(id)\""))
    #expect(answer.body.contains("\"fields\":[\"HF-SP\"]"))
    #expect(!answer.body.contains("follow_up"))
    #expect(answer.header("ETag") != nil)
  }

  @Test(
    "Wrong parameters are refused by name",
    arguments: [
      "foo", "center", "field", "stage", "group", "language", "town", "age", "cost", "status", "modified_after", "page",
      "per_page",
    ])
  func wrong(_ name: String) async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let answer = try await town.product.client.get("/api/v1/offers?\(name)=quatsch")
    #expect(answer.status == 400)
    #expect(answer.body.contains(name))
  }

  @Test("Changes after a moment are found, earlier ones not")
  func changed() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    try await town.add("Sprachkurs")
    let client = town.product.client
    #expect(try await client.get("/api/v1/offers?modified_after=2026-11-23").body.contains("\"total\":1"))
    #expect(try await client.get("/api/v1/offers?modified_after=2026-11-24").body.contains("\"total\":0"))
    #expect(try await client.get("/api/v1/offers?modified_after=2026-11-23&field=HF-KU").body.contains("\"total\":0"))
  }

  @Test("One offer comes with places, times and translations; drafts do not come at all")
  func one() async throws {
    let town = try await OfferTown()
    defer { try? town.product.remove() }
    let id = try await town.add("Sprachkurs") { $0.translations = [.arabic: ["title": "دورة لغة"]] }
    let draft = try await town.add("Entwurf", status: .draft)
    let answer = try await town.product.client.get("/api/v1/offers/\(id)")
    #expect(answer.status == 200)
    for part in [
      "\"weekday\":\"tuesday\"", "\"step_free\":\"yes\"", "\"ar\":{\"title\":\"دورة لغة\"}", "\"source\":null",
    ] {
      #expect(answer.body.contains(part), "\(part)")
    }
    #expect(try await town.product.client.get("/api/v1/offers/\(draft)").status == 404)
  }
}

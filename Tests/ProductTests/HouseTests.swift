// SPDX-License-Identifier: EUPL-1.2
import Access
import Centers
import Foundation
import HTTPTypes
import Kernel
import Product
import Records
import Storage
import TestKit
import Testing
import Web

@Suite("The house as a whole")
struct HouseTests {
  @Test("All descriptions of records are sound")
  func descriptions() { #expect(SliceList.defects().isEmpty) }

  @Test("Every table has exactly the columns that its record describes")
  func columns() async throws {
    let product = try await TestProduct()
    for kind in SliceList.all.flatMap(\.kinds) {
      let columns = try await product.database.columns(of: kind.kind)
      let system = ["id", "tenant", "version", "created_at", "modified_at", "archived_at"]
      #expect(Set(columns) == Set(system + kind.fields.map(\.name)), "\(kind.kind)")
    }
  }

  @Test("All routes declare who may, and visitors are let in exactly where that is everyone")
  func access() async throws {
    let product = try await TestProduct()
    for route in product.house.table.routes {
      let path = route.pattern.split(separator: "/").map { $0.hasPrefix("{") ? "x" : String($0) }.joined(separator: "/")
      let answer = try await product.client.send(route.method, "/" + path)
      for role in Role.allCases {
        let somebody = SignedIn(
          account: Identifier(high: 1, low: 1), name: "U", mail: "u@test.example", means: .session("s"),
          memberships: [Membership(role, in: nil)], tenant: nil)
        let decision = Decision.on(route.access, for: somebody)
        #expect(decision.isAllowed == expected(route.access, role), "\(route.pattern) \(role)")
      }
      if route.access == .everyone {
        #expect(
          answer.status != 401 && answer.status != 403 || route.method == .post, "\(route.method) \(route.pattern)")
      } else {
        let asksToSignIn = answer.status == 303 && (answer.header("Location") ?? "").contains("/anmelden")
        #expect(answer.status == 401 || asksToSignIn, "\(route.method) \(route.pattern)")
      }
      #expect(answer.status < 500, "\(route.method) \(route.pattern)")
    }
  }

  private func expected(_ access: Requirement, _ role: Role) -> Bool {
    switch access {
    case .everyone, .signedIn: true
    case .permission(let permission): permission.roles.contains(role)
    }
  }

  @Test("The installation brings the 54 centres and all catalogues, once")
  func installation() async throws {
    let product = try await TestProduct()
    #expect(try await Installation.prepare(product.database).isEmpty)
    let answer = try await product.client.get("/api/v1/centers?per_page=100")
    #expect(answer.body.contains("\"total\":54"))
    #expect(try await product.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test(
    "Unknown pages, languages and methods are told politely",
    arguments: [
      ("GET", "/nichts", 404), ("GET", "/angebote/keine-id", 404), ("GET", "/xx/angebote", 404),
      ("GET", "/angebote/018f0000-0000-7000-8000-000000000000", 404), ("GET", "/zentren/atlantis", 404),
      ("GET", "/assets/../../etc/passwd", 404), ("GET", "/zentren/..%2F..%2Fetc", 404), ("DELETE", "/angebote", 405),
      ("POST", "/", 405), ("PUT", "/suche", 405), ("TRACE", "/", 405), ("PROPFIND", "/suche", 405),
      ("QUERY", "/gibt-es-nicht", 404), ("GET", "/api/v1/offers/x", 404),
      ("GET", "/assets/zentrum/..css", 404),
    ])
  func unknown(method: String, path: String, status: Int) async throws {
    let product = try await TestProduct()
    let answer = try await product.client.send(.init(method) ?? .get, path)
    #expect(answer.status == status, "\(method) \(path)")
    #expect(answer.header("Content-Security-Policy")?.contains("default-src 'none'") == true)
    if status == 405 { #expect(answer.header("Allow")?.contains("GET") == true) }
    if !path.hasPrefix("/api") { #expect(answer.body.contains("<h1>")) }
  }

  @Test("Pages carry a tag and are not sent again while nothing changed; a write makes them new")
  func caching() async throws {
    let product = try await TestProduct()
    let first = try await product.client.get("/zentren/dortmund")
    let tag = try #require(first.header("ETag"))
    #expect(try await product.client.get("/zentren/dortmund", ["If-None-Match": tag]).status == 304)
    let center = try await product.center("dortmund")
    try await product.database.write(by: .system("test")) { transaction in
      guard let stored = try transaction.find(type(of: center), center.id, in: .everyTenant) else { return }
      var record = stored.record
      record.introduction = "Eine ganz neue Vorstellung."
      try transaction.save(record, over: stored)
    }
    try await product.settle()
    let second = try await product.client.get("/zentren/dortmund", ["If-None-Match": tag])
    #expect(second.status == 200)
    #expect(second.body.contains("Eine ganz neue Vorstellung."))
  }

  @Test(
    "Forged forms are refused",
    arguments: [
      ["Sec-Fetch-Site": "cross-site"], ["Origin": "https://evil.example"], [:],
    ])
  func forged(headers: [String: String]) async throws {
    let product = try await TestProduct()
    let answer = try await product.client.post("/merkliste", [("tun", "merken"), ("angebot", "x")], headers)
    #expect(answer.status == 403)
  }
}

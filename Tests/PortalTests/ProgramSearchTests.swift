// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite struct ProgramSearchTests {
  private func json(_ answer: TestAnswer) throws -> JSONObject {
    guard case .object(let object) = try JSONValue(parsing: Array(answer.body.utf8)) else {
      throw Problem("test.no-object", .malformed, "Das ist kein Objekt.")
    }
    return object
  }

  @Test("Hits have kind, id, title, passage, address, centre and source; facets are exact")
  func hits() async throws {
    let town = try await PortalTown()
    let answer = try await town.client.get("/api/v1/search?q=Sprachkurs")
    #expect(answer.status == 200)
    for part in [
      "\"kind\":\"offer\",\"id\":\"\(town.course)\"", "\"kind\":\"guide\",\"id\":\"\(town.page)\"",
      "\"url\":\"/angebote/\(town.course)\"", "\"slug\":\"dortmund\"", "\"source\":null",
      "\"total\":2,\"page\":1,\"per_page\":20",
      "\"facets\":{\"kind\":[", "{\"value\":\"offer\",\"label\":\"Angebote\",\"count\":1}", "\"did_you_mean\":null",
    ] { #expect(answer.body.contains(part), "\(part)") }
    let small = try await town.client.get("/api/v1/search?q=Sprachkurs&per_page=1&page=2")
    #expect(small.body.contains("\"total\":2,\"page\":2,\"per_page\":1"))
    #expect(count("\"kind\":\"", in: small.body) == 1)
    #expect(try await town.client.get("/api/v1/guides/\(town.page)").status == 200)
    let tag = try #require(answer.header("ETag"))
    #expect(try await town.client.get("/api/v1/search?q=Sprachkurs", ["If-None-Match": tag]).status == 304)
    try town.product.remove()
  }

  @Test("Filters narrow exactly")
  func filters() async throws {
    let town = try await PortalTown()
    for (query, total) in [
      ("kind=offer", 2), ("kind=offer&kind=guide", 3), ("kind=offer&center=dortmund", 1),
      ("kind=offer&center=05315000", 1),
      ("kind=offer&field=HF-EL", 1), ("kind=offer&group=ZG-MEN", 2), ("kind=guide&language=en", 1),
      ("kind=offer&language=ar", 1), ("kind=guide&language=tr", 0), ("kind=offer&near=44147&radius=20", 1),
      ("kind=offer&near=51.51,7.46&radius=20", 1), ("kind=offer&town=dortmund", 0), ("kind=offer&age=34", 2),
      ("kind=offer&age=7-17", 2), ("kind=guide&center=land", 1), ("q=qxzvwqxzv", 0), ("kind=center", 54),
      ("kind=social_space", 1), ("kind=organisation", 2),
    ] {
      let answer = try await town.client.get("/api/v1/search?\(query)")
      #expect(answer.status == 200, "\(query)")
      #expect(answer.body.contains("\"total\":\(total),"), "\(answer.body.suffix(300))")
    }
    try town.product.remove()
  }

  @Test("Wrong and unknown parameters are named")
  func wrong() async throws {
    let product = try await TestProduct()
    for (query, name) in [
      ("page=0", "page"), ("page=abc", "page"), ("page=", "page"), ("per_page=100000", "per_page"),
      ("language=xx", "language"),
      ("language=DEUTSCH", "language"), ("center=gibt-es-nicht", "center"), ("kind=angebot", "kind"),
      ("field=X", "field"),
      ("stage=X", "stage"), ("group=HF-SP", "group"), ("town=Nirgendwo", "town"), ("town=", "town"),
      ("kind=%20", "kind"), ("near=44147%00", "near"), ("age=-1", "age"),
      ("age=200", "age"), ("age=a", "age"), ("near=Nirgendwo", "near"), ("near=44147&radius=0", "radius"),
      ("gibtesnicht=1", "gibtesnicht"), ("spoken=xyz", "spoken"),
    ] {
      let answer = try await product.client.get("/api/v1/search?q=Sprachkurs&\(query)")
      #expect(answer.status == 400, "\(query)")
      #expect(answer.header("Content-Type")?.hasPrefix("application/problem+json") == true, "\(query)")
      #expect(answer.body.contains(name), "\(query)")
    }
    try product.remove()
  }

  @Test("Every counted value finds as many as it promised")
  func counts() async throws {
    let town = try await PortalTown()
    let whole = try json(try await town.client.get("/api/v1/search"))
    guard case .object(let facets)? = whole["facets"] else { throw Problem.notFound }
    var tried = 0
    for facet in facets.members {
      guard case .array(let values) = facet.value else { continue }
      for case .object(let value) in values.prefix(4) {
        guard case .string(let name)? = value["value"], case .number(let promised)? = value["count"] else { continue }
        let narrowed = try json(try await town.client.get("/api/v1/search?\(facet.name)=\(Percent.encode(name))"))
        #expect(narrowed["total"] == .number(promised), "\(facet.name)=\(name)")
        tried += 1
      }
    }
    #expect(tried > 8)
    try town.product.remove()
  }

  @Test("Where a record came from stands with its hit")
  func source() async throws {
    let town = try await PortalTown()
    let (course, tenant) = (town.course, try await town.product.center("dortmund").tenant)
    try await town.product.database.write(by: .system("test")) { transaction in
      try transaction.noteSource(
        Provenance(system: "hsds", source: "svc-7", address: "https://quelle.example/7", fingerprint: ""), of: course,
        in: tenant)
    }
    let answer = try await town.client.get("/api/v1/search?q=Kinderbetreuung")
    #expect(answer.body.contains("\"source\":{\"system\":\"hsds\",\"id\":\"svc-7\""))
    try town.product.remove()
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Formats
import HTTPTypes
import Kernel
import Monitoring
import Storage
import TestKit
import Testing
import Web

@testable import Upkeep

@Suite("What machines ask") struct HealthTests {
  private func reasons(_ product: TestProduct) async throws -> (status: Int, codes: [String]) {
    let answer = try await product.client.get("/health/ready")
    let node = JSONNode(try JSONValue(parsing: Array(answer.body.utf8)))
    return (answer.status, try node.field("reasons").items().map { try $0.field("code").text() })
  }

  @Test("A prepared product is alive and ready, and says so to nobody's cache")
  func ready() async throws {
    let product = try await TestProduct()
    #expect(try await product.client.get("/health/live").status == 200)
    let answer = try await product.client.get("/health/ready")
    #expect(answer.status == 200 && answer.body == "{\"status\":\"ready\",\"reasons\":[]}")
    #expect(answer.header("Cache-Control") == "no-store")
  }

  @Test("A product that is ending stays alive and is not ready")
  func draining() async throws {
    let product = try await TestProduct()
    product.services.vitals.beginDraining()
    #expect(try await reasons(product) == (503, ["stopping"]))
    #expect(try await product.client.get("/health/live").status == 200)
  }

  @Test("A missing step of the schema is named and keeps visitors away")
  func missing() async throws {
    let product = try await TestProduct()
    try await product.database.write(by: .system("test")) { transaction in
      try transaction.run("delete from migration where name = '2026-11-25-b-outbox'")
    }
    #expect(try await reasons(product) == (503, ["migrations"]))
    #expect(try await product.client.get("/health/ready").body.contains("2026-11-25-b-outbox"))
  }

  @Test("A closed database is unreachable, and the figures are still there without what only it knows")
  func closed() async throws {
    var site = SiteConfiguration(address: "http://localhost")
    site.metricsToken = "a-token-of-the-test"
    let product = try await TestProduct(site: site)
    try product.database.close()
    #expect(try await reasons(product) == (503, ["database-unreachable"]))
    let figures = try await product.client.get("/metrics", ["Authorization": "Bearer a-token-of-the-test"])
    #expect(figures.status == 200)
    #expect(figures.body.contains("\nverbund_database_up 0\n") && figures.body.contains("\nverbund_ready 0\n"))
    #expect(!figures.body.contains("verbund_jobs{"))
  }

  @Test("A database that hangs makes the process not ready in time, and is asked once however many want to know")
  func silent() async throws {
    let vitals = Vitals()
    vitals.noteIndexReady()
    let looks = RequestTally()
    let readiness = Readiness(vitals, limit: .milliseconds(50)) {
      looks.begin()
      try? await Task.sleep(for: .seconds(2))
      return []
    }
    let begin = ContinuousClock.now
    for _ in 0..<4 { #expect(await readiness.hindrances().map(\.code) == ["database-silent"]) }
    #expect(ContinuousClock.now - begin < .seconds(1.5))
    #expect(looks.running == 1)
  }

  @Test("An index that is not there yet is a reason")
  func noIndex() async {
    #expect(await Readiness(Vitals()) { [] }.hindrances().map(\.code) == ["index"])
  }

  @Test("The figures are shown to this machine and to whoever knows the token")
  func access() async throws {
    var site = SiteConfiguration(address: "http://localhost")
    site.metricsToken = "a-token-of-the-test"
    let product = try await TestProduct(site: site)
    #expect(try await product.client.get("/metrics").status == 404)
    #expect(try await product.client.get("/metrics", ["Authorization": "Bearer wrong"]).status == 404)
    let answer = try await product.client.get("/metrics", ["Authorization": "Bearer a-token-of-the-test"])
    #expect(answer.status == 200)
    #expect(answer.header("Content-Type") == MetricsText.type)
    for line in [
      "verbund_ready 1", "verbund_database_up 1", "verbund_jobs{state=\"waiting\"} 0", "verbund_index_changes_behind 0",
      "verbund_outbox_mails{state=\"failed\"} 0", "verbund_outbox_mails_oldest_seconds{state=\"waiting\"} 0",
    ] {
      #expect(answer.body.contains("\n\(line)\n"), "\(line)")
    }
    #expect(
      answer.body.contains("engine=\"\(TestDatabase.isPostgres ? "postgres" : "sqlite")\"")
        && answer.body.contains("process_resident_memory_bytes "))
  }

  @Test("Loopback is believed only without a proxy in between")
  func loopback() {
    for address in ["127.0.0.1", "127.3.4.5", "::1", "::ffff:127.0.0.1"] { #expect(MetricsAccess.isLoopback(address)) }
    for address in ["", "10.0.0.1", "::ffff:10.0.0.1", "128.0.0.1", "2001:db8::1"] {
      #expect(!MetricsAccess.isLoopback(address))
    }
    #expect(!MetricsAccess.cameThroughProxy(HTTPFields()))
    for name in ["X-Forwarded-For", "x-real-ip", "Forwarded", "Via"] {
      var fields = HTTPFields()
      if let name = HTTPField.Name(name) { fields[name] = "1.2.3.4" }
      #expect(MetricsAccess.cameThroughProxy(fields), "\(name)")
    }
  }

  @Test("A token that could be guessed stops the start")
  func weak() throws {
    #expect(throws: Problem.self) { try MetricsAccess.read([MetricsAccess.variable: "short"]) }
    #expect(throws: Problem.self) { try MetricsAccess.read([MetricsAccess.variable: "with blanks in between"]) }
    #expect(try MetricsAccess.read([:]) == nil)
    #expect(try MetricsAccess.read([MetricsAccess.variable: "0123456789abcdef"]) == "0123456789abcdef")
  }

  @Test("Requests are counted by pattern and class, kept pages too, never by address")
  func counts() async throws {
    var site = SiteConfiguration(address: "http://localhost")
    site.metricsToken = "a-token-of-the-test"
    let product = try await TestProduct(site: site)
    for _ in 0..<3 { #expect(try await product.client.get("/zentren/dortmund").status == 200) }
    _ = try await product.client.get("/zentren/gibt-es-nicht")
    _ = try await product.client.get("/geheimes-wort")
    let body = try await product.client.get("/metrics", ["Authorization": "Bearer a-token-of-the-test"]).body
    #expect(body.contains("verbund_requests_total{route=\"/zentren/{slug}\",method=\"GET\",status=\"2xx\"} 3\n"))
    #expect(body.contains("verbund_requests_total{route=\"/zentren/{slug}\",method=\"GET\",status=\"4xx\"} 1\n"))
    #expect(body.contains("verbund_requests_total{route=\"unknown\",method=\"GET\",status=\"4xx\"} 1\n"))
    #expect(body.contains("verbund_request_seconds_count{route=\"/zentren/{slug}\"} 4\n"))
    #expect(body.contains("verbund_page_cache_lookups_total{result=\"hit\"} 2\n"))
    #expect(!body.contains("dortmund") && !body.contains("geheimes"))
  }
}

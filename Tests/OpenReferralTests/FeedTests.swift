// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import HTTPTypes
import Kernel
import Offers
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web

@Suite("The feed after HSDS")
struct FeedTests {
  @Test("A service holds organisation, place, times, price, capacity and terms, and nothing is null")
  func service() async throws {
    let town = try await FeedTown()
    let id = try await town.add("Sprachcafé")
    let (answer, service) = try await town.get("/services/\(id.text)")
    #expect(answer.status == 200)
    #expect(answer.header("Access-Control-Allow-Origin") == "*")
    #expect(!answer.body.contains("null"))
    #expect(service.text("description") == "Wir üben <Deutsch> & kochen.\nMit Kaffee.")
    #expect(service.text("status") == "active")
    #expect(service.text("wait_time") == "3 Wochen")
    #expect(service.object("organization")?.text("id") == town.organisation.text)
    #expect(service.objects("cost_options").first?.number("amount") == 12.5)
    #expect(service.objects("capacities").first?.number("available") == 7)
    let terms = service.objects("attributes").compactMap { $0.object("taxonomy_term")?.text("code") }
    #expect(terms == ["IDB", "HF-EL", "HF-SP", "ZG-ELT"])
    let weekly = try #require(service.objects("schedules").first)
    #expect(weekly.text("byday") == "TU")
    #expect(weekly.text("opens_at") == "09:00+01:00")
    let pair = try #require(service.objects("service_at_locations").first)
    #expect(pair.object("location")?.objects("addresses").first?.text("postal_code") == "44147")
    #expect(pair.objects("schedules").first?.text("closes_at") == "00:00+01:00")
    try town.product.remove()
  }

  @Test("Of a centre that leaves out its organisations, only those stand in the feed that a service names")
  func leftOut() async throws {
    let town = try await FeedTown()
    let id = town.center.id
    #expect(try await town.ids("/organizations") == [town.organisation.text])
    try await town.product.database.write(by: .system("test")) { transaction in
      let stored = try #require(try transaction.find(Center.self, id, in: .everyTenant))
      var center = stored.record
      center.modules = ["angebote"]
      try transaction.save(center, over: stored)
    }
    try await town.product.settle()
    let owner = "/organizations/\(town.organisation.text)"
    #expect(try await town.ids("/organizations").isEmpty)
    #expect(try await town.get(owner).answer.status == 404)
    try await town.add("Sprachcafé")
    #expect(try await town.ids("/organizations") == [town.organisation.text])
    #expect(try await town.get(owner).answer.status == 200)
    try town.product.remove()
  }

  @Test("Only what the public may see: no drafts, nothing that is over, no people without consent")
  func onlyPublic() async throws {
    let town = try await FeedTown(consent: nil)
    let shown = try await town.add("Offen")
    let hidden = [
      try await town.add("Entwurf", status: .draft), try await town.add("Pause", status: .paused),
      try await town.add("Vorbei") { $0.offer.endsOn = TestProduct.now.berlin.day.adding(days: -1) },
    ]
    #expect(try await town.ids("/services") == [shown.text])
    #expect(try await town.ids("/services?minimal=true") == [shown.text])
    for id in hidden { #expect(try await town.get("/services/\(id.text)").answer.status == 404) }
    let stream = try await town.product.client.get("/api/hsds/v3/services?format=ndjson&full=true")
    #expect(stream.body.split(separator: "\n").count == 1)
    #expect(!stream.body.contains("Frau Beispiel"))
    let owner = try await town.get("/organizations/\(town.organisation.text)?full_service=true").json
    #expect(owner.objects("services").compactMap { $0.text("id") } == [shown.text])
    try town.product.remove()
  }

  @Test("People who agreed are named")
  func consent() async throws {
    let town = try await FeedTown()
    let id = try await town.add("Sprachcafé")
    let service = try await town.get("/services/\(id.text)").json
    #expect(service.objects("contacts").first?.text("name") == "Frau Beispiel")
    try town.product.remove()
  }

  @Test("Pages, streams and single records show the same")
  func forms() async throws {
    let town = try await FeedTown()
    for number in 1...5 { try await town.add("Kurs \(number)") }
    let (_, first) = try await town.get("/services?per_page=2&full=true")
    #expect(first.number("total_items") == 5)
    #expect(first.number("total_pages") == 3)
    #expect(first.flag("last_page") == false)
    var ids: [String] = []
    for page in 1...3 { ids += try await town.ids("/services?per_page=2&page=\(page)") }
    let stream = try await town.product.client.get("/api/hsds/v3/services?format=ndjson&full=true")
    #expect(stream.header("Content-Type")?.hasPrefix("application/x-ndjson") == true)
    let lines = try stream.body.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
    #expect(lines.count == 5)
    #expect(lines.first == first.objects("contents").first.map { JSONValue.object($0) })
    let streamed = lines.compactMap { if case .object(let object) = $0 { object.text("id") } else { nil } }
    #expect(streamed == ids)
    let (_, beyond) = try await town.get("/services?page=9")
    #expect(beyond.flag("empty") == true)
    #expect(beyond.flag("last_page") == true)
    try town.product.remove()
  }

  @Test("Filters do what they say, together")
  func filters() async throws {
    let town = try await FeedTown()
    let course = try await town.add("Kurs")
    let meeting = try await town.add("Treff für Jugendliche") {
      ($0.offer.ageFrom, $0.offer.ageTo) = (12, 17)
      $0.offer.fields = ["HF-EL"]
      $0.schedules = []
    }
    let terms = try await town.get("/taxonomy_terms?per_page=500").json.objects("contents")
    let language = try #require(terms.first { $0.text("code") == "HF-SP" }?.text("id"))
    #expect(try await town.ids("/services?taxonomy_term_id=\(language)") == [course.text])
    #expect(try await town.ids("/services?minimum_age=30") == [course.text])
    #expect(try await town.ids("/services?maximum_age=15") == [meeting.text])
    #expect(try await town.ids("/services?day=TU&start_time=09:00&end_time=12:00") == [course.text])
    #expect(try await town.ids("/services?day=TU&end_time=10:00") == [])
    #expect(try await town.ids("/services?day=SA") == [course.text])
    #expect(try await town.ids("/services?search=Jugendliche") == [meeting.text])
    #expect(try await town.ids("/services?search=Jugendliche&minimum_age=30") == [])
    #expect(try await town.ids("/services?organization_id=\(town.organisation.text)&maximum_age=15") == [meeting.text])
    #expect(try await town.ids("/services?modified_after=2027-01-01") == [])
    #expect(try await town.ids("/service_at_locations?postcode=44147").count == 2)
    #expect(try await town.ids("/service_at_locations?postcode=44147&proximity=100&maximum_age=15").count == 1)
    #expect(try await town.ids("/service_at_locations?postcode=00000&proximity=100") == [])
    try town.product.remove()
  }

  @Test("A change of the organisation or of the place changes the service")
  func modifiedAfter() async throws {
    let town = try await FeedTown()
    let id = try await town.add("Kurs")
    let later = "2026-11-24T00:00:00Z"
    #expect(try await town.ids("/services?modified_after=\(later)") == [])
    let place = town.place
    try await town.product.database.write(by: .system("test")) { transaction in
      try transaction.run("update place set modified_at = \(later) where id = \(place)")
      try transaction.noteChange("place", place.identifier, of: town.center.tenant, .saved)
    }
    try await town.product.settle()
    #expect(try await town.ids("/services?modified_after=\(later)") == [id.text])
    #expect(try await town.get("/services/\(id.text)").json.text("last_modified") == later)
    try town.product.remove()
  }

  @Test(
    "Wrong questions are refused by name, to everybody",
    arguments: [
      ("services?page=0", "page"), ("services?per_page=501", "per_page"), ("services?per_page=", "per_page"),
      ("services?format=xml", "format"), ("services?full=ja", "full"),
      ("services?taxonomy_term_id=HF-SP", "taxonomy_term_id"),
      ("services?organization_id='%20or%201=1--", "organization_id"),
      ("services?modified_after=gestern", "modified_after"),
      ("services?day=Montag", "day"), ("services?start_time=+9:00", "start_time"), ("services?nichts=1", "nichts"),
      ("service_at_locations?proximity=500", "proximity"), ("service_at_locations?postcode=4414", "postcode"),
      ("taxonomies?full=true", "full"), ("services?postcode=44147", "postcode"),
    ])
  func refusals(_ question: (path: String, parameter: String)) async throws {
    let product = try await TestProduct()
    let answer = try await product.client.get("/api/hsds/v3/" + question.path)
    #expect(answer.status == 400, "\(question.path)")
    #expect(answer.header("Content-Type") == "application/problem+json")
    #expect(answer.header("Access-Control-Allow-Origin") == "*")
    #expect(answer.body.contains(question.parameter))
    try product.remove()
  }

  @Test("The self-check finds nothing wrong, and its page is there in every language")
  func selfCheck() async throws {
    let town = try await FeedTown()
    try await town.add("Kurs")
    for prefix in ["", "/en", "/ar"] {
      let page = try await town.product.client.get(prefix + FeedTests.checkPage)
      #expect(page.status == 200)
      #expect(page.body.contains("note ok"))
      #expect(!page.body.contains("hsds."), "no key without a text")
    }
    try town.product.remove()
  }

  private static let checkPage = "/schnittstelle/hsds"

  @Test("The self-check knows times on a weekday of the month")
  func monthly() async throws {
    let town = try await FeedTown()
    try await town.add("Kurs") { sheet in sheet.schedules[0].monthWeek = .second }
    let service = try await town.product.client.get("/api/hsds/v3/services?full=true&per_page=5")
    #expect(service.body.contains(#""freq":"MONTHLY","interval":1,"byday":"2TU""#))
    let page = try await town.product.client.get(Self.checkPage)
    #expect(page.status == 200 && !page.body.contains("Falsche Form"))
    try town.product.remove()
  }

  @Test("An ETag answers 304, HEAD of a stream has no body, browsers may ask beforehand, POST is refused")
  func protocolDetails() async throws {
    let town = try await FeedTown()
    try await town.add("Kurs")
    let client = town.product.client
    let answer = try await client.get("/api/hsds/v3/services")
    let tag = try #require(answer.header("ETag"))
    #expect(try await client.get("/api/hsds/v3/services", ["If-None-Match": tag]).status == 304)
    let head = try await client.send(.head, "/api/hsds/v3/services?format=ndjson")
    #expect(head.status == 200)
    #expect(head.body.isEmpty)
    #expect(try await client.send(.options, "/api/hsds/v3/services").header("Access-Control-Allow-Origin") == "*")
    #expect(try await client.send(.post, "/api/hsds/v3/services").status == 405)
    try town.product.remove()
  }
}

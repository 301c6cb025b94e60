// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Offers
import Organisations
import Storage
import Testing

@Suite("Import of HSDS") struct HSDSImportTests {
  // MARK: The official hsdsExamples

  @Test(
    "Each official example with data comes in, with every value stored or told, and a second time nothing changes",
    .enabled(if: hsdsExamples != nil),
    arguments: [
      "service_full.json", "organization_full.json", "service_at_location_full.json", "service_list.json",
      "organization_list.json", "service_at_location_list.json", "location.json", "tabular.json", "csv",
      "taxonomy.json", "taxonomy_list.json", "taxonomy_term.json", "taxonomy_term_list.json",
    ])
  func officialExample(_ name: String) async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let path = try #require(hsdsExamples).appendingPathComponent(name).path
    let first = try await desk.load(path)
    #expect(first.problems.map(\.description) == [])
    #expect(first.isKept)
    let stored = try await desk.database.read { connection in
      (try connection.rows("select changes from audit_log") { $0.text() }
        + connection.rows("select source from provenance") { $0.text() }).joined(separator: "\n")
    }
    let delivery = try HSDSDelivered.values(at: path)
    #expect(!delivery.isEmpty)
    let lost = delivery.filter { value in
      !value.isKept(in: stored) && !value.isTie(in: delivery) && !first.unplaced.contains { value.isTold(by: $0) }
    }
    #expect(lost.map(\.path) == [])
    let rows = try await desk.auditRows()
    let second = try await desk.load(path)
    #expect(try await desk.auditRows() == rows)
    #expect(second.offers.added + second.offers.changed == 0)
    #expect(second.offers.unchanged == first.offers.added)
  }

  @Test("The first page of an interface holds no data and is refused", .enabled(if: hsdsExamples != nil))
  func entrance() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let path = try #require(hsdsExamples).appendingPathComponent("base.json").path
    await #expect(throws: Problem.self) { try await desk.load(path) }
  }

  @Test("Nested JSON and tables of the same service become the same offer", .enabled(if: hsdsExamples != nil))
  func sameFromTables() async throws {
    var offers: [Offer] = []
    for name in ["service_full.json", "csv"] {
      let desk = try await HSDSDesk()
      defer { desk.close() }
      try await desk.load(try #require(hsdsExamples).appendingPathComponent(name).path)
      let offer = try #require(try await desk.all(Offer.self).first)
      offers.append(offer)
      #expect(try await desk.all(Organisation.self).map(\.name) == ["Example Organization Inc."])
      #expect(try await desk.all(ContactPerson.self).map(\.isPublic) == [false])
      #expect(try await desk.all(OfferPlace.self).count == 1)
    }
    #expect(offers.map(\.title) == ["Community Counselling", "Community Counselling"])
    #expect(offers.map(\.languages) == [["urd"], ["urd"]])
    #expect(offers.map(\.ageFrom) == [12, 12])
    #expect(offers.map(\.phone) == ["+44 1234 234567", "+44 1234 234567"])
    #expect(offers.map(\.status) == [.draft, .draft])
    #expect(offers[0].description == offers[1].description)
    #expect(offers[0].description.contains("<strong>Anerkennungen:</strong> All of our practitioners"))
  }

  // MARK: What becomes what

  @Test("A complete service is published with its place, and its field of action comes from the term's code")
  func published() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let report = try await desk.load(json: hsdsService())
    #expect(report.problems.map(\.description) == [])
    let offer = try #require(try await desk.all(Offer.self).first)
    #expect(offer.status == .published)
    #expect(offer.fields == ["HF-SP"])
    #expect(offer.strategy == "IDB")
    #expect(offer.summary == "Wir üben Deutsch. Mit Kaffee.")
    let place = try #require(try await desk.all(Place.self).first)
    #expect([place.street, place.postcode, place.town] == ["Markt 1", "44147", "Dortmund"])
    #expect(place.municipality != nil)
  }

  @Test(
    "The state of the source decides ours",
    arguments: [
      ("active", OfferStatus.published), ("inactive", .ended), ("defunct", .ended), ("temporarily closed", .paused),
    ])
  func states(_ status: String, _ expected: OfferStatus) async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    try await desk.load(try desk.write(hsdsService(status: status)))
    #expect(try await desk.all(Offer.self).map(\.status) == [expected])
  }

  @Test(
    "Rules of repetition become weekdays, days or words, never wrong dates",
    arguments: [
      (
        #""freq":"WEEKLY","byday":"MO,WE","opens_at":"09:00","closes_at":"12:30""#,
        ["monday 540-750", "wednesday 540-750"]
      ),
      (
        #""byday":"TU","dtstart":"2026-12-01","interval":2,"opens_at":"9 Uhr""#,
        ["tuesday 540- every 2 from 2026-12-01"]
      ),
      (
        #""freq":"WEEKLY","byday":"TH","dtstart":"03.12.2026","count":3"#, ["thursday from 2026-12-03 until 2026-12-17"]
      ),
      (
        #""freq":"MONTHLY","byday":"2TU","dtstart":"2026-12-01","until":"2027-02-28""#,
        ["tuesday second from 2026-12-01 until 2027-02-28"]
      ),
      (#""freq":"MONTHLY","byday":"-1FR","dtstart":"2026-12-01","count":2"#, ["2026-12-25", "2027-01-29"]),
      (#""freq":"MONTHLY","byday":"2TU","dtstart":"2026-12-01""#, ["tuesday second from 2026-12-01"]),
      (
        #""freq":"MONTHLY","byday":"-1FR,1MO","valid_from":"2026-12-01""#,
        ["friday last from 2026-12-01", "monday first from 2026-12-01"]
      ),
      (#""freq":"MONTHLY","byday":"5TU","dtstart":"2026-12-01""#, ["5. Dienstag, monatlich, ab 01.12.2026"]),
      (
        #""freq":"MONTHLY","interval":2,"byday":"1MO","dtstart":"2026-12-01""#,
        ["1. Montag, alle 2 Monate, ab 01.12.2026"]
      ),
      (#""freq":"WEEKLY","byday":"MO","byweekno":"50","dtstart":"2026-12-01","until":"2026-12-31""#, ["2026-12-07"]),
      (#""dtstart":"2026-12-24","opens_at":"14:00+01:00","closes_at":"00:00""#, ["2026-12-24 840-1440"]),
      (#""dtstart":"2026-07-01","opens_at":"08:00Z""#, ["2026-07-01 600-"]),
    ])
  func schedules(_ fields: String, _ expected: [String]) async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let report = try await desk.load(json: hsdsService(#""schedules": [{"id":"h1",\#(fields)}]"#))
    #expect(report.problems.map(\.description) == [])
    let found = try await desk.all(OfferSchedule.self).map { schedule in
      var words = [schedule.weekday?.rawValue ?? schedule.day?.iso ?? schedule.note]
      if let opens = schedule.opens { words.append("\(opens)-\(schedule.closes.map(String.init) ?? "")") }
      if let week = schedule.monthWeek { words.append(week.rawValue) }
      if schedule.everyWeeks > 1 { words.append("every \(schedule.everyWeeks)") }
      if let day = schedule.startsOn { words.append("from \(day.iso)") }
      if let day = schedule.endsOn { words.append("until \(day.iso)") }
      return words.joined(separator: " ")
    }
    #expect(found.sorted() == expected.sorted())
  }

  @Test(
    "Languages are understood by any name or code",
    arguments: [
      ("ur", "urd"), ("Arabisch", "ara"), ("en-GB", "eng"), ("ger", "deu"), ("Slovak", "slk"), ("kmr", "kmr"),
    ])
  func languages(_ text: String, _ code: String) async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    try await desk.load(
      try desk.write(hsdsService(#""languages": [{"id":"g1","name":"\#(text)","note":"nach Absprache"}]"#)))
    let offer = try #require(try await desk.all(Offer.self).first)
    #expect(offer.languages == [code])
    #expect(offer.languagesNote == "\(text): nach Absprache")
  }

  @Test("Costs, capacity, waiting time and unknown languages keep their meaning")
  func conditions() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let more = #"""
      "cost_options": [{"id":"k1","amount":12.5,"currency":"EUR","option":"Ermäßigt"}], "wait_time": "3 Wochen",
      "capacities": [{"id":"c1","available":2,"maximum":10,"updated":"2026-11-20T10:00:00Z","unit":{"id":"u1","name":"Plätze"}}],
      "languages": [{"id":"g1","name":"Klingonisch"}], "licenses": "Zulassung <A> & B", "sonstiges": {"x": [1]}
      """#
    let report = try await desk.load(json: hsdsService(more))
    let offer = try #require(try await desk.all(Offer.self).first)
    #expect(offer.cost == .paid)
    #expect(offer.costCents == 1250)
    #expect(offer.costNote == "Ermäßigt: 12.5 EUR")
    #expect([offer.freePlaces, offer.capacity, offer.waitingWeeks] == [2, 10, 3])
    #expect(offer.languagesNote == "Weitere Sprache: Klingonisch")
    #expect(offer.description.contains("<strong>Zulassungen:</strong> Zulassung &lt;A&gt; &amp; B"))
    #expect(report.unplaced.contains { $0.path == "sonstiges.x[]" && $0.count == 1 })
    #expect(report.notices.contains { $0.sentence.contains("Klingonisch") })
  }

  // MARK: Faults

  @Test(
    "Faults name their place, and nothing is written",
    arguments: [
      (#"{"id":"s1","status":"active","url":"https://a.de","name":7}"#, "$.name", "hsds.wrong-kind"),
      (#"{"id":"s1","name":"A","url":"https://a.de","fees_description":"0"}"#, "$.status", "hsds.missing"),
      (#"{"name":"A","status":"active"}"#, "$.id", "hsds.no-id"),
      (hsdsService(#""minimum_age": 12, "maximum_age": 6"#), "$.maximum_age", "hsds.ages-upside-down"),
      (hsdsService(#""minimum_age": "zwölf""#), "$.minimum_age", "hsds.not-a-number"),
      (hsdsService(#""assured_date": "31.02.2026""#), "$.assured_date", "hsds.no-day"),
      (
        hsdsService(#""schedules": [{"id":"h","opens_at":"12:00","closes_at":"09:00"}]"#), "$.schedules[0].closes_at",
        "hsds.times-upside-down"
      ),
      (
        hsdsService(#""schedules": [{"id":"h","valid_from":"2026-02-30"}]"#), "$.schedules[0].valid_from", "hsds.no-day"
      ),
      (hsdsService(#""schedules": [{"id":"h","byday":"XX"}]"#), "$.schedules[0].byday", "hsds.byday"),
      (
        hsdsService(#""phones": [{"id":"f","number":"1"},{"id":"f","number":"2"}]"#), "$.phones[1].id",
        "hsds.duplicate-id"
      ),
      (hsdsService(#""phones": {}"#), "$.phones", "hsds.wrong-kind"),
      (hsdsService(status: "offen"), "$.status", "hsds.unknown-choice"),
      (
        #"[{"id":"s1","name":"A","status":"active","organization_id":"weg"}]"#, "$[0].organization_id",
        "hsds.unknown-organisation"
      ),
      (#"{"contents":[\#(hsdsService()),\#(hsdsService())]}"#, "$.contents[1].id", "hsds.duplicate-id"),
      (
        #"[{"id":"o1","name":"A","description":"-","parent_organization_id":"o2","website":"https://a.de"},"#
          + #"{"id":"o2","name":"B","description":"-","parent_organization_id":"o1","website":"https://b.de"}]"#,
        "$[0].parent_organization_id", "hsds.cycle"
      ),
      ("[1]", "$[0]", "hsds.wrong-kind"), ("{}", "$", "hsds.unknown-object"),
    ])
  func faults(_ json: String, _ place: String, _ code: String) async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let report = try await desk.load(json: json)
    #expect(report.problems.contains { $0.field == place && $0.code == code && $0.sentence.hasPrefix(place) })
    #expect(!report.isKept)
    #expect(try await desk.all(Offer.self).isEmpty)
    #expect(try await desk.all(Organisation.self).isEmpty)
  }

  @Test(
    "Files that are nothing of ours are refused as a whole",
    arguments: ["", "{", "[]", "nein", #"{"resources":[]}"#, "\u{0}", #"{"contents":[]}"#])
  func noData(_ text: String) async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let path = try desk.write(text)
    await #expect(throws: Problem.self) { try await desk.load(path) }
    await #expect(throws: Problem.self) { try await desk.load(path + ".nirgends") }
  }

  @Test("With skipsInvalid the rest is written, and a faulty part takes its service with it")
  func skipping() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let bad = hsdsService(#""schedules": [{"id":"h","opens_at":"25:00"}]"#, id: "s2", name: "Falsch")
    let report = try await desk.load(json: "[\(hsdsService()),\(bad)]", skips: true)
    #expect(report.isKept)
    #expect(report.problems.map(\.field) == ["$[1].schedules[0].opens_at"])
    #expect(report.faulty == 1)
    #expect(try await desk.all(Offer.self).map(\.title) == ["Sprachcafé"])
  }

  @Test("Newline-delimited JSON names the line")
  func lines() async throws {
    let desk = try await HSDSDesk()
    defer { desk.close() }
    let flat = hsdsService().split(separator: "\n").joined(separator: " ")
    let other = hsdsService(#""minimum_age": true"#, id: "s2").split(separator: "\n").joined(separator: " ")
    let report = try await desk.load(json: "\(flat)\n\n\(other)\n{\"id\":\n", skips: true)
    #expect(Set(report.problems.compactMap(\.field)) == ["Zeile 4", "Zeile 3, $.minimum_age"])
    #expect(report.offers.added == 1)
  }
}

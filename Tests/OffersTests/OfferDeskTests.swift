// SPDX-License-Identifier: EUPL-1.2
import Centers
import Kernel
import Organisations
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

@testable import Offers

@Suite("Offers at the workplace")
struct OfferDeskTests {
  @Test("A provider hands in, staff give back with a reason, the head publishes; nobody skips a step")
  func review() async throws {
    let office = try await OfferDeskOffice()
    let made = try await office.post(
      "/angebote/neu",
      [
        ("title", "Elterncafé"), ("summary", "Treffen für Eltern."), ("fields", "HF-SP"), ("status", "published"),
        ("verified_by", "Paul Person"), ("organisation", office.other.text),
      ], as: "paul")
    #expect(made.status == 303)
    let location = try #require(made.header("Location"))
    let id = try #require(RecordID<Offer>(location.split(separator: "/").last?.split(separator: "?").first ?? ""))
    let draft = try await office.town.stored(id).record
    #expect(draft.status == .draft && draft.verifiedBy.isEmpty && draft.organisation == office.town.organisation)
    #expect(
      try await office.post("/angebote/\(id)/orte/neu", [("place", office.town.place.text)], as: "paul").status == 303)

    #expect(try await office.step("veroeffentlichen", id, as: "paul").status == 403)
    #expect(try await office.step("geprueft", id, as: "paul").status == 403)
    #expect(try await office.step("einreichen", id, as: "nora").status == 403)
    #expect(try await office.step("einreichen", id, as: "paul").status == 303)
    #expect(try await office.step("veroeffentlichen", id, as: "paul").status == 403)
    #expect(try await office.get("/angebote/\(id)/zurueckgeben", as: "paul").status == 403)

    let version = String(try await office.town.stored(id).version)
    let empty = try await office.post("/angebote/\(id)/zurueckgeben", [("version", version)], as: "anna")
    #expect(empty.status == 422)
    #expect(try await office.town.stored(id).record.status == .review)
    let reason = [("version", version), ("text", "Bitte Zeiten <b>ergänzen</b>.")]
    #expect(try await office.post("/angebote/\(id)/zurueckgeben", reason, as: "anna").status == 303)
    #expect(try await office.post("/angebote/\(id)/zurueckgeben", reason, as: "anna").status == 409)
    let page = try await office.get("/angebote/\(id)", as: "paul")
    #expect(page.body.contains("Bitte Zeiten &lt;b&gt;ergänzen"))
    #expect(page.body.contains("<a href=\"/arbeitsplatz/angebote/\(id)/orte/") && !page.body.contains("&lt;a href"))

    #expect(try await office.step("einreichen", id, as: "paul").status == 303)
    #expect(try await office.step("veroeffentlichen", id, as: "rita").status == 403)
    #expect(try await office.step("veroeffentlichen", id, as: "olga").status == 404)
    #expect(try await office.step("veroeffentlichen", id, as: "bert").status == 303)
    #expect(try await office.town.stored(id).record.status == .published)
    let actions = try await office.actions(of: id)
    #expect(actions.filter { $0 == "offer.sent-to-review" }.count == 2 && actions.contains("offer.sent-back"))
    #expect(actions.last == "offer.published")
    try office.town.product.remove()
  }

  @Test(
    "What is missing before an offer can be published is named on its page, all at once, with the way to each field")
  func gaps() async throws {
    let office = try await OfferDeskOffice()
    let made = try await office.post("/angebote/neu", [("title", "Elterncafé")], as: "anna")
    let location = try #require(made.header("Location"))
    let id = try #require(RecordID<Offer>(location.split(separator: "/").last?.split(separator: "?").first ?? ""))
    let refused = try await office.step("veroeffentlichen", id, as: "bert")
    #expect(refused.status == 422)
    for field in ["summary", "fields"] {
      #expect(refused.body.contains("href=\"/arbeitsplatz/angebote/\(id)/bearbeiten#f-\(field)\""), "\(field)")
    }
    #expect(try await office.town.stored(id).record.status == .draft)
    try office.town.product.remove()
  }

  @Test("Checking names the office and confirming the organisation, never a person")
  func verified() async throws {
    let office = try await OfferDeskOffice()
    let id = try await office.town.add("Beratung")
    #expect(try await office.step("geprueft", id, as: "anna").status == 303)
    let checked = try await office.town.stored(id).record
    #expect(checked.verifiedBy == office.town.center.name && checked.verifiedOn == TestProduct.now.berlin.day)
    #expect(try await office.step("bestaetigt", id, as: "paul").status == 303)
    #expect(try await office.town.stored(id).record.verifiedBy == "Familienbüro Nordstadt")
    #expect(try await office.step("bestaetigt", id, as: "nora").status == 403)
    #expect(try await office.step("bestaetigt", id, as: "anna").status == 403)
    try office.town.product.remove()
  }

  @Test("Bringing an archived offer back is no way to publish it")
  func restored() async throws {
    let office = try await OfferDeskOffice()
    let id = try await office.town.add("Treff")
    let archived = try await office.post("/angebote/\(id)/archivieren", [("version", "1")], as: "anna")
    #expect(archived.status == 303)
    let version = String(try await office.town.stored(id).version)
    let restored = try await office.post("/angebote/\(id)/wiederherstellen", [("version", version)], as: "paul")
    #expect(restored.status == 303)
    let stored = try await office.town.stored(id)
    #expect(stored.archivedAt == nil && stored.record.status == .paused)
    try office.town.product.remove()
  }

  @Test("Times keep their rules for holidays; mistakes stand at the field and nothing typed is lost")
  func times() async throws {
    let office = try await OfferDeskOffice()
    let id = try await office.town.add("Sprachkurs") { $0.schedules = [] }
    let time = [
      ("kind", "course"), ("weekday", "tuesday"), ("opens", "9 Uhr"), ("closes", "11.30"), ("every_weeks", "2"),
      ("starts_on", "1.12.2026"), ("not_in_school_holidays", "1"), ("note", "Bitte <pünktlich>"),
    ]
    #expect(try await office.post("/angebote/\(id)/zeiten/neu", time, as: "paul").status == 303)
    let stored = try #require(try await office.schedules(id).first)
    let schedule = stored.record
    #expect(schedule.notInSchoolHolidays && !schedule.notOnPublicHolidays && schedule.everyWeeks == 2)
    #expect(schedule.opens == 540 && schedule.closes == 690 && schedule.startsOn == Day(iso: "2026-12-01"))
    let page = try await office.get("/angebote/\(id)", as: "paul")
    #expect(page.body.contains("nicht in den Schulferien") && page.body.contains("auch an Feiertagen"))

    let monthly = [("kind", "consultation"), ("weekday", "monday"), ("every_weeks", "1"), ("month_week", "last")]
    #expect(try await office.post("/angebote/\(id)/zeiten/neu", monthly, as: "paul").status == 303)
    let told = try await office.get("/angebote/\(id)", as: "paul")
    #expect(told.body.contains("letzter Montag im Monat"))
    let both = monthly.map { $0.0 == "every_weeks" ? ("every_weeks", "2") : $0 }
    let twoRhythms = try await office.post("/angebote/\(id)/zeiten/neu", both, as: "paul")
    #expect(twoRhythms.status == 422 && twoRhythms.body.contains("href=\"#f-month_week\""))
    let month = try #require(try await office.schedules(id).first { $0.record.monthWeek == .last })
    let monthPath = "/angebote/\(id)/zeiten/\(month.id)/entfernen"
    #expect(try await office.post(monthPath, [("version", "1")], as: "paul").status == 303)

    let wrong = time.map { $0.0 == "closes" ? ("closes", "8:00") : $0 }
    let refused = try await office.post("/angebote/\(id)/zeiten/neu", wrong, as: "paul")
    #expect(refused.status == 422 && refused.body.contains("href=\"#f-closes\""))
    #expect(refused.body.contains("value=\"Bitte &lt;pünktlich&gt;\"") && refused.body.contains("value=\"8:00\""))
    let path = "/angebote/\(id)/zeiten/\(stored.id)"
    #expect(try await office.post(path, time + [("version", "7")], as: "anna").status == 409)
    let blank = try await office.post(path, [("version", "1"), ("kind", "course"), ("weekday", "tuesday")], as: "anna")
    #expect(blank.status == 422 && blank.body.contains("#f-every_weeks"))

    let day = [("day", "2026-12-15"), ("closed", "1")]
    #expect(try await office.post(path + "/ausnahmen/neu", day, as: "paul").status == 303)
    #expect(try await office.post(path + "/ausnahmen/neu", day, as: "paul").status == 409)
    #expect(try await office.get("/angebote/\(id)", as: "paul").body.contains("15.12.2026: fällt aus"))
    #expect(try await office.post(path + "/entfernen", [("version", "1")], as: "paul").status == 303)
    #expect(try await office.schedules(id).isEmpty)
    try office.town.product.remove()
  }

  @Test("Places, times and exceptions of other offers, organisations and centres are out of reach")
  func foreign() async throws {
    let office = try await OfferDeskOffice()
    let own = try await office.town.add("Eigenes")
    let other = office.other
    let theirs = try await office.town.add("Fremdes") { $0.offer.organisation = other }
    let time = try #require(try await office.schedules(theirs).first).id
    let there = office.there
    let farPlace = try await office.database.write(by: .system("test")) { transaction in
      var place = Place(id: transaction.makeID())
      place.name = "Haus in Hagen"
      try transaction.insert(place, of: there)
      return place.id
    }
    #expect(try await office.get("/angebote/\(theirs)/zeiten/neu", as: "paul").status == 403)
    #expect(try await office.get("/angebote/\(own)/zeiten/\(time)", as: "paul").status == 404)
    #expect(
      try await office.post("/angebote/\(own)/zeiten/\(time)/entfernen", [("version", "1")], as: "paul").status == 404)
    #expect(
      try await office.post("/angebote/\(theirs)/zeiten/\(time)/entfernen", [("version", "1")], as: "paul").status
        == 403)
    #expect(try await office.get("/angebote/\(own)/zeiten/neu", as: "olga").status == 404)
    #expect(try await office.get("/angebote/\(own)/zeiten/neu", as: "rita").status == 403)
    let far = try await office.post("/angebote/\(own)/orte/neu", [("place", farPlace.text)], as: "paul")
    #expect(far.status == 422 && !far.body.contains("Haus in Hagen"))
    let link = try await office.database.read { connection in
      try connection.list(OfferPlace.self, in: .everyTenant, where: "offer = \(theirs)").first?.id
    }
    let form = [
      ("kind", "course"), ("weekday", "monday"), ("every_weeks", "1"), ("offer_place", try #require(link).text),
    ]
    #expect(try await office.post("/angebote/\(own)/zeiten/neu", form, as: "paul").status == 422)
    #expect(try await office.post("/angebote/\(own)/zeiten/neu", form, as: "paul", token: "0").status == 403)
    #expect(try await office.schedules(theirs).count == 1)
    #expect(try await office.schedules(own).count == 1)
    try office.town.product.remove()
  }

  @Test("What was not checked for one period goes to all, for two to the head")
  func overdue() async throws {
    var offer = Offer(id: RecordID(Identifier(high: 1, low: 1)))
    let today = try #require(Day(iso: "2026-11-23"))
    offer.reviewDays = 100
    func late(_ days: Int?, made: Int = 10, times: Int) -> Bool {
      offer.verifiedOn = days.map { today.adding(days: -$0) }
      return OfferRules.isOverdue(offer, createdOn: today.adding(days: -made), times: times, on: today) != nil
    }
    #expect(!late(100, times: 1) && late(101, times: 1))
    #expect(!late(200, times: 2) && late(201, times: 2))
    #expect(late(nil, times: 1) && !late(nil, times: 2) && late(nil, made: 201, times: 2))

    let office = try await OfferDeskOffice()
    let day = TestProduct.now.berlin.day
    try await office.town.add("Lange nicht geprüft") { $0.offer.verifiedOn = day.adding(days: -500) }
    try await office.town.add("Endet bald") { $0.offer.endsOn = day.adding(days: 20) }
    try await office.town.add("Wartet", status: .review)
    let head = try await office.get("", as: "bert").body
    #expect(head.contains("Prüfung überfällig") && head.contains("Endet bald") && head.contains("Wartet"))
    let staff = try await office.get("", as: "anna").body
    #expect(!staff.contains("Prüfung überfällig"))
    let provider = try await office.get("", as: "nora").body
    #expect(!provider.contains("Endet bald") && !provider.contains("Lange nicht") && !provider.contains("Wartet"))
    try office.town.product.remove()
  }

  @Test("Hints name what is missing and where it can be mended")
  func hints() async throws {
    let office = try await OfferDeskOffice()
    let id = try await office.town.add("Lückenhaft") { sheet in
      (sheet.places, sheet.schedules) = ([], [])
      sheet.offer.languages = []
      sheet.offer.verifiedOn = nil
    }
    let stored = try await office.town.stored(id)
    let hints = try await office.database.read { try OfferHints.hints(stored, on: TestProduct.now.berlin.day, $0) }
    let sentences = hints.map(\.sentence)
    #expect(sentences.contains("Es fehlt ein Ort.") && sentences.contains("Es fehlen Zeiten."))
    #expect(sentences.contains("„Sprachen vor Ort“ ist noch leer."))
    for words in ["nie geprüft", "auf Englisch", "Kontakt"] {
      #expect(sentences.contains { $0.contains(words) }, "\(words)")
    }
    let start = "/arbeitsplatz/angebote/\(id)"
    #expect(hints.allSatisfy { $0.path.text.hasPrefix(start) })
    try office.town.product.remove()
  }
}

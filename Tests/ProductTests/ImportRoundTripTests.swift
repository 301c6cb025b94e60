// SPDX-License-Identifier: EUPL-1.2
import Centers
import Foundation
import Kernel
import Offers
import Organisations
import Product
import Records
import Storage
import Tables
import Testing

@Suite struct ImportRoundTripTests {
  private static let order: [DataKind] = [.spaces, .organisations, .places, .contacts, .offers]

  /// Offers with everything that is awkward in a file.
  private func fill(_ desk: ImportDesk) async throws {
    let center = desk.dortmund
    try await desk.database.write(by: .system("test")) { transaction in
      let tenant = center.tenant
      let town = try transaction.list(Municipality.self, in: .tenant(tenant))[0].record
      var space = SocialSpace(id: transaction.makeID())
      (space.center, space.municipality, space.name, space.slug) = (center.id, town.id, "Hörde", "hoerde")
      try transaction.insert(space, of: tenant)
      var host = Organisation(id: transaction.makeID())
      (host.name, host.kind, host.municipality, host.socialSpace) = ("Träger; & \"Söhne\"", "ET-MSO", town.id, space.id)
      try transaction.insert(host, of: tenant)
      var person = ContactPerson(id: transaction.makeID())
      (person.name, person.organisation) = ("Erika Muster", host.id)
      try transaction.insert(person, of: tenant)
      for number in 0..<30 {
        let offer = try Self.offer(number, host.id, person.id, space.id, tenant, transaction)
        if number % 3 > 0 { try Self.times(of: offer, number, tenant, transaction) }
      }
    }
  }

  private static func offer(
    _ number: Int, _ host: RecordID<Organisation>, _ person: RecordID<ContactPerson>, _ space: RecordID<SocialSpace>,
    _ tenant: TenantID, _ transaction: Transaction
  ) throws -> RecordID<Offer> {
    var offer = Offer(id: transaction.makeID())
    offer.title = number == 3 ? " =1+1; \"Zitat\", Ende " : "Angebot \(number) 🙂"
    offer.summary = "Zeile eins\nZeile zwei\r\nالعربية"
    offer.description = "<p>Ein <strong>Text</strong> &amp; mehr</p>"
    offer.organisation = host
    offer.fields = ["HF-EL"]
    (offer.ageFrom, offer.ageTo, offer.costCents, offer.cost) = (6, 12, 1_234_05, .paid)
    offer.languages = ["deu", "ara"]
    offer.contact = number % 2 == 0 ? person : nil
    offer.spaces = [space.text]
    offer.startsOn = Day(year: 2026, month: 2, day: 28)
    (offer.status, offer.reviewDays, offer.waiting, offer.waitingWeeks) = (.published, 365, true, 3)
    offer.followUp = "Antrag"
    try transaction.insert(offer, of: tenant)
    if number % 5 == 0 {
      try transaction.translate(offer.id, of: tenant, "title", into: .english, "Offer, \(number)", version: 1)
      try transaction.translate(offer.id, of: tenant, "summary", into: .arabic, "عرض", version: 1)
      try transaction.noteSource(
        Provenance(system: "hsds", source: "s \(number)", address: "https://example.org/\(number)", fingerprint: ""),
        of: offer.id, in: tenant)
    }
    return offer.id
  }

  /// Two places, one of them twice at the same address; times of every kind, equal ones too; exceptions.
  private static func times(
    of offer: RecordID<Offer>, _ number: Int, _ tenant: TenantID, _ transaction: Transaction
  ) throws {
    let awkward = [
      ("Haus | der; Familie\\", "Straße 1; Hof", "44135", "Dortmund"), ("PLZ: Park", "", "", "44135"),
      (" Hinweis: Halle ", "", "441", "Dortmund Hörde"), ("Nord", "Hauptstr. 2", "", ""),
      ("Nord", "Hauptstr. 2", "", ""), ("Süd", "", "44137", ""),
    ]
    var links: [RecordID<OfferPlace>] = []
    for index in 0..<3 {
      var place = Place(id: transaction.makeID())
      (place.name, place.street, place.postcode, place.town) = awkward[(number + index) % awkward.count]
      place.stepFree = .yes
      try transaction.insert(place, of: tenant)
      var link = OfferPlace(id: transaction.makeID())
      (link.offer, link.place, link.remark) = (offer, place.id, index == 1 ? "Raum; 12 | links" : "")
      try transaction.insert(link, of: tenant)
      if index == 1 {
        try transaction.translate(link.id, of: tenant, "remark", into: .english, "Room 12; left ", version: 1)
      }
      links.append(link.id)
    }
    for index in 0..<5 {
      var schedule = OfferSchedule(id: transaction.makeID())
      schedule.offer = offer
      schedule.offerPlace = index < 3 ? links[index] : nil
      schedule.kind = ScheduleKind.allCases[index % 4]
      if index == 4 {
        schedule.day = Day(year: 2026, month: 5, day: 1)
      } else {
        schedule.weekday = Weekday.allCases[index % 2]
      }
      (schedule.opens, schedule.closes) = index == 3 ? (nil, nil) : (540, index == 2 ? nil : 1440)
      if schedule.weekday != nil, index != 2 { schedule.everyWeeks = index + 1 }
      schedule.monthWeek = index == 2 ? .last : nil
      schedule.startsOn = index == 1 ? Day(year: 2026, month: 1, day: 10) : nil
      schedule.notInSchoolHolidays = index % 2 == 0
      schedule.notOnPublicHolidays = index % 3 == 0
      schedule.note = index == 0 ? "nur; mit | Anmeldung" : ""
      try transaction.insert(schedule, of: tenant)
      try Self.exceptions(of: schedule.id, index, tenant, transaction)
    }
  }

  private static func exceptions(
    of schedule: RecordID<OfferSchedule>, _ index: Int, _ tenant: TenantID, _ transaction: Transaction
  ) throws {
    for day in 0..<(index % 3) {
      var exception = ScheduleException(id: transaction.makeID())
      exception.schedule = schedule
      exception.day = Day(year: 2026, month: 12, day: 20 + day)
      exception.lastDay = day == 0 ? Day(year: 2027, month: 1, day: 6) : nil
      exception.closed = day == 0
      (exception.opens, exception.closes) = day == 0 ? (nil, nil) : (600, 660)
      exception.note = "Ferien"
      try transaction.insert(exception, of: tenant)
    }
  }

  @Test(
    "Exported, imported into an empty installation and exported again, every file has the same bytes",
    arguments: DataFormat.allCases)
  func identical(format: DataFormat) async throws {
    let (one, two) = (try await ImportDesk(), try await ImportDesk())
    defer { [one, two].forEach { $0.remove() } }
    try await fill(one)
    for kind in Self.order {
      let file = try await one.export(kind, format)
      let report = try await two.load(kind, format, file)
      #expect(report.problems.map(\.text) == [], "\(kind)")
      #expect(report.notices.isEmpty)
      #expect(report.isKept && report.inserted == report.rows && report.rows > 0)
      #expect(try await two.text(kind, format) == String(decoding: file, as: UTF8.self), "\(kind)")
    }
    #expect(try await two.traces().dropFirst(3).elementsEqual(try await one.traces().dropFirst(3)))
    #expect(try await two.brokenAudit() == 0)
  }

  @Test("Both formats hold the same: what came as JSON goes out as the same CSV")
  func formats() async throws {
    let (one, two) = (try await ImportDesk(), try await ImportDesk())
    defer { [one, two].forEach { $0.remove() } }
    try await fill(one)
    for kind in Self.order { try await two.load(kind, .json, try await one.export(kind, .json)) }
    for kind in Self.order { #expect(try await two.text(kind) == (try await one.text(kind)), "\(kind)") }
  }

  @Test("Importing a file where it came from writes nothing, also not into the audit", arguments: DataFormat.allCases)
  func unchanged(format: DataFormat) async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    try await fill(desk)
    let before = try await desk.traces()
    for kind in Self.order {
      let report = try await desk.load(kind, format, try await desk.export(kind, format))
      #expect(report.problems.map(\.text) == [])
      #expect(report.unchanged == report.rows && report.rows > 0)
    }
    #expect(try await desk.traces() == before)
  }

  @Test("A second import of a spreadsheet without ids finds its records again")
  func second() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    try await desk.load(.organisations, "Name;PLZ\nTräger;44135\n")
    let file =
      "Titel,Anbieter,Orte,Zeiten,Ausnahmen\nKurs,Träger,Saal,Di 9-11.30 Uhr; ab 1.2.2026|Mi 10:00,24.12.2026\n"
    let first = try await desk.load(.offers, file)
    #expect(first.problems.map(\.text) == [])
    #expect(first.inserted == 1)
    let before = try await desk.traces()
    let second = try await desk.load(.offers, file)
    #expect(second.unchanged == 1 && second.inserted + second.changed == 0)
    #expect(try await desk.traces() == before)
    let third = try await desk.load(.offers, file.replacing("Mi 10:00", with: "Mi 10:30"))
    #expect(third.changed == 1)
  }

  @Test("Places and times as people write them stand in the next export in the one form of the documentation")
  func cells() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let file = """
      Titel,Orte,Zeiten,Ausnahmen
      Kurs,"Saal
      Park; ; 44137 Dortmund; Hinweis: am Brunnen; Hinweis en: at the well","dienstags 9 bis 11.30 Uhr; 14-tägig; nicht in den Schulferien; Ort 2
      1.5.2026 10:00; auch an Feiertagen; Sprechzeit","24.12.2026; bis 05.01.2027; Hinweis: Ferien | Zeit 1; 12.1.2026 10-12"

      """
    let report = try await desk.load(.offers, file)
    #expect(report.problems.map(\.text) == [])
    let text = try await desk.text(.offers)
    #expect(text.contains("\"Saal; ;  | Park; ; 44137 Dortmund; Hinweis: am Brunnen; Hinweis en: at the well\""))
    #expect(
      text.contains(
        "\"Di 09:00-11:30; alle 2 Wochen; nicht in Schulferien; nicht an Feiertagen; Ort 2"
          + " | 2026-05-01 10:00; Sprechzeit; auch an Feiertagen\""))
    #expect(
      text.contains(
        "\"Zeit 1; 2026-01-12; 10:00-12:00 | Zeit 1; 2026-12-24; bis 2027-01-05; fällt aus; Hinweis: Ferien\""))
  }
}

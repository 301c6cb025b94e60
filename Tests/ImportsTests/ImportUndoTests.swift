// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Organisations
import Storage
import TestKit
import Testing

@testable import Imports

@Suite("Taking an import back")
struct ImportUndoTests {
  private static let table = "Name;PLZ;Kurztext;Kurztext (en)\nHaus A;44147;neu;new\nHaus B;44145;auch neu;\n"

  @Test("New records are archived, changed ones get their old values, one audit row each; the file can come again")
  func clean() async throws {
    let office = try await ImportOffice()
    let known = try await office.plant {
      $0.name = "Haus A"
      $0.postcode = "44147"
      $0.summary = "alt"
      $0.foundedYear = 1999
    }
    let address = try await office.preview(Self.table)
    #expect(try await office.post(address + "/entscheidungen", [("z2", known.text)]).status == 303)
    try await office.write(address)
    #expect(try await office.organisations().first { $0.id == known }?.record.summary == "neu")
    #expect(try await office.post(address + "/zuruecknehmen").status == 303)
    let kept = try await office.organisations()
    #expect(kept.map(\.id) == [known])
    #expect(kept[0].record.summary == "alt" && kept[0].record.foundedYear == 1999)
    let texts = try await office.database.read { try $0.translations(of: known) }
    #expect(texts.values.allSatisfy { $0.values.allSatisfy(\.isEmpty) })
    let tenant = office.here
    let undone = try await office.database.read { connection in
      try connection.number(
        "select count(*) from audit_log where tenant = \(tenant) and action = 'organisation.import_undone'")
    }
    #expect(undone == 2)
    #expect(try await office.database.read { try $0.brokenAudit().isEmpty })
    #expect(try await office.run(address).state == .undone)
    #expect(try await office.post(address + "/zuruecknehmen").status == 409)
    let again = try await office.preview(Self.table)
    let counts = try await office.run(again).counts
    #expect(counts[.doubtful] == 1 && counts[.new] == 1 && counts[.away] == 0)
    try office.product.remove()
  }

  @Test("What was changed since stands in the way by name, person and time; then nothing is taken back")
  func blocked() async throws {
    let office = try await ImportOffice()
    let address = try await office.preview(Self.table)
    try await office.write(address)
    let changed = try #require(try await office.organisations().first { $0.record.name == "Haus B" })
    try await office.change(changed.id) { $0.summary = "von Hand" }
    let answer = try await office.post(address + "/zuruecknehmen")
    #expect(answer.status == 409)
    #expect(answer.body.contains("Organisation „Haus B“") && answer.body.contains("Frau Zwischenzeit"))
    #expect(!answer.body.contains("Organisation „Haus A“"))
    #expect(try await office.organisations().count == 2)
    #expect(try await office.run(address).state == .done)
    try office.product.remove()
  }

  @Test("A new record that somebody archived meanwhile does not stand in the way")
  func archivedMeanwhile() async throws {
    let office = try await ImportOffice()
    let address = try await office.preview(Self.table)
    try await office.write(address)
    let first = try #require(try await office.organisations().first)
    try await office.database.write(by: .system("test")) { try $0.archive(first) }
    #expect(try await office.post(address + "/zuruecknehmen").status == 303)
    #expect(try await office.organisations().isEmpty)
    try office.product.remove()
  }

  @Test("Two imports of the same record are taken back one after the other, the newer first")
  func stacked() async throws {
    let office = try await ImportOffice()
    let first = try await office.preview("Name;PLZ;Kurztext\nHaus A;44147;eins\n")
    try await office.write(first)
    let second = try await office.preview("Name;PLZ;Kurztext;Straße\nHaus A;44147;zwei;\n")
    try await office.write(second)
    let third = try await office.preview("Name;PLZ;Kurztext\nHaus A;44147;drei\n")
    try await office.write(third)
    #expect(try await office.organisations().first?.record.summary == "drei")
    #expect(try await office.post(second + "/zuruecknehmen").status == 409)
    #expect(try await office.post(third + "/zuruecknehmen").status == 303)
    #expect(try await office.organisations().first?.record.summary == "zwei")
    #expect(try await office.post(second + "/zuruecknehmen").status == 303)
    #expect(try await office.organisations().first?.record.summary == "eins")
    #expect(try await office.post(first + "/zuruecknehmen").status == 303)
    #expect(try await office.organisations().isEmpty)
    try office.product.remove()
  }

  /// What a process that dies leaves: a transaction that never ended.
  private struct Killed: Error {}

  @Test("An end in the middle of writing or taking back leaves nothing half done")
  func killed() async throws {
    let office = try await ImportOffice()
    let address = try await office.preview(Self.table)
    #expect(try await office.post(address + "/schreiben").status == 303)
    let waiting = try await office.run(address)
    let jobs = office.jobs
    let kind = try #require(jobs.kinds.first { $0.slug == waiting.kind })
    await #expect(throws: Killed.self) {
      try await office.database.write(by: .system("test")) { transaction in
        try jobs.writeAll(waiting, ImportWork(kind: kind, records: jobs.records), transaction)
        throw Killed()
      }
    }
    #expect(try await office.organisations().isEmpty)
    #expect(try await office.run(address).state == .waiting)
    try await office.work(address)
    #expect(try await office.organisations().count == 2)
    try await jobs.write(waiting, office.database, .system("test"))
    #expect(try await office.organisations().count == 2)
    let done = try await office.run(address)
    await #expect(throws: Killed.self) {
      try await office.database.write(by: .system("test")) { transaction in
        try ImportUndo(records: jobs.records).undo(done, transaction)
        throw Killed()
      }
    }
    #expect(try await office.organisations().count == 2)
    #expect(try await office.run(address).state == .done)
    #expect(try await office.post(address + "/zuruecknehmen").status == 303)
    #expect(try await office.organisations().isEmpty)
    try office.product.remove()
  }

  @Test("Offers come with places and times, and all of them go again")
  func companions() async throws {
    let office = try await ImportOffice()
    try await office.write(try await office.preview("Name;PLZ\nHaus A;44147\n"))
    let text = "Titel;Anbieter;Orte\nSprachcafé;Haus A;Saal, Weg 1, 44147 Dortmund\n"
    let address = try await office.preview(text, kind: "angebote")
    let run = try await office.run(address)
    #expect(run.counts[.new] == 1, "\(run.message)")
    try await office.write(address)
    func open(_ table: SQL) async throws -> Int {
      try await office.database.read { try $0.number("select count(*) from \(table) where archived_at is null") }
    }
    let places = try await open("place")
    #expect(try await open("offer") == 1)
    #expect(try await open("offer_place") == 1 && places == 1)
    #expect(try await office.post(address + "/zuruecknehmen").status == 303)
    #expect(try await open("offer") == 0)
    #expect(try await open("offer_place") == 0)
    #expect(try await open("place") == 0)
    try office.product.remove()
  }
}

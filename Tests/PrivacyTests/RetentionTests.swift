// SPDX-License-Identifier: EUPL-1.2
import Feedback
import Kernel
import Organisations
import Product
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

@testable import Privacy

private struct Killed: Error {}

@Suite("Erasing in time")
struct RetentionTests {
  @Test(
    "Whole German days are kept, also where the clocks change",
    arguments: [
      (180, "2026-11-25", "2026-05-28T22:00:00.000Z"), (1, "2026-03-30", "2026-03-28T23:00:00.000Z"),
      (1, "2026-03-31", "2026-03-29T22:00:00.000Z"), (1, "2026-10-26", "2026-10-24T22:00:00.000Z"),
      (1, "2026-10-27", "2026-10-25T23:00:00.000Z"), (365, "2029-02-28", "2028-02-28T23:00:00.000Z"),
    ])
  func cutoff(days: Int, today: String, moment: String) throws {
    let day = try #require(Day(iso: today))
    #expect(RetentionRules.cutoff(days: days, on: day).iso == moment)
  }

  @Test("A year before a leap day is 28 February")
  func leap() throws {
    let day = try #require(Day(iso: "2028-02-29"))
    #expect(RetentionRules.anniversary(day, yearsAgo: 1).iso == "2027-02-27T23:00:00.000Z")
  }

  @Test("What is due is gone from record, history and comments; the next day's is not; the chain holds")
  func erases() async throws {
    let office = try await Office()
    let limit = RetentionRules.cutoff(days: 180, on: office.database.time.today)
    let due = try await office.contact("Erika Faellig", in: office.koeln, archived: limit.adding(seconds: -1))
    let young = try await office.contact("Karl Jung", in: office.koeln, archived: limit)
    let active = try await office.contact("Ada Aktiv", in: office.koeln)
    let koeln = office.koeln
    try await office.database.write(by: office.author) { transaction in
      var comment = RecordComment(id: transaction.makeID())
      (comment.aboutKind, comment.about, comment.text) = ("contact_person", due.text, "Frau Faellig ruft an")
      (comment.author, comment.authorName) = ("u1", "Probe")
      try transaction.insert(comment, of: koeln)
    }
    let id = RecordID<JobEntry>(Identifier(high: 1, low: 1))
    try await Retention(holdings: office.holdings).perform(office.run(id))
    let erased = try await office.contact(due).record
    #expect(erased.name == "gelöscht" && erased.mail.isEmpty && erased.phone.isEmpty && erased.note.isEmpty)
    #expect(try await office.contact(young).record.name == "Karl Jung")
    #expect(try await office.contact(active).record.name == "Ada Aktiv")
    let text = try await office.protocolText()
    #expect(!text.contains("Faellig") && text.contains("Karl Jung"))
    let comments = try await office.database.read { try $0.list(RecordComment.self, in: .tenant(koeln)) }
    #expect(comments.map(\.record.text) == ["gelöscht"])
    #expect(try await office.database.read { try $0.brokenAudit() }.isEmpty)
    let counts = try await office.database.read { try $0.retentionCounts(of: [id], in: .everyTenant) }
    #expect(Set(counts.map(\.field)) == ["name", "mail", "phone", "note"])
    #expect(counts.allSatisfy { $0.erased == 1 && $0.tenant == koeln })
    let page = try await office.get("/arbeitsplatz/datenschutz/loeschungen", as: "head")
    #expect(page.status == 200 && page.body.contains("Ansprechpersonen"))
    #expect(
      try await office.get("/arbeitsplatz/datenschutz/loeschungen", as: "bonn").body.contains("Nichts war fällig"))
  }

  @Test("180 days after it was dealt with nothing is left of what somebody wrote, only that somebody did")
  func feedback() async throws {
    let office = try await Office()
    let koeln = office.koeln
    let limit = RetentionRules.cutoff(days: 180, on: office.database.time.today)
    func receive(archivedAt moment: Moment?) async throws -> RecordID<FeedbackMessage> {
      try await office.database.write(by: .visitor) { transaction in
        var message = FeedbackMessage(id: transaction.makeID())
        message.topic = .newOffer
        (message.offerTitle, message.provider, message.technology) = ("Nähtreff", "Frau Yıldız", "Screenreader")
        (message.text, message.name, message.mail) = ("Rufen Sie Leyla an", "Leyla Demir", "leyla@example.org")
        _ = try FeedbackActions.receive(message, for: koeln, transaction)
        guard let moment else { return message.id }
        let stored = try #require(try transaction.find(FeedbackMessage.self, message.id, in: .tenant(koeln)))
        try FeedbackActions.finish(stored, transaction)
        try transaction.run("update feedback set archived_at = \(moment) where id = \(message.id)")
        return message.id
      }
    }
    let due = try await receive(archivedAt: limit.adding(seconds: -1))
    let young = try await receive(archivedAt: limit)
    let open = try await receive(archivedAt: nil)
    try await Retention(holdings: office.holdings).perform(office.run(RecordID(Identifier(high: 1, low: 3))))
    let kept = try await office.database.read { connection in
      try [due, young, open].map { try connection.find(FeedbackMessage.self, $0, in: .tenant(koeln))?.record }
    }
    let erased = try #require(kept[0])
    #expect(erased.text == "gelöscht" && erased.name.isEmpty && erased.mail.isEmpty)
    #expect(erased.provider.isEmpty && erased.technology.isEmpty)
    #expect(erased.topic == .newOffer && erased.reference.hasPrefix("R-2026-"))
    for record in kept.dropFirst() { #expect(record?.text == "Rufen Sie Leyla an" && record?.name == "Leyla Demir") }
    let words = try await office.database.read { connection in
      try connection.rows("select changes from audit_log where kind = 'feedback' and record = \(due)") { $0.text() }
    }
    #expect(!words.isEmpty && !words.contains { $0.contains("Leyla") || $0.contains("Yıldız") })
    #expect(try await office.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("A run that was killed goes on where it was, and its proof has every number once")
  func killed() async throws {
    let office = try await Office()
    let limit = RetentionRules.cutoff(days: 180, on: office.database.time.today)
    let total = RetentionRules.batch + 20
    for number in 0..<total {
      _ = try await office.contact("Person \(number)", in: office.koeln, archived: limit.adding(seconds: -5))
    }
    let id = RecordID<JobEntry>(Identifier(high: 1, low: 2))
    let retention = Retention(holdings: office.holdings)
    await #expect(throws: Killed.self) {
      try await retention.perform(
        office.run(id) { progress in
          if progress.done > 0 { throw Killed() }
        })
    }
    let half = try await office.database.read { try $0.retentionCounts(of: [id], in: .everyTenant) }
    #expect(half.first { $0.field == "name" }?.erased == RetentionRules.batch)
    try await retention.perform(office.run(id))
    let counts = try await office.database.read { try $0.retentionCounts(of: [id], in: .everyTenant) }
    #expect(counts.first { $0.field == "name" }?.erased == total)
    try await retention.perform(office.run(id))
    #expect(try await office.database.read { try $0.retentionCounts(of: [id], in: .everyTenant) } == counts)
    #expect(try await office.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("The inventory counts what is over the limit and names every kind that the slices have")
  func inventory() async throws {
    let office = try await Office()
    let limit = RetentionRules.cutoff(days: 180, on: office.database.time.today)
    _ = try await office.contact("Erika Faellig", in: office.koeln, archived: limit.adding(seconds: -1))
    _ = try await office.contact("Bonner Person", in: office.bonn)
    let kind = try #require(office.holdings.kind("contact_person"))
    let (bonn, koeln, today) = (office.bonn, office.koeln, office.database.time.today)
    let counts = try await office.database.read { try kind.counts($0, .everyTenant, today) }
    #expect(counts.first { $0.tenant == koeln }?.isDue == 1)
    #expect(counts.first { $0.tenant == bonn }?.isDue == 0)
    #expect(counts.allSatisfy { $0.total == 1 && $0.byAge[0] == 1 })
    let page = try await office.get("/arbeitsplatz/datenschutz", as: "head")
    #expect(page.status == 200 && page.body.contains("Art. 6 Abs. 1") && !page.body.contains("Bonn"))
    #expect(try await office.get("/arbeitsplatz/datenschutz", as: "operator").status == 200)
    #expect(try await office.get("/arbeitsplatz/datenschutz", as: "staff").status == 403)
    #expect(try await office.get("/arbeitsplatz/datenschutz", as: "elsewhere").status == 403)
    let table = try await office.get("/arbeitsplatz/datenschutz/verzeichnis.csv", as: "head")
    #expect(table.body.contains("Ansprechpersonen;Name;"))
    let known = Set(KeptKinds.all.map(\.info.kind))
    for info in SliceList.all.flatMap(\.kinds) { #expect(known.contains(info.kind), "\(info.kind) is in no inventory") }
  }
}

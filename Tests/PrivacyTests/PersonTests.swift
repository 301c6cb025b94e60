// SPDX-License-Identifier: EUPL-1.2
import Access
import Accounts
import Centers
import Kernel
import Organisations
import Product
import Records
import Storage
import TestKit
import Testing

@testable import Privacy

@Suite("Information about a person and anonymisation")
struct PersonTests {
  private let start = "/arbeitsplatz/datenschutz/auskunft"

  @Test(
    "People are found by parts of name, mail and number, in one's own centre only",
    arguments: ["özdem", "OEZ", "Özdemir, Ayşe", "0221 123456", "+49 221/123456", "@example.org"])
  func search(words: String) async throws {
    let office = try await Office()
    let mine = try await office.contact("Özdemir, Ayşe", in: office.koeln)
    let theirs = try await office.contact("Özdemir, Ayşe", in: office.bonn)
    let page = try await office.send(start, [("suche", words)], as: "head")
    #expect(page.status == 200 && !page.body.contains(theirs.text))
    #expect(page.body.contains("contact_person:\(mine.text)") == (words != "OEZ"))
  }

  @Test("Marks of patterns find nobody, and too short words are refused with what was typed")
  func patterns() async throws {
    let office = try await Office()
    let mine = try await office.contact("Erika Muster", in: office.koeln)
    for words in ["%%%", "___", "' or 1=1 --", "<script>alert(1)</script>"] {
      let page = try await office.send(start, [("suche", words)], as: "head")
      #expect(page.status == 200 && !page.body.contains(mine.text) && !page.body.contains("<script>alert"))
    }
    let short = try await office.send(start, [("suche", "Er")], as: "head")
    #expect(short.status == 422 && short.body.contains("value=\"Er\""))
  }

  @Test("The file has fields, history and comments; that it was made stands in the protocol")
  func file() async throws {
    let office = try await Office()
    let mine = try await office.contact("Erika Muster", in: office.koeln)
    let answer = try await office.send("\(start)/datei", [("eintrag", "contact_person:\(mine.text)")], as: "head")
    #expect(answer.status == 200 && answer.header("Content-Disposition")?.contains("Auskunft.json") == true)
    #expect(answer.body.contains("\"name\":\"Erika Muster\"") && answer.body.contains("contact_person.changed"))
    let view = try await office.send("\(start)/ansicht", [("eintrag", "contact_person:\(mine.text)")], as: "head")
    #expect(view.status == 200 && view.body.contains("Erika Muster"))
    let koeln = office.koeln
    let rows = try await office.database.read { try $0.history("contact_person", mine.identifier, of: koeln) }
    #expect(rows.prefix(2).map(\.action) == ["privacy.shown", "privacy.exported"])
  }

  @Test("Nobody reads, exports or anonymises another centre's people, with forged forms or without the right")
  func attacks() async throws {
    let office = try await Office()
    let mine = try await office.contact("Erika Muster", in: office.koeln)
    let theirs = try await office.contact("Bonner Person", in: office.bonn)
    let both = [("eintrag", "contact_person:\(mine.text)"), ("eintrag", "contact_person:\(theirs.text)")]
    for part in ["datei", "ansicht", "pruefen", "anonymisieren"] {
      let answer = try await office.send("\(start)/\(part)", both + [("bestaetigt", "ja")], as: "head")
      #expect(answer.status == 404 && !answer.body.contains("Bonner"), "\(part)")
      #expect(try await office.forge("\(start)/\(part)", both, as: "head").status == 403)
      #expect(try await office.forge("\(start)/\(part)", both, as: "staff").status == 403)
      let table = [("eintrag", "sqlite_master:\(mine.text)")]
      #expect(try await office.send("\(start)/\(part)", table, as: "head").status == 404)
      #expect(try await office.send("\(start)/\(part)", [("eintrag", "x")], as: "head").status == 404)
    }
    let token = try await office.get(start, as: "bonn").body.firstMatch(of: /name="csrf" value="([^"]+)"/)
    let stolen = [("csrf", String(try #require(token).1)), ("bestaetigt", "ja")] + both
    #expect(try await office.forge("\(start)/anonymisieren", stolen, as: "head").status == 403)
    #expect(try await office.contact(mine).record.name == "Erika Muster")
    #expect(try await office.contact(theirs).record.name == "Bonner Person")
  }

  @Test("Anonymising asks first, keeps the record, empties its history, and cannot be repeated to other ends")
  func anonymise() async throws {
    let office = try await Office()
    let mine = try await office.contact("Erika Muster", in: office.koeln)
    let chosen = [("eintrag", "contact_person:\(mine.text)")]
    let question = try await office.send("\(start)/pruefen", chosen, as: "head")
    #expect(question.status == 200 && question.body.contains("Erika Muster"))
    #expect(try await office.send("\(start)/anonymisieren", chosen, as: "head").status == 422)
    #expect(try await office.contact(mine).record.name == "Erika Muster")
    let done = try await office.send("\(start)/anonymisieren", chosen + [("bestaetigt", "ja")], as: "head")
    #expect(done.status == 303)
    let stored = try await office.contact(mine)
    #expect(stored.record.name == "gelöscht" && stored.record.note.isEmpty && stored.archivedAt == nil)
    #expect(try await office.protocolText().contains("Muster") == false)
    #expect(try await office.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("With an account go sessions and roles; the night takes its name out of the protocol; one's own stays")
  func account() async throws {
    let office = try await Office()
    let person = try await office.product.person(.centerStaff, in: office.koeln, name: "Erika Muster")
    let id = person.account.id
    let koeln = office.koeln
    try await office.database.write(by: person.account.record.principal) { transaction in
      try transaction.audit("test.done", kind: "test", record: id.identifier, of: koeln)
    }
    await #expect(throws: Problem.self) {
      try await office.database.write(by: office.author) { transaction in
        let own = try #require(ChosenRecord("account:\(id.text)"))
        try transaction.anonymise([own], of: koeln, office.holdings, own: id.identifier)
      }
    }
    let form = [("eintrag", "account:\(id.text)"), ("bestaetigt", "ja")]
    #expect(try await office.send("\(start)/anonymisieren", form, as: "head").status == 303)
    let stored = try #require(try await office.database.read { try $0.find(Account.self, id, in: .tenant(koeln)) })
    #expect(stored.archivedAt != nil && stored.record.name == "gelöscht")
    let sessions = try await office.database.read {
      try $0.number("select count(*) from account_session where account = \(id)")
    }
    #expect(sessions == 0)
    #expect(try await person.get("/konto").status != 200)
    let run = RecordID<JobEntry>(Identifier(high: 1, low: 3))
    try await Retention(holdings: office.holdings).perform(office.run(run))
    let names = try await office.database.read {
      try $0.number("select count(*) from audit_log where actor_name = 'Erika Muster'")
    }
    #expect(names == 0)
    #expect(try await office.database.read { try $0.brokenAudit() }.isEmpty)
  }

  @Test("The protocol shows one's own centre's rows, finds them, and tells of tampering")
  func protocolPage() async throws {
    let office = try await Office()
    let mine = try await office.contact("Erika Muster", in: office.koeln)
    let theirs = try await office.contact("Bonner Person", in: office.bonn)
    let path = "/arbeitsplatz/protokoll"
    let page = try await office.get("\(path)?art=contact_person&person=Probe", as: "head")
    #expect(page.status == 200 && page.body.contains(mine.text) && !page.body.contains(theirs.text))
    #expect(try await office.get("\(path)?eintrag=\(theirs.text)", as: "head").body.contains("Bonner Person") == false)
    #expect(try await office.get("\(path)?von=gestern", as: "head").status == 400)
    #expect(try await office.get(path, as: "staff").status == 403)
    let changed = try await office.get("\(path)?art=contact_person&aktion=changed", as: "head").body
    #expect(
      changed.contains("<td>Geändert</td>") && changed.contains("Notiz zu Erika Muster") && !changed.contains("{&quot;")
    )
    #expect(!(try await office.get("\(path)?aktion=signed-in", as: "head").body.contains(mine.text)))
    let table = try await office.get("\(path)/protokoll.csv?art=contact_person", as: "head")
    #expect(table.body.contains("contact_person.changed") && !table.body.contains("Bonner Person"))
    #expect(try await office.send("\(path)/pruefen", [], as: "head").status == 303)
    let run = RecordID<JobEntry>(Identifier(high: 1, low: 4))
    try await AuditCheckJob.kind.run(office.run(run))
    #expect(try await office.get(path, as: "head").body.contains("unverändert"))
    let koeln = office.koeln
    try await office.database.write(by: office.author) { transaction in
      try transaction.run("update audit_log set actor_name = 'Niemand' where tenant = \(koeln) and number = 2")
    }
    try await AuditCheckJob.kind.run(office.run(run))
    #expect(try await office.get(path, as: "head").body.contains("ab Nr. 2 nicht"))
    #expect(try await office.get(path, as: "bonn").body.contains("unverändert"))
  }
}

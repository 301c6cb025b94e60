// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

@Suite("Lists at the workplace")
struct ListTests {
  @Test("Other tenants' records are never listed, whatever the address says")
  func tenancy() async throws {
    let workshop = try await ListWorkshop()
    let foreign = try await workshop.plant("Fremdes", in: workshop.there) { $0.story = "Geheimwort" }
    try await workshop.plant("Eigenes") { $0.owner = foreign }
    for query in [
      "", "?q=fremdes", "?q=geheimwort", "?f-owner=\(foreign)&q=fremdes", "?archiv=1", "?sortierung=-title",
    ] {
      let page = try await workshop.get(query, as: "anna")
      #expect(page.status == 200)
      #expect(!workshop.titles(page).contains("Fremdes"), "\(query)")
    }
    #expect(try await workshop.get("?nach=\(foreign)", as: "anna").status == 400)
    #expect(try await workshop.get("?vor=\(foreign)", as: "anna").status == 400)
    #expect(try await workshop.get("/ausgabe/csv", as: "anna").body.contains("Eigenes"))
    #expect(!(try await workshop.get("/ausgabe/csv", as: "anna").body.contains("Fremdes")))
    #expect(workshop.titles(try await workshop.get("", as: "olga")) == ["Fremdes"])
    #expect(try await workshop.get("", as: "lara").status == 403)
    try workshop.product.remove()
  }

  @Test("Providers find what their organisation has, and nothing in fields of the staff")
  func provider() async throws {
    let workshop = try await ListWorkshop()
    let own = workshop.own
    try await workshop.plant("Haus", own)
    try await workshop.plant("Kurs im Haus") {
      $0.owner = own
      $0.secret = "Zuschuss"
    }
    let other = try await workshop.plant("Kurs der anderen")
    #expect(workshop.titles(try await workshop.get("", as: "paul")) == ["Kurs im Haus"])
    #expect(workshop.titles(try await workshop.get("?q=kurs", as: "paul")) == ["Kurs im Haus"])
    #expect(workshop.titles(try await workshop.get("?q=kurs", as: "anna")).count == 2)
    #expect(workshop.titles(try await workshop.get("?q=zuschuss", as: "anna")) == ["Kurs im Haus"])
    #expect(workshop.titles(try await workshop.get("?q=zuschuss", as: "paul")).isEmpty)
    for query in ["?spalte=secret", "?sortierung=secret", "?f-secret=Z", "?spalte=inside", "?nach=\(other)"] {
      #expect(try await workshop.get(query, as: "paul").status == 400, "\(query)")
    }
    let file = try await workshop.get("/ausgabe/csv", as: "paul").body
    #expect(file.contains("Kurs im Haus") && !file.contains("anderen") && !file.contains("Zuschuss"))
    try workshop.product.remove()
  }

  @Test("What the list does not know is refused, and the answer names it")
  func hostile() async throws {
    let workshop = try await ListWorkshop()
    try await workshop.plant("Eins")
    let attacks = [
      ("seite=2", "seite"), ("sortierung=tenant", "sortierung"), ("sortierung=title;drop", "sortierung"),
      ("spalte=version", "spalte"), ("nach=x", "nach"), ("archiv=2", "archiv"), ("f-size=huge", "f-size"),
      ("f-colors=%25", "f-colors"), ("f-day-von=2026-13-01", "f-day-von"), ("f-seats-bis=viele", "f-seats-bis"),
      ("f-is_open=1", "f-is_open"), ("f-mail=x", "f-mail"), ("ansicht=meine", "ansicht"),
      ("q=" + String(repeating: "a", count: 201), "q"),
    ]
    for (query, name) in attacks {
      for path in ["?", "/ausgabe/csv?", "/ausgabe/xlsx?"] {
        let answer = try await workshop.get(path + query, as: "anna")
        #expect(answer.status == 400, "\(path)\(query)")
        #expect(answer.body.contains("„\(name)“"), "\(query)")
      }
    }
    for words in ["%", "_", "!", "' or 1=1 --", "<script>", "%00"] {
      let page = try await workshop.get("?q=\(Percent.encode(words))&f-title=\(Percent.encode(words))", as: "anna")
      #expect([200, 400].contains(page.status))
      #expect(!page.body.contains("<script>") && workshop.titles(page).isEmpty, "\(words)")
    }
    try workshop.product.remove()
  }

  @Test("Pages are complete and stable where many records are the same, forwards and backwards")
  func paging() async throws {
    let workshop = try await ListWorkshop()
    for number in 0..<120 { try await workshop.plant("Gleich") { $0.story = "Nr \(number)" } }
    var (seen, query) = ([[String]](), "?spalte=title&spalte=story")
    while true {
      let page = try await workshop.get(query, as: "anna")
      seen.append(page.body.components(separatedBy: "Nr ").dropFirst().map { String($0.prefix { $0.isNumber }) })
      guard let next = workshop.link("next", in: page) else { break }
      query = next
    }
    #expect(seen.map(\.count) == [50, 50, 20])
    #expect(Set(seen.joined()).count == 120)
    let last = try await workshop.get(query, as: "anna")
    let back = try await workshop.get(try #require(workshop.link("prev", in: last)), as: "anna")
    #expect(back.body.components(separatedBy: "Nr ").dropFirst().map { String($0.prefix { $0.isNumber }) } == seen[1])
    try workshop.product.remove()
  }

  @Test("Narrowing by every kind of field, and by what is empty")
  func filters() async throws {
    let workshop = try await ListWorkshop()
    let owner = try await workshop.plant("Ägidius") { $0.size = .large }
    try await workshop.plant("Bank") {
      $0.color = "hell"
      $0.colors = ["rot", "hell"]
      $0.day = Day(iso: "2026-11-30")
      $0.owner = owner
      $0.seats = 7
    }
    let cases = [
      ("f-size=large", ["Ägidius"]), ("f-size=large&f-size=small", ["Ägidius", "Bank"]), ("f-color=blau", ["Bank"]),
      ("f-color=-", ["Ägidius"]), ("f-colors=hell", ["Bank"]), ("f-colors=el", []),
      ("f-is_open=nein", ["Ägidius", "Bank"]),
      ("f-day-von=2026-11-30&f-day-bis=2026-11-30", ["Bank"]), ("f-day-bis=2026-11-29", []),
      ("f-owner=\(owner)", ["Bank"]), ("f-owner=gidi", ["Bank"]), ("f-owner=nichts", []), ("f-seats-von=7", ["Bank"]),
      ("f-title=AGI", ["Ägidius"]), ("q=aegidius", []), ("q=%C3%84GID", ["Ägidius"]), ("q=agid", ["Ägidius"]),
      ("sortierung=-title", ["Bank", "Ägidius"]), ("sortierung=day", ["Ägidius", "Bank"]), ("archiv=1", []),
    ]
    for (query, titles) in cases {
      #expect(workshop.titles(try await workshop.get("?" + query, as: "anna")) == titles, "\(query)")
    }
    try workshop.product.remove()
  }

  @Test("The search follows every change at once, and finds words that thousands of records have")
  func search() async throws {
    let workshop = try await ListWorkshop()
    try await workshop.plantMany(2600)
    let page = try await workshop.get("?q=geschichte", as: "anna")
    #expect(page.body.contains("2.600 Einträge"))
    #expect(workshop.titles(page).count == 50)
    #expect(try await workshop.get("?q=geschichte&f-title=99", as: "anna").body.contains("44 Einträge"))
    var (seen, next) = ([String](), "?q=geschichte&sortierung=-title")
    for _ in 0..<60 {
      let page = try await workshop.get(next, as: "anna")
      seen += workshop.titles(page)
      guard let link = workshop.link("next", in: page) else { break }
      next = link
    }
    #expect(seen.count == 2600 && Set(seen).count == 2600)
    #expect(seen == seen.sorted(by: >))
    let id = try await workshop.plant("Zeppelin")
    #expect(workshop.titles(try await workshop.get("?q=zepp", as: "anna")) == ["Zeppelin"])
    try await workshop.product.database.write(by: .system("test")) { transaction in
      let stored = try #require(try transaction.find(Specimen.self, id, in: .everyTenant))
      var changed = stored.record
      changed.title = "Ballon"
      try transaction.save(changed, over: stored)
    }
    #expect(workshop.titles(try await workshop.get("?q=zepp", as: "anna")).isEmpty)
    #expect(workshop.titles(try await workshop.get("?q=ballon", as: "anna")) == ["Ballon"])
    #expect(
      workshop.titles(try await workshop.get("?q=nummer%20geschichte&sortierung=-title", as: "anna")).first
        == "Nummer 999")
    try workshop.product.remove()
  }

  @Test("Other tenants' records are not among those that thousands of hits name")
  func manyHits() async throws {
    let workshop = try await ListWorkshop()
    try await workshop.plantMany(2600)
    try await workshop.plant("Nummer 0", in: workshop.there) { $0.story = "Geschichte" }
    let page = try await workshop.get("?q=geschichte", as: "olga")
    #expect(workshop.titles(page) == ["Nummer 0"])
    #expect(!workshop.titles(try await workshop.get("?q=geschichte", as: "anna")).contains("Nummer 0"))
    if TestDatabase.isPostgres { return try workshop.product.remove() }
    let plans = try await workshop.product.database.read { connection in
      try connection.rows(
        """
        explain query plan select id from specimen where \(Scope.tenantOfKnown(workshop.here).condition)
          and id in (\("a"), \("b"))
        """
      ) { row in
        row.skip(3)
        return row.text()
      }
    }
    #expect(plans.contains { $0.contains("id=?") }, "\(plans)")
    try workshop.product.remove()
  }

  @Test("The statements behind the pages of a list walk along an index", .enabled(if: !TestDatabase.isPostgres))
  func plan() async throws {
    let workshop = try await ListWorkshop()
    try await workshop.plantMany(3000)
    let tenant = workshop.here
    let title = try #require(Specimen.descriptor.field("title"))
    let plans = try await workshop.product.database.read { connection in
      try connection.rows(
        """
        explain query plan select id from specimen where tenant = \(tenant) and archived_at is null and 1 = 1
          and \(order: title) >= \("nummer 5") and (\(order: title) > \("nummer 5") or id > \(workshop.own))
        order by \(order: title), id limit 51
        """
      ) { row in
        row.skip(3)
        return row.text()
      }
    }
    #expect(plans.contains { $0.contains("specimen_list_title") && $0.contains("<expr>>?") }, "\(plans)")
    #expect(!plans.contains { $0.contains("TEMP B-TREE") }, "\(plans)")
    try workshop.product.remove()
  }
}

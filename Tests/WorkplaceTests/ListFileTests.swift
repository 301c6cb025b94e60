// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Records
import Storage
import TestKit
import Testing
import Web
import Workplace

@Suite("Lists as files, and saved views")
struct ListFileTests {
  @Test("A file is exactly the list, with German words, harmless formulas and a row in the audit log")
  func file() async throws {
    let workshop = try await ListWorkshop()
    try await workshop.plant("=HYPERLINK(\"http://boese.example\")") { $0.size = .large }
    try await workshop.plant("@summe") { $0.size = .large }
    try await workshop.plant("Ohne") {
      $0.size = .large
      $0.colors = ["rot", "hell"]
      $0.day = Day(iso: "2026-11-30")
      $0.price = 1250
    }
    try await workshop.plant("Klein")
    let query = "?f-size=large&sortierung=-title"
    let answer = try await workshop.get("/ausgabe/csv" + query, as: "anna")
    #expect(answer.status == 200)
    #expect(answer.header("Content-Disposition")?.contains("attachment") == true)
    #expect(answer.header("Cache-Control") == "no-store")
    let lines = answer.body.components(separatedBy: "\r\n").filter { !$0.isEmpty }
    #expect(lines.first?.hasSuffix("Titel;Größe;Tag;Preis;Farben") == true)
    #expect(lines.dropFirst().first == "Ohne;groß;30.11.2026;\"12,50 €\";\"Rot, Hellblau\"")
    #expect(lines.contains { $0.hasPrefix("'@summe") })
    #expect(lines.contains { $0.hasPrefix("\"'=HYPERLINK") } || lines.contains { $0.hasPrefix("'=HYPERLINK") })
    let listed = workshop.titles(try await workshop.get(query, as: "anna"))
    #expect(listed.count == lines.count - 1)
    let audited = try await workshop.product.database.read { connection in
      try connection.rows("select actor_name, changes from audit_log where action = 'specimen.exported'") {
        ($0.text(), $0.text())
      }
    }
    #expect(audited.count == 1)
    #expect(audited.first?.0 == "Frau anna")
    #expect(audited.first?.1.contains("\"count\":[null,3]") == true)
    #expect(audited.first?.1.contains("f-size=large") == true)
    try workshop.product.remove()
  }

  @Test("A spreadsheet begins as one and is never empty")
  func spreadsheet() async throws {
    let workshop = try await ListWorkshop()
    for number in 0..<900 { try await workshop.plant("Zeile \(number)") }
    let answer = try await workshop.get("/ausgabe/xlsx", as: "anna")
    #expect(answer.status == 200)
    #expect(answer.body.hasPrefix("PK"))
    #expect(answer.header("Content-Type")?.contains("spreadsheetml") == true)
    try workshop.product.remove()
  }

  @Test("Views belong to one person; nobody else sees or removes them")
  func views() async throws {
    let workshop = try await ListWorkshop()
    try await workshop.plant("Groß") { $0.size = .large }
    try await workshop.plant("Klein")
    let kept = try await workshop.post(
      "/ansichten", [("name", "Nur <große>"), ("abfrage", "f-size=large"), ("standard", "1")], as: "anna")
    #expect(kept.status == 303)
    let opened = try await workshop.get("", as: "anna")
    #expect(opened.status == 303)
    let target = try #require(opened.header("Location"))
    #expect(target.contains("f-size=large"))
    let page = try await workshop.get(target.replacingOccurrences(of: "/arbeitsplatz/muster", with: ""), as: "anna")
    #expect(workshop.titles(page) == ["Groß"])
    #expect(page.body.contains("Nur &lt;große&gt;"))
    #expect(workshop.titles(try await workshop.get("?ansicht=alle", as: "anna")).count == 2)
    let other = try await workshop.get("", as: "bert")
    #expect(other.status == 200 && !other.body.contains("Nur &lt;große&gt;"))
    let id = try #require(target.components(separatedBy: "ansicht=").last?.prefix(36))
    #expect(try await workshop.post("/ansichten/\(id)/loeschen", [], as: "bert").status == 404)
    #expect(try await workshop.post("/ansichten", [("name", "x"), ("abfrage", "tenant=1")], as: "anna").status == 400)
    #expect(try await workshop.post("/ansichten", [("name", " "), ("abfrage", "")], as: "anna").status == 422)
    let forged = try await workshop.client.post(
      "/arbeitsplatz/muster/ansichten/\(id)/loeschen", [("csrf", "x")],
      ["Cookie": "wer=anna", "Sec-Fetch-Site": "same-origin"])
    #expect(forged.status == 403)
    #expect(try await workshop.post("/ansichten/\(id)/loeschen", [], as: "anna").status == 303)
    #expect(try await workshop.get("", as: "anna").status == 200)
    try workshop.product.remove()
  }
}

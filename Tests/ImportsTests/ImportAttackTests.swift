// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Organisations
import Storage
import TestKit
import Testing

@testable import Imports

@Suite("Hostile imports")
struct ImportAttackTests {
  private static let steps = [
    "blatt", "zuordnung", "entscheidungen", "schreiben", "zuruecknehmen", "abbrechen", "verwerfen",
  ]

  @Test("Runs of another centre do not exist: no page, no form, no file")
  func foreignRuns() async throws {
    let office = try await ImportOffice()
    let address = try await office.preview("Name;PLZ\nHaus A;44147\n")
    for path in [address, address + "/fehler.csv"] {
      #expect(try await office.get(path, as: "olga").status == 404, "\(path)")
    }
    for step in Self.steps {
      #expect(try await office.post("\(address)/\(step)", [("blatt", "0")], as: "olga").status == 404, "\(step)")
    }
    try await office.write(address)
    #expect(try await office.post(address + "/zuruecknehmen", as: "olga").status == 404)
    #expect(try await office.get(ImportOffice.start, as: "olga").body.contains("liste.csv") == false)
    #expect(try await office.organisations().count == 1)
    try office.product.remove()
  }

  @Test("A file cannot change another centre's records by their ids")
  func foreignIDs() async throws {
    let office = try await ImportOffice()
    let id = try await office.plant { $0.name = "Haus A" }
    let sent = try await office.upload(Array("ID;Name\n\(id);Gekapert\n".utf8), named: "a.csv", as: "olga")
    let address = try #require(sent.header("Location"))
    #expect(try await office.map(address, [0: "id"], as: "olga").status == 303)
    #expect(try await office.run(address).counts[.faulty] == 1)
    #expect(try await office.organisations().first?.record.name == "Haus A")
    try office.product.remove()
  }

  @Test("Who may not import gets no page; who may not change offers cannot import them")
  func permissions() async throws {
    let office = try await ImportOffice()
    #expect(try await office.get(ImportOffice.start, as: "rita").status == 403)
    #expect(try await office.get(ImportOffice.start, as: "niemand").status != 200)
    let file = Array("Titel\nKurs\n".utf8)
    #expect(try await office.upload(file, named: "a.csv", kind: "angebote", as: "adam").status == 422)
    #expect(try await office.upload(file, named: "a.csv", kind: "gibtsnicht").status == 422)
    let address = try await office.preview("Titel;Anbieter\nKurs;Haus\n", kind: "angebote")
    #expect(try await office.get(address, as: "adam").status == 403)
    #expect(try await office.post(address + "/verwerfen", as: "adam").status == 403)
    try office.product.remove()
  }

  @Test("Who may change offers but not publish them cannot do so by a file, nor by somebody else's mapping")
  func publishing() async throws {
    let office = try await ImportOffice()
    let text = "Titel;Anbieter;Status\nKurs;Haus;veröffentlicht\n"
    let address = try await office.preview(text, kind: "angebote")
    #expect(try await office.run(address).mapping == ["title", "organisation", ""])
    #expect(try await office.map(address, [2: "status"]).status == 400)
    #expect(try await office.map(address, [2: "status"], as: "hans").status == 303)
    #expect(try await office.run(address).mapping[2] == "status")
    #expect(try await office.post(address + "/schreiben", [("fehler-auslassen", "1")]).status == 400)
    #expect(try await office.post(address + "/schreiben", [("fehler-auslassen", "1")], as: "hans").status == 303)
    try office.product.remove()
  }

  @Test("Forged and missing tokens are refused before anything is stored")
  func forged() async throws {
    let office = try await ImportOffice()
    let file = Array("Name\nHaus\n".utf8)
    #expect(try await office.upload(file, named: "a.csv", token: "falsch").status == 403)
    #expect(try await office.upload(file, named: "a.csv", token: try await office.token(of: "olga")).status == 403)
    let address = try await office.preview("Name;PLZ\nHaus A;44147\n")
    for step in Self.steps {
      #expect(try await office.post("\(address)/\(step)", token: "falsch").status == 403, "\(step)")
    }
    let count = try await office.database.read { try $0.number("select count(*) from import_run") }
    #expect(count == 1)
    try office.product.remove()
  }

  @Test("Too large uploads are refused, broken and empty ones too; nothing of them is kept")
  func sizes() async throws {
    let office = try await ImportOffice()
    let large = [UInt8](repeating: 65, count: ImportPages.uploadLimit + 1)
    #expect(try await office.upload(large, named: "a.csv").status == 413)
    #expect(try await office.upload([], named: "").status == 422)
    #expect(try await office.upload([], named: "leer.csv").status == 422)
    #expect(try await office.upload(Array("Name\n".utf8), named: "kopf.csv").status == 422)
    #expect(try await office.upload([0x50, 0x4B, 3, 4, 0, 0], named: "kaputt.xlsx").status == 400)
    let wide = (0..<200).map { "S\($0)" }.joined(separator: ";") + "\n" + String(repeating: "x;", count: 199) + "x\n"
    #expect(try await office.upload(Array(wide.utf8), named: "breit.csv").status == 413)
    #expect(try await office.database.read { try $0.number("select count(*) from import_row") } == 0)
    try office.product.remove()
  }

  @Test("Script in file names, headers and cells is shown as text")
  func script() async throws {
    let office = try await ImportOffice()
    let evil = "<script>alert(1)</script>"
    let text = "\(evil);Name\n\(evil);\(evil)\n"
    let sent = try await office.upload(Array(text.utf8), named: "../../etc/<script>alert(1)</script>.csv")
    let address = try #require(sent.header("Location"))
    #expect(try await office.run(address).fileName == "script>.csv")
    #expect(try await office.map(address, [0: "mail", 1: "name"]).status == 303)
    for path in [ImportOffice.start, address, address + "?schritt=zuordnung"] {
      let page = try await office.get(path)
      #expect(page.status == 200 && !page.body.contains(evil), "\(path)")
    }
    let errors = try await office.get(address + "/fehler.csv")
    #expect(errors.header("Content-Type")?.hasPrefix("text/csv") == true)
    #expect(errors.header("Content-Disposition")?.hasPrefix("attachment") == true)
    try office.product.remove()
  }

  @Test("Cells that spreadsheets would run are harmless in the error file, and come back as they were")
  func formulas() async throws {
    let office = try await ImportOffice()
    let address = try await office.preview("Name;E-Mail\n\"=HYPERLINK(\"\"http://boese.example\"\")\";kaputt\n")
    let errors = try await office.get(address + "/fehler.csv")
    #expect(errors.body.contains("'=HYPERLINK"))
    let again = try await office.upload(Array(errors.body.utf8), named: "fehler.csv")
    let second = try #require(again.header("Location"))
    let run = try await office.run(second)
    #expect(run.mapping == ["name", "mail", ""])
    let rows = try await office.database.read { try $0.importRows(run, limit: 5) }
    #expect(rows.first?.cells.first == "=HYPERLINK(\"http://boese.example\")")
    try office.product.remove()
  }

  @Test("Wrong mappings and steps at the wrong time are refused")
  func wrongSteps() async throws {
    let office = try await ImportOffice()
    let address = try await office.preview("Name;PLZ\nHaus A;44147\n")
    let forged = [("s0", "name"), ("s1", "tenant")]
    #expect(try await office.post(address + "/zuordnung", forged).status == 400)
    #expect(try await office.post(address + "/zuordnung", [("s0", "postcode"), ("s1", "postcode")]).status == 422)
    #expect(try await office.post(address + "/zuruecknehmen").status == 409)
    try await office.write(address)
    #expect(try await office.post(address + "/schreiben").status == 409)
    #expect(try await office.post(address + "/verwerfen").status == 409)
    #expect(try await office.get("\(ImportOffice.start)/keine-id").status == 404)
    try office.product.remove()
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Organisations
import Storage
import TestKit
import Testing

@testable import Imports

@Suite("The way of a file into a centre")
struct ImportWayTests {
  private static let table = """
    Einrichtung;PLZ;Stadt;Internet;E-Mail;Bemerkung
    Haus der Vielfalt;44147;Dortmund;vielfalt.example;haus@vielfalt.example;x
    Treffpunkt Nord;44145;Dortmund;;nord@treff.example;y
    Ohne Mail;44149;Dortmund;;keine Adresse;z
    """

  @Test("Upload, guessed mapping, preview without writing, all or nothing, then the rest and an error file")
  func wholeWay() async throws {
    let office = try await ImportOffice()
    let address = try await office.preview(Self.table)
    let run = try await office.run(address)
    #expect(run.mapping == ["name", "postcode", "town", "website", "mail", ""])
    #expect(run.state == .preview && run.counts[.new] == 2 && run.counts[.faulty] == 1)
    #expect(try await office.organisations().isEmpty)
    let page = try await office.get(address + "?klasse=faulty")
    #expect(
      page.status == 200 && page.body.contains("Spalte „E-Mail“:") && page.body.contains("<th scope=\"row\">4</th>"))
    let refused = try await office.post(address + "/schreiben")
    #expect(refused.status == 422)
    try await office.write(address, [("fehler-auslassen", "1")])
    #expect(try await office.run(address).state == .done)
    let kept = try await office.organisations()
    #expect(kept.map(\.record.name) == ["Haus der Vielfalt", "Treffpunkt Nord"])
    #expect(kept[0].record.website == "https://vielfalt.example")
    let errors = try await office.get(address + "/fehler.csv")
    #expect(errors.status == 200 && errors.body.contains("Bemerkung;Fehler") && errors.body.contains("Ohne Mail;44149"))
    #expect(try await office.database.read { try $0.brokenAudit().isEmpty })
    try office.product.remove()
  }

  @Test("A second file with the same columns remembers the mapping; the same rows change nothing")
  func remembered() async throws {
    let office = try await ImportOffice()
    let text = "Wer;Wo\nHaus A;44147\nHaus B;44145\n"
    let first = try await office.upload(Array(text.utf8), named: "a.csv")
    let address = try #require(first.header("Location"))
    #expect(try await office.post(address + "/zuordnung", [("s0", ""), ("s1", "postcode")]).status == 422)
    #expect(try await office.map(address, [0: "name", 1: "postcode"]).status == 303)
    try await office.write(address)
    #expect(try await office.organisations().count == 2)
    let again = try await office.preview("WO;wer\n44147;Haus A\n44145;Haus B\n")
    let run = try await office.run(again)
    #expect(run.mapping == ["postcode", "name"])
    #expect(run.counts[.unchanged] == 2 && run.counts.total == 2)
    try office.product.remove()
  }

  @Test("Changes are shown with old and new value; several columns become one text")
  func changes() async throws {
    let office = try await ImportOffice()
    try await office.write(try await office.preview("Name;PLZ;Straße\nHaus A;44147;Weg 1\n"))
    let id = try #require(try await office.organisations().first?.id)
    let sent = try await office.upload(Array("ID;Weg;Nummer\n\(id);Neue Gasse;7\n".utf8), named: "b.csv")
    let address = try #require(sent.header("Location"))
    #expect(try await office.map(address, [0: "id", 1: "street", 2: "street"]).status == 303)
    #expect(try await office.run(address).counts[.changed] == 1)
    let page = try await office.get(address)
    #expect(page.body.contains("Weg 1</del>") && page.body.contains("Neue Gasse 7</ins>"))
    try await office.write(address)
    #expect(try await office.organisations().first?.record.street == "Neue Gasse 7")
    try office.product.remove()
  }

  @Test("Possible doubles are decided by people: change that one, create, leave out, or nothing at all")
  func doubts() async throws {
    let office = try await ImportOffice()
    let known = try await office.plant {
      $0.name = "Café Müller e. V."
      $0.postcode = "44147"
    }
    let other = try await office.plant {
      $0.name = "Beratung"
      $0.mail = "info@beratung.example"
    }
    let text = """
      Name;PLZ;E-Mail
      cafe mueller;44147;
      CAFE MULLER;44147;neu@cafe.example
      Büro;44135;INFO@beratung.example
      Dritter;44137;info@beratung.example
      """
    let address = try await office.preview(text)
    #expect(try await office.run(address).counts[.doubtful] == 3)
    #expect(try await office.post(address + "/entscheidungen", [("z3", known.text), ("z4", "skip")]).status == 303)
    let run = try await office.run(address)
    #expect(
      run.counts[.changed] == 1 && run.counts[.skipped] == 1 && run.counts[.doubtful] == 1 && run.counts[.new] == 1)
    #expect(try await office.post(address + "/entscheidungen", [("z5", known.text)]).status == 400)
    try await office.write(address)
    let kept = try await office.organisations()
    #expect(kept.count == 3)
    #expect(kept.first { $0.id == known }?.record.mail == "neu@cafe.example")
    #expect(kept.first { $0.id == other }?.version == 1)
    try office.product.remove()
  }

  @Test("A workbook with two tables, dates and formulas")
  func workbook() async throws {
    let office = try await ImportOffice()
    let rows = """
      <row r="3"><c r="A3" t="inlineStr"><is><t>Name</t></is></c><c r="B3" t="inlineStr"><is><t>PLZ</t></is></c>\
      <c r="C3" t="inlineStr"><is><t>Zuletzt geprüft am</t></is></c></row>\
      <row r="4"><c r="A4" t="str"><f>"Haus "&amp;"C"</f><v>Haus C</v></c><c r="B4"><v>44147</v></c>\
      <c r="C4" s="1"><v>46000</v></c></row>
      """
    let book = TestWorkbook(
      [("Hinweise", TestWorkbook.rows([["Bitte"], ["lesen"]])), ("Daten", rows)], formats: [0, 14])
    let sent = try await office.upload(book.bytes, named: "liste.xlsx")
    let address = try #require(sent.header("Location"))
    #expect(try await office.get(address).body.contains("Daten"))
    #expect(try await office.post(address + "/blatt", [("blatt", "1")]).status == 303)
    #expect(try await office.run(address).mapping == ["name", "postcode", "verified_on"])
    #expect(try await office.map(address).status == 303)
    try await office.write(address)
    let kept = try #require(try await office.organisations().first?.record)
    #expect(kept.name == "Haus C" && kept.postcode == "44147" && kept.verifiedOn == Day(year: 2025, month: 12, day: 9))
    try office.product.remove()
  }

  @Test("Files in every usual encoding are read", arguments: ["utf8", "bom", "windows", "utf16"])
  func encodings(name: String) async throws {
    let office = try await ImportOffice()
    let text = "Name,PLZ\r\nMüßiggang,44147\r\n"
    let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    let bytes = ["utf8": Array(text.utf8), "bom": [0xEF, 0xBB, 0xBF] + text.utf8, "windows": latin, "utf16": wide]
    let sent = try await office.upload(try #require(bytes[name]), named: "a.csv")
    let address = try #require(sent.header("Location"))
    #expect(try await office.map(address).status == 303)
    try await office.write(address)
    #expect(try await office.organisations().map(\.record.name) == ["Müßiggang"])
    try office.product.remove()
  }
}

@Suite("Official lists")
struct OfficialListTests {
  @Test("Schools are kept in step by their numbers; vanished ones are marked and stay")
  func schools() async throws {
    let office = try await ImportOffice()
    let known = try await office.plant {
      $0.name = "Alte Nordschule"
      $0.identifiers = "Träger: Stadt\nSchulnummer: 111111"
    }
    let list = """
      Schulnummer;Bezeichnung;PLZ;Ort;Straße;Telefon;E-Mail;Homepage;Rechtsform;Schulform
      111111;Nordschule;44145;Dortmund;Nordweg 1;0231 1;a@schule.example;www.nord.example;1;Grundschule
      222222;Südschule;44263;Dortmund;Südweg 2;0231 234567;;;1;Gemeinschaftsschule
      ;Ohne Nummer;44263;Dortmund;;;;;;
      """
    let first = try await office.preview(
      list.replacing("0231 1;", with: "0231 123456;"), kind: "schulen", isComplete: true)
    let run = try await office.run(first)
    #expect(run.mapping[0] == "source_id" && run.mapping[8] == "" && run.mapping[9] == "kind")
    #expect(run.counts[.changed] == 1 && run.counts[.new] == 1 && run.counts[.faulty] == 1)
    try await office.write(first, [("fehler-auslassen", "1")])
    let schools = try await office.organisations()
    #expect(schools.count == 2)
    let north = try #require(schools.first { $0.id == known }?.record)
    #expect(
      north.name == "Nordschule" && north.kind == "ET-GS" && north.identifiers == "Träger: Stadt\nSchulnummer: 111111")
    let south = try #require(schools.first { $0.id != known }?.record)
    #expect(south.kind == "ET-SCH" && south.identifiers == "Schulnummer: 222222")

    let shorter = "Schulnummer;Bezeichnung\n222222;Südschule am Park\n"
    let second = try await office.preview(shorter, kind: "schulen", isComplete: true)
    #expect(try await office.run(second).vanished == ["Nordschule (Schulnummer 111111)"])
    try await office.write(second)
    #expect(try await office.organisations().count == 2)
    #expect(try await vanished(office) == ["111111"])
    #expect(try await office.post(second + "/zuruecknehmen").status == 303)
    #expect(try await vanished(office).isEmpty)
    #expect(try await office.organisations().map(\.record.name) == ["Nordschule", "Südschule"])
    try office.product.remove()
  }

  private func vanished(_ office: ImportOffice) async throws -> [String] {
    try await office.database.read { connection in
      try connection.rows("select source from provenance where vanished_at is not null") { $0.text() }
    }
  }
}

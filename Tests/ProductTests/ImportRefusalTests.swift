// SPDX-License-Identifier: EUPL-1.2
import Centers
import Formats
import Foundation
import Kernel
import Offers
import Product
import Records
import Storage
import Tables
import TestKit
import Testing

@Suite struct ImportRefusalTests {
  @Test(
    "Every mistake of a row is named by line, column and what is wrong",
    arguments: [
      ("Titel;Handlungsfelder\nKurs;Gartenbau", "Zeile 2, Spalte „Handlungsfelder“", "„Gartenbau“"),
      ("Titel;Alter ab;Alter bis\nA;6;12\nB;12;6", "Zeile 3, Spalte „Alter bis“", "größer"),
      ("Titel;Beginnt am\nA;31.02.2026", "Zeile 2, Spalte „Beginnt am“", "31.02.2026"),
      ("Titel;Beginnt am;Endet am\nA;2.3.2026;1.3.2026", "Zeile 2, Spalte „Endet am“", "vor dem Beginn"),
      ("Titel;Sprachen\nA;Klingonisch", "Zeile 2, Spalte „Sprachen“", "Klingonisch"),
      ("Titel;Anbieter\nA;Niemand e. V.", "Zeile 2, Spalte „Anbieter“", "„Niemand e. V.“"),
      ("Titel;Betrag\nA;zwölf", "Zeile 2, Spalte „Betrag“", "zwölf"),
      ("Titel;Internetseite\nA;javascript:alert(1)", "Zeile 2, Spalte „Internetseite“", "https://"),
      ("Titel;Sozialräume\nA;Nirgendwo", "Zeile 2, Spalte „Sozialräume“", "Nirgendwo"),
      ("Titel;Zeiten\nA;Mo 25:00", "Zeile 2, Spalte „Zeiten“", "gibt es nicht"),
      ("Titel;Zeiten\nA;\"Mo 11:00-9:00\"", "Zeile 2, Spalte „Zeiten“", "nicht nach dem Beginn"),
      ("Titel;Zeiten\nA;\"immer mal wieder\"", "Zeile 2, Spalte „Zeiten“", "„immer mal wieder“"),
      ("Titel;Orte;Zeiten\nA;Saal;\"Mo 9:00; Ort 2\"", "Zeile 2, Spalte „Zeiten“", "„Ort 2“ gibt es nicht"),
      ("Titel;Zeiten\nA;\"Mo 9:00; Ort 1\"", "Zeile 2, Spalte „Zeiten“", "Spalte „Orte“"),
      ("Titel;Zeiten;Ausnahmen\nA;Mo 9:00;\"Zeit 1; 30.2.2026\"", "Zeile 2, Spalte „Ausnahmen“", "30.02.2026"),
      ("Titel;Zeiten;Ausnahmen\nA;Mo 9:00;1.5.2026|1.5.2026", "Zeile 2, Spalte „Ausnahmen“", "zwei Ausnahmen"),
      ("Titel;Orte\nA;\"; Straße 1\"", "Zeile 2, Spalte „Orte“", "Name"),
      ("Titel;Orte\nA;\"Saal; ; ; ; viel\"", "Zeile 2, Spalte „Orte“", "zu viele Teile"),
    ])
  func named(file: String, place: String, reason: String) async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let before = try await desk.traces()
    let report = try await desk.load(.offers, file)
    #expect(report.problemCount == 1)
    let text = report.problems.first?.text ?? ""
    #expect(text.contains(place) && text.contains(reason), "\(text)")
    #expect(!report.isKept)
    #expect(try await desk.traces() == before)
  }

  @Test(
    "In JSON every mistake is named by its path",
    arguments: [
      (#"[{"title":"A","age_from":"sechs"}]"#, "$[0].age_from: ganze Zahl erwartet, Text gefunden."),
      (#"[{"title":"A"},{"title":"B","fields":["X"]}]"#, "$[1].fields: „X“"),
      (#"[{"title":"A\nB\nC"},{"title":"B","starts_on":"2026-02-31"}]"#, "$[1].starts_on: "),
      (#"[{"summary":"A\nB\r\nC"},{"title":"B"}]"#, "$[0].title: "),
      (#"[{"title":"A","translations":{"en":{"title":7}}}]"#, "$[0].translations.en.title: Text erwartet"),
      (#"[{"title":"A","translations":{"en":{"title":"x\u0000"}}}]"#, "Steuerzeichen"),
      (#"["A"]"#, "$[0]: Objekt erwartet"),
      (#"[{"title":"A"},"#, "Zeile 1"),
      ("[\n{\"title\":\"A\"}\n{\"title\":\"B\"}]", "Zeile 3, Spalte 1"),
      ("[{\"title\":\"A\"},\n  {\"title\": tru}]", "Zeile 2, Spalte"),
      (#"{"title":"A"}"#, "Liste"),
      ("", "Liste"),
    ])
  func paths(file: String, text: String) async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let before = try await desk.traces()
    let report = try await desk.load(.offers, .json, Array(file.utf8))
    #expect(report.problems.contains { $0.text.contains(text) }, "\(report.problems.map(\.text))")
    #expect(!report.isKept)
    #expect(try await desk.traces() == before)
  }

  private static let mixed = "Titel;Alter ab;Alter bis;Orte\nGut;6;12;Saal\nSchlecht;12;6;Keller\nAuch gut;;;\n"

  @Test("One faulty row refuses the file, and nothing of it is left anywhere")
  func allOrNothing() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let before = try await desk.traces()
    let report = try await desk.load(.offers, Self.mixed)
    #expect(!report.isKept && report.faulty == 1 && report.rows == 3)
    #expect(try await desk.traces() == before)
  }

  @Test("Left out on request, the faulty row stands in a file that becomes right when it is corrected")
  func skipping() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let errors = Gathered()
    let report = try await desk.load(.offers, Self.mixed, skipsInvalid: true, errors: errors)
    #expect(report.isKept && report.inserted == 2 && report.faulty == 1)
    #expect(try await desk.traces()[3] == 2)
    #expect(errors.text.contains("Schlecht;12;6;Keller;") && errors.text.contains("Fehler"))
    #expect(!errors.text.contains("Auch gut"))
    let corrected = errors.text.replacing("Schlecht;12;6", with: "Schlecht;6;12")
    let second = try await desk.load(.offers, .csv, Array(corrected.utf8))
    #expect(second.isKept && second.inserted == 1)
  }

  @Test("Faulty items of a JSON list stand in a list of their own, with what is wrong")
  func skippingItems() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let errors = Gathered()
    let file = #"[{"title":"Gut"},{"title":5},{"title":"Schlecht","age_from":12,"age_to":6},{"title":"Auch gut"}]"#
    let report = try await desk.load(.offers, .json, Array(file.utf8), skipsInvalid: true, errors: errors)
    #expect(report.isKept && report.inserted == 2 && report.faulty == 2 && report.rows == 4)
    #expect(report.problems.map { $0.path?.description } == ["$[1]", "$[2].age_to"])
    #expect(errors.text.contains(#""errors":["$[1].title: Text erwartet"#))
    let corrected = errors.text.replacing(#""title":5"#, with: #""title":"Fünf""#).replacing(
      #""age_to":6"#, with: #""age_to":16"#)
    let second = try await desk.load(.offers, .json, Array(corrected.utf8))
    #expect(second.problems.map(\.text) == [] && second.inserted == 2)
  }

  @Test("A dry run tells the same and writes nothing", arguments: [true, false])
  func dryRun(skipsInvalid: Bool) async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let before = try await desk.traces()
    let report = try await desk.load(.offers, Self.mixed, skipsInvalid: skipsInvalid, isDryRun: true)
    #expect(!report.isKept && report.inserted == 2 && report.faulty == 1)
    #expect(try await desk.traces() == before)
  }

  @Test("The id of another centre's offer is refused and that offer stays as it is")
  func foreign() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    let other = desk.hagen.tenant
    let id = try await desk.database.write(by: .system("test")) { transaction in
      var offer = Offer(id: transaction.makeID())
      offer.title = "Fremd"
      try transaction.insert(offer, of: other)
      return offer.id
    }
    let csv = try await desk.load(.offers, "ID;Titel\n\(id.text);Meins\n")
    #expect(csv.problems.first?.problem.code == "table.foreign-id")
    let json = try await desk.load(.offers, .json, Array(#"[{"id":"\#(id.text)","title":"Meins"}]"#.utf8))
    #expect(json.problems.first?.text.hasPrefix("$[0].id") == true)
    let stored = try await desk.database.read { try $0.find(Offer.self, id, in: .everyTenant) }
    #expect(stored?.record.title == "Fremd" && stored?.version == 1)
  }

  @Test("Another centre's places and organisations are not found by their names")
  func foreignNames() async throws {
    let desk = try await ImportDesk()
    defer { desk.remove() }
    var job = DataImport(.organisations, .csv, into: desk.hagen)
    #expect(try await job.run(.bytes(Array("Name\nHagener Verein\n".utf8)), on: desk.database).isKept)
    job.kind = .places
    #expect(try await job.run(.bytes(Array("Name;PLZ\nHagener Saal;58095\n".utf8)), on: desk.database).isKept)
    let refused = try await desk.load(.offers, "Titel;Anbieter\nA;Hagener Verein\n")
    #expect(refused.problems.first?.problem.code == "table.unknown-reference")
    let report = try await desk.load(.offers, "Titel;Orte\nA;Hagener Saal\n")
    #expect(report.isKept)
    let saal = try await desk.text(.places)
    #expect(saal.contains("Hagener Saal") && !saal.contains("58095"))
  }
}

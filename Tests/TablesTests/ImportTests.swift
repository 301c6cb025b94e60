// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import Records
import Storage
import Synchronization
import Tables
import Testing

@Suite struct ImportTests {
  @Test("Cells in German form become values")
  func germanForms() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let report = try await shelf.load(
      """
      \u{FEFF}Titel;Einband;Aufzug;Art;Weitere Arten;Sprachen;Umfang;Gewicht;Preis;Neu;Öffnet um;Gedruckt am;Gesehen;E-Mail;Internetseite;Title (english);Leseprobe
        Mein Buch ;taschenbuch;ja;Roman;"Krimi, Thriller; Sachbuch";Arabisch, deutsch;1.234;0,5;12,50 €;ja;9 Uhr 30;1. März 2026;1.7.2026 9:00;a@b.de;www.b.de;My book;"Kinder < 6 & mehr
      Zweite Zeile"
      """)
    #expect(report.problems.map(\.text) == [])
    let book = try #require(try await shelf.books().first)
    #expect(book.title == "Mein Buch")
    #expect(book.binding == .soft)
    #expect(book.lift == .yes)
    #expect(book.genre == "RO")
    #expect(book.genres == ["KT", "SB"])
    #expect(book.languages == ["ara", "deu"])
    #expect(book.pages == 1234)
    #expect(book.weight == 0.5)
    #expect(book.price == 1250)
    #expect(book.isNew)
    #expect(book.opens == 570)
    #expect(book.printedOn == Day(year: 2026, month: 3, day: 1))
    #expect(book.seenAt == Moment(iso: "2026-07-01T07:00:00Z"))
    #expect(book.website == "https://www.b.de")
    #expect(book.body == "<p>Kinder &lt; 6 &amp; mehr</p>\n<p>Zweite Zeile</p>")
    let id = book.id
    #expect(
      try await shelf.database.read { try $0.translations(of: id) } == [.english: ["title": "My book"]])
    #expect(report.notices.map(\.name) == [])
  }

  @Test("Every mistake is named by line and column, and nothing is written")
  func mistakes() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let report = try await shelf.load(
      """
      Titel;Gedruckt am;Umfang;Art;Sprachen;Alter ab;Alter bis;Unfug
      Gut;;;;;;;
      Zwei;31.02.2026;viele;Lyrik;Klingonisch;12;6;x
      ;;5;;;;;
       ; ;;;;;;
      Vier;;9999;;;12;6;
      Gut;;;;;;;
      Sechs;;;;;;;;zu viel
      """)
    #expect(!report.isKept)
    #expect(try await shelf.books().isEmpty)
    #expect(
      report.problems.map { "\($0.line) \($0.column ?? 0) \($0.problem.code)" } == [
        "3 2 text.no-such-day", "3 3 text.not-a-number", "3 4 table.unknown-code", "3 5 table.unknown-language",
        "4 1 record.required", "6 3 record.out-of-range", "7 0 table.twice", "8 9 table.more-cells-than-columns",
      ])
    #expect(report.problems[0].text == "Zeile 3, Spalte „Gedruckt am“: 31.02.2026 gibt es nicht.")
    #expect(report.faulty == 5)
    #expect(report.rows == 6)
    #expect(report.notices.map(\.name) == ["Unfug"])
    #expect(report.notices.map(\.column) == [8])
    let upsideDown = try await shelf.load("Titel;Alter ab;Alter bis\nVier;12;6\n")
    #expect(upsideDown.problems.map(\.text) == ["Zeile 2, Spalte „Alter bis“: Das Alter endet, bevor es beginnt."])
  }

  @Test("Skipping writes the good rows; the faulty ones come back with a reason and can be imported once corrected")
  func skipping() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let errors = Mutex<[UInt8]>([])
    let report = try await shelf.load(
      "Titel,Umfang\nEins,10\n\"Zwei, drei\",viele\nVier,40\n", mode: .skipInvalid
    ) { piece in errors.withLock { $0 += piece } }
    #expect(report.isKept)
    #expect(report.inserted == 2)
    #expect(report.faulty == 1)
    let file = errors.withLock { String(decoding: $0, as: UTF8.self) }
    #expect(
      file
        == "\u{FEFF}Titel;Umfang;Fehler\r\n\"Zwei, drei\";viele;"
        + "\"Umfang: „viele“ ist keine Zahl. Erwartet wird zum Beispiel 1.234,56.\"\r\n")
    let corrected = file.split(separator: "viele", maxSplits: 1).joined(separator: "23")
    let second = try await shelf.load(corrected)
    #expect(second.problems.map(\.text) == [])
    #expect(second.notices.isEmpty)
    #expect(try await shelf.books().map(\.pages) == [10, 40, 23])
  }

  @Test("A dry run reports like a real one and writes nothing")
  func dryRun() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let report = try await shelf.load("Titel\nEins\nZwei\n", isDryRun: true)
    #expect(report.inserted == 2)
    #expect(!report.isKept)
    #expect(try await shelf.traces() == 0)
  }

  @Test(
    "A second import of a file finds its rows again",
    arguments: [
      ("Titel;Quelle\nEins;a\nZwei;b\n", "Titel;Quelle\nEins neu;a\nZwei;b\nDrei;c\n"),
      (
        "Titel;Autorin oder Autor;Umfang\nEins;A;1\nEins;B;2\n",
        "Titel;Autorin oder Autor;Umfang\neins;a;9\nEins;B;2\nEins;C;3\n"
      ),
    ])
  func twice(first: String, second: String) async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    #expect(try await shelf.load(first).inserted == 2)
    let before = try await shelf.traces()
    let again = try await shelf.load(first)
    #expect((again.inserted, again.changed, again.unchanged) == (0, 0, 2))
    #expect(try await shelf.traces() == before)
    let more = try await shelf.load(second)
    #expect((more.inserted, more.changed, more.unchanged) == (1, 1, 1))
    #expect(try await shelf.books().count == 3)
  }

  @Test("Columns that a file lacks stay as they are; an empty cell empties the field")
  func absentColumns() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    _ = try await shelf.load("Titel;Quelle;Umfang;Einband\nEins;a;10;Taschenbuch\n")
    let first = try #require(try await shelf.books().first)
    _ = try await shelf.load("Titel;Quelle;Umfang\nEins;a;\n")
    let second = try #require(try await shelf.books().first)
    #expect(second.id == first.id)
    #expect(second.pages == nil)
    #expect(second.binding == .soft)
  }

  @Test("Another tenant's id is refused, an archived one too, an unknown one is new")
  func ids() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    _ = try await shelf.load("Titel\nFremd\n", into: shelf.other)
    let foreign = try #require(try await shelf.books(of: shelf.other).first)
    let refused = try await shelf.load("id;Titel\n\(foreign.id.text);Meins\n")
    #expect(refused.problems.map(\.problem.code) == ["table.foreign-id"])
    #expect(refused.problems.first?.column == 1)
    #expect(try await shelf.books(of: shelf.other).map(\.title) == ["Fremd"])
    let unknown = "0197f000-0000-7000-8000-000000000001"
    let new = try await shelf.load("id;Titel\n\(unknown);Neu\nkeine;Nein\n", mode: .skipInvalid)
    #expect(new.problems.map(\.problem.code) == ["table.no-id"])
    #expect(try await shelf.books().map(\.id.text) == [unknown])
    let tenant = shelf.tenant
    try await shelf.database.write(by: .system("test")) { transaction in
      for stored in try transaction.list(Book.self, in: .tenant(tenant)) { try transaction.archive(stored) }
    }
    #expect(try await shelf.load("id;Titel\n\(unknown);Neu\n").problems.map(\.problem.code) == ["table.archived"])
  }

  @Test(
    "A file that cannot be read to its end is refused as a whole, with its line",
    arguments: [
      ("", 1, "table.empty"), ("Unfug;Quatsch\n1;2\n", 1, "table.no-known-column"),
      ("Autorin oder Autor\nA\n", 1, "table.column-missing"), ("Titel;Titel\nA;B\n", 1, "csv.repeated-column"),
      ("Titel\nEins\n\"Zwei\n", 3, "csv.unterminated-quote"), ("Titel\nEins\nZw\0ei\n", 3, "csv.nul-byte"),
    ])
  func broken(file: String, line: Int, code: String) async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let report = try await shelf.load(file, mode: .skipInvalid)
    #expect(report.problems.map(\.line) == [line])
    #expect(report.problems.map(\.problem.code) == [code])
    #expect(!report.isKept)
    #expect(try await shelf.traces() == 0)
  }

  @Test("Only the first thousand mistakes are kept, all are counted")
  func manyMistakes() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let rows = (0..<3000).map { "Buch \($0);viele" }.joined(separator: "\n")
    let report = try await shelf.load("Titel;Seiten\n" + rows)
    #expect(report.problems.count == 1000)
    #expect(report.problemCount == 3000)
    #expect(report.problems.last?.line == 1001)
  }

  @Test("Progress rises to the end of the file")
  func progress() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let seen = Mutex<[TableProgress]>([])
    let file = "Titel\n" + (0..<1000).map { "Buch \($0)" }.joined(separator: "\n")
    _ = try await TableImport(Shelf.table, into: shelf.tenant, words: Shelf.words).run(
      .bytes(Array(file.utf8)), on: shelf.database, by: .system("test"),
      progress: { progress in seen.withLock { $0.append(progress) } })
    let rows = seen.withLock { $0.map(\.rows) }
    #expect(rows == rows.sorted() && rows.count >= 3)
    #expect(rows.last == 1000)
    let last = seen.withLock { $0.last }
    #expect(last?.bytes == last?.totalBytes)
  }

  @Test("The audit chain of an import holds")
  func audit() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    _ = try await shelf.load("Titel\nEins\nZwei\n")
    let broken = try await shelf.database.read { try $0.brokenAudit().count }
    #expect(broken == 0)
    #expect(try await shelf.traces() == 4)
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Records
import Storage
import Tables
import Testing

@Suite struct RoundTripTests {
  /// Books with everything that is awkward in a file.
  private func fill(_ shelf: Shelf) async throws {
    let tenant = shelf.tenant
    try await shelf.database.write(by: .system("test")) { transaction in
      var first = Book(id: transaction.makeID())
      first.title = " =1+1; \"Zitat\", Ende "
      first.text = "Zeile eins\nZeile zwei\r\nUmlaut ß, العربية, emoji 🙂"
      first.body = "<p>Eine <strong>Probe</strong> &amp; mehr</p>"
      first.binding = .soft
      first.lift = .no
      first.genre = "RO"
      first.genres = ["RO", "SB"]
      first.languages = ["ara", "xyz"]
      (first.pages, first.ageFrom, first.ageTo) = (1234, 6, 99)
      (first.weight, first.price, first.opens) = (0.1 + 0.2, 1_234_00, 9 * 60 + 5)
      first.isNew = true
      first.printedOn = Day(year: 2026, month: 2, day: 28)
      first.seenAt = Moment(iso: "2026-03-29T01:30:00.123Z")
      first.mail = "verlag@example.org"
      first.website = "https://example.org/?a=1&b=2"
      var second = Book(id: transaction.makeID())
      second.title = "sep=;"
      second.sequelOf = first.id
      try transaction.insert(first, of: tenant)
      try transaction.insert(second, of: tenant)
      try transaction.translate(first.id, of: tenant, "title", into: .english, "A \"title\"", version: 1)
      try transaction.translate(second.id, of: tenant, "text", into: .arabic, "نص", version: 1)
      try transaction.noteSource(
        Provenance(system: "hsds", source: "b 1", address: "https://example.org/1", fingerprint: "x"), of: first.id,
        in: tenant)
      for number in 0..<2500 {
        var book = Book(id: transaction.makeID())
        book.title = "Buch \(number)"
        try transaction.insert(book, of: tenant)
      }
    }
  }

  @Test("A file for programs imported into an empty database and exported again has the same bytes")
  func identical() async throws {
    let (one, two) = (try await Shelf(), try await Shelf())
    defer { [one, two].forEach { $0.close() } }
    try await fill(one)
    let file = try await one.export()
    let report = try await two.load(String(decoding: file, as: UTF8.self))
    #expect(report.problems.map(\.text) == [])
    #expect(report.inserted == 2502)
    #expect(report.isKept)
    let again = try await two.export()
    // Compared outside of the expectation, which would look for the differences of megabytes.
    let isSame = again == file
    #expect(isSame)
    let areSame = try await two.books() == one.books()
    #expect(areSame)
  }

  @Test("Importing a file for programs where it came from writes nothing")
  func unchanged() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    try await fill(shelf)
    let before = try await shelf.traces()
    let report = try await shelf.load(String(decoding: try await shelf.export(), as: UTF8.self))
    #expect(report.problems.map(\.text) == [])
    #expect(report.unchanged == 2502)
    #expect(report.inserted + report.changed == 0)
    #expect(try await shelf.traces() == before)
  }

  @Test("References to later rows of the file are resolved whatever the order")
  func laterRows() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let report = try await shelf.load(
      "Titel;Fortsetzung von\nDrei;Zwei\nZwei;Eins\nEins;\nVier;Drei\n")
    #expect(report.problems.map(\.text) == [])
    #expect(report.inserted == 4)
    let lost = try await shelf.load("Titel;Fortsetzung von\nFünf;Sechs\nSechs;Fünf\nSieben;Nie geschrieben\n")
    #expect(lost.problems.map(\.line) == [2, 3, 4])
    #expect(!lost.isKept)
  }

  @Test("A file for people has German words, and formulas in it are harmless")
  func spreadsheet() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    try await fill(shelf)
    let file = String(decoding: try await shelf.export(.spreadsheet), as: UTF8.self)
    let lines = file.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("\u{FEFF}ID;Titel;Autorin oder Autor;"))
    #expect(lines[0].contains(";Titel (ar);Titel (en);Klappentext (ar);Klappentext (en);"))
    for words in [";28.02.2026;", ";\"1234,00\";", ";Taschenbuch;nein;", ";29.03.2026 03:30;"] {
      let isThere = file.contains(words)
      #expect(isThere, "\(words)")
    }
    let formulas = try await shelf.load("Titel\n=1+1\n")
    #expect(formulas.inserted == 1)
    let harmless = String(decoding: try await shelf.export(.spreadsheet), as: UTF8.self)
    let isHarmless = harmless.contains(";'=1+1;")
    #expect(isHarmless)
  }

  @Test("An empty table gives a header with the fields in their order")
  func header() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    let header = String(decoding: try await shelf.export(), as: UTF8.self)
    #expect(header.hasPrefix("id,title,author,text,body,"))
    #expect(header.hasSuffix(",mail,website,source_system,source_id,source_address\r\n"))
  }

  @Test("The same records as JSON can be parsed and hold every value")
  func json() async throws {
    let shelf = try await Shelf()
    defer { shelf.close() }
    try await fill(shelf)
    let tenant = shelf.tenant
    let bytes = try await shelf.database.read { connection in
      var bytes: [UInt8] = []
      try Shelf.table.exportJSON(connection, in: .tenant(tenant)) { bytes += $0 }
      return bytes
    }
    guard case .array(let items) = try JSONValue(parsing: bytes) else {
      Issue.record("no list")
      return
    }
    #expect(items.count == 2502)
    let books = items.compactMap { item -> JSONObject? in
      if case .object(let book) = item { book } else { nil }
    }
    let first = try #require(books.first { $0["genre"] == .string("RO") })
    #expect(first["genres"] == .array([.string("RO"), .string("SB")]))
    #expect(first["title"] == .string(" =1+1; \"Zitat\", Ende "))
    #expect(first["is_new"] == .bool(true))
    #expect(first["author"] == .null)
  }
}

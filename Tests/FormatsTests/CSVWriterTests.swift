// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

@Suite("Writing CSV")
struct CSVWriterTests {
  private func written(_ rows: [[String]], _ style: CSVStyle = .exchange) -> [UInt8] {
    var writer = CSVWriter(style)
    for row in rows { writer.row(row) }
    return writer.take()
  }

  @Test("Cells are quoted where a reader could misunderstand them")
  func quotes() {
    let text = String(decoding: written([["a", "b c", "1,5", "x;y", "q\"q", "l\nm", "", "sep=;"]]), as: UTF8.self)
    #expect(text == "a,b c,\"1,5\",\"x;y\",\"q\"\"q\",\"l\nm\",,\"sep=;\"\r\n")
    #expect(String(decoding: written([[""]]), as: UTF8.self) == "\"\"\r\n")
  }

  @Test("A spreadsheet gets a byte order mark, semicolons and no formulas")
  func spreadsheet() {
    let bytes = written([["Name", "Wert"], ["=1+1", "-3"], ["+49 221", "@x"], ["\tx", "a=b"]], .spreadsheet)
    #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
    #expect(text == "Name;Wert\r\n'=1+1;'-3\r\n'+49 221;'@x\r\n\"'\tx\";a=b\r\n")
  }

  @Test("For programs a value that looks like a formula stays as it is")
  func exchangeKeepsFormulas() throws {
    #expect(try rows(written([["=1+1", "-3"]])) == [["=1+1", "-3"]])
  }

  @Test("What was written in pieces is one file")
  func pieces() {
    var writer = CSVWriter()
    writer.row(["a"])
    let first = writer.take()
    writer.row(["b"])
    #expect(first + writer.take() == Array("a\r\nb\r\n".utf8))
    #expect(writer.take().isEmpty)
  }

  @Test("Random tables come back as they were", arguments: 0..<60)
  func roundTrip(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let alphabet = [
      "a", "Z", "ä", "€", "😀", "\"", ",", ";", "\t", "\n", "\r", "\r\n", " ", "'", "=", "\u{FEFF}", "sep=", "PK",
      "\u{2028}", "\\",
    ]
    let width = Int.random(in: 1...6, using: &numbers)
    let table = (0..<Int.random(in: 1...30, using: &numbers)).map { _ in
      (0..<width).map { _ in
        (0..<Int.random(in: 0...6, using: &numbers)).map { _ in alphabet.randomElement(using: &numbers) ?? "" }.joined()
      }
    }
    for delimiter in CSVDelimiter.allCases {
      for hasMark in [false, true] {
        let bytes = written(table, CSVStyle(delimiter: delimiter, hasByteOrderMark: hasMark))
        let back = try rows(bytes, piece: Int.random(in: 1...50, using: &numbers))
        #expect(back.map { $0.map { Array($0.utf8) } } == table.map { $0.map { Array($0.utf8) } })
      }
    }
  }

  @Test("Random bytes never do more than fail with a problem", arguments: 0..<40)
  func randomBytes(_ seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed) &+ 1000)
    let alphabet: [UInt8] = [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x61, 0x00, 0xC3, 0xA4, 0xFF, 0xEF, 0xBB, 0xBF, 0x09]
    let bytes = (0..<400).map { _ in alphabet.randomElement(using: &numbers) ?? 0 }
    for encoding in TextEncoding.allCases {
      let whole = outcome(bytes, piece: 1000, encoding)
      #expect(whole == outcome(bytes, piece: 1, encoding))
    }
  }

  private func outcome(_ bytes: [UInt8], piece: Int, _ encoding: TextEncoding) -> String {
    do {
      return "\(try rows(bytes, piece: piece, encoding: encoding))"
    } catch {
      return "\(error)"
    }
  }
}

@Suite("Headers of CSV")
struct CSVHeaderTests {
  private func row(_ text: String) throws -> CSVRow {
    var reader = CSVReader(ByteSource(Array(text.utf8)))
    return try #require(try reader.next())
  }

  @Test("Columns are found by any of their names, however they are spelt")
  func finds() throws {
    let header = try CSVHeader(row("Titel; E-Mail ;gueltig_ab;Straße;;\n"))
    #expect(header.names == ["Titel", "E-Mail", "gueltig_ab", "Straße"])
    #expect(header.column("title", "titel") == 0)
    #expect(header.column("email") == 1)
    #expect(header.column("Gültig ab", "Gueltig ab") == 2)
    #expect(header.column("STRASSE", "STRAßE") == 3)
    #expect(header.column("ort") == nil)
  }

  @Test("A repeated or missing name is refused")
  func refuses() throws {
    let repeated = try row("a;b;A")
    #expect(problem { () throws(Problem) in try CSVHeader(repeated) }?.code == "csv.repeated-column")
    let unnamed = try row("a;;c")
    let found = problem { () throws(Problem) in try CSVHeader(unnamed) }
    #expect(found?.code == "csv.unnamed-column")
    #expect(found?.field == "Zeile 1, Spalte 2")
  }

  @Test("A row may be shorter than the header, or longer by empty cells")
  func checksRows() throws {
    let header = try CSVHeader(row("a,b"))
    try header.check(row("1\n"))
    try header.check(row("1,2,, \n"))
    let long = try row("1,2,,4\n")
    let found = problem { () throws(Problem) in try header.check(long) }
    #expect(found?.code == "csv.more-cells-than-columns")
    #expect(found?.field == "Zeile 1, Spalte 4")
  }
}

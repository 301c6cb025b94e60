// SPDX-License-Identifier: EUPL-1.2
import Formats
import Foundation
import Kernel
import Testing

/// All rows of a text, handed over in pieces of a few bytes so that every boundary is crossed.
func rows(
  _ bytes: [UInt8], piece: Int = 3, delimiter: CSVDelimiter? = nil, encoding: TextEncoding = .utf8,
  limits: CSVLimits = CSVLimits()
) throws(Problem) -> [[String]] {
  var rest = bytes[...]
  let source = ByteSource { () throws(Problem) -> [UInt8]? in
    guard !rest.isEmpty else { return nil }
    defer { rest = rest.dropFirst(piece) }
    return Array(rest.prefix(piece))
  }
  var reader = CSVReader(source, delimiter: delimiter, encoding: encoding, limits: limits)
  var rows: [[String]] = []
  while let row = try reader.next() { rows.append(row.cells) }
  return rows
}

func problem<T>(_ body: () throws(Problem) -> T) -> Problem? {
  do {
    _ = try body()
    return nil
  } catch {
    return error
  }
}

@Suite("Reading CSV")
struct CSVReaderTests {
  static let readings: [(String, [[String]])] = [
    ("", []),
    ("\n\n\r\n", []),
    ("a", [["a"]]),
    ("a,b\n", [["a", "b"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("a;b\n1,5;2", [["a", "b"], ["1,5", "2"]]),
    ("a\tb\n1\t", [["a", "b"], ["1", ""]]),
    ("\u{FEFF}a;b\n1;2", [["a", "b"], ["1", "2"]]),
    ("sep=;\r\na;b\r\n1;2", [["a", "b"], ["1", "2"]]),
    ("sep=\t\na\tb", [["a", "b"]]),
    ("\"a;b\",c\n1,2", [["a;b", "c"], ["1", "2"]]),
    ("a,\"b\nc\"\n\"x\"\"y\",\"\"\n", [["a", "b\nc"], ["x\"y", ""]]),
    ("a,b\n\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a\n\"\"\nb", [["a"], [""], ["b"]]),
    ("a,b\n5\" Rohr,x", [["a", "b"], ["5\" Rohr", "x"]]),
    (",,\n", [["", "", ""]]),
    ("Straße;Größe\nÄußere Straße;€ 😀", [["Straße", "Größe"], ["Äußere Straße", "€ 😀"]]),
    ("a,b,c\n1,2\n1,2,3,4", [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"]]),
    ("a b,c\n \"x\" ,y", [["a b", "c"], [" \"x\" ", "y"]]),
  ]

  @Test("Any division into pieces gives the same rows", arguments: readings)
  func reads(_ text: String, _ expected: [[String]]) throws {
    for piece in [1, 2, 3, 7, 1000] { #expect(try rows(Array(text.utf8), piece: piece) == expected) }
  }

  static let mistakes: [(String, String, String)] = [
    ("a,b\n\"x", "csv.unterminated-quote", "Zeile 2, Spalte 1"),
    ("a,b\n1,\"x\ny\nz", "csv.unterminated-quote", "Zeile 2, Spalte 2"),
    ("a,b\n1,\"x\"y\n", "csv.text-after-quote", "Zeile 2, Spalte 2"),
    ("a,b\n1,x\0y\n", "csv.nul-byte", "Zeile 2, Spalte 2"),
    ("a,b\n\"p\nq\",\"\0\"", "csv.nul-byte", "Zeile 3, Spalte 2"),
    ("a,b\n\"1\n2\n3\",x\ny,\"z", "csv.unterminated-quote", "Zeile 5, Spalte 2"),
    ("a\r\n\"1\r\n2\"\r\n\"", "csv.unterminated-quote", "Zeile 4, Spalte 1"),
    ("PK\u{3}\u{4}…", "csv.workbook", "Zeile 1, Spalte 1"),
  ]

  @Test("A mistake is named with its line and column", arguments: mistakes)
  func refuses(_ text: String, _ code: String, _ place: String) {
    for piece in [1, 4, 1000] {
      let found = problem { () throws(Problem) in try rows(Array(text.utf8), piece: piece) }
      #expect(found?.code == code)
      #expect(found?.field == place)
    }
  }

  @Test("A place counts physical lines, also behind cells with line breaks")
  func places() throws {
    var reader = CSVReader(ByteSource(Array("a,b\r\n\"1\r\n2\",\"3\n4\"\r\nx,y\n".utf8)))
    _ = try reader.next()
    let second = try #require(try reader.next())
    #expect(second.line == 2)
    #expect(second.place(of: 1) == TextPlace(line: 3, column: 2))
    let third = try #require(try reader.next())
    #expect(third.place(of: 1) == TextPlace(line: 5, column: 2))
    #expect(third[7].isEmpty)
    #expect(try reader.next() == nil)
  }

  @Test("Bytes that are not UTF-8 are refused with their place and read when Windows-1252 is declared")
  func encodings() throws {
    let bytes: [UInt8] = Array("Ort;Preis\nK".utf8) + [0xF6, 0x6C, 0x6E] + Array(";5 ".utf8) + [0x80, 0x0A]
    let found = problem { () throws(Problem) in try rows(bytes) }
    #expect(found?.code == "csv.not-utf8")
    #expect(found?.field == "Zeile 2, Spalte 1")
    #expect(try rows(bytes, encoding: .windows1252) == [["Ort", "Preis"], ["Köln", "5 €"]])
    let undefined = problem { () throws(Problem) in try rows(Array("a,b\nx,".utf8) + [0x81], encoding: .windows1252) }
    #expect(undefined?.code == "csv.not-windows-1252")
    #expect(undefined?.field == "Zeile 2, Spalte 2")
  }

  static let badUTF8: [[UInt8]] = [
    [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5],
    [0xE2, 0x82],
    [0xFF],
  ]

  @Test("No form of broken UTF-8 passes, at the end of a cell or of the file", arguments: badUTF8)
  func brokenCharacters(_ bytes: [UInt8]) {
    for tail in ["", ",y\n", "\n"] {
      for head in ["a,b\nx", "a,b\n\"x", "a,b\nä,"] {
        let quoted = head.contains("\"") ? "\"" : ""
        let text = Array(head.utf8) + bytes + Array((quoted + tail).utf8)
        #expect(problem { () throws(Problem) in try rows(text) }?.code == "csv.not-utf8")
      }
    }
  }

  @Test("A character does not come together from the ends of two cells")
  func splitCharacter() {
    let bytes: [UInt8] = [0x61, 0x2C, 0x62, 0x0A, 0xC3, 0x2C, 0xA4, 0x0A]
    #expect(problem { () throws(Problem) in try rows(bytes, piece: 100) }?.code == "csv.not-utf8")
    let quoted: [UInt8] = [0x61, 0x2C, 0x62, 0x0A, 0x22, 0xC3, 0x22, 0x2C, 0x22, 0xA4, 0x22]
    #expect(problem { () throws(Problem) in try rows(quoted, piece: 100) }?.code == "csv.not-utf8")
  }

  @Test("UTF-16 is named as such", arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]])
  func utf16(_ bytes: [UInt8]) {
    for piece in [1, 10] {
      #expect(problem { () throws(Problem) in try rows(bytes, piece: piece) }?.code == "csv.utf-16")
    }
    #expect(problem { () throws(Problem) in try rows([0x61, 0x00, 0x2C, 0x00]) }?.code == "csv.nul-byte")
  }

  @Test("Names of encodings that people write are known")
  func encodingNames() {
    #expect(TextEncoding(name: "UTF-8") == .utf8)
    #expect(TextEncoding(name: "latin1") == .windows1252)
    #expect(TextEncoding(name: "ISO-8859-1") == .windows1252)
    #expect(TextEncoding(name: "ebcdic") == nil)
  }

  @Test("A missing file and a folder are refused in words")
  func files() throws {
    #expect(problem { () throws(Problem) in try ByteSource(path: "/nowhere/x.csv") }?.code == "file.unreadable")
    let folder = problem { () throws(Problem) in
      var reader = CSVReader(try ByteSource(path: "/"))
      return try reader.next()
    }
    #expect(folder?.code == "file.unreadable")
  }

  @Test("A file is read from the disk")
  func readsFile() throws {
    let path = NSTemporaryDirectory() + "verbund-csv-\(ProcessInfo.processInfo.processIdentifier).csv"
    let line = Array("1;Köln;\"a\nb\"\r\n".utf8)
    try Data(Array("id;ort;text\n".utf8) + (0..<20_000).flatMap { _ in line }).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var reader = CSVReader(try ByteSource(path: path))
    var row = CSVRow()
    var count = 0
    while try reader.read(into: &row) { count += row.count == 3 ? 1 : 0 }
    #expect(count == 20_001)
    #expect(row.line == 40_000)
  }
}

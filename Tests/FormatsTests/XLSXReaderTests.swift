// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Kernel
import TestKit
import Testing

@testable import Formats

/// Reads all rows of one table of a workbook given as bytes.
func workbookRows(
  _ bytes: [UInt8], sheet: Int = 0, limits: XLSXLimits = XLSXLimits()
) throws -> [(line: Int, cells: [String])] {
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("book-\(UInt64.random(in: 0 ... .max)).xlsx")
  try Data(bytes).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  var rows: [(line: Int, cells: [String])] = []
  try XLSXWorkbook(path: file.path, limits: limits).rows(of: sheet) { line, cells in
    rows.append((line, cells))
    return true
  }
  return rows
}

/// The code of the problem that a workbook makes.
func workbookProblem(_ bytes: [UInt8], limits: XLSXLimits = XLSXLimits()) -> String? {
  do {
    _ = try workbookRows(bytes, limits: limits)
    return nil
  } catch {
    return (error as? Problem)?.code ?? "other"
  }
}

@Suite("Workbooks")
struct XLSXReaderTests {
  @Test("Every kind of cell is read as a person sees it")
  func cells() throws {
    let rows = """
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><r><t>Über</t></r><r><t> alles</t></r></is></c>\
      <c r="C2"><v>1234.5</v></c><c r="D2" s="1"><v>46387</v></c><c r="E2" s="2"><v>0.5</v></c>\
      <c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#N/A</v></c><c r="H2" t="str"><f>A2&amp;"x"</f><v>Bonnx</v></c>\
      <c r="J2" s="3"><v>46387.604166667</v></c><c r="K2"><v>0.30000000000000004</v></c>\
      <c r="L2"><f>HYPERLINK("http://boese.example")</f><v>44147</v></c></row><row r="3"/><row r="5"><c r="A5"><v>1E3</v></c></row>
      """
    let book = TestWorkbook(
      [("Tabelle", rows)], texts: ["<si><t>Bonn_x000A_Süd</t><rPh><t>nein</t></rPh></si>"], formats: [0, 14, 20, 164],
      customFormats: "<numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy\\ hh:mm\"/>")
    let found = try workbookRows(book.bytes)
    #expect(found.map(\.line) == [2, 5])
    #expect(
      found[0].cells == [
        "Bonn\nSüd", "Über alles", "1234,5", "31.12.2026", "12:00", "ja", "#N/A", "Bonnx", "", "31.12.2026 14:30",
        "0,3",
        "44147",
      ])
    #expect(found[1].cells == ["1000"])
  }

  @Test("Workbooks of old Macintosh programs count days from 1904")
  func since1904() throws {
    let row = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44925</v></c></row>"
    let book = TestWorkbook([("T", row)], formats: [0, 14], properties: "date1904=\"1\"")
    #expect(try workbookRows(book.bytes)[0].cells == ["31.12.2026"])
  }

  @Test(
    "Number formats with days or times are told from others",
    arguments: [
      ("yyyy-mm-dd", true), ("[h]:mm", true), ("0.00", false), ("#,##0 \"Tage\"", false), ("[Red]0", false),
      ("General", false), ("0\\d", false), ("[$-407]d. mmmm yyyy", true), ("0.0E+00", false),
    ])
  func formats(code: String, isDate: Bool) {
    #expect((XLSXCell.kind(ofFormat: 164, code: code) == .date) == isDate)
  }

  @Test("Several tables are named, each is read for itself")
  func sheets() throws {
    let book = TestWorkbook([
      ("Eins", TestWorkbook.rows([["a"]])), ("Zwei", TestWorkbook.rows([["b"], ["c"]])),
    ])
    #expect(try workbookRows(book.bytes, sheet: 1).map(\.cells) == [["b"], ["c"]])
    #expect(throws: Problem.self) { try workbookRows(book.bytes, sheet: 2) }
  }

  @Test(
    "Where parts are, only the workbook itself decides",
    arguments: [
      "../../../../etc/passwd", "/etc/passwd", "http://boese.example/x", "worksheets/../../xl/worksheets/s0.xml", "..",
    ])
  func paths(target: String) {
    #expect(!XLSXBookPart.part(target).contains(".."))
    #expect(!XLSXBookPart.part(target).hasPrefix("/"))
  }
}

@Suite("Hostile workbooks")
struct XLSXAttackTests {
  /// Eight mebibytes of blanks; each byte that follows the beginning unpacks to about a kibibyte.
  private static let bomb: [UInt8] =
    [0xEC, 0xC1, 0x81, 0, 0, 0, 0, 0x80, 0x20, 0x95, 0xFD, 0x29, 0x17, 0xA9, 0x0A] + [UInt8](repeating: 0, count: 8000)

  private static func book(_ change: (inout TestZip) -> Void) -> [UInt8] {
    var zip = TestZip()
    zip.add(
      "xl/workbook.xml",
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"T\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>")
    zip.add(
      "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/s0.xml\"/></Relationships>")
    change(&zip)
    return zip.bytes
  }

  @Test("What unpacks to much more than it is, or claims to, is refused")
  func bombs() {
    let packed = Self.book { $0.add("xl/worksheets/s0.xml", stored: Self.bomb, method: 8, size: 1000) }
    #expect(["xlsx.too-large", "xlsx.broken"].contains(workbookProblem(packed)))
    let claimed = Self.book { $0.add("xl/worksheets/s0.xml", stored: Self.bomb, method: 8, size: 1 << 30) }
    #expect(workbookProblem(claimed) == "xlsx.too-large")
    let many = Self.book { zip in for index in 0..<2100 { zip.add("x\(index)", "") } }
    #expect(workbookProblem(many) == "xlsx.too-many-entries")
    var limits = XLSXLimits()
    limits.unpacked = 2000
    let rows = TestWorkbook.rows((0..<100).map { ["Zeile \($0)"] })
    #expect(workbookProblem(TestWorkbook([("T", rows)]).bytes, limits: limits) == "xlsx.too-large")
  }

  @Test("A long shared text that a row repeats does not grow without bound")
  func repetition() {
    let text = "<si><t>\(String(repeating: "ha", count: 400_000))</t></si>"
    let cells = String(repeating: "<c t=\"s\"><v>0</v></c>", count: 20)
    let book = TestWorkbook([("T", "<row r=\"1\">\(cells)</row>")], texts: [text])
    #expect(workbookProblem(book.bytes) == "xlsx.row-too-large")
  }

  @Test("Document types are refused, so no entity is expanded and nothing is fetched")
  func entities() {
    let laughs = """
      <!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>\
      <worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;&x;</t></is></c></row></sheetData></worksheet>
      """
    #expect(workbookProblem(Self.book { $0.add("xl/worksheets/s0.xml", laughs) }) == "xlsx.doctype")
  }

  @Test("Cells beyond the last column, backward rows and endless nesting are broken or too large")
  func shapes() {
    func sheet(_ rows: String) -> [UInt8] {
      Self.book { $0.add("xl/worksheets/s0.xml", "<w><sheetData>\(rows)</sheetData></w>") }
    }
    #expect(workbookProblem(sheet("<row r=\"1\"><c r=\"ABCDE1\"><v>1</v></c></row>")) == "xlsx.broken")
    #expect(workbookProblem(sheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")) == "xlsx.too-many-columns")
    #expect(workbookProblem(sheet("<row r=\"2\"/><row r=\"1\"/>")) == "xlsx.broken")
    #expect(workbookProblem(sheet("<row r=\"99999999999\"/>")) == "xlsx.broken")
    #expect(workbookProblem(sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>")) == "xlsx.broken")
    let deep = String(repeating: "<a>", count: 5000) + String(repeating: "</a>", count: 5000)
    #expect(workbookProblem(sheet(deep)) == "xlsx.broken")
    let wide = (0..<100_000).map { _ in "<c><v>1</v></c>" }.joined()
    #expect(workbookProblem(sheet("<row r=\"1\">\(wide)</row>")) == "xlsx.too-many-columns")
  }

  @Test("Truncated, encrypted and foreign files get a clear sentence")
  func foreign() throws {
    let whole = TestWorkbook([("T", TestWorkbook.rows([["a"], ["b"]]))]).bytes
    for count in stride(from: 4, to: whole.count, by: 97) {
      #expect(workbookProblem(Array(whole.prefix(count))) != nil, "\(count)")
    }
    let secret = Self.book { $0.add("xl/worksheets/s0.xml", stored: [1, 2, 3, 4], flags: 1) }
    #expect(workbookProblem(secret) == "xlsx.encrypted")
    #expect(workbookProblem([0xD0, 0xCF, 0x11, 0xE0, 1, 1, 1, 1]) == "xlsx.old-or-encrypted")
    #expect(workbookProblem(Array("Name;Ort".utf8)) == "xlsx.no-workbook")
    var other = TestZip()
    other.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    #expect(workbookProblem(other.bytes) == "xlsx.no-workbook")
  }

  @Test("Random damage never does more than make a problem", .timeLimit(.minutes(1)))
  func damage() {
    var numbers = SeededNumbers(seed: 11)
    let whole = TestWorkbook([("T", TestWorkbook.rows([["a", "b"], ["c", "d"]]))], texts: ["<si><t>x</t></si>"]).bytes
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<4 {
        bytes[Int.random(in: 0..<bytes.count, using: &numbers)] = UInt8.random(in: 0...255, using: &numbers)
      }
      #expect(workbookProblem(bytes) != "other")
    }
  }
}

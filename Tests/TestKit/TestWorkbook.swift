// SPDX-License-Identifier: EUPL-1.2

/// A zip file made byte by byte, so that tests can make broken and hostile ones too.
package struct TestZip {
  private var files: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  package init() {}

  /// Adds a file as it is.
  package mutating func add(_ name: String, _ text: String) { add(name, stored: Array(text.utf8)) }

  /// - Parameters:
  ///   - bytes: what is stored, packed already where the method is 8.
  ///   - size: the unpacked size that the file claims; that of the bytes unless given.
  ///   - flags: bit 0 says that it is encrypted.
  package mutating func add(_ name: String, stored bytes: [UInt8], method: Int = 0, size: Int? = nil, flags: Int = 0) {
    let start = files.count
    let head =
      Self.number(20, 2) + Self.number(flags, 2) + Self.number(method, 2) + Self.number(0, 4)
      + Self.number(Int(Self.checksum(bytes)), 4) + Self.number(bytes.count, 4) + Self.number(size ?? bytes.count, 4)
      + Self.number(name.utf8.count, 2) + Self.number(0, 2)
    files += [0x50, 0x4B, 3, 4] + head + Array(name.utf8) + bytes
    directory +=
      [0x50, 0x4B, 1, 2] + Self.number(20, 2) + head + Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 2)
      + Self.number(0, 4) + Self.number(start, 4) + Array(name.utf8)
    count += 1
  }

  package var bytes: [UInt8] {
    files + directory + [0x50, 0x4B, 5, 6] + Self.number(0, 4) + Self.number(count, 2) + Self.number(count, 2)
      + Self.number(directory.count, 4) + Self.number(files.count, 4) + Self.number(0, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// CRC-32 as zip files have it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}

/// A small Excel workbook, part by part.
package struct TestWorkbook {
  private var zip = TestZip()
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// - Parameters:
  ///   - sheets: names and the XML of their rows.
  ///   - texts: the shared strings' `si` elements.
  ///   - formats: the number formats of the cell styles 0, 1, … by their ids.
  package init(
    _ sheets: [(name: String, rows: String)], texts: [String] = [], formats: [Int] = [0],
    properties: String = "", customFormats: String = ""
  ) {
    var list = ""
    var links = ""
    for (index, sheet) in sheets.enumerated() {
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
      links +=
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(Self.relations)/worksheet\" Target=\"worksheets/s\(index).xml\"/>"
      zip.add(
        "xl/worksheets/s\(index).xml",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"\(Self.main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>"
      )
    }
    zip.add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.relations)\"><workbookPr \(properties)/><sheets>\(list)</sheets></workbook>"
    )
    zip.add("xl/_rels/workbook.xml.rels", "<Relationships>\(links)</Relationships>")
    zip.add("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(texts.joined())</sst>")
    let styles = formats.map { "<xf numFmtId=\"\($0)\"/>" }.joined()
    zip.add(
      "xl/styles.xml", "<styleSheet><numFmts>\(customFormats)</numFmts><cellXfs>\(styles)</cellXfs></styleSheet>")
  }

  package var bytes: [UInt8] { zip.bytes }

  /// Rows of plain texts.
  package static func rows(_ table: [[String]]) -> String {
    table.enumerated().map { row, cells in
      let xml = cells.enumerated().map { column, text -> String in
        let letter = String(UnicodeScalar(UInt8(65 + column)))
        return "<c r=\"\(letter)\(row + 1)\" t=\"inlineStr\"><is><t>\(escaped(text))</t></is></c>"
      }
      return "<row r=\"\(row + 1)\">\(xml.joined())</row>"
    }.joined()
  }

  private static func escaped(_ text: String) -> String {
    text.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : String($0) }.joined()
  }
}

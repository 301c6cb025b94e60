// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Foundation
internal import Kernel
internal import Storage

/// Takes the rows of an uploaded file into the tables of imports; the file itself is not kept.
struct ImportedFile {
  let path: String

  static let rowLimit = 100_000
  static let columnLimit = 150
  private static let sheetLimit = 20
  /// Bytes of all cells; a small workbook may repeat a long text again and again.
  private static let textLimit = 128 << 20

  /// Keeps every table of the file that has rows.
  ///
  /// - Throws: a `Problem` with a German sentence where the file cannot be read or is too large.
  func store(in run: RecordID<ImportRun>, _ transaction: Transaction) throws -> [ImportSheet] {
    let start = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: 8) }.map { [UInt8]($0) } ?? []
    if start.isEmpty { throw Self.empty }
    let isBook = XLSXWorkbook.isZip(start) || start.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    let sheets = isBook ? try book(run, transaction) : try table(run, transaction)
    guard !sheets.isEmpty else { throw Self.empty }
    for sheet in sheets { try transaction.addImportSheet(sheet, of: run) }
    return sheets
  }

  private func table(_ run: RecordID<ImportRun>, _ transaction: Transaction) throws -> [ImportSheet] {
    var reader = try TextFile.reader(path: path)
    var taker = SheetTaker(run, 0, transaction, room: Self.textLimit)
    var row = CSVRow()
    while try reader.read(into: &row) { try taker.take(row.line, row.cells) }
    return [taker.sheet("")].compactMap { $0 }
  }

  private func book(_ run: RecordID<ImportRun>, _ transaction: Transaction) throws -> [ImportSheet] {
    let book = try XLSXWorkbook(path: path)
    var sheets: [ImportSheet] = []
    var room = Self.textLimit
    for (number, name) in book.sheets.prefix(Self.sheetLimit).enumerated() {
      var taker = SheetTaker(run, number, transaction, room: room)
      var caught: (any Error)?
      try book.rows(of: number) { line, cells in
        do { try taker.take(line, cells) } catch { caught = error }
        return caught == nil
      }
      if let caught { throw caught }
      room = taker.room
      if let sheet = taker.sheet(name) { sheets.append(sheet) }
    }
    return sheets
  }

  private static let empty = Problem(
    "import.empty", .invalid,
    "In der Datei steht keine Tabelle mit einer Kopfzeile und mindestens einer Zeile darunter.",
    field: "datei")
}

/// Takes the rows of one table: the first that is not blank names the columns.
private struct SheetTaker {
  let run: RecordID<ImportRun>
  let number: Int
  let transaction: Transaction
  /// Bytes that may still come.
  private(set) var room: Int
  private var header: [String] = []
  private var width = 0
  private var count = 0

  init(_ run: RecordID<ImportRun>, _ number: Int, _ transaction: Transaction, room: Int) {
    (self.run, self.number, self.transaction, self.room) = (run, number, transaction, room)
  }

  mutating func take(_ line: Int, _ cells: [String]) throws {
    var cells = cells.map(Self.plain)
    while cells.last?.isEmpty == true { cells.removeLast() }
    if cells.isEmpty { return }
    room -= cells.reduce(0) { $0 + $1.utf8.count }
    guard room >= 0 else {
      throw Problem(
        "import.too-much-text", .tooLarge, "Die Datei enthält zu viel Text. Bitte teilen Sie sie auf.", field: "datei")
    }
    width = max(width, cells.count)
    guard width <= ImportedFile.columnLimit else {
      throw Problem(
        "import.too-wide", .tooLarge, "Die Tabelle hat mehr als \(ImportedFile.columnLimit) Spalten.", field: "datei")
    }
    if header.isEmpty {
      header = cells
      return
    }
    count += 1
    guard count <= ImportedFile.rowLimit else {
      throw Problem(
        "import.too-long", .tooLarge,
        "Die Tabelle hat mehr als 100.000 Zeilen. Bitte teilen Sie sie auf mehrere Dateien auf.", field: "datei")
    }
    try transaction.addImportRow(run, number, line, cells)
  }

  /// Nothing for a table without rows.
  func sheet(_ name: String) -> ImportSheet? {
    guard count > 0 else { return nil }
    let names = (0..<width).map { index in
      let name = index < header.count ? header[index] : ""
      return name.isEmpty ? "Spalte \(index + 1)" : String(name.prefix(200))
    }
    return ImportSheet(number: number, name: String(name.prefix(100)), header: names, rowCount: count)
  }

  /// Without blanks at the ends, and without the apostrophe that our files for people put before what looks like a formula.
  private static func plain(_ cell: String) -> String {
    var text = cell.contains("\0") ? cell.filter { $0 != "\0" } : cell
    let start = text.utf8.prefix(2)
    if start.count == 2, start.first == 0x27, let second = start.last, "=+-@".utf8.contains(second) {
      text.removeFirst()
    }
    var scalars = Substring(text).unicodeScalars
    while let scalar = scalars.first, scalar.properties.isWhitespace || scalar == "\u{FEFF}" { scalars.removeFirst() }
    while let scalar = scalars.last, scalar.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

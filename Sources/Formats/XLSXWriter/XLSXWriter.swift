// SPDX-License-Identifier: EUPL-1.2
internal import CXLSXWriter
internal import Dispatch
package import Kernel

/// One value of a spreadsheet as its program should treat it. Texts are always written as texts, so that none is ever run as a
/// formula.
package enum SpreadsheetCell: Sendable, Hashable {
  case empty
  case text(String)
  case number(Double)
  /// Cents.
  case money(Int)
  case day(Day)
  /// Shown by the clock in Germany.
  case moment(Moment)
}

/// Writes a spreadsheet with one sheet row by row into a file, in constant memory (libxlsxwriter).
///
/// A class because it stands for an open file of the C library; it is not `Sendable`.
package final class XLSXWriter {
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let dayFormat: UnsafeMutablePointer<lxw_format>
  private let momentFormat: UnsafeMutablePointer<lxw_format>
  private let moneyFormat: UnsafeMutablePointer<lxw_format>
  private var row: UInt32 = 0
  private var isOpen = true

  /// Rows of a sheet at most; the format knows no more.
  private static let mostRows: UInt32 = 1_048_576
  /// UTF-16 units in a cell at most.
  private static let mostLetters = 32_767

  /// - Parameters:
  ///   - folder: for the library's own temporary files.
  ///   - name: of the sheet; what the format does not allow in it is left out.
  /// - Throws: a `Problem` when the file cannot be made.
  package init(path: String, folder: String, name: String, header: [String]) throws(Problem) {
    let made = folder.withCString { folder in
      var options = lxw_workbook_options()
      options.constant_memory = 1
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      return workbook_new_opt(path, &options)
    }
    guard let made, let sheet = workbook_add_worksheet(made, Self.sheetName(name)),
      let day = workbook_add_format(made), let moment = workbook_add_format(made),
      let money = workbook_add_format(made), let bold = workbook_add_format(made)
    else { throw Self.failed }
    workbook = made
    self.sheet = sheet
    (dayFormat, momentFormat, moneyFormat) = (day, moment, money)
    format_set_num_format(day, "dd.mm.yyyy")
    format_set_num_format(moment, "dd.mm.yyyy hh:mm")
    format_set_num_format(money, "#,##0.00 €")
    format_set_bold(bold)
    for column in header.indices {
      worksheet_set_column(sheet, UInt16(column), UInt16(column), column == 0 ? 40 : 22, nil)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    for (column, label) in header.enumerated() {
      _ = worksheet_write_string(sheet, 0, UInt16(column), Self.text(label), bold)
    }
    row = 1
  }

  deinit { if isOpen { _ = workbook_close(workbook) } }

  /// - Throws: a `Problem` when the sheet is full.
  package func write(_ cells: [SpreadsheetCell]) throws(Problem) {
    guard row < Self.mostRows else {
      throw Problem("xlsx.too-many-rows", .tooLarge, "Eine Tabelle kann höchstens 1.048.576 Zeilen haben.")
    }
    for (index, cell) in cells.enumerated() {
      let column = UInt16(index)
      switch cell {
      case .empty: continue
      case .text(let text): try check(worksheet_write_string(sheet, row, column, Self.text(text), nil))
      case .number(let number): try check(worksheet_write_number(sheet, row, column, number, nil))
      case .money(let cents):
        try check(worksheet_write_number(sheet, row, column, Double(cents) / 100, moneyFormat))
      case .day(let day): try check(writeDate(day, minutes: 0, column, dayFormat))
      case .moment(let moment):
        let (day, minutes) = moment.berlin
        try check(writeDate(day, minutes: minutes, column, momentFormat))
      }
    }
    row += 1
  }

  /// Puts the file together, on another thread because that takes a second for 50,000 rows.
  ///
  /// - Throws: a `Problem` when the disk does not take it.
  package func close() async throws {
    guard isOpen else { return }
    isOpen = false
    let address = UInt(bitPattern: workbook)
    let result = await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .utility).async {
        continuation.resume(returning: workbook_close(UnsafeMutablePointer(bitPattern: address)))
      }
    }
    try check(result)
  }

  private func writeDate(
    _ day: Day, minutes: Int, _ column: UInt16, _ format: UnsafeMutablePointer<lxw_format>
  ) -> lxw_error {
    let (year, month, number) = day.components
    // Spreadsheets know no day before 1900.
    guard year >= 1900 else { return worksheet_write_string(sheet, row, column, day.german, nil) }
    var date = lxw_datetime(
      year: Int32(year), month: Int32(month), day: Int32(number), hour: Int32(minutes / 60), min: Int32(minutes % 60),
      sec: 0)
    return worksheet_write_datetime(sheet, row, column, &date, format)
  }

  private func check(_ error: lxw_error) throws(Problem) {
    if error != LXW_NO_ERROR { throw Self.failed }
  }

  private static let failed = Problem(
    "xlsx.not-written", .unavailable,
    "Die Tabelle konnte nicht geschrieben werden. Bitte versuchen Sie es später noch einmal.")

  /// Without NUL, and cut where a cell ends.
  private static func text(_ text: String) -> String {
    let whole = text.utf8.contains(0) ? text.filter { $0 != "\0" } : text
    guard whole.utf8.count > mostLetters, whole.utf16.count > mostLetters else { return whole }
    var cut = ""
    var length = 1
    for scalar in whole.unicodeScalars {
      length += scalar.value > 0xFFFF ? 2 : 1
      if length > mostLetters { break }
      cut.unicodeScalars.append(scalar)
    }
    return cut + "…"
  }

  private static func sheetName(_ name: String) -> String {
    let allowed = name.filter { !"[]:*?/\\'".contains($0) && $0 != "\0" }
    return String(allowed.prefix(28)).isEmpty ? "Liste" : String(allowed.prefix(28))
  }
}

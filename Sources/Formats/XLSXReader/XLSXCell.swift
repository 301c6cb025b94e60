// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Kernel

/// How numbers of a cell format are to be read.
enum XLSXNumberKind: Sendable { case number, date }

/// Turns what stands in a cell of a workbook into the text that a person sees there.
enum XLSXCell {
  /// A column's position from 0 and the row's number from a reference such as `AB12`; nothing for anything else.
  static func place(_ reference: String) -> (column: Int, row: Int)? {
    var column = 0
    var row = 0
    for byte in reference.utf8 {
      switch byte {
      case 65...90 where row == 0 && column < 16_385: column = column * 26 + Int(byte - 64)
      case 48...57 where column > 0 && row < 10_000_000: row = row * 10 + Int(byte - 48)
      default: return nil
      }
    }
    guard (1...16_384).contains(column), row >= 1 else { return nil }
    return (column - 1, row)
  }

  /// Whether a number format writes days or times (ECMA-376 part 1, 18.8.30 and 18.8.31).
  static func kind(ofFormat id: Int, code: String?) -> XLSXNumberKind {
    guard let code else {
      return (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || (50...58).contains(id)
        ? .date : .number
    }
    var isQuoted = false
    var isEscaped = false
    var bracket: String?
    for letter in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = letter != "\""
      } else if let open = bracket {
        bracket = letter == "]" ? nil : open + String(letter)
        if letter == "]", !open.isEmpty, open.allSatisfy({ "hms".contains($0) }) { return .date }
      } else {
        switch letter {
        case "\"": isQuoted = true
        case "\\", "_", "*": isEscaped = true
        case "[": bracket = ""
        case "y", "m", "d", "h", "s": return code.lowercased() == "general" ? .number : .date
        case ";": return .number
        default: continue
        }
      }
    }
    return .number
  }

  /// A number as Germans write it: 15 digits, a comma before decimals; other text stays.
  static func number(_ text: String) -> String {
    guard let value = Double(text), value.isFinite else { return text }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let written = String(format: "%.15g", value)
    return String(written.map { $0 == "." ? "," : $0 })
  }

  /// A serial number of days as a German day, time or both; other text stays.
  ///
  /// - Parameter from1904: counts from 1 January 1904, as workbooks of old Macintosh programs do. The other count has a
  ///   29 February 1900 that never was.
  static func date(_ text: String, from1904: Bool) -> String {
    guard let value = Double(text), value >= 0, value < 2_958_466 else { return number(text) }
    var minutes = Int((value * 1440).rounded())
    let days = minutes / 1440
    minutes %= 1440
    let time = "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    if value < 1, !from1904 { return time }
    let start = from1904 ? Day(year: 1904, month: 1, day: 1) : Day(year: 1899, month: 12, day: days < 60 ? 31 : 30)
    guard let day = start?.adding(days: days) else { return text }
    return minutes == 0 ? day.german : "\(day.german) \(time)"
  }
}

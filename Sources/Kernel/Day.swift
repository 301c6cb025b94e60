// SPDX-License-Identifier: EUPL-1.2

/// A calendar day, without a time or a zone (proleptic Gregorian, years 1 to 9999).
package struct Day: Hashable, Sendable, Comparable {
  /// Days since 1970-01-01.
  package let number: Int32

  package init(number: Int32) { self.number = number }

  /// Nothing for a day that does not exist, such as 31 February.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(of: month, in: year) else {
      return nil
    }
    number = Int32(Self.daysFromCivil(year, month, day))
  }

  /// Reads `2026-12-31`; the time part of a longer ISO text is refused.
  package init?(iso text: some StringProtocol) {
    var text = String(text)
    guard let day = text.withUTF8({ Day(utf8: $0) }) else { return nil }
    self = day
  }

  /// The same from bytes: pages of records read many.
  package init?(utf8 parts: UnsafeBufferPointer<UInt8>) {
    guard parts.count == 10, parts[4] == 45, parts[7] == 45,
      let year = Self.number(parts[0..<4]), let month = Self.number(parts[5..<7]), let day = Self.number(parts[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var components: (year: Int, month: Int, day: Int) { Self.civil(Int(number)) }
  package var year: Int { components.year }
  package var month: Int { components.month }

  /// `2026-12-31`.
  package var iso: String {
    let (year, month, day) = components
    guard (0...9999).contains(year) else { return "\(year)-\(padded(month, 2))-\(padded(day, 2))" }
    return String(unsafeUninitializedCapacity: 10) { text in
      Digits.write(year, month, day, in: text)
      return 10
    }
  }

  /// `31.12.2026`.
  package var german: String {
    let (year, month, day) = components
    return "\(padded(day, 2)).\(padded(month, 2)).\(year)"
  }

  package var weekday: Weekday {
    let index = ((Int(number) + 3) % 7 + 7) % 7
    return Weekday.allCases[index]
  }

  package func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

  package static func < (one: Day, other: Day) -> Bool { one.number < other.number }

  package static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Howard Hinnant's civil calendar arithmetic (public domain), March-based years.
  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  private static func civil(_ number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func number(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var value = 0
    for digit in digits {
      guard (48...57).contains(digit) else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }
}

/// A day of the week, Monday first as in Germany.
package enum Weekday: String, Sendable, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  package var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// Numbers as ASCII digits at fixed places: rows of tables carry several moments each.
enum Digits {
  /// The last `width` digits of a number that is not negative.
  static func write(_ number: Int, _ width: Int, at start: Int, in text: UnsafeMutableBufferPointer<UInt8>) {
    var rest = number
    for place in stride(from: start + width - 1, through: start, by: -1) {
      text[place] = 48 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// `2026-12-31` at the beginning; years of four digits only.
  static func write(_ year: Int, _ month: Int, _ day: Int, in text: UnsafeMutableBufferPointer<UInt8>) {
    write(year, 4, at: 0, in: text)
    text[4] = UInt8(ascii: "-")
    write(month, 2, at: 5, in: text)
    text[7] = UInt8(ascii: "-")
    write(day, 2, at: 8, in: text)
  }
}

/// A number with leading zeros.
package func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
}

// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// Which of a month's days with the same weekday is meant: "every first Monday of the month".
package enum MonthWeek: String, FieldChoice {
  case first, second, third, fourth, last

  package var label: String {
    switch self {
    case .first: "am 1. im Monat"
    case .second: "am 2. im Monat"
    case .third: "am 3. im Monat"
    case .fourth: "am 4. im Monat"
    case .last: "am letzten im Monat"
    }
  }

  /// As RFC 5545 counts: 1 to 4, and -1 for the last.
  package var ordinal: Int {
    switch self {
    case .first: 1
    case .second: 2
    case .third: 3
    case .fourth: 4
    case .last: -1
    }
  }

  /// Nothing for what we have no word for, such as the fifth or the last but one.
  package init?(ordinal: Int) {
    guard let week = Self.allCases.first(where: { $0.ordinal == ordinal }) else { return nil }
    self = week
  }

  /// Whether a day is the one of its month; its weekday is not looked at.
  package func contains(_ day: Day) -> Bool {
    let (year, month, number) = day.components
    if self == .last { return number + 7 > Day.length(of: month, in: year) }
    return (number - 1) / 7 + 1 == ordinal
  }

  /// `1. Montag im Monat`, `letzter Montag im Monat`.
  func german(_ weekday: String) -> String {
    self == .last ? "letzter \(weekday) im Monat" : "\(ordinal). \(weekday) im Monat"
  }
}

extension MonthWeek {
  private static let words: [(MonthWeek, [String])] = [
    (.first, ["1.", "1", "erster", "ersten", "erste"]), (.second, ["2.", "2", "zweiter", "zweiten", "zweite"]),
    (.third, ["3.", "3", "dritter", "dritten", "dritte"]), (.fourth, ["4.", "4", "vierter", "vierten", "vierte"]),
    (.last, ["letzter", "letzten", "letzte"]),
  ]

  /// Understands `am 1. im Monat` and `jeden ersten Montag im Monat`, in small letters; nothing for anything else.
  static func read(_ text: String) -> (week: MonthWeek, weekday: Weekday?)? {
    guard text.hasSuffix(" im monat") else { return nil }
    var parts = text.dropLast(9).split(separator: " ").map(String.init)
    if let first = parts.first, ["am", "jeden", "jeder", "immer"].contains(first) { parts.removeFirst() }
    guard let name = parts.first, parts.count <= 2,
      let week = words.first(where: { $0.1.contains(name) })?.0
    else { return nil }
    guard parts.count == 2 else { return (week, nil) }
    return OfferTableClock.weekday(parts[1]).map { (week, $0) }
  }
}

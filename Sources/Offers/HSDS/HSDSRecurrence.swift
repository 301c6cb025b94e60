// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

/// The times of one HSDS schedule (parts of an RRULE, RFC 5545) in the terms of our schedules.
///
/// Weekly and simple monthly rules become weekdays. Rules that we have no words for become single days where they end, and a text
/// where they do not; nothing is shown on a day on which it does not take place.
struct HSDSRecurrence {
  struct WeekdayPart: Equatable {
    /// The second of the month, the last (-1); 0 for each.
    let ordinal: Int
    let weekday: Weekday
  }

  enum Dates {
    case weekly([Weekday], every: Int, from: Day?, until: Day?)
    /// Once a month, such as the first Monday.
    case monthly([(week: MonthWeek, weekday: Weekday)], from: Day?, until: Day?)
    case days([Day])
    /// Nothing that a calendar could show.
    case words

    var isWords: Bool {
      if case .words = self { return true }
      return false
    }
  }

  private let frequency: String
  private let interval: Int
  private let byday: [WeekdayPart]
  private let weeks: [Int]
  private let monthDays: [Int]
  private let yearDays: [Int]
  private let anchor: Day?
  private let first: Day?
  private let last: Day?
  private let count: Int?

  static let dayLimit = 60
  private static let horizon = 366 * 5

  init(_ item: HSDSItem) {
    byday = item["byday"].flatMap(Self.weekdays) ?? []
    frequency = item["freq"]?.uppercased() ?? (byday.isEmpty ? "" : "WEEKLY")
    interval = item.whole("interval") ?? 1
    weeks = item["byweekno"].flatMap { Self.numbers($0, 53) } ?? []
    let isYearly = frequency == "YEARLY"
    monthDays = frequency == "WEEKLY" ? [] : item["bymonthday"].flatMap { Self.numbers($0, 31) } ?? []
    yearDays = isYearly ? item["byyearday"].flatMap { Self.numbers($0, 366) } ?? [] : []
    anchor = item.day("dtstart")
    first = [anchor, item.day("valid_from")].compactMap(\.self).max()
    last = [item.day("until"), item.day("valid_to")].compactMap(\.self).min()
    count = item["until"] == nil ? item.whole("count") : nil
  }

  /// The fields that `dates` says everything of; others are only told in words.
  var coveredFields: [String] {
    var fields = ["freq", "interval", "byday", "dtstart", "until", "valid_from", "valid_to"]
    if !weeks.isEmpty { fields.append("byweekno") }
    if !monthDays.isEmpty { fields.append("bymonthday") }
    if !yearDays.isEmpty { fields.append("byyearday") }
    if count != nil, anchor != nil { fields.append("count") }
    if interval == 1 { fields.append("wkst") }
    return fields
  }

  var dates: Dates {
    if let first, let last, first > last { return .words }
    if frequency.isEmpty { return singleDay }
    if let weekdays = plainWeekdays, interval <= 52 {
      if interval > 1, anchor == nil { return .words }
      guard let count, let anchor else {
        return .weekly(weekdays, every: interval, from: weekStart, until: last)
      }
      let days = Array(days(from: anchor, until: anchor.adding(days: Self.horizon * 10)).prefix(count))
      guard days.count == count, let end = days.last else { return .words }
      return .weekly(weekdays, every: interval, from: first, until: min(end, last ?? end))
    }
    if let parts = monthParts { return .monthly(parts, from: first, until: last) }
    guard let first, let end = last ?? count.map({ _ in first.adding(days: Self.horizon) }),
      end.number - first.number <= Int32(Self.horizon)
    else { return .words }
    let found = days(from: anchor ?? first, until: end)
    let days = (count.map { Array(found.prefix($0)) } ?? found).filter { $0 >= first }
    return days.isEmpty || days.count > Self.dayLimit ? .words : .days(days)
  }

  /// Without a rhythm: the one day that is named.
  private var singleDay: Dates {
    if let anchor, last == nil || last == anchor { return .days([anchor]) }
    if anchor == nil, let first, first == last { return .days([first]) }
    return .words
  }

  /// The weekdays of a rule that says nothing else.
  private var plainWeekdays: [Weekday]? {
    guard weeks.isEmpty, monthDays.isEmpty, byday.allSatisfy({ $0.ordinal == 0 }) else { return nil }
    switch frequency {
    case "DAILY" where interval == 1: return byday.isEmpty ? Weekday.allCases : byday.map(\.weekday)
    case "WEEKLY": return byday.isEmpty ? (first.map { [$0.weekday] }) : byday.map(\.weekday)
    default: return nil
    }
  }

  /// The days of a monthly rule without an end after so many times; nothing for rules that we have no words for.
  private var monthParts: [(week: MonthWeek, weekday: Weekday)]? {
    guard frequency == "MONTHLY", interval == 1, count == nil, weeks.isEmpty, monthDays.isEmpty, !byday.isEmpty else {
      return nil
    }
    let parts = byday.compactMap { part in MonthWeek(ordinal: part.ordinal).map { (week: $0, weekday: part.weekday) } }
    return parts.count == byday.count ? parts : nil
  }

  /// Where a rhythm of several weeks begins: never before the rule is valid, always in one of its weeks.
  private var weekStart: Day? {
    guard interval > 1, let anchor, let first, first > anchor else { return first }
    let rhythm = Int32(7 * interval)
    return Day(number: anchor.number + (first.number - anchor.number + rhythm - 1) / rhythm * rhythm)
  }

  private func days(from start: Day, until end: Day) -> [Day] {
    var days: [Day] = []
    var day = start
    while day <= end, days.count < (count ?? Self.dayLimit + 1) {
      if matches(day, since: start) { days.append(day) }
      day = day.adding(days: 1)
    }
    return days
  }

  private func matches(_ day: Day, since start: Day) -> Bool {
    if !weeks.isEmpty, !weeks.contains(day.isoWeek) { return false }
    let (year, month, number) = day.components
    let (firstYear, firstMonth, firstNumber) = start.components
    switch frequency {
    case "DAILY":
      return (day.number - start.number) % Int32(interval) == 0 && (byday.isEmpty || fitsWeekday(day))
    case "WEEKLY":
      let begin = start.number - Int32(start.weekday.number - 1)
      return (day.number - begin) / 7 % Int32(interval) == 0
        && (byday.isEmpty ? day.weekday == start.weekday : fitsWeekday(day))
    case "MONTHLY":
      guard (year * 12 + month - firstYear * 12 - firstMonth) % interval == 0 else { return false }
      if byday.isEmpty, monthDays.isEmpty { return number == firstNumber }
      return (byday.isEmpty || fitsWeekday(day)) && (monthDays.isEmpty || fitsMonthDay(day))
    default:
      guard (year - firstYear) % interval == 0 else { return false }
      if !yearDays.isEmpty { return yearDays.contains(day.dayOfYear) }
      return month == firstMonth && number == firstNumber
    }
  }

  private func fitsWeekday(_ day: Day) -> Bool {
    let (year, month, number) = day.components
    let fromEnd = -((Day.length(of: month, in: year) - number) / 7 + 1)
    return byday.contains { part in
      part.weekday == day.weekday && [0, (number - 1) / 7 + 1, fromEnd].contains(part.ordinal)
    }
  }

  private func fitsMonthDay(_ day: Day) -> Bool {
    let (year, month, number) = day.components
    return monthDays.contains(number) || monthDays.contains(number - Day.length(of: month, in: year) - 1)
  }

  /// `MO,WE`, `2TU`, `-1FR`; nothing for anything else.
  static func weekdays(_ text: String) -> [WeekdayPart]? {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    var parts: [WeekdayPart] = []
    for word in text.split(separator: ",") {
      let part = String(word).trimmedHSDS.uppercased()
      guard let index = names.firstIndex(of: String(part.suffix(2))) else { return nil }
      let ordinal = part.dropLast(2)
      guard let number = ordinal.isEmpty ? 0 : Int(ordinal), (-53...53).contains(number), ordinal != "0" else {
        return nil
      }
      let new = WeekdayPart(ordinal: number, weekday: Weekday.allCases[index])
      if !parts.contains(new) { parts.append(new) }
    }
    return parts.isEmpty ? nil : parts
  }

  /// `41,42`, `-1`; nothing for anything else.
  static func numbers(_ text: String, _ limit: Int) -> [Int]? {
    var numbers: [Int] = []
    for word in text.split(separator: ",") {
      guard let number = Int(String(word).trimmedHSDS), number != 0, (-limit...limit).contains(number) else {
        return nil
      }
      numbers.append(number)
    }
    return numbers.isEmpty ? nil : numbers
  }
}

extension Day {
  /// The number of its week, ISO 8601.
  fileprivate var isoWeek: Int {
    let thursday = adding(days: 4 - weekday.number)
    return (thursday.dayOfYear - 1) / 7 + 1
  }

  fileprivate var dayOfYear: Int {
    guard let first = Day(year: year, month: 1, day: 1) else { return 1 }
    return Int(number - first.number) + 1
  }
}

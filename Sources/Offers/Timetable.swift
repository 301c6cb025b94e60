// SPDX-License-Identifier: EUPL-1.2
package import Kernel
internal import Records

/// One date on which an offer takes place.
package struct Occurrence: Sendable, Equatable {
  package let day: Day
  /// Minutes since midnight, German time; nothing where only the day is known.
  package let opens: Int?
  package let closes: Int?
  package let schedule: RecordID<OfferSchedule>
}

/// Why a date does not take place as usual.
package enum TimetableNotice: Sendable, Equatable {
  case closed(ClosedRange<Day>, note: String, RecordID<ScheduleException>)
  case changed(ClosedRange<Day>, opens: Int?, closes: Int?, note: String, RecordID<ScheduleException>)
  case schoolHolidays(SchoolHolidays)
  case publicHoliday(PublicHoliday)

  package var firstDay: Day {
    switch self {
    case .closed(let days, _, _): days.lowerBound
    case .changed(let days, _, _, _, _): days.lowerBound
    case .schoolHolidays(let holidays): holidays.days.lowerBound
    case .publicHoliday(let holiday): holiday.day
    }
  }
}

/// All times of one offer: answers when it takes place next and what is different soon.
///
/// How days are decided stands in `Documentation/Algorithms/Occurrences.md`.
package struct Timetable: Sendable {
  package let schedules: [OfferSchedule]
  private let exceptions: [RecordID<OfferSchedule>: [ScheduleException]]
  /// The days on which the offer exists at all.
  private let life: ClosedRange<Day>

  /// How far ahead dates are looked for.
  package static let horizonDays = 400

  package init(
    _ schedules: [OfferSchedule], _ exceptions: [ScheduleException] = [], from first: Day? = nil, until last: Day? = nil
  ) {
    self.schedules = schedules
    var sorted: [RecordID<OfferSchedule>: [ScheduleException]] = [:]
    for exception in exceptions {
      if let schedule = exception.schedule { sorted[schedule, default: []].append(exception) }
    }
    self.exceptions = sorted
    let begin = first ?? Day(number: .min / 2)
    life = begin...max(begin, last ?? Day(number: .max / 2))
  }

  func exceptions(of schedule: OfferSchedule) -> [ScheduleException] { exceptions[schedule.id] ?? [] }

  /// The next dates that have not begun at a moment.
  package func nextOccurrences(after moment: Moment, limit: Int) -> [Occurrence] {
    let (today, minutes) = moment.berlin
    let found = nextOccurrences(from: today, limit: limit + schedules.count)
    return Array(found.filter { $0.day > today || ($0.opens ?? 0) > minutes }.prefix(limit))
  }

  /// The next dates from the beginning of a day, soonest first.
  package func nextOccurrences(from first: Day, limit: Int) -> [Occurrence] {
    guard limit > 0 else { return [] }
    var found: [Occurrence] = []
    for schedule in schedules { found += occurrences(of: schedule, from: first, limit: limit) }
    found.sort { ($0.day, $0.opens ?? 0) < ($1.day, $1.opens ?? 0) }
    return Array(found.prefix(limit))
  }

  /// Whether and when a schedule takes place on a day.
  package func occurrence(of schedule: OfferSchedule, on day: Day) -> Occurrence? {
    guard life.contains(day) else { return nil }
    if let exception = exceptions[schedule.id]?.first(where: { $0.covers(day) }) {
      if exception.closed { return nil }
      return Occurrence(
        day: day, opens: exception.opens ?? schedule.opens,
        closes: exception.opens == nil ? schedule.closes : exception.closes, schedule: schedule.id)
    }
    guard schedule.isRegular(day), !schedule.isFree(day) else { return nil }
    return Occurrence(day: day, opens: schedule.opens, closes: schedule.closes, schedule: schedule.id)
  }

  private func occurrences(of schedule: OfferSchedule, from first: Day, limit: Int) -> [Occurrence] {
    let last = first.adding(days: Self.horizonDays)
    var days: Set<Day> = []
    if let single = schedule.day, single >= first { days.insert(single) }
    for exception in exceptions[schedule.id] ?? [] where !exception.closed {
      days.formUnion(exception.days(within: first...last))
    }
    var found = days.compactMap { occurrence(of: schedule, on: $0) }
    let extra = days
    if let weekday = schedule.weekday {
      var day = max(first, max(schedule.startsOn ?? first, min(life.lowerBound, last)))
      day = day.adding(days: (weekday.number - day.weekday.number + 7) % 7)
      var regular = 0
      while day <= last, regular < limit {
        if !extra.contains(day), let occurrence = occurrence(of: schedule, on: day) {
          found.append(occurrence)
          regular += 1
        }
        day = day.adding(days: 7)
      }
    }
    return found
  }
}

extension OfferSchedule {
  /// Whether the rule itself names the day; exceptions and holidays come after.
  func isRegular(_ day: Day) -> Bool {
    if let single = self.day { return single == day }
    guard let weekday, day.weekday == weekday, startsOn.map({ $0 <= day }) ?? true, endsOn.map({ day <= $0 }) ?? true
    else { return false }
    if let monthWeek { return monthWeek.contains(day) }
    if everyWeeks <= 1 { return true }
    guard let startsOn else { return false }
    return (day.monday.number - startsOn.monday.number) / 7 % Int32(everyWeeks) == 0
  }

  /// Whether the schedule rests on the day because of holidays. A single day was chosen on purpose and never rests.
  func isFree(_ day: Day) -> Bool {
    if self.day != nil { return false }
    if notOnPublicHolidays, PublicHoliday.name(on: day) != nil { return true }
    return notInSchoolHolidays && SchoolHolidays.containing(day) != nil
  }
}

extension ScheduleException {
  /// The last day that it holds for.
  package var until: Day? { lastDay ?? day }

  func covers(_ other: Day) -> Bool {
    guard let day, let until else { return false }
    return day <= other && other <= until
  }

  func days(within range: ClosedRange<Day>) -> [Day] {
    guard let day, let until, day <= until else { return [] }
    let (first, last) = (max(day, range.lowerBound), min(until, range.upperBound))
    guard first <= last else { return [] }
    return (first.number...last.number).map { Day(number: $0) }
  }
}

extension Day {
  /// The first day of its week.
  var monday: Day { adding(days: 1 - weekday.number) }
}

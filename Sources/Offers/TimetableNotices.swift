// SPDX-License-Identifier: EUPL-1.2
package import Kernel

extension Timetable {
  /// How far ahead people are told what is different.
  package static let noticeDays = 60
  private static let noticeLimit = 8

  /// What is not as usual from a day on, soonest first: exceptions, holidays on which dates are left out.
  package func notices(from today: Day) -> [TimetableNotice] {
    let last = today.adding(days: Self.noticeDays)
    var notices: [TimetableNotice] = []
    for schedule in schedules {
      for notice in exceptionNotices(schedule, today...last) + holidayNotices(schedule, today...last)
      where !notices.contains(notice) { notices.append(notice) }
    }
    notices.sort { $0.firstDay < $1.firstDay }
    return Array(notices.prefix(Self.noticeLimit))
  }

  private func exceptionNotices(_ schedule: OfferSchedule, _ days: ClosedRange<Day>) -> [TimetableNotice] {
    exceptions(of: schedule).compactMap { exception in
      guard let first = exception.day, let until = exception.until, first <= until,
        days.overlaps(first...until)
      else { return nil }
      if exception.closed { return .closed(first...until, note: exception.note, exception.id) }
      return .changed(
        first...until, opens: exception.opens, closes: exception.closes, note: exception.note, exception.id)
    }
  }

  private func holidayNotices(_ schedule: OfferSchedule, _ days: ClosedRange<Day>) -> [TimetableNotice] {
    guard let weekday = schedule.weekday else { return [] }
    var notices: [TimetableNotice] = []
    var day = days.lowerBound
    day = day.adding(days: (weekday.number - day.weekday.number + 7) % 7)
    while day <= days.upperBound {
      if schedule.isRegular(day), schedule.isFree(day), occurrence(of: schedule, on: day) == nil,
        let notice = holiday(schedule, day)
      {
        notices.append(notice)
      }
      day = day.adding(days: 7)
    }
    return notices
  }

  private func holiday(_ schedule: OfferSchedule, _ day: Day) -> TimetableNotice? {
    if schedule.notInSchoolHolidays, let holidays = SchoolHolidays.containing(day) { return .schoolHolidays(holidays) }
    return PublicHoliday.name(on: day).map { .publicHoliday(PublicHoliday(day: day, name: $0)) }
  }
}

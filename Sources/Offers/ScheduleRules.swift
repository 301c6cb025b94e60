// SPDX-License-Identifier: EUPL-1.2
package import Kernel

/// What must be true of times beyond their single fields.
package enum ScheduleRules {
  package static func problems(_ schedule: OfferSchedule) -> [Problem] {
    var problems: [Problem] = []
    switch (schedule.weekday, schedule.day) {
    case (nil, nil) where schedule.kind != .appointment:
      problems.append(refusal("no-day", "Es fehlt ein Wochentag oder ein einzelner Tag.", "weekday"))
    case (.some, .some):
      problems.append(refusal("two-days", "Möglich ist ein Wochentag oder ein einzelner Tag, nicht beides.", "day"))
    default: break
    }
    if schedule.weekday == nil, schedule.everyWeeks > 1 {
      problems.append(
        refusal("rhythm-without-weekday", "„Alle … Wochen“ gibt es nur mit einem Wochentag.", "every_weeks"))
    }
    if schedule.monthWeek != nil, schedule.weekday == nil {
      problems.append(
        refusal("month-without-weekday", "„Nur einmal im Monat“ gibt es nur mit einem Wochentag.", "month_week"))
    }
    if schedule.monthWeek != nil, schedule.everyWeeks > 1 {
      problems.append(
        refusal("two-rhythms", "Möglich ist „Alle … Wochen“ oder „Nur einmal im Monat“, nicht beides.", "month_week"))
    }
    if let from = schedule.startsOn, let until = schedule.endsOn, from > until {
      problems.append(
        refusal("days-upside-down", "„Bis“ (\(until.german)) liegt vor „Ab“ (\(from.german)).", "ends_on"))
    }
    return problems + times(schedule.opens, schedule.closes)
  }

  package static func problems(_ exception: ScheduleException) -> [Problem] {
    var problems = times(exception.opens, exception.closes)
    if exception.closed, exception.opens != nil {
      problems.append(refusal("closed-with-times", "Was ausfällt, hat an diesem Tag keine Uhrzeit.", "opens"))
    }
    if let day = exception.day, let last = exception.lastDay, last < day {
      problems.append(
        refusal("days-upside-down", "„Bis“ (\(last.german)) liegt vor dem ersten Tag (\(day.german)).", "last_day"))
    }
    return problems
  }

  private static func times(_ opens: Int?, _ closes: Int?) -> [Problem] {
    guard let closes else { return [] }
    guard let opens else { return [refusal("end-without-start", "Es gibt ein Ende, aber keinen Beginn.", "opens")] }
    if opens < closes { return [] }
    return [refusal("times-upside-down", "Das Ende liegt nicht nach dem Beginn.", "closes")]
  }

  private static func refusal(_ reason: String, _ sentence: String, _ field: String) -> Problem {
    Problem("schedule.\(reason)", .invalid, sentence, field: field)
  }
}

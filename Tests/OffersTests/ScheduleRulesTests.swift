// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Testing

@Suite("Rules of times")
struct ScheduleRulesTests {
  static let cases: [(String, @Sendable (inout OfferSchedule) -> Void)] = [
    ("", { _ in }),
    ("schedule.no-day", { $0.weekday = nil }),
    (
      "",
      {
        $0.weekday = nil; $0.kind = .appointment
      }
    ),
    ("schedule.two-days", { $0.day = Sample.day("2026-12-01") }),
    (
      "",
      {
        $0.weekday = nil; $0.day = Sample.day("2026-12-01")
      }
    ),
    (
      "schedule.rhythm-without-weekday",
      {
        $0.weekday = nil; $0.day = Sample.day("2026-12-01"); $0.everyWeeks = 2
      }
    ),
    ("", { $0.monthWeek = .last }),
    (
      "schedule.month-without-weekday",
      {
        $0.weekday = nil; $0.day = Sample.day("2026-12-01"); $0.monthWeek = .first
      }
    ),
    (
      "schedule.two-rhythms",
      {
        $0.monthWeek = .first; $0.everyWeeks = 2
      }
    ),
    (
      "schedule.times-upside-down",
      {
        $0.opens = 600; $0.closes = 540
      }
    ),
    (
      "schedule.times-upside-down",
      {
        $0.opens = 600; $0.closes = 600
      }
    ),
    ("schedule.end-without-start", { $0.opens = nil }),
    ("", { $0.closes = nil }),
    (
      "schedule.days-upside-down",
      {
        $0.startsOn = Sample.day("2026-12-02"); $0.endsOn = Sample.day("2026-12-01")
      }
    ),
    (
      "",
      {
        $0.startsOn = Sample.day("2026-12-01"); $0.endsOn = Sample.day("2026-12-01")
      }
    ),
  ]

  @Test("Contradictions in times are named", arguments: cases.indices)
  func schedule(_ index: Int) {
    var schedule = Sample.weekly(.tuesday)
    Self.cases[index].1(&schedule)
    #expect(ScheduleRules.problems(schedule).map(\.code) == (Self.cases[index].0.isEmpty ? [] : [Self.cases[index].0]))
  }

  @Test("An exception is closed or has times, and ends after it begins")
  func exceptions() {
    var exception = Sample.exception("2026-12-01", of: Sample.weekly(.tuesday))
    #expect(ScheduleRules.problems(exception).isEmpty)
    exception.opens = 600
    #expect(ScheduleRules.problems(exception).map(\.code) == ["schedule.closed-with-times"])
    exception.closed = false
    #expect(ScheduleRules.problems(exception).isEmpty)
    exception.closes = 500
    #expect(ScheduleRules.problems(exception).map(\.code) == ["schedule.times-upside-down"])
    exception.closes = nil
    exception.lastDay = Sample.day("2026-11-30")
    #expect(ScheduleRules.problems(exception).map(\.code) == ["schedule.days-upside-down"])
  }
}

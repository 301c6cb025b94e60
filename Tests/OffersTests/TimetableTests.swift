// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Testing

@Suite("Next dates of an offer")
struct TimetableTests {
  private func dates(
    _ schedules: [OfferSchedule], _ exceptions: [ScheduleException] = [], from: String, _ limit: Int = 4,
    life: (Day?, Day?) = (nil, nil)
  ) -> [String] {
    Timetable(schedules, exceptions, from: life.0, until: life.1)
      .nextOccurrences(from: Sample.day(from), limit: limit).map(\.day.iso)
  }

  @Test("A weekly time comes every week, today included")
  func weekly() {
    #expect(
      dates([Sample.weekly(.tuesday)], from: "2026-11-24") == ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"])
    #expect(dates([Sample.weekly(.tuesday)], from: "2026-11-25", 1) == ["2026-12-01"])
  }

  @Test("Every other week counts from the week of the first day, whatever its weekday")
  func biweekly() {
    let schedule = Sample.weekly(.tuesday, every: 2, from: "2026-11-05")
    #expect(dates([schedule], from: "2026-11-01", 3) == ["2026-11-17", "2026-12-01", "2026-12-15"])
    let sameWeek = Sample.weekly(.friday, every: 2, from: "2026-11-05")
    #expect(dates([sameWeek], from: "2026-11-01", 2) == ["2026-11-06", "2026-11-20"])
  }

  @Test("A rhythm holds over the turn of the year with its 53rd week")
  func yearTurn() {
    let schedule = Sample.weekly(.wednesday, every: 2, from: "2026-12-16")
    #expect(dates([schedule], from: "2026-12-16", 3) == ["2026-12-16", "2026-12-30", "2027-01-13"])
  }

  @Test("A rhythm without a first day has no dates that could be computed")
  func unanchored() {
    #expect(dates([Sample.weekly(.tuesday, every: 2)], from: "2026-11-24").isEmpty)
  }

  @Test("Once a month: the first, the third, the last; a fifth one is the last too")
  func monthly() {
    var schedule = Sample.weekly(.monday)
    schedule.monthWeek = .first
    #expect(dates([schedule], from: "2026-11-29", 3) == ["2026-12-07", "2027-01-04", "2027-02-01"])
    schedule.monthWeek = .third
    #expect(dates([schedule], from: "2026-12-07", 2) == ["2026-12-21", "2027-01-18"])
    schedule.monthWeek = .last
    #expect(dates([schedule], from: "2026-11-29", 3) == ["2026-11-30", "2026-12-28", "2027-01-25"])
    schedule.monthWeek = .fourth
    #expect(dates([schedule], from: "2026-11-29", 2) == ["2026-12-28", "2027-01-25"])
  }

  @Test("Once a month keeps its first day, its holidays and its exceptions")
  func monthlyBounds() {
    var schedule = Sample.weekly(.friday, from: "2026-12-05", until: "2027-03-31")
    schedule.monthWeek = .first
    #expect(dates([schedule], from: "2026-11-29") == ["2027-02-05", "2027-03-05"], "1 January is a holiday")
    let gone = Sample.exception("2027-02-05", of: schedule)
    #expect(dates([schedule], [gone], from: "2026-11-29") == ["2027-03-05"])
  }

  @Test("First and last day bound a schedule, and the offer bounds them all")
  func bounds() {
    let schedule = Sample.weekly(.tuesday, from: "2026-12-01", until: "2026-12-08")
    #expect(dates([schedule], from: "2026-01-01") == ["2026-12-01", "2026-12-08"])
    #expect(
      dates([schedule], from: "2026-01-01", life: (Sample.day("2026-12-02"), nil)) == ["2026-12-08"])
    #expect(
      dates([schedule], from: "2026-01-01", life: (nil, Sample.day("2026-12-07"))) == ["2026-12-01"])
  }

  @Test("Public holidays are left out, unless the schedule says otherwise")
  func publicHolidays() {
    var schedule = Sample.weekly(.friday)
    #expect(dates([schedule], from: "2026-12-18", 2) == ["2026-12-18", "2027-01-08"])
    schedule.notOnPublicHolidays = false
    #expect(dates([schedule], from: "2026-12-18", 3) == ["2026-12-18", "2026-12-25", "2027-01-01"])
  }

  @Test("School holidays are left out only where the schedule says so")
  func schoolHolidays() {
    var schedule = Sample.weekly(.tuesday)
    #expect(dates([schedule], from: "2026-12-22", 3) == ["2026-12-22", "2026-12-29", "2027-01-05"])
    schedule.notInSchoolHolidays = true
    #expect(dates([schedule], from: "2026-12-22", 3) == ["2026-12-22", "2027-01-12", "2027-01-19"])
  }

  @Test("A single day takes place once, on a holiday too")
  func single() {
    var schedule = OfferSchedule(id: Sample.id(11))
    schedule.day = Sample.day("2026-12-25")
    schedule.opens = 600
    #expect(dates([schedule], from: "2026-11-23") == ["2026-12-25"])
    #expect(dates([schedule], from: "2026-12-26").isEmpty)
  }

  @Test("A closed exception takes days out, over a stretch as well")
  func closed() {
    let schedule = Sample.weekly(.tuesday)
    let exception = Sample.exception("2026-11-30", "2026-12-08", of: schedule)
    #expect(dates([schedule], [exception], from: "2026-11-24", 2) == ["2026-11-24", "2026-12-15"])
  }

  @Test("Other times replace those of the day, also in holidays and on other days")
  func changed() {
    var schedule = Sample.weekly(.tuesday)
    schedule.notInSchoolHolidays = true
    var inHolidays = Sample.exception("2026-12-29", of: schedule)
    inHolidays.closed = false
    inHolidays.opens = 600
    var extra = Sample.exception("2026-12-31", of: schedule)
    extra.closed = false
    let found = Timetable([schedule], [inHolidays, extra]).nextOccurrences(from: Sample.day("2026-12-23"), limit: 3)
    #expect(found.map(\.day.iso) == ["2026-12-29", "2026-12-31", "2027-01-12"])
    #expect(found.map(\.opens) == [600, 540, 540])
    #expect(found.map(\.closes) == [nil, 690, 690])
  }

  @Test("Several schedules are merged by day and time")
  func merged() {
    var early = Sample.weekly(.tuesday, id: 11)
    early.opens = 480
    let found = Timetable([Sample.weekly(.tuesday), early, Sample.weekly(.monday, id: 12)])
      .nextOccurrences(from: Sample.day("2026-11-24"), limit: 3)
    #expect(found.map { "\($0.day.iso) \($0.opens ?? 0)" } == ["2026-11-24 480", "2026-11-24 540", "2026-11-30 540"])
  }

  @Test("After a moment only what has not begun counts, by the clock in Germany")
  func afterMoment() throws {
    let timetable = Timetable([Sample.weekly(.tuesday)])
    let before = try #require(Moment(iso: "2026-11-24T07:59:00Z"))
    let after = try #require(Moment(iso: "2026-11-24T08:00:00Z"))
    #expect(timetable.nextOccurrences(after: before, limit: 1).map(\.day.iso) == ["2026-11-24"])
    #expect(timetable.nextOccurrences(after: after, limit: 1).map(\.day.iso) == ["2026-12-01"])
  }

  @Test("No wish, no schedule and appointments give no dates")
  func nothing() {
    var appointment = OfferSchedule(id: Sample.id(13))
    appointment.kind = .appointment
    #expect(dates([appointment], from: "2026-11-24").isEmpty)
    #expect(dates([], from: "2026-11-24").isEmpty)
    #expect(dates([Sample.weekly(.monday)], from: "2026-11-24", 0).isEmpty)
  }

  @Test("Notices name exceptions and holidays on which dates are left out, once each")
  func notices() {
    var tuesday = Sample.weekly(.tuesday)
    tuesday.notInSchoolHolidays = true
    var friday = Sample.weekly(.friday, id: 11)
    friday.notInSchoolHolidays = true
    let saturday = Sample.weekly(.saturday, id: 12)
    let notices = Timetable([tuesday, friday, saturday], [Sample.exception("2026-12-01", of: tuesday)])
      .notices(from: Sample.day("2026-11-24"))
    #expect(notices.map(\.firstDay.iso) == ["2026-12-01", "2026-12-23", "2026-12-26"])
    guard case .closed = notices[0], case .schoolHolidays = notices[1], case .publicHoliday = notices[2] else {
      Issue.record("other kinds of notices: \(notices)")
      return
    }
  }
}

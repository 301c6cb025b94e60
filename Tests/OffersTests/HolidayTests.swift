// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Testing

@Suite("Holidays in North Rhine-Westphalia")
struct HolidayTests {
  static let easterSundays = [
    "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28",
    "2028-04-16", "2029-04-01", "2030-04-21", "2038-04-25", "2049-04-18", "2076-04-19", "2100-03-28",
  ]

  @Test("Easter Sunday falls on its known days", arguments: easterSundays)
  func easter(_ iso: String) throws {
    let day = try #require(Day(iso: iso))
    #expect(PublicHoliday.easterSunday(of: day.year) == day)
  }

  @Test("Easter is a Sunday from 22 March to 25 April in every year")
  func easterBounds() throws {
    for year in PublicHoliday.years {
      let easter = try #require(PublicHoliday.easterSunday(of: year))
      #expect(easter.weekday == .sunday)
      #expect(easter.iso.dropFirst(5) >= "03-22" && easter.iso.dropFirst(5) <= "04-25")
    }
  }

  @Test("2026 has its eleven holidays")
  func year2026() {
    #expect(
      PublicHoliday.in(year: 2026).map { "\($0.day.iso) \($0.name.german)" } == [
        "2026-01-01 Neujahr", "2026-04-03 Karfreitag", "2026-04-06 Ostermontag", "2026-05-01 Tag der Arbeit",
        "2026-05-14 Christi Himmelfahrt", "2026-05-25 Pfingstmontag", "2026-06-04 Fronleichnam",
        "2026-10-03 Tag der Deutschen Einheit", "2026-11-01 Allerheiligen", "2026-12-25 1. Weihnachtstag",
        "2026-12-26 2. Weihnachtstag",
      ])
  }

  @Test("Every year has eleven, 2017 one more, other centuries none")
  func counts() {
    for year in PublicHoliday.years { #expect(PublicHoliday.in(year: year).count == (year == 2017 ? 12 : 11)) }
    #expect(PublicHoliday.in(year: 1999).isEmpty)
    #expect(PublicHoliday.in(year: 2101).isEmpty)
  }

  @Test("A holiday has a name in each language of the interface, a working day none")
  func names() throws {
    let unity = try #require(Day(iso: "2026-10-03"))
    let name = try #require(PublicHoliday.name(on: unity))
    #expect(name.text(in: .german) == "Tag der Deutschen Einheit")
    #expect(name.text(in: .english) == "Day of German Unity")
    #expect(name.text(in: .arabic) == "يوم الوحدة الألمانية")
    #expect(name.text(in: try #require(Language("tr"))) == name.german)
    #expect(PublicHoliday.name(on: unity.adding(days: 1)) == nil)
    #expect(PublicHoliday.name(on: try #require(Day(iso: "2026-04-05"))) == nil, "Easter Sunday is not in the law")
  }

  @Test("The catalogue of school holidays is whole, in order and without overlap")
  func catalogue() {
    #expect(SchoolHolidays.all.count == 32)
    for (one, next) in zip(SchoolHolidays.all, SchoolHolidays.all.dropFirst()) {
      #expect(one.days.upperBound < next.days.lowerBound)
    }
    for year in 2024...2029 {
      let kinds = SchoolHolidays.all.filter { $0.days.lowerBound.year == year }.map(\.kind)
      #expect(
        kinds
          == (year == 2028
            ? [.easter, .summer, .autumn, .christmas] : [.easter, .whitsun, .summer, .autumn, .christmas]))
    }
  }

  @Test("Summer holidays last six weeks and three days, Easter lies in the Easter holidays")
  func plausible() throws {
    for holidays in SchoolHolidays.all where holidays.kind == .summer {
      #expect(holidays.days.upperBound.number - holidays.days.lowerBound.number == 43)
      #expect(holidays.days.lowerBound.weekday == .monday)
    }
    for holidays in SchoolHolidays.all where holidays.kind == .easter {
      let easter = try #require(PublicHoliday.easterSunday(of: holidays.days.lowerBound.year))
      #expect(holidays.days.contains(easter.adding(days: -2)))
    }
    for holidays in SchoolHolidays.all where holidays.kind == .whitsun {
      let easter = try #require(PublicHoliday.easterSunday(of: holidays.days.lowerBound.year))
      #expect(holidays.days == easter.adding(days: 51)...easter.adding(days: 51))
    }
  }

  static let days: [(String, SchoolHolidays.Kind?)] = [
    ("2026-07-19", nil), ("2026-07-20", .summer), ("2026-09-01", .summer), ("2026-09-02", nil),
    ("2025-01-06", .christmas),
    ("2025-06-10", .whitsun), ("2030-08-06", .summer), ("2030-10-20", nil), ("2023-12-20", nil),
  ]

  @Test("A day lies in holidays from their first to their last day", arguments: days)
  func containing(_ iso: String, _ kind: SchoolHolidays.Kind?) throws {
    #expect(SchoolHolidays.containing(try #require(Day(iso: iso)))?.kind == kind)
  }

  @Test("The catalogue knows where it begins and ends")
  func known() throws {
    let known = try #require(SchoolHolidays.known)
    #expect(known.lowerBound.iso == "2023-12-21")
    #expect(known.upperBound.iso == "2030-08-06")
    #expect(SchoolHolidays.all[0].name.text(in: .german) == "Weihnachtsferien")
  }
}

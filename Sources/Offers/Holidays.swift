// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// The name of a free day or of holidays in the languages of the interface.
package struct HolidayName: Hashable, Sendable {
  package let german: String
  package let english: String
  package let arabic: String

  /// German for languages that have no name of their own.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english
    case .arabic: arabic
    default: german
    }
  }
}

/// A public holiday in North Rhine-Westphalia.
///
/// Source of the rule: § 2 Feiertagsgesetz NW (eleven days a year); the movable ones hang on Easter Sunday. Easter
/// Sunday and Whit Sunday are Sundays anyway and not in the law. In 2017 the 500th Reformation Day was one in
/// addition.
package struct PublicHoliday: Hashable, Sendable {
  package let day: Day
  package let name: HolidayName

  /// The years for which days are computed.
  package static let years = 2000...2100

  /// The holidays of a year in their order; none outside of `years`.
  package static func `in`(year: Int) -> [PublicHoliday] {
    guard years.contains(year), let easter = easterSunday(of: year) else { return [] }
    let fixed = rules.compactMap { rule -> PublicHoliday? in
      guard rule.years.contains(year) else { return nil }
      switch rule.date {
      case .fixed(let month, let day):
        return Day(year: year, month: month, day: day).map { .init(day: $0, name: rule.name) }
      case .afterEaster(let days): return PublicHoliday(day: easter.adding(days: days), name: rule.name)
      }
    }
    return fixed.sorted { $0.day < $1.day }
  }

  /// The name of the holiday on a day; nothing for other days.
  package static func name(on day: Day) -> HolidayName? {
    Self.in(year: day.year).first { $0.day == day }?.name
  }

  /// The Gregorian computus in the form of Meeus, Jones and Butcher (Nature 1876).
  package static func easterSunday(of year: Int) -> Day? {
    let (golden, century, rest) = (year % 19, year / 100, year % 100)
    let moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
    let correction = (golden + 11 * moon + 22 * sunday) / 451
    let number = moon + sunday - 7 * correction + 114
    return Day(year: year, month: number / 31, day: number % 31 + 1)
  }

  private enum Date { case fixed(month: Int, day: Int), afterEaster(Int) }

  private struct Rule {
    let date: Date
    let name: HolidayName
    var years = PublicHoliday.years

    init(
      _ date: Date, _ german: String, _ english: String, _ arabic: String, years: ClosedRange<Int> = PublicHoliday.years
    ) {
      self.date = date
      name = HolidayName(german: german, english: english, arabic: arabic)
      self.years = years
    }
  }

  private static let rules = [
    Rule(.fixed(month: 1, day: 1), "Neujahr", "New Year’s Day", "رأس السنة الميلادية"),
    Rule(.afterEaster(-2), "Karfreitag", "Good Friday", "الجمعة العظيمة"),
    Rule(.afterEaster(1), "Ostermontag", "Easter Monday", "اثنين الفصح"),
    Rule(.fixed(month: 5, day: 1), "Tag der Arbeit", "Labour Day", "عيد العمال"),
    Rule(.afterEaster(39), "Christi Himmelfahrt", "Ascension Day", "عيد الصعود"),
    Rule(.afterEaster(50), "Pfingstmontag", "Whit Monday", "اثنين العنصرة"),
    Rule(.afterEaster(60), "Fronleichnam", "Corpus Christi", "عيد خميس الجسد"),
    Rule(.fixed(month: 10, day: 3), "Tag der Deutschen Einheit", "Day of German Unity", "يوم الوحدة الألمانية"),
    Rule(.fixed(month: 10, day: 31), "Reformationstag", "Reformation Day", "عيد الإصلاح", years: 2017...2017),
    Rule(.fixed(month: 11, day: 1), "Allerheiligen", "All Saints’ Day", "عيد جميع القديسين"),
    Rule(.fixed(month: 12, day: 25), "1. Weihnachtstag", "Christmas Day", "عيد الميلاد"),
    Rule(.fixed(month: 12, day: 26), "2. Weihnachtstag", "Second Day of Christmas", "ثاني أيام عيد الميلاد"),
  ]
}

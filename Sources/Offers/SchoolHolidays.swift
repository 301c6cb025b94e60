// SPDX-License-Identifier: EUPL-1.2

package import Kernel

/// School holidays in North Rhine-Westphalia, first to last day.
///
/// Source: KMK-Ferienregelung, and the Ferienordnung of the Land for the school years up to 2029/30 (RdErl. of 19
/// May 2022). Schools add three or four movable days of their own, which are not in here; in 2028 and 2030 there
/// is no day after Whitsun.
package struct SchoolHolidays: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable { case easter, whitsun, summer, autumn, christmas }

  package let kind: Kind
  package let days: ClosedRange<Day>

  package var name: HolidayName {
    switch kind {
    case .easter: HolidayName(german: "Osterferien", english: "Easter holidays", arabic: "عطلة عيد الفصح")
    case .whitsun: HolidayName(german: "Pfingstferien", english: "Whitsun holidays", arabic: "عطلة عيد العنصرة")
    case .summer: HolidayName(german: "Sommerferien", english: "Summer holidays", arabic: "العطلة الصيفية")
    case .autumn: HolidayName(german: "Herbstferien", english: "Autumn holidays", arabic: "عطلة الخريف")
    case .christmas: HolidayName(german: "Weihnachtsferien", english: "Christmas holidays", arabic: "عطلة عيد الميلاد")
    }
  }

  /// The days for which the catalogue knows whether there is school.
  package static var known: ClosedRange<Day>? {
    guard let first = all.first, let last = all.last else { return nil }
    return first.days.lowerBound...last.days.upperBound
  }

  /// The holidays that a day lies in; nothing for school days and for days outside of `known`.
  package static func containing(_ day: Day) -> SchoolHolidays? { all.first { $0.days.contains(day) } }

  /// All catalogued holidays in their order, from Christmas 2023 to summer 2030.
  package static let all: [SchoolHolidays] = catalogue.split(separator: "\n").compactMap { line in
    let parts = line.split(separator: " ")
    guard parts.count == 3, let kind = Kind(rawValue: String(parts[0])), let first = Day(iso: parts[1]),
      let last = Day(iso: parts[2]), first <= last
    else { return nil }
    return SchoolHolidays(kind: kind, days: first...last)
  }

  private static let catalogue = """
    christmas 2023-12-21 2024-01-05
    easter 2024-03-25 2024-04-06
    whitsun 2024-05-21 2024-05-21
    summer 2024-07-08 2024-08-20
    autumn 2024-10-14 2024-10-26
    christmas 2024-12-23 2025-01-06
    easter 2025-04-14 2025-04-26
    whitsun 2025-06-10 2025-06-10
    summer 2025-07-14 2025-08-26
    autumn 2025-10-13 2025-10-25
    christmas 2025-12-22 2026-01-06
    easter 2026-03-30 2026-04-11
    whitsun 2026-05-26 2026-05-26
    summer 2026-07-20 2026-09-01
    autumn 2026-10-17 2026-10-31
    christmas 2026-12-23 2027-01-06
    easter 2027-03-22 2027-04-03
    whitsun 2027-05-18 2027-05-18
    summer 2027-07-19 2027-08-31
    autumn 2027-10-23 2027-11-06
    christmas 2027-12-24 2028-01-08
    easter 2028-04-10 2028-04-22
    summer 2028-07-10 2028-08-22
    autumn 2028-10-23 2028-11-04
    christmas 2028-12-21 2029-01-05
    easter 2029-03-26 2029-04-07
    whitsun 2029-05-22 2029-05-22
    summer 2029-07-02 2029-08-14
    autumn 2029-10-15 2029-10-27
    christmas 2029-12-20 2030-01-04
    easter 2030-04-15 2030-04-27
    summer 2030-06-24 2030-08-06
    """
}

// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Storage

/// When personal data are due; worked dates stand in `Documentation/Algorithms/Retention.md`.
enum RetentionRules {
  /// 02:30 in Germany.
  static let minutes = 150
  /// Records that one transaction erases: locks are short, and a kill loses little.
  static let batch = 100

  /// Records whose days began before this moment are due: `days` whole German days have passed since.
  static func cutoff(days: Int, on today: Day) -> Moment { start(of: today.adding(days: -days)) }

  /// The same day some years ago; on 29 February the 28th.
  static func anniversary(_ today: Day, yearsAgo years: Int) -> Moment {
    let (year, month, number) = today.components
    let day = Day(year: year - years, month: month, day: number) ?? Day(year: year - years, month: month, day: 28)
    return start(of: day ?? today)
  }

  /// Midnight by the clock in Germany; the clocks change after it, so the offset of the day's first hour counts.
  static func start(of day: Day) -> Moment {
    let midnight = Moment(day)
    return midnight.adding(seconds: -60 * midnight.berlinOffsetMinutes)
  }
}

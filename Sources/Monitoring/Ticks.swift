// SPDX-License-Identifier: EUPL-1.2

/// The clock that only runs forward, for how long things take; a jump of the machine's time does not touch it.
package struct Ticks: Sendable, Comparable {
  private let instant: ContinuousClock.Instant

  package static var now: Ticks { Ticks(instant: ContinuousClock.now) }

  package var secondsAgo: Double { (ContinuousClock.now - instant) / .seconds(1) }

  package static func < (one: Ticks, other: Ticks) -> Bool { one.instant < other.instant }
}

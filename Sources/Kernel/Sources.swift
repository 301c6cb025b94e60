// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Synchronization

/// Where the present moment comes from; the only place that asks the clock.
package struct TimeSource: Sendable {
  package let now: @Sendable () -> Moment

  package init(_ now: @escaping @Sendable () -> Moment) { self.now = now }

  /// The machine's clock.
  package static let system = TimeSource {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
  }

  /// A clock that stands still, for tests and for reproducible demo data.
  package static func fixed(_ moment: Moment) -> TimeSource { TimeSource { moment } }

  /// Today in Germany.
  package var today: Day { now().berlin.day }
}

/// Where new ids come from.
package struct IDSource: Sendable {
  private let next: @Sendable () -> Identifier

  package init(_ next: @escaping @Sendable () -> Identifier) { self.next = next }

  /// UUIDv7: 48 bits of the time in milliseconds, a counter of 12 bits that starts anew somewhere low with each millisecond
  /// (RFC 9562, 6.2, method 1), 62 random bits; so a process's ids rise in the order in which they were made.
  package static func system(_ time: TimeSource) -> IDSource {
    let state = Mutex((time: Int64.min, count: UInt64(0)))
    return IDSource {
      var random = SystemRandomNumberGenerator()
      let (first, second) = (random.next(), random.next())
      let now = time.now().milliseconds
      let (moment, count) = state.withLock { state -> (Int64, UInt64) in
        if now > state.time {
          state = (now, first & 0x3FF)
        } else if state.count < 0xFFF {
          state.count += 1
        } else {
          state = (state.time + 1, first & 0x3FF)
        }
        return state
      }
      return version7(at: Moment(milliseconds: moment), random: count, second)
    }
  }

  package static func version7(at moment: Moment, random first: UInt64, _ second: UInt64) -> Identifier {
    let time = UInt64(truncatingIfNeeded: moment.milliseconds) & 0xFFFF_FFFF_FFFF
    return Identifier(
      high: time << 16 | 0x7000 | (first & 0x0FFF),
      low: 0x8000_0000_0000_0000 | (second & 0x3FFF_FFFF_FFFF_FFFF))
  }

  package func make<Subject>(_ subject: Subject.Type = Subject.self) -> RecordID<Subject> { RecordID(next()) }
}

/// Numbers that look random and repeat exactly for the same seed (SplitMix64), for demo data and property tests.
package struct SeededNumbers: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Offers
import Organisations

/// Ids and days for tests of pure rules.
enum Sample {
  static func id<R>(_ number: UInt64, _ type: R.Type = R.self) -> RecordID<R> {
    RecordID(Identifier(high: 7, low: number))
  }

  /// - Throws: nothing; a day that does not exist stops the test at once.
  static func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("no such day: \(iso)") }
    return day
  }

  /// Complete enough to be published.
  static var offer: Offer {
    var offer = Offer(id: id(1))
    offer.title = "Sprachkurs mit Kinderbetreuung"
    offer.summary = "Deutsch von Anfang an, am Vormittag."
    offer.organisation = id(2)
    offer.fields = ["HF-SP"]
    return offer
  }

  static func weekly(
    _ weekday: Weekday, every weeks: Int = 1, from: String? = nil, until: String? = nil, id number: UInt64 = 10
  ) -> OfferSchedule {
    var schedule = OfferSchedule(id: id(number))
    schedule.weekday = weekday
    schedule.everyWeeks = weeks
    schedule.startsOn = from.map(day)
    schedule.endsOn = until.map(day)
    schedule.opens = 540
    schedule.closes = 690
    return schedule
  }

  static func exception(_ first: String, _ last: String? = nil, of schedule: OfferSchedule) -> ScheduleException {
    var exception = ScheduleException(id: id(100))
    exception.schedule = schedule.id
    exception.day = day(first)
    exception.lastDay = last.map(day)
    return exception
  }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Offers
internal import Records

/// A time of an offer as a schedule of HSDS (parts of an RRULE, RFC 5545).
///
/// What HSDS cannot say (holidays, single days on which nothing happens) stands in words in `notes`; weekly times pause on
/// public holidays unless the words say otherwise.
struct FeedCalendar: Sendable {
  /// What `opens_at` and `closes_at` look like.
  static let timePattern = "^([01][0-9]|2[0-3]):[0-5][0-9][+]0[12]:00$"
  static let dayNames = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

  private let today: Day
  private let offset: String

  init(today: Day) {
    self.today = today
    offset = Self.offset(on: today)
  }

  /// The times of a day carry the offset from UTC, as the number `timezone` knows no summer time.
  private static func offset(on day: Day) -> String {
    Moment(day).adding(seconds: 43_200).berlinOffsetMinutes == 120 ? "+02:00" : "+01:00"
  }

  func write(_ schedule: FeedTime, of service: FeedOffer, _ json: inout JSONWriter) {
    json.object { json in
      json.field("id", schedule.id)
      json.field("service_id", service.key)
      json.field("service_at_location_id", ifPresent: schedule.link)
      if let weekday = schedule.weekday {
        weekly(schedule, weekday, service, &json)
      } else if let day = schedule.day {
        single(day, &json)
      }
      let offset = schedule.day.map(Self.offset) ?? offset
      if let opens = schedule.opens { json.field("opens_at", Self.clock(opens) + offset) }
      if let closes = schedule.closes { json.field("closes_at", Self.clock(closes % 1440) + offset) }
      let isOpen = schedule.weekday == nil && schedule.day == nil
      let note = schedule.note.isEmpty && isOpen ? ScheduleKind.appointment.label : schedule.note
      json.field("description", ifPresent: note.isEmpty ? nil : note)
      json.field("notes", ifPresent: notes(schedule))
      kind(schedule, &json)
    }
  }

  private func weekly(
    _ schedule: FeedTime, _ weekday: Weekday, _ service: FeedOffer, _ json: inout JSONWriter
  ) {
    let day = Self.dayNames[weekday.number - 1]
    json.field("freq", schedule.monthWeek == nil ? "WEEKLY" : "MONTHLY")
    json.field("interval", schedule.everyWeeks)
    json.field("byday", schedule.monthWeek.map { "\($0.ordinal)\(day)" } ?? day)
    let first = [schedule.startsOn, service.startsOn].compactMap(\.self).max()
    let last = [schedule.endsOn, service.endsOn].compactMap(\.self).min()
    if schedule.everyWeeks > 1, let start = schedule.startsOn {
      json.field("dtstart", Self.anchor(start, weekday, every: schedule.everyWeeks).iso)
    }
    json.field("valid_from", ifPresent: first?.iso)
    if let last {
      json.field("valid_to", last.iso)
      json.field("until", last.iso)
    }
  }

  private func single(_ day: Day, _ json: inout JSONWriter) {
    json.field("dtstart", day.iso)
    json.field("until", day.iso)
    json.field("valid_from", day.iso)
    json.field("valid_to", day.iso)
  }

  /// The first date of a rhythm: its weeks are counted from the week of the first day.
  static func anchor(_ start: Day, _ weekday: Weekday, every weeks: Int) -> Day {
    let ahead = weekday.number - start.weekday.number
    return start.adding(days: ahead >= 0 ? ahead : ahead + 7 * weeks)
  }

  private func notes(_ schedule: FeedTime) -> String? {
    var words: [String] = []
    if schedule.notInSchoolHolidays { words.append("Nicht in den Schulferien in NRW.") }
    if !schedule.notOnPublicHolidays, schedule.weekday != nil { words.append("Auch an gesetzlichen Feiertagen.") }
    for exception in schedule.exceptions where exception.last >= today {
      let days =
        exception.first == exception.last
        ? exception.first.german : "\(exception.first.german) bis \(exception.last.german)"
      switch (exception.isClosed, exception.opens) {
      case (true, _): words.append("Fällt aus: \(days).")
      case (false, let opens?):
        let end = exception.closes.map { "–\(Self.clock($0))" } ?? ""
        words.append("Geändert: \(days), \(Self.clock(opens))\(end) Uhr.")
      case (false, nil): words.append("Findet statt: \(days).")
      }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  /// The kind of time (course, consultation …) has no field of its own.
  private func kind(_ schedule: FeedTime, _ json: inout JSONWriter) {
    json.name("attributes")
    json.array { json in
      json.object { json in
        json.field("id", schedule.id.identifier.part(.scheduleKind))
        json.field("link_id", schedule.id)
        json.field("link_entity", "schedule")
        json.field("label", "Art der Zeit")
        json.field("value", schedule.kind.label)
      }
    }
  }

  static func clock(_ minutes: Int) -> String {
    String(unsafeUninitializedCapacity: 5) { buffer in
      let digits = [minutes / 600, minutes / 60 % 10, -1, minutes % 60 / 10, minutes % 10]
      for (index, digit) in digits.enumerated() {
        buffer[index] = digit < 0 ? UInt8(ascii: ":") : 48 + UInt8(truncatingIfNeeded: digit)
      }
      return 5
    }
  }
}

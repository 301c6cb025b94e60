// SPDX-License-Identifier: EUPL-1.2
package import Kernel
package import Records

/// A rule for when an offer takes place: a weekday every so many weeks or once a month, or a single day.
package struct OfferSchedule: Record, Equatable {
  package let id: RecordID<OfferSchedule>
  package var offer: RecordID<Offer>?
  /// Nothing when it holds for all places of the offer.
  package var offerPlace: RecordID<OfferPlace>?
  package var kind = ScheduleKind.course
  package var weekday: Weekday?
  /// Instead of a weekday.
  package var day: Day?
  /// Minutes since midnight, German time; nothing means: ask.
  package var opens: Int?
  package var closes: Int?
  /// Every nth week, counted from the week of `startsOn`.
  package var everyWeeks = 1
  /// Only this one of the month, such as the first Monday; nothing means each.
  package var monthWeek: MonthWeek?
  package var startsOn: Day?
  package var endsOn: Day?
  package var notInSchoolHolidays = false
  package var notOnPublicHolidays = true
  package var note = ""

  package init(id: RecordID<OfferSchedule>) { self.id = id }

  package static let descriptor = RecordDescriptor<OfferSchedule>(
    "offer_schedule", (one: "Zeit eines Angebots", many: "Zeiten von Angeboten"),
    fields: [
      .reference("offer", \.offer, "Angebot", to: "offer", .required, .listed),
      .reference("offer_place", \.offerPlace, "Ort", to: "offer_place"),
      .choice("kind", \.kind, "Art", .listed),
      .choice("weekday", \.weekday, "Wochentag", .listed),
      .day("day", \.day, "Einzelner Tag", .listed),
      .time("opens", \.opens, "Beginn", .listed),
      .time("closes", \.closes, "Ende", .listed),
      .integer("every_weeks", \.everyWeeks, "Alle … Wochen", in: 1...52),
      .choice("month_week", \.monthWeek, "Nur einmal im Monat"),
      .day("starts_on", \.startsOn, "Ab"),
      .day("ends_on", \.endsOn, "Bis"),
      .flag("not_in_school_holidays", \.notInSchoolHolidays, "Nicht in den Schulferien"),
      .flag("not_on_public_holidays", \.notOnPublicHolidays, "Nicht an Feiertagen"),
      .text("note", \.note, "Hinweis", limit: 300, .translated),
    ])
}

/// One day or some days on which a schedule does not hold, or holds with other times (F22).
package struct ScheduleException: Record, Equatable {
  package let id: RecordID<ScheduleException>
  package var schedule: RecordID<OfferSchedule>?
  package var day: Day?
  /// Where it holds for several days: the last of them.
  package var lastDay: Day?
  package var closed = true
  /// Other times of that day; nothing keeps those of the schedule.
  package var opens: Int?
  package var closes: Int?
  package var note = ""

  package init(id: RecordID<ScheduleException>) { self.id = id }

  package static let descriptor = RecordDescriptor<ScheduleException>(
    "schedule_exception", (one: "Ausnahme einer Zeit", many: "Ausnahmen von Zeiten"),
    fields: [
      .reference("schedule", \.schedule, "Zeit", to: "offer_schedule", .required),
      .day("day", \.day, "Tag", .required, .listed),
      .day("last_day", \.lastDay, "Bis einschließlich", .listed),
      .flag("closed", \.closed, "Fällt aus", .listed),
      .time("opens", \.opens, "Beginn"),
      .time("closes", \.closes, "Ende"),
      .text("note", \.note, "Hinweis", limit: 300, .translated),
    ])
}

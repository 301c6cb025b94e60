// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Organisations
internal import Records
internal import Storage
internal import Web

/// When an offer takes place: its times, the next dates, what is different.
struct OfferTimes {
  let content: OfferPageContent
  let view: View

  private var detail: OfferDetail { content.detail }
  private var showsPlaces: Bool { detail.places.count > 1 }

  var html: HTML {
    if detail.schedules.isEmpty { return HTML() }
    return """
      <section><h2 id="zeiten">\(view[OfferText.times])</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="zeiten"><table><thead><tr>\
      <th scope="col">\(view[OfferText.timesDay])</th><th scope="col">\(view[OfferText.timesTime])</th>\
      \(if: showsPlaces, "<th scope=\"col\">\(view[OfferText.timesPlace])</th>")</tr></thead>
      <tbody>\(each: ordered, row)</tbody></table></div>
      \(nextDates)\(notices)</section>

      """
  }

  /// By weekday and time; single days after the weekly ones, appointments last.
  private var ordered: [OfferSchedule] {
    detail.schedules.sorted { one, other in sortKey(one) < sortKey(other) }
  }

  private func sortKey(_ schedule: OfferSchedule) -> (Int, Int, Int) {
    let day = schedule.weekday.map { $0.number } ?? schedule.day.map { 10 + Int($0.number) } ?? .max
    return (schedule.kind == .appointment ? 1 : 0, day, schedule.opens ?? 0)
  }

  private func row(_ schedule: OfferSchedule) -> HTML {
    let note = Localized(schedule.note, "note", content.scheduleNotes[schedule.id], view.language)
    return """
      <tr><th scope="row">\(day(schedule))</th><td>\(clock(schedule.opens, schedule.closes) ?? unknownTime(schedule))\
      \(if: !note.isEmpty, "<br><small>\(note, on: view)</small>")\
      \(if: schedule.notInSchoolHolidays && schedule.weekday != nil, "<br><small>\(view[OfferText.notInHolidays])</small>")</td>\
      \(if: showsPlaces, "<td><bdi>\(place(schedule))</bdi></td>")</tr>
      """
  }

  private func day(_ schedule: OfferSchedule) -> HTML {
    var text: HTML =
      if let weekday = schedule.weekday {
        "\(weekdayWords(weekday, schedule.monthWeek))"
      } else if let day = schedule.day {
        "\(view.weekday(day.weekday)), \(view.day(day))"
      } else { "\(view[OfferText.appointment])" }
    if schedule.everyWeeks > 1 {
      text += "<br><small>\(view(OfferText.everyWeeks, ["n": String(schedule.everyWeeks)]))</small>"
    }
    switch schedule.kind {
    case .consultation: text += "<br><small>\(view[OfferText.consultation])</small>"
    case .opening: text += "<br><small>\(view[OfferText.opening])</small>"
    case .course, .appointment: break
    }
    return text
  }

  private func weekdayWords(_ weekday: Weekday, _ week: MonthWeek?) -> String {
    let name = view.weekday(weekday)
    let key: OfferText
    switch week {
    case nil: return name
    case .first: key = .monthFirst
    case .second: key = .monthSecond
    case .third: key = .monthThird
    case .fourth: key = .monthFourth
    case .last: key = .monthLast
    }
    return view(key, ["weekday": name])
  }

  private func place(_ schedule: OfferSchedule) -> String {
    let name = { (place: (link: OfferPlace, place: Place)) in place.place.name }
    guard let id = schedule.offerPlace else { return detail.places.map(name).joined(separator: ", ") }
    return detail.places.first { $0.link.id == id }.map(name) ?? ""
  }

  private func unknownTime(_ schedule: OfferSchedule) -> String {
    schedule.kind == .appointment ? "–" : view[OfferText.askTime]
  }

  private func clock(_ opens: Int?, _ closes: Int?) -> String? {
    guard let opens else { return nil }
    guard let closes else { return view(OfferText.clockFrom, ["from": view.time(opens)]) }
    return view(OfferText.clockRange, ["from": view.time(opens), "to": view.time(closes)])
  }

  private var nextDates: HTML {
    let dates = detail.timetable.nextOccurrences(from: view.today, limit: 3)
    guard let next = dates.first else { return HTML() }
    let others = dates.dropFirst()
    return """
      <p>\(view[OfferText.nextDate]) <b>\(date(next))</b>\(if: !others.isEmpty, """
        <br><small>\(view[OfferText.then]) \(each: others.enumerated(), { "\(if: $0.offset > 0, "; ")\(date($0.element))" })</small>
        """)</p>

      """
  }

  private func date(_ occurrence: Occurrence) -> HTML {
    let day = "\(view.weekday(occurrence.day.weekday)), \(view.day(occurrence.day))"
    guard let opens = occurrence.opens else { return "<time datetime=\"\(occurrence.day.iso)\">\(day)</time>" }
    let time = view(OfferText.clockAt, ["time": view.time(opens)])
    return "<time datetime=\"\(occurrence.day.iso)T\(view.time(opens))\">\(day), \(time)</time>"
  }

  private var notices: HTML {
    let notices = detail.timetable.notices(from: view.today)
    if notices.isEmpty { return HTML() }
    return """
      <div class="note warn">\(Icon.day.html)<h3>\(view[OfferText.different])</h3>\
      <ul>\(each: notices, { "<li>\(text($0))</li>" })</ul></div>
      """
  }

  private func text(_ notice: TimetableNotice) -> HTML {
    switch notice {
    case .closed(let days, let note, let id):
      return "\(sentence(days, .closedOn, .closedRange))\(self.note(note, id))"
    case .changed(let days, let opens, let closes, let note, let id):
      let time = clock(opens, closes) ?? view[OfferText.otherTimes]
      return "\(sentence(days, .changedOn, .changedRange, time: time))\(self.note(note, id))"
    case .schoolHolidays(let holidays):
      return
        "\(sentence(holidays.days, .schoolHolidays, .schoolHolidays, name: holidays.name.text(in: view.language)))"
    case .publicHoliday(let holiday):
      return
        "\(sentence(holiday.day...holiday.day, .publicHoliday, .publicHoliday, name: holiday.name.text(in: view.language)))"
    }
  }

  private func note(_ german: String, _ id: RecordID<ScheduleException>) -> HTML {
    if german.isEmpty { return HTML() }
    return " \(Localized(german, "note", content.exceptionNotes[id], view.language), on: view)"
  }

  private func sentence(
    _ days: ClosedRange<Day>, _ single: OfferText, _ several: OfferText, name: String = "", time: String = ""
  ) -> String {
    let isSingle = days.lowerBound == days.upperBound
    return view(
      isSingle ? single : several,
      [
        "day": "\(view.weekday(days.lowerBound.weekday)), \(view.day(days.lowerBound))",
        "from": view.day(days.lowerBound), "to": view.day(days.upperBound), "name": name, "time": time,
      ])
  }
}

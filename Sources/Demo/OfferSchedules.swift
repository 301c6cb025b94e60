// SPDX-License-Identifier: EUPL-1.2

/// Writes believable times: who meets in the morning, who in the evening, what pauses in the holidays.
struct OfferSchedules: Sendable {
  let today: DemoDay

  /// Courses and groups keep a weekly rhythm; open meetings may be rarer.
  func schedules(
    _ template: OfferTemplate, place: Int, until: DemoDay?, _ draw: inout Draw
  ) -> [DemoSchedule] {
    var schedules = schedules(template.pattern, place: place, until: until, &draw)
    if ["kurs", "gruppe", "fortbildung"].contains(template.form) {
      for position in schedules.indices {
        schedules[position].everyWeeks = 1
        schedules[position].monthWeek = nil
      }
    }
    return schedules
  }

  private func schedules(
    _ pattern: String, place: Int, until: DemoDay?, _ draw: inout Draw
  ) -> [DemoSchedule] {
    switch pattern {
    case "vormittag": [weekly(place, days(1, [1, 2, 3, 4, 5], &draw), 510...600, [90, 120, 150], until, &draw)]
    case "nachmittag":
      [weekly(place, days(draw.chance(25) ? 2 : 1, [1, 2, 3, 4, 5], &draw), 840...960, [60, 90, 120], until, &draw)]
    case "abend": [weekly(place, days(1, [1, 2, 3, 4], &draw), 1_020...1_140, [90, 120], until, &draw)]
    case "wochenende":
      [weekly(place, [draw.chance(70) ? 6 : 7], 600...840, [120, 180, 240], until, &draw)]
    case "intensiv-vormittag":
      [weekly(place, days(draw.number(in: 2...4), [1, 2, 3, 4, 5], &draw), 510...555, [180, 210, 225], until, &draw)]
    case "vormittags-taeglich": [weekly(place, [1, 2, 3, 4, 5], 480...495, [270, 300], until, &draw)]
    case "offen":
      [weekly(place, days(draw.number(in: 3...5), [1, 2, 3, 4, 5, 6], &draw), 840...960, [240, 300], until, &draw)]
    case "sprechstunde": consultation(place, until, &draw)
    case "einmalig": [single(place, days: 1, spacing: 0, 60...150, &draw)]
    case "einzeltage": [single(place, days: draw.number(in: 2...5), spacing: 28, 120...360, &draw)]
    case "block": [single(place, days: draw.number(in: 3...8), spacing: 1, 300...360, &draw)]
    case "ferien": [single(place, days: 5, spacing: 1, 300...420, first: summer(&draw), &draw)]
    default: [appointment(place, until)]
    }
  }

  private func days(_ count: Int, _ choice: [Int], _ draw: inout Draw) -> [Int] {
    draw.sample(choice, count).sorted()
  }

  private func weekly(
    _ place: Int, _ weekdays: [Int], _ starts: ClosedRange<Int>, _ lengths: [Int], _ until: DemoDay?,
    _ draw: inout Draw
  ) -> DemoSchedule {
    let start = draw.number(in: starts.lowerBound / 15...starts.upperBound / 15) * 15
    let rhythm = weekdays.count > 1 || draw.chance(78) ? 1 : draw.chance(60) ? 2 : 4
    let from = (today + draw.number(in: -300...30)).next(weekday: weekdays.first ?? 1)
    return DemoSchedule(
      kind: .weekly, place: place, weekdays: weekdays, start: start, end: start + (draw.pick(lengths) ?? 90),
      everyWeeks: rhythm == 4 ? 1 : rhythm, monthWeek: rhythm == 4 ? [1, 2, 3, 4, -1][start / 15 % 5] : nil,
      from: draw.chance(70) ? from : nil, until: until, days: [],
      closedInSchoolHolidays: draw.chance(70), closedOnPublicHolidays: true, exceptions: exceptions(&draw),
      note: "")
  }

  private func consultation(_ place: Int, _ until: DemoDay?, _ draw: inout Draw) -> [DemoSchedule] {
    var schedules: [DemoSchedule] = []
    for weekday in days(draw.number(in: 1...3), [1, 2, 3, 4, 5], &draw) {
      let start = draw.chance(60) ? draw.number(in: 32...40) * 15 : draw.number(in: 54...60) * 15
      schedules.append(
        DemoSchedule(
          kind: .weekly, place: place, weekdays: [weekday], start: start,
          end: start + (draw.pick([90, 120, 180]) ?? 120), everyWeeks: 1, from: nil, until: until, days: [],
          closedInSchoolHolidays: false, closedOnPublicHolidays: true, exceptions: exceptions(&draw),
          note: draw.chance(25) ? "Sprachmittlung bitte vorher anfragen." : ""))
    }
    return schedules
  }

  private func single(
    _ place: Int, days count: Int, spacing: Int, _ lengths: ClosedRange<Int>, first: DemoDay? = nil,
    _ draw: inout Draw
  ) -> DemoSchedule {
    let start = draw.number(in: count == 1 ? 60...76 : spacing == 1 ? 34...40 : 34...44) * 15
    var day = first ?? today + draw.number(in: 7...160)
    var dates: [DemoDay] = []
    for _ in 0..<count {
      if day.weekday > 5 { day = day.next(weekday: 1) }
      dates.append(day)
      day = day + max(spacing, 1)
    }
    return DemoSchedule(
      kind: .dates, place: place, weekdays: [], start: start,
      end: start + draw.number(in: lengths.lowerBound / 15...lengths.upperBound / 15) * 15, everyWeeks: 1,
      from: dates.first, until: dates.last, days: dates, closedInSchoolHolidays: false,
      closedOnPublicHolidays: false, exceptions: [], note: "")
  }

  /// A Monday within the summer holidays of North Rhine-Westphalia in every year from 2024 to 2030.
  private func summer(_ draw: inout Draw) -> DemoDay {
    let july = DemoDay(year: today.year, month: 7, day: 20)
    let next = july > today ? july : DemoDay(year: today.year + 1, month: 7, day: 20)
    return next.next(weekday: 1) + 7 * draw.below(2)
  }

  private func appointment(_ place: Int, _ until: DemoDay?) -> DemoSchedule {
    DemoSchedule(
      kind: .appointment, place: place, weekdays: [], start: 0, end: 0, everyWeeks: 1, from: nil, until: until,
      days: [], closedInSchoolHolidays: false, closedOnPublicHolidays: false, exceptions: [], note: "Nach Absprache.")
  }

  private func exceptions(_ draw: inout Draw) -> [DemoException] {
    guard draw.chance(8) else { return [] }
    let from = today + draw.number(in: 5...90)
    let reasons = [
      "Umbau der Räume", "Betriebsausflug", "Vertretung fällt aus", "Fortbildung des Teams", "Sommerpause",
    ]
    return [
      DemoException(from: from, until: from + draw.number(in: 0...14), reason: draw.pick(reasons) ?? "Geschlossen")
    ]
  }
}

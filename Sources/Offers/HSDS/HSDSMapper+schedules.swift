// SPDX-License-Identifier: EUPL-1.2
internal import Kernel
internal import Records

extension HSDSMapper {
  /// Our schedules for a delivered one, with the keys under which they are found again, and what did not fit.
  ///
  /// - Parameter owner: the id of the service or pair that it belongs to, as one schedule may hold for several.
  mutating func mapSchedule(
    _ index: Int, of offer: RecordID<Offer>, owner: String, at offerPlace: RecordID<OfferPlace>?
  ) -> (schedules: [(key: String, record: OfferSchedule)], rest: [HSDSRemark]) {
    let item = package.items[index]
    let recurrence = HSDSRecurrence(item)
    let clock = clock(index)
    var notes = ["description", "notes", "attending_type"].compactMap { remark(index, $0, "") }
    if let link = remark(index, "schedule_link", "Termine") { notes.append(link) }
    var dates = recurrence.dates
    if clock.closes != nil, clock.opens == nil { dates = .words }
    if let opens = clock.opens, let closes = clock.closes, opens >= closes { dates = .words }
    if dates.isWords, let words = words(of: index, label: "") { notes.insert(words, at: 0) }
    package.use(index, "id")
    var blank = OfferSchedule(id: RecordID(Identifier(high: 0, low: 0)))
    blank.kind = dates.isWords ? .appointment : .opening
    blank.offer = offer
    blank.offerPlace = offerPlace
    let joined = HSDSProse.join(
      notes.map { HSDSRemark(label: $0.label, text: HSDSProse.line($0.text), place: $0.place) }, " · ", limit: 300)
    blank.note = joined.text
    if !dates.isWords {
      (blank.opens, blank.closes) = (clock.opens, clock.closes)
      for name in recurrence.coveredFields { package.use(index, name) }
    }
    let rest = joined.rest.map { HSDSRemark(label: "Zeiten", text: $0.line, place: $0.place) }
    if blank.note.isEmpty, dates.isWords { return ([], rest) }
    var schedules: [(key: String, record: OfferSchedule)] = []
    for (key, record) in Self.records(blank, dates) {
      let key = "\(owner)/\(item.id)/\(key)"
      var schedule = OfferSchedule(id: shelves.schedules.partID(key, transaction))
      for field in OfferSchedule.descriptor.fields { try? field.place(field.read(record), in: &schedule) }
      let problems = ScheduleRules.problems(schedule)
      for problem in problems { package.refuse(index, item.place, "schedule", problem.sentence) }
      if problems.isEmpty, isFine(schedule, index) { schedules.append((key, schedule)) }
    }
    return (schedules, rest)
  }

  private static func records(
    _ blank: OfferSchedule, _ dates: HSDSRecurrence.Dates
  ) -> [(key: String, record: OfferSchedule)] {
    var record = blank
    switch dates {
    case .words: return [("text", record)]
    case .days(let days):
      return days.map { day in
        record.day = day
        return (day.iso, record)
      }
    case .monthly(let parts, let from, let until):
      record.startsOn = from
      record.endsOn = until
      return parts.map { week, weekday in
        record.monthWeek = week
        record.weekday = weekday
        return ("\(weekday.rawValue)-\(week.rawValue)", record)
      }
    case .weekly(let weekdays, let every, let from, let until):
      record.everyWeeks = every
      record.startsOn = from
      record.endsOn = until
      return weekdays.map { weekday in
        record.weekday = weekday
        return (weekday.rawValue, record)
      }
    }
  }

  // MARK: Times of day

  private mutating func clock(_ index: Int) -> (opens: Int?, closes: Int?) {
    let opens = minutes(index, "opens_at")
    let closes = minutes(index, "closes_at")
    if let zone = package.items[index].number("timezone") {
      if zone == 1 || zone == 2 {
        package.use(index, "timezone")
      } else {
        package.release(index, "timezone", "die Uhrzeiten stehen so da, wie sie geliefert wurden")
      }
    }
    return (opens, closes == 0 ? 1440 : closes)
  }

  /// German time; times with the offset of another zone are put into ours.
  private mutating func minutes(_ index: Int, _ name: String) -> Int? {
    let item = package.items[index]
    guard let time = item[name].flatMap(HSDSRules.time) else { return nil }
    let place = item.place(name)
    package.use(index, name)
    if time.seconds != 0 { package.ledger.add(place, "Sekunden gibt es in unseren Uhrzeiten nicht") }
    guard let offset = time.offset, offset != 60, offset != 120 else { return time.minutes }
    let day = item.day("dtstart") ?? item.day("valid_from")
    let ours = day.map { Moment($0).adding(seconds: 43_200).berlinOffsetMinutes } ?? 60
    let minutes = time.minutes - offset + ours
    guard (0...1440).contains(minutes) else {
      package.release(index, name, "die Uhrzeit fällt in unserer Zeitzone auf einen anderen Tag")
      return nil
    }
    package.ledger.notice(place, "Die Uhrzeit war in einer anderen Zeitzone angegeben und wurde umgerechnet.")
    return minutes
  }

  // MARK: Words

  /// A schedule as a German phrase, for what no calendar can show.
  mutating func words(of index: Int, label: String) -> HSDSRemark? {
    let item = package.items[index]
    var words = [byday(item), times(item), rhythm(item), span(item)].filter { !$0.isEmpty }
    for (name, text) in Self.rules where item[name] != nil { words.append("\(text) \(item[name] ?? "")") }
    if let count = item["count"] { words.append("\(count)-mal") }
    package.use(
      index, "opens_at", "closes_at", "freq", "interval", "byday", "dtstart", "until", "valid_from", "valid_to",
      "byweekno", "bymonthday", "byyearday", "count")
    if !label.isEmpty {
      package.use(index, "description", "notes", "attending_type", "schedule_link")
      let texts = ["description", "notes", "attending_type", "schedule_link"].compactMap { item[$0] }
      words += texts.map { HSDSProse.line(HSDSProse.plain($0)) }
    }
    if words.isEmpty { return nil }
    return HSDSRemark(label: label, text: words.joined(separator: ", "), place: item.place)
  }

  private static let rules = [
    ("byweekno", "nur in den Kalenderwochen"), ("bymonthday", "an den Monatstagen"),
    ("byyearday", "an den Tagen des Jahres"),
  ]

  private func byday(_ item: HSDSItem) -> String {
    let parts = item["byday"].flatMap(HSDSRecurrence.weekdays) ?? []
    return parts.map { part in
      let name = part.weekday.label
      switch part.ordinal {
      case 0: return name
      case -1: return "letzter \(name)"
      case ..<0: return "\(-part.ordinal).-letzter \(name)"
      default: return "\(part.ordinal). \(name)"
      }
    }.joined(separator: ", ")
  }

  private func times(_ item: HSDSItem) -> String {
    let opens = item["opens_at"].flatMap(HSDSRules.time).map { Self.clock($0.minutes) }
    let closes = item["closes_at"].flatMap(HSDSRules.time).map { Self.clock($0.minutes) }
    switch (opens, closes) {
    case (let opens?, let closes?): return "\(opens)–\(closes) Uhr"
    case (let opens?, nil): return "ab \(opens) Uhr"
    case (nil, let closes?): return "bis \(closes) Uhr"
    case (nil, nil): return ""
    }
  }

  private static func clock(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }

  private func rhythm(_ item: HSDSItem) -> String {
    let interval = item.whole("interval") ?? 1
    switch item["freq"]?.uppercased() {
    case "DAILY": return interval == 1 ? "täglich" : "alle \(interval) Tage"
    case "WEEKLY": return interval == 1 ? "wöchentlich" : "alle \(interval) Wochen"
    case "MONTHLY": return interval == 1 ? "monatlich" : "alle \(interval) Monate"
    case "YEARLY": return interval == 1 ? "jährlich" : "alle \(interval) Jahre"
    default: return ""
    }
  }

  private func span(_ item: HSDSItem) -> String {
    let first = [item.day("dtstart"), item.day("valid_from")].compactMap(\.self).max()
    let last = [item.day("until"), item.day("valid_to")].compactMap(\.self).min()
    switch (first, last) {
    case (let first?, let last?): return first == last ? "am \(first.german)" : "\(first.german) bis \(last.german)"
    case (let first?, nil): return "ab \(first.german)"
    case (nil, let last?): return "bis \(last.german)"
    case (nil, nil): return ""
    }
  }
}

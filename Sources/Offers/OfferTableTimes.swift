// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel
internal import Records

/// A schedule as one entry of a cell: `Di 09:00-11:30; alle 2 Wochen; ab 2026-01-10; nicht an Feiertagen; Ort 1`.
struct OfferTableTime: Equatable {
  /// Without ids; they do not stand in the file.
  var schedule = OfferSchedule(id: RecordID(Identifier(high: 0, low: 0)))
  /// The number of the place among those of the offer, from 1.
  var place: Int?
  var note = OfferTableNote()

  init(_ schedule: OfferSchedule, place: Int?, _ note: OfferTableNote) {
    self.schedule = schedule
    self.place = place
    self.note = note
  }

  /// - Throws: a `Problem` where the entry is no rule for a time.
  init(_ parts: [OfferTableText.Part]) throws(Problem) {
    for part in parts where !part.text.isEmpty {
      if try note.take(part) { continue }
      guard try take(part.words) else {
        throw Problem(
          "offer-table.time-form", .invalid,
          "„\(part.text.prefix(60))“ ist bei den Zeiten nicht verständlich. "
            + "Erwartet wird zum Beispiel: Di 09:00-11:30; alle 2 Wochen; ab 10.01.2026; nicht in Schulferien.")
      }
    }
    schedule.note = note.text
    if let problem = problems.first { throw problem }
  }

  private mutating func take(_ words: String) throws(Problem) -> Bool {
    if let kind = OfferTableClock.kinds[words] {
      schedule.kind = kind
      return true
    }
    if let (week, weekday) = MonthWeek.read(words) {
      schedule.monthWeek = week
      schedule.weekday = weekday ?? schedule.weekday
      return true
    }
    switch words {
    case "wöchentlich", "jede woche": schedule.everyWeeks = 1
    case "vierzehntägig", "14-tägig", "14-täglich": schedule.everyWeeks = 2
    case "nicht in schulferien", "nicht in den schulferien": schedule.notInSchoolHolidays = true
    case "auch in schulferien", "auch in den schulferien": schedule.notInSchoolHolidays = false
    case "nicht an feiertagen": schedule.notOnPublicHolidays = true
    case "auch an feiertagen": schedule.notOnPublicHolidays = false
    default: return try takeNumbers(words)
    }
    return true
  }

  private mutating func takeNumbers(_ words: String) throws(Problem) -> Bool {
    if words.hasPrefix("ab ") {
      schedule.startsOn = try GermanText.day(String(words.dropFirst(3)))
    } else if words.hasPrefix("bis ") {
      schedule.endsOn = try GermanText.day(String(words.dropFirst(4)))
    } else if words.hasPrefix("ort "), let number = Int(words.dropFirst(4)) {
      place = number
    } else if words.hasPrefix("alle "), words.hasSuffix(" wochen") {
      schedule.everyWeeks = try GermanText.integer(String(words.dropFirst(5).dropLast(7)))
    } else {
      return try takeWhen(words)
    }
    return true
  }

  /// A weekday or a day, with or without times, or times alone.
  private mutating func takeWhen(_ words: String) throws(Problem) -> Bool {
    let (first, rest) = OfferTableClock.halves(words)
    if let weekday = OfferTableClock.weekday(first) {
      schedule.weekday = weekday
    } else if first.utf8.first.map({ (48...57).contains($0) }) != true {
      return false
    } else if OfferTableClock.looksLikeDay(first) {
      schedule.day = try GermanText.day(first)
    } else {
      return try takeTimes(words)
    }
    return rest.isEmpty ? true : try takeTimes(rest)
  }

  private mutating func takeTimes(_ words: String) throws(Problem) -> Bool {
    (schedule.opens, schedule.closes) = try OfferTableClock.times(words)
    return true
  }

  private var problems: [Problem] {
    var schedule = schedule
    schedule.offer = RecordID(Identifier(high: 0, low: 0))
    var problems = OfferSchedule.descriptor.problems(in: schedule) + ScheduleRules.problems(schedule)
    for text in note.translations.values {
      schedule.note = text
      problems += OfferSchedule.descriptor.problems(in: schedule)
    }
    return problems
  }

  var parts: [String] {
    var parts: [String] = []
    let day = [
      schedule.weekday.map { String($0.label.prefix(2)) }, schedule.day?.iso,
      OfferTableClock.text(schedule.opens, schedule.closes),
    ]
    let when = day.compactMap { $0 }.joined(separator: " ")
    if !when.isEmpty { parts.append(when) }
    if schedule.kind != .course { parts.append(schedule.kind.label) }
    if schedule.everyWeeks != 1 { parts.append("alle \(schedule.everyWeeks) Wochen") }
    if let week = schedule.monthWeek { parts.append(week.label) }
    if let starts = schedule.startsOn { parts.append("ab \(starts.iso)") }
    if let ends = schedule.endsOn { parts.append("bis \(ends.iso)") }
    if schedule.notInSchoolHolidays { parts.append("nicht in Schulferien") }
    parts.append(schedule.notOnPublicHolidays ? "nicht an Feiertagen" : "auch an Feiertagen")
    if let place { parts.append("Ort \(place)") }
    return parts + note.parts
  }
}

/// An exception as one entry of a cell: `Zeit 1; 2026-12-24; bis 2027-01-05; fällt aus`.
struct OfferTableException: Equatable {
  var exception = ScheduleException(id: RecordID(Identifier(high: 0, low: 0)))
  /// The number of the schedule among those of the offer, from 1.
  var time = 1
  var note = OfferTableNote()

  init(_ exception: ScheduleException, time: Int, _ note: OfferTableNote) {
    self.exception = exception
    self.time = time
    self.note = note
  }

  /// - Throws: a `Problem` where the entry is no exception.
  init(_ parts: [OfferTableText.Part]) throws(Problem) {
    for part in parts where !part.text.isEmpty {
      if try note.take(part) { continue }
      guard try take(part.words) else {
        throw Problem(
          "offer-table.exception-form", .invalid,
          "„\(part.text.prefix(60))“ ist bei den Ausnahmen nicht verständlich. "
            + "Erwartet wird zum Beispiel: Zeit 1; 24.12.2026; bis 05.01.2027; fällt aus.")
      }
    }
    exception.note = note.text
    if let problem = problems.first { throw problem }
  }

  private mutating func take(_ words: String) throws(Problem) -> Bool {
    switch words {
    case "fällt aus", "entfällt", "geschlossen": exception.closed = true
    case "findet statt": exception.closed = false
    default:
      if words.hasPrefix("zeit "), let number = Int(words.dropFirst(5)) {
        time = number
      } else if words.hasPrefix("bis ") {
        exception.lastDay = try GermanText.day(String(words.dropFirst(4)))
      } else {
        return try takeWhen(words)
      }
    }
    return true
  }

  private mutating func takeWhen(_ words: String) throws(Problem) -> Bool {
    let (first, rest) = OfferTableClock.halves(words)
    guard first.utf8.first.map({ (48...57).contains($0) }) == true else { return false }
    let isDay = OfferTableClock.looksLikeDay(first)
    if isDay { exception.day = try GermanText.day(first) }
    if isDay, rest.isEmpty { return true }
    (exception.opens, exception.closes) = try OfferTableClock.times(isDay ? rest : words)
    exception.closed = false
    return true
  }

  private var problems: [Problem] {
    var exception = exception
    exception.schedule = RecordID(Identifier(high: 0, low: 0))
    var problems = ScheduleException.descriptor.problems(in: exception) + ScheduleRules.problems(exception)
    for text in note.translations.values {
      exception.note = text
      problems += ScheduleException.descriptor.problems(in: exception)
    }
    return problems
  }

  var parts: [String] {
    var parts = ["Zeit \(time)"]
    if let day = exception.day { parts.append(day.iso) }
    if let last = exception.lastDay { parts.append("bis \(last.iso)") }
    if let times = OfferTableClock.text(exception.opens, exception.closes) {
      parts.append(times)
    } else {
      parts.append(exception.closed ? "fällt aus" : "findet statt")
    }
    return parts + note.parts
  }
}

/// Days of the week and times of day in cells.
enum OfferTableClock {
  static func weekday(_ word: String) -> Weekday? { weekdays[word.filter { $0 != "." && $0 != "," && $0 != ":" }] }

  /// `dienstag`, `dienstags`, `di`.
  private static let weekdays: [String: Weekday] = {
    var weekdays = ["sonnabend": Weekday.saturday]
    for day in Weekday.allCases {
      let label = day.label.lowercased()
      for name in [label, label + "s", String(label.prefix(2))] { weekdays[name] = day }
    }
    return weekdays
  }()

  static let kinds = Dictionary(
    ScheduleKind.allCases.map { ($0.label.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })

  /// `2026-12-24` and `24.12.2026`, but not `9.30`.
  static func looksLikeDay(_ word: String) -> Bool {
    let dots = word.utf8.count { $0 == 46 }
    let parts = word.utf8.split(separator: 45, omittingEmptySubsequences: false)
    return dots == 2 && parts.count == 1 || parts.count == 3 && parts[0].count == 4
  }

  /// The first word and the rest.
  static func halves(_ words: String) -> (first: String, rest: String) {
    guard let blank = words.firstIndex(of: " ") else { return (words, "") }
    return (String(words[..<blank]), String(words[words.index(after: blank)...]))
  }

  static func times(_ words: String) throws(Problem) -> (Int, Int?) {
    guard words.contains("-") || words.contains("–") || words.contains(" bis ") else {
      return (try GermanText.time(words), nil)
    }
    let range = try GermanText.timeRange(words)
    return (range.lowerBound, range.upperBound)
  }

  /// `09:00-11:30`, `09:00`; nothing where there is no time.
  static func text(_ opens: Int?, _ closes: Int?) -> String? {
    guard let opens else { return nil }
    return clock(opens) + (closes.map { "-" + clock($0) } ?? "")
  }

  private static func clock(_ minutes: Int) -> String { "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))" }
}

// SPDX-License-Identifier: EUPL-1.2
internal import Formats
internal import Kernel

/// What must be true of values and objects of HSDS; pure.
enum HSDSRules {
  /// What is wrong with a value of a field's type; nothing when it is fine.
  static func fault(_ text: String, _ field: HSDSField) -> (code: String, sentence: String)? {
    if text.utf8.contains(where: { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 || $0 == 127 }) {
      return ("control", "Der Text enthält ein unzulässiges Steuerzeichen.")
    }
    switch field.type {
    case .text: return nil
    case .number:
      return number(text) == nil ? ("not-a-number", "„\(text.prefix(40))“ ist keine Zahl.") : nil
    case .day: return dayFault(text)
    case .moment:
      if Moment(iso: text) != nil { return nil }
      return dayFault(text).map { _ in ("no-moment", "„\(text.prefix(40))“ ist kein Zeitpunkt, den es gibt.") }
    case .time:
      return time(text) == nil
        ? ("no-time", "„\(text.prefix(40))“ ist keine Uhrzeit. Erwartet wird zum Beispiel 09:00.") : nil
    case .choice:
      let choices = HSDSShape.choices[field.name] ?? []
      if choices.contains(where: { $0.lowercased() == text.lowercased() }) { return nil }
      let allowed = choices.joined(separator: ", ")
      return ("unknown-choice", "„\(text.prefix(40))“ gibt es hier nicht. Möglich sind: \(allowed).")
    }
  }

  /// ISO or German; of a moment its day.
  static func day(_ text: String) -> Day? {
    if let moment = Moment(iso: text) { return moment.berlin.day }
    return try? GermanText.day(text)
  }

  static func number(_ text: String) -> Double? {
    if let value = Double(text), value.isFinite { return value }
    return try? GermanText.decimal(text)
  }

  /// A time of day with what stands behind it: nothing, seconds, `Z` or an offset.
  struct Time: Sendable, Equatable {
    let minutes: Int
    let seconds: Int
    /// Minutes ahead of UTC; nothing where no zone is given.
    let offset: Int?
  }

  static func time(_ text: String) -> Time? {
    var clock = text[...]
    var offset: Int?
    if let last = clock.last, last == "Z" || last == "z" {
      offset = 0
      clock = clock.dropLast()
    } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" || $0 == "−" }), sign > clock.startIndex {
      guard let minutes = minutes(clock[clock.index(after: sign)...]) else { return nil }
      offset = clock[sign] == "+" ? minutes : -minutes
      clock = clock[..<sign]
    }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    var seconds = 0
    if parts.count == 3 {
      guard let value = Int(parts[2].prefix { $0 != "." }), (0..<60).contains(value) else { return nil }
      seconds = value
      clock = clock[..<parts[1].endIndex]
    }
    guard let minutes = try? GermanText.time(String(clock)) else { return nil }
    return Time(minutes: minutes, seconds: seconds, offset: offset)
  }

  /// Everything that contradicts itself within an object, with the field to blame.
  static func faults(_ item: HSDSItem) -> [(field: String, code: String, sentence: String)] {
    var faults: [(field: String, code: String, sentence: String)] = []
    switch item.kind {
    case .service: faults = ageFaults(item)
    case .schedule: faults = scheduleFaults(item)
    case .costOption:
      if let amount = item.number("amount"), amount < 0 || amount > 100_000_000 {
        faults = [("amount", "amount", "Der Betrag liegt außerhalb von 0 bis 100 Millionen.")]
      }
    case .capacity:
      for name in ["available", "maximum"] where item.number(name) ?? 0 < 0 {
        faults.append((name, "negative", "Die Zahl darf nicht kleiner als 0 sein."))
      }
    default: break
    }
    if let from = item.day("valid_from"), let to = item.day("valid_to"), from > to {
      faults.append(("valid_to", "days-upside-down", "Das Ende (\(to.german)) liegt vor dem Beginn (\(from.german))."))
    }
    return faults
  }

  private static func ageFaults(_ item: HSDSItem) -> [(field: String, code: String, sentence: String)] {
    var faults: [(field: String, code: String, sentence: String)] = []
    for name in ["minimum_age", "maximum_age"] where item.number(name) ?? 0 < 0 {
      faults.append((name, "negative", "Ein Alter kann nicht kleiner als 0 sein."))
    }
    if let from = item.number("minimum_age"), let to = item.number("maximum_age"), from > to {
      let ages = "(\(item["minimum_age"] ?? "")) ist größer als das Höchstalter (\(item["maximum_age"] ?? ""))"
      faults.append(("maximum_age", "ages-upside-down", "Das Mindestalter \(ages)."))
    }
    return faults
  }

  private static func scheduleFaults(_ item: HSDSItem) -> [(field: String, code: String, sentence: String)] {
    var faults: [(field: String, code: String, sentence: String)] = []
    if let first = item.day("dtstart"), let last = item.day("until"), first > last {
      faults.append(
        ("until", "days-upside-down", "Das Ende (\(last.german)) liegt vor dem Beginn (\(first.german))."))
    }
    if let opens = item["opens_at"].flatMap(time), let closes = item["closes_at"].flatMap(time),
      closes.minutes != 0, opens.minutes >= closes.minutes, opens.offset == closes.offset
    {
      faults.append(("closes_at", "times-upside-down", "Das Ende liegt nicht nach dem Beginn."))
    }
    for name in ["interval", "count"] {
      if let text = item[name], !(1...100_000).contains(item.whole(name) ?? 0) {
        faults.append((name, "count", "„\(text.prefix(20))“ ist keine ganze Zahl ab 1."))
      }
    }
    if let text = item["byday"], HSDSRecurrence.weekdays(text) == nil {
      faults.append(("byday", "byday", "„\(text.prefix(40))“ sind keine Wochentage wie MO,WE oder 2TU."))
    }
    for (name, limit) in [("byweekno", 53), ("bymonthday", 31), ("byyearday", 366)] {
      if let text = item[name], HSDSRecurrence.numbers(text, limit) == nil {
        faults.append((name, "numbers", "„\(text.prefix(40))“ sind keine Zahlen von 1 bis \(limit)."))
      }
    }
    return faults
  }

  private static func dayFault(_ text: String) -> (code: String, sentence: String)? {
    if Moment(iso: text) != nil { return nil }
    do throws(Problem) {
      _ = try GermanText.day(text)
      return nil
    } catch {
      return ("no-day", error.sentence)
    }
  }

  /// `01:00`, `0100` or `01` behind the sign of an offset.
  private static func minutes(_ text: Substring) -> Int? {
    let digits = text.filter { $0 != ":" }
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(digits) else { return nil }
    switch digits.utf8.count {
    case 1, 2: return value <= 14 ? value * 60 : nil
    case 4: return value / 100 <= 14 && value % 100 < 60 ? value / 100 * 60 + value % 100 : nil
    default: return nil
    }
  }
}

// SPDX-License-Identifier: EUPL-1.2

package import Kernel

extension GermanText {
  /// A day: `31.12.2026`, `1.2.26`, `31. Dezember 2026`, `2026-12-31`; a weekday before it (`Mo., 1.2.2026`) is
  /// passed over.
  ///
  /// Two digits of a year mean 2000 to 2069; from 70 on they are refused, as nobody can know the century.
  package static func day(_ text: String) throws(Problem) -> Day {
    let words = folded(text)
    if let day = Day(iso: words) { return day }
    let parts = try dayParts(words, text)
    if let day = Day(year: parts.year, month: parts.month, day: parts.day) { return day }
    throw Problem(
      "text.no-such-day", .invalid, "\(padded(parts.day, 2)).\(padded(parts.month, 2)).\(parts.year) gibt es nicht.")
  }

  /// Minutes since midnight: `9`, `9:00`, `09.00 Uhr`, `9 Uhr 30`, `9h`; `24:00` is 1440.
  package static func time(_ text: String) throws(Problem) -> Int {
    var time = folded(text)
    if time.hasSuffix("uhr") || time.hasSuffix("h") { time.removeLast(time.hasSuffix("h") ? 1 : 3) }
    let halves = time.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
    let spoken = time.split(separator: " uhr ", maxSplits: 1)
    let parts = (spoken.count == 2 ? spoken : halves).map { String($0).trimmingBlanks }
    guard (1...2).contains(parts.count), let hour = digits(parts[0], most: 2),
      let minute = parts.count == 1 ? 0 : (parts[1].utf8.count == 2 ? digits(parts[1]) : nil)
    else {
      throw Problem(
        "text.not-a-time", .invalid, "\(quoted(text)) ist keine Uhrzeit. Erwartet wird zum Beispiel 9:00 oder 14:30.")
    }
    guard hour < 24 && minute < 60 || hour == 24 && minute == 0 else {
      throw Problem("text.no-such-time", .invalid, "\(hour):\(padded(minute, 2)) Uhr gibt es nicht.")
    }
    return hour * 60 + minute
  }

  /// Minutes since midnight from the beginning to the end, exclusive: `9–12 Uhr`, `9:00 - 12.30`, `von 9 bis 12 Uhr`.
  package static func timeRange(_ text: String) throws(Problem) -> Range<Int> {
    var times = folded(text)
    if times.hasPrefix("von ") { times.removeFirst(4) }
    for word in [" bis ", "–", "—", "-"] {
      guard let start = times.range(of: word) else { continue }
      let begin = try time(String(times[..<start.lowerBound]))
      let end = try time(String(times[start.upperBound...]))
      guard begin < end else {
        throw Problem(
          "text.times-reversed", .invalid,
          "Das Ende (\(clock(end)) Uhr) liegt nicht nach dem Beginn (\(clock(begin)) Uhr).")
      }
      return begin..<end
    }
    throw Problem(
      "text.not-a-time-range", .invalid, "\(quoted(text)) ist keine Zeitspanne. Erwartet wird zum Beispiel 9:00–12:00.")
  }

  private static func clock(_ minutes: Int) -> String { "\(minutes / 60):\(padded(minutes % 60, 2))" }

  private static let months = [
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "dezember",
  ]
  private static let weekdays: Set<String> = [
    "mo", "di", "mi", "do", "fr", "sa", "so", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag",
    "sonnabend", "sonntag",
  ]

  private static func dayParts(_ words: String, _ original: String) throws(Problem) -> (day: Int, month: Int, year: Int)
  {
    var text = words[...]
    if let end = text.firstIndex(of: " "), weekdays.contains(String(text[..<end].filter { $0 != "." && $0 != "," })) {
      text = text[text.index(after: end)...]
    }
    let parts = text.split { $0 == "." || $0 == " " }
    guard parts.count == 3, text.utf8.contains(46) || Int(parts[1]) == nil, let day = digits(parts[0], most: 2),
      let month = month(parts[1]), [2, 4].contains(parts[2].utf8.count), let year = digits(parts[2])
    else {
      throw Problem(
        "text.not-a-day", .invalid, "\(quoted(original)) ist kein Datum. Erwartet wird zum Beispiel 31.12.2026.")
    }
    guard parts[2].utf8.count == 4 || year < 70 else {
      throw Problem(
        "text.two-digit-year", .invalid,
        "Bei \(quoted(original)) ist das Jahr nicht eindeutig. Bitte schreiben Sie es mit vier Stellen.")
    }
    return (day, month, parts[2].utf8.count == 4 ? year : 2000 + year)
  }

  /// A month by its number, its name or the beginning of its name.
  private static func month(_ text: Substring) -> Int? {
    if let number = digits(text, most: 2) { return number }
    guard text.count >= 3, let index = months.firstIndex(where: { $0.hasPrefix(text) || text == "mrz" && $0 == "märz" })
    else { return text == "jänner" ? 1 : nil }
    return index + 1
  }
}

extension String {
  /// The first place of a word.
  fileprivate func range(of word: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
      start = index(after: start)
    }
    return nil
  }
}

// SPDX-License-Identifier: EUPL-1.2

/// A point in time, in UTC, exact to the millisecond.
package struct Moment: Hashable, Sendable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The first millisecond of a day in UTC.
  package init(_ day: Day) { milliseconds = Int64(day.number) * 86_400_000 }

  /// Reads `2026-11-23T08:15:30Z`, with optional fraction and with `Z` or an offset such as `+01:00`; without a zone it is UTC.
  package init?(iso text: some StringProtocol) {
    var text = String(text)
    guard let moment = text.withUTF8({ Moment(utf8: $0) }) else { return nil }
    self = moment
  }

  /// The same from bytes: pages of records read many.
  package init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count >= 19, bytes[10] == 84 || bytes[10] == 32,
      let day = Day(utf8: UnsafeBufferPointer(rebasing: bytes[..<10])), bytes[13] == 58, bytes[16] == 58,
      let hour = Self.two(bytes, 11), let minute = Self.two(bytes, 14), let second = Self.two(bytes, 17),
      hour < 24, minute < 60, second < 61
    else { return nil }
    var place = 19
    var fraction = 0
    if place < bytes.count, bytes[place] == 46 {
      let start = place + 1
      place = start
      while place < bytes.count, (48...57).contains(bytes[place]) { place += 1 }
      guard place > start else { return nil }
      for index in 0..<3 { fraction = fraction * 10 + (start + index < place ? Int(bytes[start + index] - 48) : 0) }
    }
    guard let offset = Self.offset(bytes, from: place) else { return nil }
    let seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset * 60)
    milliseconds = seconds * 1000 + Int64(fraction)
  }

  /// `2026-11-23T08:15:30.123Z`, the form in which tables and interfaces hold it; its text order is the order in time.
  package var iso: String {
    let (day, rest) = Self.split(milliseconds)
    let (year, month, number) = day.components
    let seconds = rest / 1000
    guard (0...9999).contains(year) else {
      return "\(day.iso)T\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        + ".\(padded(rest % 1000, 3))Z"
    }
    return String(unsafeUninitializedCapacity: 24) { text in
      Digits.write(year, month, number, in: text)
      text[10] = UInt8(ascii: "T")
      Digits.write(seconds / 3600, 2, at: 11, in: text)
      text[13] = UInt8(ascii: ":")
      Digits.write(seconds / 60 % 60, 2, at: 14, in: text)
      text[16] = UInt8(ascii: ":")
      Digits.write(seconds % 60, 2, at: 17, in: text)
      text[19] = UInt8(ascii: ".")
      Digits.write(rest % 1000, 3, at: 20, in: text)
      text[23] = UInt8(ascii: "Z")
      return 24
    }
  }

  /// Day and minutes since midnight by the clock in Germany.
  ///
  /// Summer time by the rule of Directive 2000/84/EC: from the last Sunday of March to the last Sunday of October, 01:00 UTC.
  package var berlin: (day: Day, minutes: Int) {
    let shifted = milliseconds + Int64(Self.berlinOffset(milliseconds)) * 60_000
    let (day, rest) = Self.split(shifted)
    return (day, rest / 60_000)
  }

  /// Minutes that German time is ahead of UTC at this moment: 60, or 120 in summer.
  package var berlinOffsetMinutes: Int { Self.berlinOffset(milliseconds) }

  package func adding(seconds: Int) -> Moment { Moment(milliseconds: milliseconds + Int64(seconds) * 1000) }

  package static func < (one: Moment, other: Moment) -> Bool { one.milliseconds < other.milliseconds }

  private static func berlinOffset(_ milliseconds: Int64) -> Int {
    let year = split(milliseconds).day.year
    guard let march = Day(year: year, month: 3, day: 31), let october = Day(year: year, month: 10, day: 31) else {
      return 60
    }
    let start = Moment(march.adding(days: -(march.weekday.number % 7))).milliseconds + 3_600_000
    let end = Moment(october.adding(days: -(october.weekday.number % 7))).milliseconds + 3_600_000
    return milliseconds >= start && milliseconds < end ? 120 : 60
  }

  private static func split(_ milliseconds: Int64) -> (day: Day, rest: Int) {
    var days = milliseconds / 86_400_000
    var rest = milliseconds % 86_400_000
    if rest < 0 {
      days -= 1
      rest += 86_400_000
    }
    return (Day(number: Int32(clamping: days)), Int(rest))
  }

  private static func two(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int? {
    guard (48...57).contains(bytes[index]), (48...57).contains(bytes[index + 1]) else { return nil }
    return Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48)
  }

  /// Minutes ahead of UTC, as the rest of the text says.
  private static func offset(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    let count = bytes.count - start
    if count == 0 || (count == 1 && (bytes[start] == 90 || bytes[start] == 122)) { return 0 }
    guard count == 6, bytes[start] == 43 || bytes[start] == 45, bytes[start + 3] == 58,
      let hours = two(bytes, start + 1), let minutes = two(bytes, start + 4)
    else { return nil }
    return (bytes[start] == 45 ? -1 : 1) * (hours * 60 + minutes)
  }
}

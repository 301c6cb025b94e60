// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

@Suite("German numbers, days and times")
struct GermanTextTests {
  static let amounts: [(String, Int)] = [
    ("0", 0), ("12", 1200), ("12,5", 1250), ("12,50", 1250), ("12.50 €", 1250), ("12.5", 1250), ("1.234,56", 123_456),
    ("1.234", 123_400), ("1 234", 123_400), ("1\u{202F}234,5 EUR", 123_450), ("1.234.567", 123_456_700),
    ("1,234.56", 123_456),
    ("12,- €", 1200), ("12,–", 1200), ("€ 3", 300), ("3 Euro", 300), ("-3,10", -310), ("−3", -300), (" 7 ", 700),
    ("0,05", 5),
    ("1'000", 100_000), ("999.999.999.999", 99_999_999_999_900),
  ]

  @Test("Amounts of money become cents", arguments: amounts)
  func cents(_ text: String, _ expected: Int) throws { #expect(try GermanText.cents(text) == expected) }

  static let noAmounts: [(String, String)] = [
    ("", "text.not-a-number"), ("€", "text.not-a-number"), ("zwölf", "text.not-a-number"),
    ("1.23.456", "text.not-a-number"),
    ("1,2,3", "text.not-a-number"), ("12,345", "text.too-many-decimals"), ("0.500", "text.not-a-number"),
    ("1 23", "text.not-a-number"), ("1e3", "text.not-a-number"), ("٣", "text.not-a-number"),
    ("--1", "text.not-a-number"),
    ("1.2345", "text.too-many-decimals"), ("12,", "text.not-a-number"), (",5", "text.not-a-number"),
    ("1000000000000", "text.number-too-large"), ("99999999999999999999999", "text.not-a-number"),
    ("NaN", "text.not-a-number"),
  ]

  @Test("What is no amount is refused", arguments: noAmounts)
  func noCents(_ text: String, _ code: String) {
    #expect(problem { () throws(Problem) in try GermanText.cents(text) }?.code == code)
  }

  @Test("Whole and measured numbers")
  func numbers() throws {
    #expect(try GermanText.integer("1.234") == 1234)
    #expect(try GermanText.integer(" -5 ") == -5)
    #expect(problem { () throws(Problem) in try GermanText.integer("1,5") }?.code == "text.not-a-whole-number")
    #expect(try GermanText.decimal("51,4556") == 51.4556)
    #expect(try GermanText.decimal("7.011") == 7.011)
    #expect(try GermanText.decimal("-3") == -3)
    for text in ["", "1.234,5", "5e3", "inf", "0x10", "1,", "- 3"] {
      #expect(problem { () throws(Problem) in try GermanText.decimal(text) }?.code == "text.not-a-number", "\(text)")
    }
  }

  static let days: [(String, String)] = [
    ("31.12.2026", "2026-12-31"), ("1.2.2026", "2026-02-01"), ("01.02.26", "2026-02-01"), ("2026-12-31", "2026-12-31"),
    ("29.2.2028", "2028-02-29"), ("31. Dezember 2026", "2026-12-31"), ("3. Okt. 2026", "2026-10-03"),
    ("1 März 2026", "2026-03-01"),
    ("Mo., 1.2.2026", "2026-02-01"), ("Samstag, 3. Oktober 2026", "2026-10-03"), (" 1. 2. 2026 ", "2026-02-01"),
    ("1.2.69", "2069-02-01"), ("1.1.0001", "0001-01-01"),
  ]

  @Test("Days are read in the forms people use", arguments: days)
  func day(_ text: String, _ iso: String) throws { #expect(try GermanText.day(text).iso == iso) }

  static let noDays: [(String, String)] = [
    ("31.02.2026", "text.no-such-day"), ("29.2.2026", "text.no-such-day"), ("32.1.2026", "text.no-such-day"),
    ("0.1.2026", "text.no-such-day"), ("1.13.2026", "text.no-such-day"), ("1.1.0000", "text.no-such-day"),
    ("1.2.70", "text.two-digit-year"), ("1.2.99", "text.two-digit-year"), ("", "text.not-a-day"),
    ("morgen", "text.not-a-day"),
    ("1.2.", "text.not-a-day"), ("1.2.202", "text.not-a-day"), ("1/2/2026", "text.not-a-day"),
    ("1 2 2026", "text.not-a-day"),
    ("1,2,2026", "text.not-a-day"), ("1.2.2026 10:00", "text.not-a-day"), ("1. Foo 2026", "text.not-a-day"),
    ("2026-02-30", "text.not-a-day"), ("1.1.12345", "text.not-a-day"), ("Mo Di 1.2.2026", "text.not-a-day"),
  ]

  @Test("Days that do not exist or cannot be known are refused", arguments: noDays)
  func noDay(_ text: String, _ code: String) {
    #expect(problem { () throws(Problem) in try GermanText.day(text) }?.code == code)
  }

  @Test("Sentences are whole and name the text")
  func sentences() {
    #expect(problem { () throws(Problem) in try GermanText.day("31.2.26") }?.sentence == "31.02.2026 gibt es nicht.")
    #expect(
      problem { () throws(Problem) in try GermanText.day("bald\n mal") }?.sentence
        == "„bald mal“ ist kein Datum. Erwartet wird zum Beispiel 31.12.2026.")
    let long = problem { () throws(Problem) in try GermanText.cents(String(repeating: "y", count: 100_000)) }
    #expect((long?.sentence.count ?? 0) < 120)
  }

  static let times: [(String, Int)] = [
    ("9", 540), ("9:00", 540), ("09.00 Uhr", 540), ("9 Uhr", 540), ("9 Uhr 30", 570), ("9h", 540), ("0:00", 0),
    ("23:59", 1439),
    ("24:00", 1440), ("14.30", 870), ("14:30Uhr", 870),
  ]

  @Test("Times become minutes", arguments: times)
  func time(_ text: String, _ minutes: Int) throws { #expect(try GermanText.time(text) == minutes) }

  @Test(
    "What is no time is refused",
    arguments: [
      ("25:00", "text.no-such-time"), ("9:60", "text.no-such-time"), ("24:01", "text.no-such-time"),
      ("9:5", "text.not-a-time"),
      ("", "text.not-a-time"), ("9:00:00", "text.not-a-time"), ("neun", "text.not-a-time"), ("900", "text.not-a-time"),
    ])
  func noTime(_ text: String, _ code: String) {
    #expect(problem { () throws(Problem) in try GermanText.time(text) }?.code == code)
  }

  static let ranges: [(String, Range<Int>)] = [
    ("9–12 Uhr", 540..<720), ("9-12", 540..<720), ("9:00 - 12.30", 540..<750), ("von 9 bis 12 Uhr", 540..<720),
    ("9 Uhr bis 12 Uhr 15", 540..<735), ("08:00—24:00", 480..<1440),
  ]

  @Test("Spans of time", arguments: ranges)
  func range(_ text: String, _ expected: Range<Int>) throws { #expect(try GermanText.timeRange(text) == expected) }

  @Test("A span that ends before it begins is refused")
  func noRange() {
    #expect(
      problem { () throws(Problem) in try GermanText.timeRange("12–9") }?.sentence
        == "Das Ende (9:00 Uhr) liegt nicht nach dem Beginn (12:00 Uhr).")
    #expect(problem { () throws(Problem) in try GermanText.timeRange("9") }?.code == "text.not-a-time-range")
    #expect(problem { () throws(Problem) in try GermanText.timeRange("9-10-11") }?.code == "text.not-a-time")
  }

  @Test("Answers in German and English")
  func answers() throws {
    for text in ["ja", "Ja ", "J", "yes", "x", "X", "1", "wahr"] { #expect(try GermanText.answer(text) == true) }
    for text in ["nein", "NEIN", "n", "no", "0", "falsch"] { #expect(try GermanText.answer(text) == false) }
    for text in ["", " ", "unbekannt", "unknown", "?", "k. A.", "weiß nicht"] {
      #expect(try GermanText.answer(text) == nil)
    }
    #expect(
      problem { () throws(Problem) in try GermanText.answer("vielleicht") }?.sentence
        == "„vielleicht“ ist keine Antwort. Erwartet wird ja, nein oder unbekannt.")
  }

  @Test("Every day from 2000 to 2068 comes back from its German form")
  func roundTrip() throws {
    let first = try #require(Day(iso: "2000-01-01"))
    for offset in stride(from: 0, to: 25_000, by: 7) {
      let day = first.adding(days: offset)
      #expect(try GermanText.day(day.german) == day)
    }
  }
}

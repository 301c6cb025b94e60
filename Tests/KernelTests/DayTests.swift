// SPDX-License-Identifier: EUPL-1.2
import Kernel
import Testing

@Suite("Days and moments")
struct DayTests {
  @Test(
    "Days that do not exist are refused",
    arguments: [
      "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-1-1", "2026-01-01T00:00", "abcd-ef-gh", "",
    ])
  func refused(text: String) { #expect(Day(iso: text) == nil) }

  @Test(
    "A day is read, written and counted",
    arguments: ["1970-01-01", "2024-02-29", "2026-11-23", "1900-03-01", "2100-12-31"])
  func roundTrip(text: String) throws {
    let day = try #require(Day(iso: text))
    #expect(day.iso == text)
    #expect(day.adding(days: 400).adding(days: -400) == day)
  }

  @Test("The calendar agrees with counting day by day over 400 years")
  func counting() throws {
    var day = try #require(Day(iso: "1900-01-01"))
    var weekday = 0
    for year in 1900...2299 {
      for month in 1...12 {
        for number in 1...Day.length(of: month, in: year) {
          #expect(day.components == (year, month, number))
          #expect(day.weekday == Weekday.allCases[weekday])
          day = day.adding(days: 1)
          weekday = (weekday + 1) % 7
        }
      }
    }
  }

  @Test(
    "German time follows summer time",
    arguments: [
      ("2026-03-29T00:59:59Z", "2026-03-29", 119), ("2026-03-29T01:00:00Z", "2026-03-29", 180),
      ("2026-10-25T00:59:00Z", "2026-10-25", 179), ("2026-10-25T01:00:00Z", "2026-10-25", 120),
      ("2026-12-31T23:30:00Z", "2027-01-01", 30),
    ])
  func summerTime(utc: String, day: String, minutes: Int) throws {
    let local = try #require(Moment(iso: utc)).berlin
    #expect(local.day.iso == day)
    #expect(local.minutes == minutes)
  }

  @Test("Moments with offsets and fractions are one point in time")
  func offsets() throws {
    for number in stride(from: -62_000_000_000_000, through: 250_000_000_000_000, by: 3_123_456_789_013)
      as StrideThrough<Int64>
    {
      let moment = Moment(milliseconds: number)
      #expect(moment.iso.utf8.count == 24)
      #expect(Moment(iso: moment.iso) == moment)
    }
    let moment = try #require(Moment(iso: "2026-11-23T09:15:30.25+01:00"))
    #expect(moment.iso == "2026-11-23T08:15:30.250Z")
    #expect(Moment(iso: "2026-11-23T08:15:30.250Z") == moment)
    #expect(Moment(iso: "2026-11-23T25:00:00Z") == nil)
    #expect(Moment(iso: "2026-11-23") == nil)
  }
}

@Suite("Ids")
struct IdentifierTests {
  @Test("The text of an id is read back", arguments: 0..<50)
  func roundTrip(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let id = IDSource.version7(at: Moment(milliseconds: 1_795_421_700_000), random: numbers.next(), numbers.next())
    #expect(Identifier(id.text) == id)
    #expect(Identifier(id.text.uppercased()) == id)
    #expect(id.text.dropFirst(14).first == "7")
    #expect("89ab".contains(try #require(id.text.dropFirst(19).first)))
  }

  @Test("Later ids are greater")
  func order() {
    let early = IDSource.version7(at: Moment(milliseconds: 1000), random: .max, .max)
    let late = IDSource.version7(at: Moment(milliseconds: 1001), random: 0, 0)
    #expect(early < late)
    #expect(early.text < late.text)
  }

  @Test(
    "Anything else is no id",
    arguments: [
      "", "1", "018f0000-0000-7000-8000-00000000000", "018f0000-0000-7000-8000-0000000000000", "../../etc/passwd",
      "018f0000+0000-7000-8000-000000000000", "018f0000-0000-7000-8000-00000000000g",
    ])
  func refused(text: String) { #expect(Identifier(text) == nil) }
}

@Suite("Problems")
struct ProblemTests {
  @Test("Several problems are told as one and taken apart again")
  func joined() throws {
    let one = Problem("a.one", .invalid, "Eins.", field: "x")
    let two = Problem("a.two", .invalid, "Zwei.", field: "y")
    let joined = try #require(Problem.joined([one, two]))
    #expect(joined.all == [one, two])
    #expect(Problem.joined([]) == nil)
  }

  @Test("Each kind has a status of its own meaning", arguments: Problem.Kind.allCases)
  func status(kind: Problem.Kind) { #expect((400...503).contains(kind.status)) }
}

@Suite("Folded words")
struct FoldedWordsTests {
  @Test(
    "White space of any kind is folded, letters are made small",
    arguments: [
      ("Guten Tag", "guten tag"), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\tb", "a b"), ("a\u{A0}b", "a b"),
      ("ÄÖ ß", "äö ß"), ("a\u{2003}\u{3000}b\n", "a b"), ("a\u{85}b", "a b"), ("„A“ – b", "„a“ – b"), ("", ""),
      (" ", ""),
      ("\u{1680}x", "x"),
    ])
  func folded(text: String, wanted: String) { #expect(text.foldedWords == wanted) }
}

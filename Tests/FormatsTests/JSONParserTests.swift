// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

private func parse(_ text: String) throws(Problem) -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

private func rewritten(_ value: JSONValue, _ escaping: JSONWriter.Escaping = .plain) -> String {
  var writer = JSONWriter(escaping)
  writer.value(value)
  return writer.text
}

@Suite("Reading JSON")
struct JSONParserTests {
  static let readings: [(String, String)] = [
    ("null", "null"), (" true ", "true"), ("false", "false"), ("0", "0"), ("-0", "-0"), ("1.10", "1.10"),
    ("-1.5E+3", "-1.5E+3"),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("\"\"", "\"\""), ("[]", "[]"), ("{}", "{}"),
    ("[ 1 , 2 ,[3] ]", "[1,2,[3]]"), ("{\"b\":1,\"a\":{\"c\":[]}}", "{\"b\":1,\"a\":{\"c\":[]}}"),
    ("\u{FEFF}{\"a\":1}", "{\"a\":1}"),
    ("\"\\u00fc\\uD83D\\uDE00\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"ü😀/\\u0008\\u000C\\n\\r\\t\\\"\\\\\""),
    ("\"Köln 😀\"", "\"Köln 😀\""), ("\"\\u0000\"", "\"\\u0000\""), ("\"\\u2028\\u2029\"", "\"\\u2028\\u2029\""),
    ("\r\n\t {\r\n\t\"a\" \t:\n1 }\n", "{\"a\":1}"),
  ]

  @Test("Valid texts keep order and digits", arguments: readings)
  func reads(_ text: String, _ expected: String) throws { #expect(rewritten(try parse(text)) == expected) }

  static let mistakes: [(String, String, String)] = [
    ("", "json.truncated", "Zeile 1, Spalte 1"),
    ("  \n ", "json.truncated", "Zeile 2, Spalte 2"),
    ("{\"a\":\n [1, 2", "json.truncated", "Zeile 2, Spalte 7"),
    ("{\"a\"", "json.truncated", "Zeile 1, Spalte 5"),
    ("{\"a\":1,", "json.truncated", "Zeile 1, Spalte 8"),
    ("\"abc", "json.truncated", "Zeile 1, Spalte 5"),
    ("\"abc\\", "json.truncated", "Zeile 1, Spalte 6"),
    ("\"\\u12", "json.truncated", "Zeile 1, Spalte 6"),
    ("tru", "json.truncated", "Zeile 1, Spalte 4"),
    ("-", "json.truncated", "Zeile 1, Spalte 2"),
    ("1.", "json.truncated", "Zeile 1, Spalte 3"),
    ("{\"ä\":1,\"ä\":2}", "json.repeated-name", "Zeile 1, Spalte 8"),
    ("[1,]", "json.unexpected-character", "Zeile 1, Spalte 4"),
    ("[1 2]", "json.comma-expected", "Zeile 1, Spalte 4"),
    ("{\"a\":1,}", "json.name-expected", "Zeile 1, Spalte 8"),
    ("{a:1}", "json.name-expected", "Zeile 1, Spalte 2"),
    ("{\"a\" 1}", "json.colon-expected", "Zeile 1, Spalte 6"),
    ("01", "json.leading-zero", "Zeile 1, Spalte 2"),
    ("+1", "json.unexpected-character", "Zeile 1, Spalte 1"),
    (".5", "json.unexpected-character", "Zeile 1, Spalte 1"),
    ("1.x", "json.digit-expected", "Zeile 1, Spalte 3"),
    ("1e", "json.truncated", "Zeile 1, Spalte 3"),
    ("NaN", "json.unexpected-character", "Zeile 1, Spalte 1"),
    ("nul!", "json.unexpected-character", "Zeile 1, Spalte 4"),
    ("'a'", "json.unexpected-character", "Zeile 1, Spalte 1"),
    ("\"\\x\"", "json.unknown-escape", "Zeile 1, Spalte 2"),
    ("\"\\u12g4\"", "json.unknown-escape", "Zeile 1, Spalte 6"),
    ("\"\\uD800\"", "json.lone-surrogate", "Zeile 1, Spalte 2"),
    ("\"\\uDC00\"", "json.lone-surrogate", "Zeile 1, Spalte 2"),
    ("\"\\uD800\\u0041\"", "json.lone-surrogate", "Zeile 1, Spalte 2"),
    ("\"a\nb\"", "json.control-character", "Zeile 1, Spalte 3"),
    ("\"a\0b\"", "json.control-character", "Zeile 1, Spalte 3"),
    ("1 2", "json.text-after-end", "Zeile 1, Spalte 3"),
    ("{}x", "json.text-after-end", "Zeile 1, Spalte 3"),
    ("/* c */ 1", "json.unexpected-character", "Zeile 1, Spalte 1"),
  ]

  @Test("A mistake is named with line and column", arguments: mistakes)
  func refuses(_ text: String, _ code: String, _ place: String) {
    let found = problem { () throws(Problem) in try parse(text) }
    #expect(found?.code == code)
    #expect(found?.field == place)
    #expect(found?.sentence.hasSuffix("(\(place)).") == true)
  }

  @Test("Bytes that are not UTF-8 are refused, in names, texts and behind backslashes")
  func brokenCharacters() {
    let broken: [[UInt8]] = [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80]]
    for bytes in broken {
      for (head, tail) in [("\"", "\""), ("\"\\n", "\""), ("{\"", "\":1}")] {
        let text = Array(head.utf8) + bytes + Array(tail.utf8)
        #expect(problem { () throws(Problem) in try JSONValue(parsing: text) }?.code == "json.not-utf8")
      }
    }
    #expect(problem { () throws(Problem) in try JSONValue(parsing: [0xFF, 0xFE, 0x7B, 0]) }?.code == "json.utf-16")
    #expect(problem { () throws(Problem) in try JSONValue(parsing: [0xC3]) }?.code == "json.unexpected-character")
  }

  @Test("Sixty-four levels are read, sixty-five and a million are not")
  func depth() throws {
    func nested(_ count: Int) -> String { String(repeating: "[", count: count) + String(repeating: "]", count: count) }
    _ = try parse(nested(64))
    #expect(problem { () throws(Problem) in try parse(nested(65)) }?.code == "json.too-deep")
    let objects = String(repeating: "{\"a\":", count: 1_000_000)
    #expect(problem { () throws(Problem) in try parse(objects) }?.code == "json.too-deep")
    #expect(problem { () throws(Problem) in try parse(String(repeating: "[", count: 1_000_000)) }?.kind == .tooLarge)
  }

  @Test("A text beyond the limit is refused before it is read")
  func size() {
    let bytes = Array("[1,2,3]".utf8)
    #expect(problem { () throws(Problem) in try JSONValue(parsing: bytes, limit: 6) }?.code == "json.too-large")
    #expect(problem { () throws(Problem) in try JSONValue(parsing: bytes, limit: 7) } == nil)
  }

  @Test("An object with a hundred thousand names is read and searched quickly, and its repeated name found")
  func manyNames() throws {
    let members = (0..<100_000).map { "\"name\($0)\":\($0)" }.joined(separator: ",")
    guard case .object(let object) = try parse("{\(members)}") else { throw Problem("x", .invalid, "x") }
    #expect(object["name99999"] == .number(JSONNumber(99_999)))
    #expect(object["name100000"] == nil)
    #expect(problem { () throws(Problem) in try parse("{\(members),\"name5\":1}") }?.code == "json.repeated-name")
  }

  @Test("Numbers know what they are")
  func numbers() throws {
    func number(_ text: String) throws -> JSONNumber {
      guard case .number(let number) = try parse(text) else { throw Problem("x", .invalid, "x") }
      return number
    }
    #expect(try number("3.0").int == 3)
    #expect(try number("3.5").int == nil)
    #expect(try number("9223372036854775807").int == Int.max)
    #expect(try number("9223372036854775808").int == nil)
    #expect(try number("1e3").int == 1000)
    #expect(try number("1e999999").double == nil)
    #expect(try number("1.10").text == "1.10")
    #expect(JSONNumber(Double.nan) == nil)
  }

  @Test("Every beginning of a valid text is refused as broken, none crashes")
  func truncated() throws {
    let text = #"{"a":[1,-2.5e3,true,null,"ü\u00e4\\"],"b":{"c":""}}"#
    _ = try parse(text)
    let bytes = Array(text.utf8)
    for count in 0..<bytes.count {
      #expect(problem { () throws(Problem) in try JSONValue(parsing: Array(bytes[..<count])) } != nil)
    }
  }

  @Test("Random values come back as they were", arguments: 0..<80)
  func roundTrip(_ seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let value = randomValue(&numbers, depth: 0)
    for escaping in [JSONWriter.Escaping.plain, .html] {
      #expect(try parse(rewritten(value, escaping)) == value)
    }
  }

  private func randomValue(_ numbers: inout SeededNumbers, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth < 5 ? 8 : 5), using: &numbers) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &numbers))
    case 2: return .number(JSONNumber(Int(truncatingIfNeeded: numbers.next())))
    case 3: return JSONNumber(Double.random(in: -1e9...1e9, using: &numbers)).map(JSONValue.number) ?? .null
    case 4: return .string(randomText(&numbers))
    case 5:
      return .array((0..<Int.random(in: 0..<5, using: &numbers)).map { _ in randomValue(&numbers, depth: depth + 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0..<25, using: &numbers) {
        _ = object.append(randomText(&numbers), randomValue(&numbers, depth: depth + 3))
      }
      return .object(object)
    }
  }

  private func randomText(_ numbers: inout SeededNumbers) -> String {
    let alphabet: [Unicode.Scalar] = [
      "a", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "ä", "€", "😀", "\u{2028}", "\u{2029}", "<", "&", "\u{FEFF}",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<8, using: &numbers) { text.append(alphabet.randomElement(using: &numbers) ?? "x") }
    return String(text)
  }
}

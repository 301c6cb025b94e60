// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

@Suite("Bytes of JSON")
struct JSONBytesTests {
  /// Letter by letter, as RFC 8259 has it.
  private static func quoted(_ text: String, isInScript: Bool) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "<" where isInScript: quoted += "\\u003C"
      case ">" where isInScript: quoted += "\\u003E"
      case "&" where isInScript: quoted += "\\u0026"
      case "\u{2028}": quoted += "\\u2028"
      case "\u{2029}": quoted += "\\u2029"
      case _ where scalar.value < 32: quoted += "\\u00" + (scalar.value < 16 ? "0" : "1") + digit(scalar.value & 15)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  private static func digit(_ value: UInt32) -> String { String(value, radix: 16, uppercase: true) }

  @Test("Every special character is escaped at every place of short and long texts", arguments: [false, true])
  func places(isInScript: Bool) {
    let specials = [
      "\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1F}", "<", ">", "&", "\u{2028}", "\u{2029}", "„", "–", "é", "😀", "/",
    ]
    for special in specials {
      for before in 0..<36 {
        for (after, end) in [0, 1, 2, 3, 5, 7, 8, 9, 15, 17, 40].flatMap({ [($0, special), ($0, "")] }) {
          let text = String(repeating: "a", count: before) + special + String(repeating: "b", count: after) + end
          var json = JSONWriter(isInScript ? .html : .plain)
          json.value(text)
          #expect(json.text == Self.quoted(text, isInScript: isInScript))
        }
      }
    }
  }

  @Test("What is written is read again as the same")
  func roundTrip() throws {
    var json = JSONWriter()
    let long = String(repeating: "Straße „Ä“\\ \"x\" \u{1}", count: 3000)
    let id = try #require(Identifier("0190a7b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b"))
    json.object {
      $0.field("text", long)
      $0.field("id", id)
      $0.field("numbers", 9)
      $0.field("more", -1_234_567)
      $0.list("list", ["a", "b"]) { $0.value($1) }
      $0.raw(members: Array("\"x\":1,\"y\":[]".utf8))
      $0.field("end", true)
    }
    let read = JSONNode(try JSONValue(parsing: json.bytes))
    #expect(try read.field("text").text() == long)
    #expect(try read.field("id").text() == id.text)
    #expect(try read.field("numbers").integer() == 9)
    #expect(try read.field("more").integer() == -1_234_567)
    #expect(try read.field("list").items().count == 2)
    #expect(try read.field("x").integer() == 1)
    #expect(json.text.hasSuffix(",\"y\":[],\"end\":true}"))
  }

  @Test("Values of lines stand apart without commas")
  func lines() {
    var json = JSONWriter()
    for number in 1...3 {
      json.object { $0.field("n", number) }
      json.endLine()
    }
    #expect(json.text == "{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n")
  }
}

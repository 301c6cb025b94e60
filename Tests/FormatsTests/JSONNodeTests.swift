// SPDX-License-Identifier: EUPL-1.2
import Formats
import Kernel
import Testing

@Suite("Reaching into JSON")
struct JSONNodeTests {
  private func node(_ text: String) throws(Problem) -> JSONNode { JSONNode(try JSONValue(parsing: Array(text.utf8))) }

  @Test("What is wrong is named by its path")
  func paths() throws {
    let root = try node(#"{"services":[{},{},{},{"name":5,"a b":"x","n":null}]}"#)
    let service = try root.field("services").items()[3]
    #expect(
      problem { () throws(Problem) in try service.field("name").text() }?.sentence
        == "$.services[3].name: Text erwartet, Zahl gefunden.")
    #expect(problem { () throws(Problem) in try service.field("title") }?.field == "$.services[3].title")
    #expect(
      problem { () throws(Problem) in try service.field("a b").integer() }?.sentence
        == "$.services[3][\"a b\"]: ganze Zahl erwartet, Text gefunden.")
    #expect(problem { () throws(Problem) in try service.field("n").flag() }?.code == "json.wrong-kind")
    #expect(problem { () throws(Problem) in try root.items() }?.sentence == "$: Liste erwartet, Objekt gefunden.")
    #expect(service.problem("hsds.x", "Das geht nicht.").sentence == "$.services[3]: Das geht nicht.")
  }

  @Test("Optional members are nothing when missing or null")
  func optional() throws {
    let root = try node(#"{"a":null,"b":false,"c":1.5}"#)
    #expect(try root.optional("a")?.value == nil)
    #expect(try root.optional("x")?.value == nil)
    #expect(try root.optional("b")?.flag() == false)
    #expect(try root.optional("c")?.number() == 1.5)
    #expect(problem { () throws(Problem) in try root.optional("c")?.integer() }?.code == "json.wrong-kind")
    #expect(try root.fields().map(\.name) == ["a", "b", "c"])
    #expect(try root.field("a").isNull)
  }
}

@Suite("Writing JSON")
struct JSONWriterTests {
  @Test("Objects, lists and values are separated by commas at the right places")
  func structure() {
    var json = JSONWriter()
    json.object {
      $0.field("title", "A \"b\"")
      $0.field("places", 12)
      $0.field("none", nil as String?)
      $0.field("left out", ifPresent: nil as Int?)
      $0.field("open", true)
      $0.field("lat", 51.5)
      $0.field("nan", Double.nan)
      $0.list("tags", ["x", "y"])
      $0.list("empty", [])
      $0.object("center") { $0.field("id", "k") }
      $0.list("items", [1, 2]) { json, number in json.object { $0.field("n", number) } }
      $0.name("raw")
      $0.raw(Array("[1]".utf8))
    }
    #expect(
      json.text
        == #"{"title":"A \"b\"","places":12,"none":null,"open":true,"lat":51.5,"nan":null,"tags":["x","y"],"empty":[],"#
        + #""center":{"id":"k"},"items":[{"n":1},{"n":2}],"raw":[1]}"#)
  }

  @Test("JSON for a script element cannot end it")
  func html() {
    var json = JSONWriter(.html)
    json.value("</script><!-- & \u{2028} ]]>")
    #expect(json.text == #""\u003C/script\u003E\u003C!-- \u0026 \u2028 ]]\u003E""#)
    var plain = JSONWriter()
    plain.value("</a>\u{2029}\u{2030}")
    #expect(plain.text == "\"</a>\\u2029\u{2030}\"")
  }

  @Test("Control characters are escaped, every one")
  func controls() throws {
    for value in 0..<0x20 as Range<UInt32> {
      let text = try String(#require(Unicode.Scalar(value)))
      var json = JSONWriter()
      json.value(text)
      #expect(json.bytes.allSatisfy { $0 >= 0x20 })
      #expect(try JSONValue(parsing: json.bytes) == .string(text))
    }
  }

  @Test("An error in a closure gets through")
  func throwing() {
    var json = JSONWriter()
    #expect(throws: Problem.self) {
      try json.object { (_: inout JSONWriter) throws(Problem) in throw Problem("a.b", .invalid, "Nein.") }
    }
  }
}

@Suite("problem+json")
struct ProblemDocumentTests {
  @Test("A problem of one parameter")
  func parameter() {
    let problem = Problem("search.bad-page", .malformed, "Die Seite muss eine Zahl sein.", field: "page")
    #expect(
      String(decoding: ProblemDocument.bytes(problem, cause: .parameter, instance: "/api/v1/search"), as: UTF8.self)
        == #"{"type":"urn:verbund:problem:search.bad-page","title":"Anfrage nicht verständlich","status":400,"#
        + #""detail":"Die Seite muss eine Zahl sein.","code":"search.bad-page","instance":"/api/v1/search","#
        + #""errors":[{"parameter":"page","message":"Die Seite muss eine Zahl sein.","code":"search.bad-page"}]}"#)
  }

  @Test("Several problems are all told, a problem without a field has no list")
  func several() throws {
    let others = [Problem("offer.no-title", .invalid, "Der Titel fehlt.", field: "title")]
    let first = Problem("offer.ages-reversed", .invalid, "Das Alter ist verdreht.", field: "age_from", others: others)
    let document = JSONNode(try JSONValue(parsing: ProblemDocument.bytes(first)))
    #expect(try document.field("errors").items().map { try $0.field("field").text() } == ["age_from", "title"])
    #expect(try document.field("status").integer() == 422)
    let plain = JSONNode(
      try JSONValue(parsing: ProblemDocument.bytes(Problem("offer.unknown", .notFound, "Nicht da."))))
    #expect(try plain.optional("errors")?.value == nil)
    #expect(try plain.field("title").text() == "Nicht gefunden")
  }

  @Test("Every kind of problem has a title of its own")
  func titles() throws {
    let titles = try Problem.Kind.allCases.map { kind in
      try JSONNode(JSONValue(parsing: ProblemDocument.bytes(Problem("a.b", kind, "c")))).field("title").text()
    }
    #expect(Set(titles).count == Problem.Kind.allCases.count)
  }
}

// SPDX-License-Identifier: EUPL-1.2
import Centers
import Feedback
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("The forms of the public")
struct FeedbackPagesTests {
  private static let paths = ["/rueckmeldung", "/angebot-vorschlagen", "/barriere-melden"]

  /// The token of a form and the cookie that belongs to it.
  private static func ticket(
    _ product: TestProduct, _ path: String = "/rueckmeldung"
  ) async throws -> (token: String, cookie: String) {
    let answer = try await product.client.get(path)
    let start = try #require(answer.body.range(of: "name=\"csrf\" value=\""))
    let token = String(answer.body[start.upperBound...].prefix { $0 != "\"" })
    let cookie = try #require(answer.header("Set-Cookie")).prefix { $0 != ";" }
    return (token, String(cookie))
  }

  private static func send(
    _ product: TestProduct, _ path: String, _ form: [(String, String)], ticketed: Bool = true
  ) async throws -> TestAnswer {
    let ticket = try await ticket(product, path)
    var headers = ["Sec-Fetch-Site": "same-origin"]
    var form = form
    if ticketed {
      headers["Cookie"] = ticket.cookie
      form.append(("csrf", ticket.token))
    }
    return try await product.client.post(path, form, headers)
  }

  private static func kept(_ product: TestProduct) async throws -> [Stored<FeedbackMessage>] {
    try await product.database.read { try $0.list(FeedbackMessage.self, in: .everyTenant) }
  }

  @Test("Each form is there in each language, personal and never kept", arguments: paths)
  func forms(_ path: String) async throws {
    let product = try await TestProduct()
    for prefix in ["", "/en", "/ar"] {
      let answer = try await product.client.get(prefix + path)
      #expect(answer.status == 200)
      #expect(answer.body.contains("name=\"web\"") && answer.body.contains("name=\"csrf\""))
      #expect(answer.header("ETag") == nil)
    }
    try product.remove()
  }

  @Test("A message arrives at the centre that was chosen and is thanked for")
  func message() async throws {
    let product = try await TestProduct()
    let answer = try await Self.send(
      product, "/rueckmeldung",
      [("art", "missing"), ("text", "Es fehlt\r\nein Kurs."), ("zentrum", "dortmund"), ("mail", "a@b.de"), ("web", "")])
    #expect(answer.status == 303)
    let location = try #require(answer.header("Location"))
    let thanks = try await product.client.get(location)
    #expect(thanks.status == 200 && thanks.body.contains("R-2026-"))
    let stored = try #require(try await Self.kept(product).first)
    let dortmund = try await product.center("dortmund").tenant
    #expect(stored.tenant == dortmund)
    #expect(stored.record.topic == .missing && stored.record.text == "Es fehlt\nein Kurs." && stored.record.due == nil)
    try product.remove()
  }

  @Test("A barrier report is due within a month and goes to those who run the site")
  func barrier() async throws {
    let product = try await TestProduct()
    let form = [("seite", "/angebote"), ("text", "Der Knopf hat keinen Namen."), ("technik", "Screenreader")]
    #expect(try await Self.send(product, "/barriere-melden", form).status == 303)
    let stored = try #require(try await Self.kept(product).first)
    #expect(stored.record.topic == .barrier && stored.record.due?.iso == "2026-12-23")
    let statewide = try await product.statewide()
    #expect(stored.tenant == statewide && stored.record.about == "/angebote" && stored.record.aboutKind == "page")
    try product.remove()
  }

  @Test("A suggested offer needs a name, a text and a place")
  func suggestion() async throws {
    let product = try await TestProduct()
    let empty = try await Self.send(product, "/angebot-vorschlagen", [("text", "")])
    #expect(empty.status == 422)
    for field in ["#titel", "#text", "#zentrum"] { #expect(empty.body.contains("href=\"\(field)\"")) }
    let good = [("titel", "Deutsch-Treff"), ("text", "Dienstags um 10"), ("zentrum", "bonn"), ("link", "https://a.de")]
    #expect(try await Self.send(product, "/angebot-vorschlagen", good).status == 303)
    let stored = try #require(try await Self.kept(product).first)
    #expect(stored.record.topic == .newOffer && stored.record.offerTitle == "Deutsch-Treff")
    try product.remove()
  }

  @Test("A refused form keeps everything that was typed and names each mistake")
  func refused() async throws {
    let product = try await TestProduct()
    let answer = try await Self.send(
      product, "/rueckmeldung",
      [("art", "gone"), ("text", "  "), ("name", "<b>Leyla</b>"), ("mail", "leyla@"), ("zentrum", "dortmund")])
    #expect(answer.status == 422)
    #expect(answer.body.contains("role=\"alert\"") && answer.body.contains("aria-invalid=\"true\""))
    #expect(answer.body.contains("&lt;b&gt;Leyla&lt;/b&gt;") && answer.body.contains("value=\"leyla@\""))
    #expect(answer.body.contains("value=\"gone\" checked") && answer.body.contains("value=\"dortmund\" selected"))
    #expect(try await Self.kept(product).isEmpty)
    try product.remove()
  }

  @Test("The mistakes are told in the reader's language")
  func languages() async throws {
    let product = try await TestProduct()
    let answer = try await Self.send(product, "/en/rueckmeldung", [("art", "praise"), ("text", "")])
    #expect(answer.status == 422 && answer.body.contains("Please write us a message."))
    #expect(!answer.body.contains("Bitte schreiben"))
    try product.remove()
  }

  @Test(
    "Nonsense is refused politely",
    arguments: [
      [("art", "barrier"), ("text", "x")], [("art", "<script>"), ("text", "x")],
      [("art", "praise"), ("text", "x"), ("zentrum", "atlantis")],
      [("art", "praise"), ("text", String(repeating: "x", count: 4001))],
      [("art", "praise"), ("text", "x"), ("name", String(repeating: "x", count: 201))],
    ])
  func nonsense(_ form: [(String, String)]) async throws {
    let product = try await TestProduct()
    #expect(try await Self.send(product, "/rueckmeldung", form).status == 422)
    #expect(try await Self.kept(product).isEmpty)
    try product.remove()
  }

  @Test("A form without the token, from another site or too large is refused", arguments: paths)
  func forged(_ path: String) async throws {
    let product = try await TestProduct()
    let form = [("art", "praise"), ("text", "Danke"), ("titel", "x"), ("zentrum", "bonn")]
    #expect(try await Self.send(product, path, form, ticketed: false).status == 403)
    let ticket = try await Self.ticket(product, path)
    let signed = form + [("csrf", ticket.token)]
    let foreign = ["Sec-Fetch-Site": "cross-site", "Cookie": ticket.cookie]
    #expect(try await product.client.post(path, signed, foreign).status == 403)
    let other = ["Sec-Fetch-Site": "same-origin", "Cookie": "formular=" + String(repeating: "0", count: 32)]
    #expect(try await product.client.post(path, signed, other).status == 403)
    let huge = [("text", String(repeating: "x", count: 70_000))]
    #expect(try await Self.send(product, path, huge).status == 413)
    #expect(try await product.client.send(.put, path).status == 405)
    #expect(try await Self.kept(product).isEmpty)
    try product.remove()
  }

  @Test("Programs that fill every field are thanked, and nothing is kept")
  func honeypot() async throws {
    let product = try await TestProduct()
    let form = [("art", "praise"), ("text", "Kauft Uhren"), ("web", "https://uhren.example")]
    #expect(try await Self.send(product, "/rueckmeldung", form).status == 303)
    #expect(try await Self.kept(product).isEmpty)
    try product.remove()
  }

  @Test("After many messages within an hour an address must wait, and keeps what it typed")
  func limited() async throws {
    let product = try await TestProduct()
    for _ in 1...10 {
      #expect(try await Self.send(product, "/rueckmeldung", [("art", "praise"), ("text", "Danke")]).status == 303)
    }
    let answer = try await Self.send(product, "/rueckmeldung", [("art", "praise"), ("text", "Noch einmal")])
    #expect(answer.status == 429 && answer.body.contains("Noch einmal</textarea>"))
    #expect(try await Self.kept(product).count == 10)
    try product.remove()
  }

  @Test("A reference that is none is not shown", arguments: ["<b>x</b>", "R-2026-ABC", ""])
  func reference(_ text: String) async throws {
    let product = try await TestProduct()
    let answer = try await product.client.get("/rueckmeldung/danke?kennung=\(Percent.encode(text))")
    #expect(answer.status == 200 && !answer.body.contains("<bdi dir=\"ltr\">"))
    try product.remove()
  }

  @Test("A record that somebody writes about is named with what stands there now, and its owner gets the message")
  func subject() async throws {
    let product = try await TestProduct()
    let source = FeedbackSource.record(
      FeedbackMessage.self, parameter: "angebot", fields: ["text"], path: { _ in Path("x") })
    let dortmund = try await product.center("dortmund").tenant
    let id = try await product.database.write(by: .system("test")) { transaction in
      var message = FeedbackMessage(id: transaction.makeID())
      message.text = "Text"
      message.aboutTitle = "Kurs"
      _ = try FeedbackActions.receive(message, for: dortmund, transaction)
      return message.id
    }
    let found = try await product.database.read { try source.find($0, id.identifier) }
    let subject = try #require(found)
    #expect(subject.tenant == dortmund && subject.title.hasPrefix("R-2026-"))
    #expect(subject.values.isEmpty, "fields of staff must not be shown")
    let unknown = try await product.database.read { try source.find($0, Identifier(high: 1, low: 1)) }
    #expect(unknown == nil)
    try product.remove()
  }
}

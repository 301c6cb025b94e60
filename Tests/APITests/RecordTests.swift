// SPDX-License-Identifier: EUPL-1.2
import API
import Foundation
import HTTPTypes
import Kernel
import Storage
import TestKit
import Testing
import Web

@Suite("Records for programs")
struct RecordTests {
  @Test("A program keeps a record from its beginning to its end, always naming the version it has seen")
  func life() async throws {
    let shop = try await Orchestra()
    try await shop.plant(shop.own)
    let sent = """
      {"title":" Laute ","size":"large","color":"rot","languages":["ara"],"seats":3,"weight":2.5,"is_open":true,
       "day":"2026-12-01","owner":"\(shop.own.text)","website":"https://example.org","inside":"x"}
      """
    let made = try await shop.send(.post, "", as: "anna", sent)
    #expect(made.status == 201 && made.header("ETag") == "\"1\"")
    let place = try #require(made.header("Location"))
    #expect(try made.json()["title"] as? String == "Laute")
    let read = try await shop.send(.get, place)
    #expect(read.status == 200 && read.body == made.body && !read.body.contains("hidden"))
    let known = try await shop.send(.get, place, as: "anna", "", ["If-None-Match": "\"1\""])
    #expect(known.status == 304 && known.body.isEmpty)

    #expect(try await shop.send(.patch, place, as: "anna", "{}").status == 428)
    #expect(try await shop.send(.patch, place, as: "anna", "{}", ["If-Match": "\"7\""]).status == 412)
    let patch = #"{"seats":null,"weight":1}"#
    let changed = try await shop.send(.patch, place, as: "anna", patch, ["If-Match": "\"1\""])
    #expect(changed.status == 200 && changed.header("ETag") == "\"2\"")
    #expect(try changed.json()["seats"] is NSNull && changed.json()["title"] as? String == "Laute")
    #expect(try await shop.send(.patch, place, as: "anna", patch, ["If-Match": "\"1\""]).status == 412)
    let whole = try await shop.send(.put, place, as: "anna", #"{"title":"Oud"}"#, ["If-Match": "\"2\""])
    #expect(whole.status == 200)
    #expect(try whole.json()["color"] is NSNull && whole.json()["is_open"] as? Bool == false)
    let tuned = try await shop.send(.post, place + "/steps/stimmen", as: "anna", "", ["If-Match": "\"3\""])
    #expect(try tuned.json()["status"] as? String == "public")
    let twice = try await shop.send(.post, place + "/steps/stimmen", as: "anna", "", ["If-Match": "\"4\""])
    #expect(twice.status == 409)
    let gone = try await shop.send(.delete, place, as: "anna", "", ["If-Match": "\"4\""])
    #expect(try gone.status == 200 && gone.json()["archived_at"] is String)
    #expect(try await shop.send(.patch, place, as: "anna", "{}", ["If-Match": "\"5\""]).status == 409)
    let back = try await shop.send(.post, place + "/restore", as: "anna", "", ["If-Match": "\"5\""])
    #expect(try back.json()["archived_at"] is NSNull)
    let history = try await shop.send(.get, place + "/history").items()
    #expect(history.count == 6 && history.last?["action"] as? String == "instrument.created")
    try shop.product.remove()
  }

  @Test(
    "What does not fit is refused at its member",
    arguments: [
      (#"{"title":"a","title":"b"}"#, 400, "json.repeated-name"), (#"{"title":1}"#, 422, "json.wrong-kind"),
      (#"{"title":""}"#, 422, "record.required"), (#"{}"#, 422, "record.required"),
      (#"{"title":"a","seats":1.5}"#, 422, "json.wrong-kind"), (#"{"title":"a","weight":NaN}"#, 400, "json."),
      (#"{"title":"a","weight":1e999}"#, 422, "json.wrong-kind"),
      (#"{"title":"a","seats":501}"#, 422, "record.out-of-range"),
      (#"{"title":"a","is_open":"ja"}"#, 422, "json.wrong-kind"),
      (#"{"title":"a","is_open":null}"#, 422, "record.wrong-kind"),
      (#"{"title":"a","size":"huge"}"#, 422, "record.unknown-choice"),
      (#"{"title":"a","color":"lila"}"#, 422, "form.unknown-code"),
      (#"{"title":"a","languages":["xxx"]}"#, 422, "form.unknown-language"),
      (#"{"title":"a","languages":"ara"}"#, 422, "json.wrong-kind"),
      (#"{"title":"a","day":"31.12.2026"}"#, 422, "record.wrong-kind"),
      (#"{"title":"a","website":"javascript:alert(1)"}"#, 422, "record.no-link"),
      (#"{"title":"a","hidden":"x"}"#, 422, "api.unknown-field"),
      (#"{"title":"a","status":"public"}"#, 422, "api.read-only"), (#"{"title":"a","id":"x"}"#, 422, "api.read-only"),
      (#"{"title":"a","tenant":"x"}"#, 422, "api.unknown-field"),
      (#"{"title":"verboten"}"#, 422, "instrument.no"), ("[]", 422, "api.no-object"), ("", 415, "api.media-type"),
      (String(repeating: "[", count: 100), 413, "json.too-deep"),
    ])
  func refused(body: String, status: Int, code: String) async throws {
    let shop = try await Orchestra()
    let answer = try await shop.send(.post, "", as: "anna", body)
    #expect(answer.status == status, "\(body)")
    #expect(answer.header("Content-Type") == "application/problem+json")
    #expect(answer.body.contains("\"code\":\"\(code)"), "\(answer.body)")
    #expect(try await shop.send(.get).items().isEmpty)
    try shop.product.remove()
  }

  @Test("Nobody reaches another centre's records, by no address and by no reference")
  func tenants() async throws {
    let shop = try await Orchestra()
    let id = try await shop.plant()
    let condition = ["If-Match": "\"1\""]
    let path = "/" + id.text
    let tries: [(HTTPRequest.Method, String, String)] = [
      (.get, path, ""), (.patch, path, "{}"), (.put, path, #"{"title":"a"}"#), (.delete, path, ""),
      (.get, path + "/history", ""), (.post, path + "/restore", ""), (.post, path + "/steps/stimmen", ""),
    ]
    for (method, path, body) in tries {
      let answer = try await shop.send(method, path, as: "olga", body, condition)
      #expect(answer.status == 404, "\(method) \(path)")
    }
    #expect(try await shop.send(.get, "", as: "olga").items().isEmpty)
    let reference = try await shop.send(.post, "", as: "olga", #"{"title":"a","owner":"\#(id.text)"}"#)
    #expect(reference.status == 422 && reference.body.contains("form.unknown-reference"))
    for empty in [#""owner":"""#, #""day":" ""#] {
      #expect(try await shop.send(.post, "", as: "olga", #"{"title":"a",\#(empty)}"#).status == 422, "\(empty)")
    }
    #expect(try await shop.stored(id).version == 1)
    try shop.product.remove()
  }

  @Test("Tokens do what their scopes say; a browser's session opens nothing")
  func tokens() async throws {
    let shop = try await Orchestra()
    let id = try await shop.plant()
    #expect(try await shop.send(.get, "", as: nil).status == 401)
    #expect(try await shop.send(.get, "", as: "abgelaufen").status == 401)
    #expect(try await shop.send(.get, "", as: "nix").status == 403)
    #expect(try await shop.send(.get, "", as: "lea").status == 200)
    #expect(try await shop.send(.post, "", as: "lea", #"{"title":"a"}"#).status == 403)
    #expect(try await shop.send(.patch, "/\(id.text)", as: "lea", "{}", ["If-Match": "\"1\""]).status == 403)
    let step = try await shop.send(.post, "/\(id.text)/steps/stimmen", as: "lea", "", ["If-Match": "\"1\""])
    #expect(step.status == 403)
    let cookie = ["Cookie": "wer=browser"]
    let written = try await shop.send(.post, "", as: nil, #"{"title":"a"}"#, cookie)
    #expect(written.status == 401 && written.header("WWW-Authenticate") == "Bearer")
    #expect(try await shop.send(.get, "", as: nil, "", cookie).status == 401)
    try shop.product.remove()
  }

  @Test("A provider keeps the records of their organisation and sees nothing that is meant for staff")
  func provider() async throws {
    let shop = try await Orchestra()
    let other = try await shop.plant { $0.inside = "geheim" }
    try await shop.plant(shop.own)
    let mine = try await shop.plant { [own = shop.own] in
      $0.owner = own
      $0.inside = "geheim"
    }
    let list = try await shop.send(.get, "", as: "paul")
    #expect(try list.items().map { $0["id"] as? String } == [mine.text])
    #expect(!list.body.contains("geheim") && !list.body.contains("inside"))
    #expect(try await shop.send(.get, "/\(other.text)", as: "paul").status == 403)
    let hidden = try await shop.send(.patch, "/\(mine.text)", as: "paul", #"{"inside":"x"}"#, ["If-Match": "\"1\""])
    #expect(hidden.status == 422 && hidden.body.contains("api.unknown-field"))
    let moved = try await shop.send(.patch, "/\(mine.text)", as: "paul", #"{"owner":null}"#, ["If-Match": "\"1\""])
    #expect(moved.status == 422 && moved.body.contains("api.read-only"))
    let made = try await shop.send(.post, "", as: "paul", #"{"title":"neu"}"#)
    #expect(try made.status == 201 && made.json()["owner"] as? String == shop.own.text)
    try shop.product.remove()
  }

  @Test("The same named request has one effect and one answer")
  func repeated() async throws {
    let shop = try await Orchestra()
    let name = ["Idempotency-Key": "a-1"]
    let first = try await shop.send(.post, "", as: "anna", #"{"title":"a"}"#, name)
    let again = try await shop.send(.post, "", as: "anna", #"{"title":"a"}"#, name)
    #expect(first.status == 201 && again.status == 201 && first.body == again.body)
    #expect(again.header("Location") == first.header("Location") && again.header("ETag") == "\"1\"")
    let other = try await shop.send(.post, "", as: "anna", #"{"title":"b"}"#, name)
    #expect(other.status == 422 && other.body.contains("api.key-reused"))
    let id = try #require(first.json()["id"] as? String)
    #expect(try await shop.send(.post, "/\(id)/restore", as: "anna", "", name).status == 428)
    #expect(try await shop.send(.get).items().count == 1)
    let elsewhere = try await shop.send(.post, "", as: "olga", #"{"title":"a"}"#, name)
    #expect(elsewhere.status == 201 && elsewhere.body != first.body)
    try shop.product.remove()
  }
}
